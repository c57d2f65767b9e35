;; The scan loop of a kernel over columns. The stencils of a program take the place of the two marked calls:
;; $prologue is run once, before the first row; $body is run for each row and leaves the row's bit in $selected,
;; ending early with a branch to $done.
;;
;; Rows are taken 32 at a time, because that many bits make a word of the bitmap: the word is gathered in
;; a local and stored once.
(module
  (import "marker" "prologue" (func $prologue))
  (import "marker" "body" (func $body))
  (memory 1)

  ;; $frame   the program's frame: constants, parameters, the addresses of columns
  ;; $bitmap  where the bits go, 32 rows a word, the first row in the lowest bit
  ;; $from    the first row, a multiple of 32
  ;; $to      one past the last row
  (func $scan (param $frame i32) (param $bitmap i32) (param $from i32) (param $to i32)
              (local $row i32) (local $selected i32) (local $end i32) (local $bits i32)
    call $prologue
    (local.set $row (local.get $from))
    (block $finished
      (loop $words
        (br_if $finished (i32.ge_s (local.get $row) (local.get $to)))

        ;; $end is where this word's rows end: at the next multiple of 32, or at $to.
        (local.set $end (i32.add (i32.or (local.get $row) (i32.const 31)) (i32.const 1)))
        (local.set $end
          (select (local.get $end) (local.get $to) (i32.lt_s (local.get $end) (local.get $to))))

        (local.set $bits (i32.const 0))
        (loop $rows
          (block $done
            call $body)
          ;; A shift takes its count modulo 32, so the row's number serves as it is.
          (local.set $bits (i32.or (local.get $bits) (i32.shl (local.get $selected) (local.get $row))))
          (local.set $row (i32.add (local.get $row) (i32.const 1)))
          (br_if $rows (i32.lt_s (local.get $row) (local.get $end))))

        ;; The word of the rows just done is the one that row $end - 1 is in.
        (i32.store
          (i32.add
            (local.get $bitmap)
            (i32.shl (i32.shr_u (i32.sub (local.get $end) (i32.const 1)) (i32.const 5)) (i32.const 2)))
          (local.get $bits))
        (br $words)))))
