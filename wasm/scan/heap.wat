;; The scan of a kernel over heap pages, in two functions of the same module: $pages goes from page to page, $rows is the loop into which the stencils of
;; a program go, in place of the marked calls. $prologue is run once, before the first row; $body is run for each row and leaves the row's bit in
;; $selected, ending early with a branch to $done. $plain is the program's version for plain tuples, without the step that asks whether this is one: it is
;; used where all tuples are plain, four rows at a time. They are two functions so that in the loop that is run most few values compete for registers.
;;
;; For each page line_pointers (line-pointers.wat) writes the addresses and lengths of its tuples to the vectors $tuples and $lengths, always at their
;; beginning, where they stay in the first-level cache; then $rows is run for them. The bits of 32 rows are gathered in a local and stored at once; a word whose
;; rows are on two pages is stored twice.
;;
;; Before each word a part of the next page is touched, a load for every 32 bytes. The tuples of a page are read from its end to its beginning and
;; by an address that is itself read, which no processor's prefetcher foresees; a plain stream it does, and it runs
;; ahead while the word's rows are computed (docs/adr/0009).
(module
  (import "marker" "prologue" (func $prologue))
  (import "marker" "body" (func $body))
  (import "marker" "plain" (func $plain))
  (import "env" "line_pointers" (func $line_pointers (param i32 i32) (result i32)))
  (memory 1)

  ;; $frame   the program's frame: constants, parameters
  ;; $bitmap  where the bits go, 32 rows a word, the first row in the lowest bit
  ;; $from    the first row
  ;; $to      one past the last row
  ;; $touch   where the next page is, and $part how much of it is touched before each word: whole 128 bytes
  ;; $all_plain  whether all rows' tuples are plain, and the program has a version for them
  (func $rows (param $frame i32) (param $bitmap i32) (param $from i32) (param $to i32) (param $touch i32) (param $part i32) (param $all_plain i32)
              (local $row i32) (local $selected i32) (local $tuples i32) (local $lengths i32)
              (local $end i32) (local $left i32) (local $bits i32) (local $some i32) (local $word i32) (local $touched i64)
    (local.set $tuples (i32.load (i32.const @tuples)))
    (local.set $lengths (i32.load (i32.const @lengths)))
    call $prologue
    (local.set $row (local.get $from))
    (block $finished
      (loop $words
        (br_if $finished (i32.ge_u (local.get $row) (local.get $to)))

        (local.set $end (i32.add (local.get $touch) (local.get $part)))
        (block $all_touched
          (loop $touching
            (br_if $all_touched (i32.ge_u (local.get $touch) (local.get $end)))
            (local.set $touched
              (i64.or
                (local.get $touched)
                (i64.or
                  (i64.or (i64.load (local.get $touch)) (i64.load offset=32 (local.get $touch)))
                  (i64.or (i64.load offset=64 (local.get $touch)) (i64.load offset=96 (local.get $touch))))))
            (local.set $touch (i32.add (local.get $touch) (i32.const 128)))
            (br $touching)))

        ;; $end is where this word's rows end: at the next multiple of 32, or at $to.
        (local.set $end (i32.add (i32.or (local.get $row) (i32.const 31)) (i32.const 1)))
        (local.set $end
          (select (local.get $end) (local.get $to) (i32.lt_u (local.get $end) (local.get $to))))

        ;; A word that the page before has begun is gone on with.
        (local.set $word
          (i32.add (local.get $bitmap) (i32.shl (i32.shr_u (local.get $row) (i32.const 5)) (i32.const 2))))
        (if (i32.and (local.get $row) (i32.const 31))
          (then (local.set $bits (i32.load (local.get $word))))
          (else (local.set $bits (i32.const 0))))

        ;; Counting down: $end itself would be computed anew for every row. A shift takes its count modulo 32, so the row's number serves as it is.
        (local.set $left (i32.sub (local.get $end) (local.get $row)))
        (if (local.get $all_plain)
          (then
            (block $few
              (loop $four
                (br_if $few (i32.lt_s (local.get $left) (i32.const 4)))
                (block $done
                  call $plain)
                (local.set $some (local.get $selected))
                (local.set $row (i32.add (local.get $row) (i32.const 1)))
                (block $done
                  call $plain)
                (local.set $some (i32.or (local.get $some) (i32.shl (local.get $selected) (i32.const 1))))
                (local.set $row (i32.add (local.get $row) (i32.const 1)))
                (block $done
                  call $plain)
                (local.set $some (i32.or (local.get $some) (i32.shl (local.get $selected) (i32.const 2))))
                (local.set $row (i32.add (local.get $row) (i32.const 1)))
                (block $done
                  call $plain)
                (local.set $some (i32.or (local.get $some) (i32.shl (local.get $selected) (i32.const 3))))
                (local.set $row (i32.add (local.get $row) (i32.const 1)))
                (local.set $bits
                  (i32.or (local.get $bits) (i32.shl (local.get $some) (i32.sub (local.get $row) (i32.const 4)))))
                (local.set $left (i32.sub (local.get $left) (i32.const 4)))
                (br $four)))))
        (block $none
          (loop $each
            (br_if $none (i32.eqz (local.get $left)))
            (block $done
              call $body)
            (local.set $bits (i32.or (local.get $bits) (i32.shl (local.get $selected) (local.get $row))))
            (local.set $row (i32.add (local.get $row) (i32.const 1)))
            (local.set $left (i32.sub (local.get $left) (i32.const 1)))
            (br $each)))
        (i32.store (local.get $word) (local.get $bits))
        (br $words)))
    ;; What was touched is stored, so that the compiler keeps the loads.
    (i64.store (i32.const @touched) (local.get $touched)))

  ;; The rows of all pages of the batch, from 0 up to $to at most.
  (func $pages (param $frame i32) (param $bitmap i32) (param $from i32) (param $to i32)
               (local $page i32) (local $pages_end i32) (local $rows i32) (local $limit i32) (local $more i32)
               (local $tuples i32) (local $lengths i32)
    (local.set $page (i32.load (i32.const @pages)))
    (local.set $pages_end (i32.load (i32.const @pagesEnd)))
    (local.set $tuples (i32.load (i32.const @tuples)))
    (local.set $lengths (i32.load (i32.const @lengths)))
    (i32.store (i32.const @failure) (i32.const 0))
    (local.set $more (i32.lt_u (local.get $page) (local.get $pages_end)))
    (block $finished
      (loop $each
        (br_if $finished (i32.eqz (local.get $more)))
        ;; Row $from is at the beginning of the vectors.
        (i32.store (i32.const @tuples) (i32.sub (local.get $tuples) (i32.shl (local.get $from) (i32.const 2))))
        (i32.store (i32.const @lengths) (i32.sub (local.get $lengths) (i32.shl (local.get $from) (i32.const 2))))
        (i32.store (i32.const @allPlain) (i32.const 0))
        (local.set $rows (call $line_pointers (local.get $page) (local.get $from)))
        (local.set $page (i32.add (local.get $page) (i32.const 8192)))

        ;; Is there another page to come? None behind a failure, or when there are rows enough.
        (local.set $more
          (i32.and
            (i32.and
              (i32.lt_u (local.get $page) (local.get $pages_end))
              (i32.eqz (i32.load (i32.const @failure))))
            (i32.lt_u (local.get $rows) (local.get $to))))
        (local.set $limit
          (select (local.get $rows) (local.get $to) (i32.lt_u (local.get $rows) (local.get $to))))

        ;; All of the next page is to be touched by the last word.
        (call $rows
          (local.get $frame)
          (local.get $bitmap)
          (local.get $from)
          (local.get $limit)
          (local.get $page)
          (select
            (i32.and
              (i32.add
                (i32.div_u
                  (i32.const 8192)
                  (i32.add (i32.shr_u (i32.sub (local.get $limit) (local.get $from)) (i32.const 5)) (i32.const 1)))
                (i32.const 127))
              (i32.const -128))
            (i32.const 0)
            (local.get $more))
          (i32.load (i32.const @allPlain)))
        (local.set $from (local.get $limit))
        (br $each)))
    (i32.store (i32.const @tuples) (local.get $tuples))
    (i32.store (i32.const @lengths) (local.get $lengths))
    (i32.store (i32.const @rows) (local.get $from))))
