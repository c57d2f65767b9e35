;; A page's line pointers → the rows of a scan. For each visible tuple the address where it begins and its length are added to two vectors,
;; `tuples` and `lengths`, an i32 a row. Every engine finds its rows by this function, once for a page.
;;
;; A tuple's address is a multiple of 8, which leaves three bits: the lowest one is 1 when the tuple is not plain. A plain tuple has all attributes, no nulls (or
;; none that matter to the program) and the bytes that the program reads without asking. What that is for a program stands in control cells:
;; whether it is wanted at all (@plain), what is to be found at 16 and at 20 of the tuple (@plainWord16, @plainWord20), which bits of the latter
;; count (@plainMask20), the null bits that must be set when there are nulls (@plainBits), and the least length (@plainLength).
;;
;; @name stands for the address of a control cell (opcodes/language/control.ts).
;;
;; A page (storage/bufpage.h): 24 bytes of header, with pd_flags at 10, pd_lower at 12, pd_upper at 14, pd_special at 16 and size and version at 18;
;; line pointers of 4 bytes up to pd_lower; free space; tuples from pd_upper to the end.
;; A line pointer (storage/itemid.h): the tuple's offset in 15 bits, two flags (0 unused, 1 normal, 2 redirect, 3 dead), its length in 15 bits.
;; A tuple (access/htup_details.h): xmin at 0, xmax at 4, t_infomask at 20.
(module
  (import "env" "memory" (memory 1))

  ;; Notes why the page cannot be read on: the reason (src/memory/heap/failure.ts), the page, the line pointer from 1, 0 for the page itself.
  (func $fail (param $reason i32) (param $page i32) (param $tuple i32)
    (i32.store (i32.const @failure) (local.get $reason))
    (i32.store (i32.const @failurePage) (local.get $page))
    (i32.store (i32.const @failureTuple) (local.get $tuple)))

  ;; Is the tuple visible by its hint bits? 1 yes, 0 no, -1 they do not say.
  (func $visible (param $tuple i32) (result i32)
    (local $infomask i32) (local $inserted i32)
    (local.set $infomask (i32.load16_u offset=20 (local.get $tuple)))
    ;; HEAP_XMIN_INVALID without HEAP_XMIN_COMMITTED: whoever inserted it has failed. (Both together are HEAP_XMIN_FROZEN.)
    (if (i32.eq (i32.and (local.get $infomask) (i32.const 0x0300)) (i32.const 0x0200))
      (then (return (i32.const 0))))
    ;; Committed by the hint, or inserted by the bootstrap (1) or a frozen transaction (2), unless a VACUUM FULL before PostgreSQL 9.0 has moved it
    ;; (HEAP_MOVED), which another transaction decides.
    (local.set $inserted
      (i32.or
        (i32.and (local.get $infomask) (i32.const 0x0100))
        (i32.and
          (i32.eqz (i32.and (local.get $infomask) (i32.const 0xc000)))
          (i32.le_u (i32.sub (i32.load (local.get $tuple)) (i32.const 1)) (i32.const 1)))))
    ;; Nobody has deleted it: HEAP_XMAX_INVALID, or no xmax, or xmax has only locked it (HEAP_XMAX_IS_LOCKED_ONLY).
    (if (i32.or
          (i32.or
            (i32.and (local.get $infomask) (i32.const 0x0880))
            (i32.eqz (i32.load offset=4 (local.get $tuple))))
          (i32.eq (i32.and (local.get $infomask) (i32.const 0x1050)) (i32.const 0x0040)))
      (then (return (select (i32.const 1) (i32.const -1) (local.get $inserted)))))
    ;; HEAP_XMAX_COMMITTED and not HEAP_XMAX_IS_MULTI: deleted. Anything else is not decided.
    (select (i32.const 0) (i32.const -1)
      (i32.eq (i32.and (local.get $infomask) (i32.const 0x1400)) (i32.const 0x0400))))

  ;; 1 when the tuple is not plain.
  (func $not_plain (param $tuple i32) (param $length i32) (result i32)
    (local $word i32)
    (local.set $word (i32.load offset=20 (local.get $tuple)))
    (i32.or
      (i32.or
        (i32.ne
          (i32.and (i32.load offset=16 (local.get $tuple)) (i32.const 0x07ff0000))
          (i32.load (i32.const @plainWord16)))
        (i32.ne
          (i32.and (local.get $word) (i32.load (i32.const @plainMask20)))
          (i32.load (i32.const @plainWord20))))
      (i32.or
        (i32.and
          (i32.and (local.get $word) (i32.const 1))
          (i32.ne
            (i32.and (local.get $word) (i32.load (i32.const @plainBits)))
            (i32.load (i32.const @plainBits))))
        (i32.lt_s (local.get $length) (i32.load (i32.const @plainLength))))))

  ;; The rows of a page on which each line pointer differs from the one before it by the same offset only, and all tuples are plain and without nulls.
  ;; 1 when it is such a page; if not, nothing has been done that counts.
  (func $uniform (param $page i32) (param $count i32) (param $upper i32) (param $row i32) (result i32)
    (local $pointer i32) (local $step i32) (local $offset i32) (local $length i32) (local $jump i32)
    (local $at i32) (local $last i32) (local $tuple i32) (local $to_tuple i32) (local $to_length i32)
    (local $words i64) (local $expected i64)
    (local $pointers v128) (local $differ v128) (local $steps v128) (local $addresses v128) (local $lengths v128)
    (local.set $at (i32.add (local.get $page) (i32.const 24)))
    (local.set $last (i32.add (local.get $at) (i32.shl (i32.sub (local.get $count) (i32.const 4)) (i32.const 2))))
    (local.set $pointer (i32.load (local.get $at)))
    (local.set $offset (i32.and (local.get $pointer) (i32.const 0x7fff)))
    (local.set $length (i32.shr_u (local.get $pointer) (i32.const 17)))
    (local.set $step (i32.sub (local.get $pointer) (i32.load offset=4 (local.get $at))))
    ;; The first one is normal, aligned, within the page and long enough; the steps go down, aligned too, and the last one is not below pd_upper.
    (if (i32.or
          (i32.or
            (i32.ne (i32.and (local.get $pointer) (i32.const 0x18007)) (i32.const 0x8000))
            (i32.gt_u (i32.add (local.get $offset) (local.get $length)) (i32.const 8192)))
          (i32.or
            (i32.or
              (i32.lt_s (local.get $length) (i32.load (i32.const @plainLength)))
              (i32.gt_u (local.get $step) (i32.const 8192)))
            (i32.or
              (i32.and (local.get $step) (i32.const 7))
              (i32.lt_s
                (i32.sub (local.get $offset) (i32.mul (local.get $step) (i32.sub (local.get $count) (i32.const 1))))
                (local.get $upper)))))
      (then (return (i32.const 0))))

    (local.set $steps (i32x4.mul (v128.const i32x4 0 1 2 3) (i32x4.splat (local.get $step))))
    (local.set $tuple (i32.add (local.get $page) (local.get $offset)))
    (local.set $pointers (i32x4.sub (i32x4.splat (local.get $pointer)) (local.get $steps)))
    (local.set $addresses (i32x4.sub (i32x4.splat (local.get $tuple)) (local.get $steps)))
    (local.set $lengths (i32x4.splat (local.get $length)))
    (local.set $to_tuple (i32.add (i32.load (i32.const @tuples)) (i32.shl (local.get $row) (i32.const 2))))
    (local.set $to_length (i32.add (i32.load (i32.const @lengths)) (i32.shl (local.get $row) (i32.const 2))))
    ;; How many line pointers are gone on by: four, and at the end so many that the last four are looked at, some of them again.
    (local.set $jump (i32.const 4))
    (local.set $steps (i32x4.splat (i32.shl (local.get $step) (i32.const 2))))
    (local.set $expected (i64.load (i32.const @plainWord16)))
    (loop $next
      (local.set $differ
        (v128.or (local.get $differ) (v128.xor (v128.load (local.get $at)) (local.get $pointers))))
      (v128.store (local.get $to_tuple) (local.get $addresses))
      (v128.store (local.get $to_length) (local.get $lengths))
      (local.set $words
        (i64.or (local.get $words) (i64.xor (i64.load offset=16 (local.get $tuple)) (local.get $expected))))
      (local.set $offset (i32.sub (local.get $tuple) (local.get $step)))
      (local.set $words
        (i64.or (local.get $words) (i64.xor (i64.load offset=16 (local.get $offset)) (local.get $expected))))
      (local.set $offset (i32.sub (local.get $offset) (local.get $step)))
      (local.set $words
        (i64.or (local.get $words) (i64.xor (i64.load offset=16 (local.get $offset)) (local.get $expected))))
      (local.set $offset (i32.sub (local.get $offset) (local.get $step)))
      (local.set $words
        (i64.or (local.get $words) (i64.xor (i64.load offset=16 (local.get $offset)) (local.get $expected))))
      (if (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $last))
        (then
          (local.set $jump (i32.shr_u (i32.sub (local.get $last) (local.get $at)) (i32.const 2)))
          (local.set $steps (i32x4.splat (i32.mul (local.get $step) (local.get $jump))))))
      (local.set $tuple (i32.sub (local.get $tuple) (i32.mul (local.get $step) (local.get $jump))))
      (local.set $pointers (i32x4.sub (local.get $pointers) (local.get $steps)))
      (local.set $addresses (i32x4.sub (local.get $addresses) (local.get $steps)))
      (local.set $at (i32.add (local.get $at) (i32.shl (local.get $jump) (i32.const 2))))
      (local.set $to_tuple (i32.add (local.get $to_tuple) (i32.shl (local.get $jump) (i32.const 2))))
      (local.set $to_length (i32.add (local.get $to_length) (i32.shl (local.get $jump) (i32.const 2))))
      (br_if $next (local.get $jump)))
    ;; The number of attributes, HEAP_HASNULL and t_hoff are as expected in all of them.
    (i32.and
      (i64.eqz (i64.and (local.get $words) (i64.const 0x00ff000107ff0000)))
      (i32.eqz (v128.any_true (local.get $differ)))))

  ;; Is every byte of the page 0, as of one that was added to the file and never written?
  (func $is_new (param $page i32) (result i32)
    (local $at i32) (local $bits v128)
    (local.set $at (local.get $page))
    (loop $next
      (local.set $bits (v128.or (local.get $bits) (v128.load (local.get $at))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $next (i32.lt_u (local.get $at) (i32.add (local.get $page) (i32.const 8192)))))
    (i32.eqz (v128.any_true (local.get $bits))))

  ;; $row is how many rows there are so far; the result is how many there are with this page's. @allPlain says afterwards whether all of these are plain.
  (func (export "line_pointers") (param $page i32) (param $row i32) (result i32)
    (local $count i32) (local $upper i32) (local $everything i32)
    (local $tuples i32) (local $lengths i32) (local $first i32)
    (local $i i32) (local $quads i32) (local $pointer i32) (local $at i32) (local $length i32) (local $seen i32)
    (local $headers i32) (local $to_tuple i32) (local $to_length i32) (local $quads_end i32)
    (local $offset_mask v128) (local $normal v128) (local $flags v128) (local $page_size v128) (local $least v128)
    (local $attributes v128) (local $uppers v128) (local $pages v128) (local $hints v128)
    (local $word16 v128) (local $word20 v128) (local $mask20 v128) (local $bits v128) (local $plain_length v128)
    (local $four v128) (local $offsets v128) (local $sizes v128)
    (local $two v128) (local $words v128) (local $mixed v128) (local $unsure v128) (local $any_mixed v128)
    (local $some_not_plain i32)

    ;; pd_lower and pd_upper in order, no flags but PD_VALID_FLAG_BITS, no special space, size and layout version 4, and no more line pointers than a page of a table has.
    (local.set $upper (i32.load16_u offset=14 (local.get $page)))
    (local.set $count (i32.sub (i32.load16_u offset=12 (local.get $page)) (i32.const 24)))
    (if (i32.or
          (i32.or
            (i32.or (i32.lt_s (local.get $count) (i32.const 0)) (i32.and (local.get $count) (i32.const 3)))
            (i32.gt_u (i32.load16_u offset=12 (local.get $page)) (local.get $upper)))
          (i32.or
            (i32.or
              (i32.gt_u (local.get $upper) (i32.const 8192))
              (i32.and (i32.load16_u offset=10 (local.get $page)) (i32.const 0xfff8)))
            (i32.ne (i32.load offset=16 (local.get $page)) (i32.const 0x20042000))))
      (then
        (if (i32.eqz (call $is_new (local.get $page)))
          (then (call $fail (i32.const 1) (local.get $page) (i32.const 0))))
        (return (local.get $row))))
    (local.set $count (i32.shr_u (local.get $count) (i32.const 2)))
    (if (i32.gt_u (local.get $count) (i32.const 291))
      (then
        (call $fail (i32.const 2) (local.get $page) (i32.const 0))
        (return (local.get $row))))

    (local.set $tuples (i32.load (i32.const @tuples)))
    (local.set $lengths (i32.load (i32.const @lengths)))
    (local.set $first (i32.add (local.get $page) (i32.const 24)))
    ;; PD_ALL_VISIBLE: no tuple need be looked at.
    (local.set $everything
      (i32.or
        (i32.and (i32.load16_u offset=10 (local.get $page)) (i32.const 4))
        (i32.load (i32.const @allTuples))))

    ;; A page of equally long tuples, one behind the other, as tables of fixed width have them: then only what is expected need be compared.
    (if (i32.and
          (i32.and (i32.ne (local.get $everything) (i32.const 0)) (i32.load (i32.const @plain)))
          (i32.ge_u (local.get $count) (i32.const 4)))
      (then
        (if (call $uniform (local.get $page) (local.get $count) (local.get $upper) (local.get $row))
          (then
            (i32.store (i32.const @allPlain) (i32.const 1))
            (return (i32.add (local.get $row) (local.get $count)))))))

    ;; Four at a time, as long as all are normal and lie, aligned, between pd_upper and the page's end, and are visible by the page's flag or because
    ;; HEAP_XMIN_COMMITTED and HEAP_XMAX_INVALID are both set. Where something else is found, the page is looked at again from the beginning, one by one.
    ;;
    ;; A condition is a sign bit here: $wrong and $mixed are negative in the lanes of what is not so. All numbers are small, so their differences have the
    ;; right sign, and of x and -x one is negative unless x is 0. Constants are loaded, because V8 makes a v128.const anew each time it is used.
    (local.set $quads (i32.and (local.get $count) (i32.const -4)))
    (local.set $headers (i32.or (i32.eqz (local.get $everything)) (i32.load (i32.const @plain))))
    (local.set $offset_mask (v128.load32_splat (i32.const @lpOffset)))
    (local.set $normal (v128.load32_splat (i32.const @lpNormal)))
    (local.set $flags (v128.load32_splat (i32.const @lpFlags)))
    (local.set $page_size (v128.load32_splat (i32.const @pageSize)))
    (local.set $least (v128.load32_splat (i32.const @leastTuple)))
    (local.set $attributes (v128.load32_splat (i32.const @nattsMask)))
    (i32.store (i32.const @quad) (local.get $upper))
    (local.set $uppers (v128.load32_splat (i32.const @quad)))
    (i32.store (i32.const @quad) (local.get $page))
    (local.set $pages (v128.load32_splat (i32.const @quad)))
    (i32.store (i32.const @quad) (select (i32.const 0) (i32.const 0x0900) (local.get $everything)))
    (local.set $hints (v128.load32_splat (i32.const @quad)))
    (local.set $word16 (v128.load32_splat (i32.const @plainWord16)))
    (local.set $word20 (v128.load32_splat (i32.const @plainWord20)))
    (local.set $mask20 (v128.load32_splat (i32.const @plainMask20)))
    (local.set $bits (v128.load32_splat (i32.const @plainBits)))
    (local.set $plain_length (v128.load32_splat (i32.const @plainLength)))
    (block $look_again
      (local.set $to_tuple (i32.add (local.get $tuples) (i32.shl (local.get $row) (i32.const 2))))
      (local.set $to_length (i32.add (local.get $lengths) (i32.shl (local.get $row) (i32.const 2))))
      (local.set $at (local.get $first))
      (local.set $quads_end (i32.add (local.get $first) (i32.shl (local.get $quads) (i32.const 2))))
      (block $done
        (loop $next
          (br_if $done (i32.ge_u (local.get $at) (local.get $quads_end)))
          (local.set $four (v128.load (local.get $at)))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $offsets (v128.and (local.get $four) (local.get $offset_mask)))
          (local.set $sizes (i32x4.shr_u (local.get $four) (i32.const 17)))
          (local.set $four (v128.and (v128.xor (local.get $four) (local.get $normal)) (local.get $flags)))
          (br_if $look_again
            (i32x4.bitmask
              (v128.or
                (v128.or
                  (i32x4.neg (local.get $four))
                  (i32x4.sub (i32x4.sub (local.get $page_size) (local.get $offsets)) (local.get $sizes)))
                (v128.or
                  (i32x4.sub (local.get $offsets) (local.get $uppers))
                  (i32x4.sub (local.get $sizes) (local.get $least))))))
          (local.set $offsets (i32x4.add (local.get $offsets) (local.get $pages)))
          (if (local.get $headers)
            (then
              ;; The words at 16 and at 20 of all four tuples.
              (local.set $two
                (v128.load64_lane offset=16 1
                  (i32x4.extract_lane 1 (local.get $offsets))
                  (v128.load64_zero offset=16 (i32x4.extract_lane 0 (local.get $offsets)))))
              (local.set $words
                (v128.load64_lane offset=16 1
                  (i32x4.extract_lane 3 (local.get $offsets))
                  (v128.load64_zero offset=16 (i32x4.extract_lane 2 (local.get $offsets)))))
              (local.set $four
                (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $two) (local.get $words)))
              (local.set $words
                (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $two) (local.get $words)))
              ;; Hints that are missing are found out at the end: nothing has been done that a second look does not do again.
              (local.set $unsure (v128.or (local.get $unsure) (v128.andnot (local.get $hints) (local.get $words))))
              (local.set $mixed
                (v128.or
                  (v128.and
                    (v128.andnot (local.get $bits) (local.get $words))
                    (i32x4.shr_s (i32x4.shl (local.get $words) (i32.const 31)) (i32.const 31)))
                  (v128.or
                    (v128.and (v128.xor (local.get $four) (local.get $word16)) (local.get $attributes))
                    (v128.and (v128.xor (local.get $words) (local.get $word20)) (local.get $mask20)))))
              (local.set $mixed
                (i32x4.shr_u
                  (v128.or
                    (v128.or (local.get $mixed) (i32x4.neg (local.get $mixed)))
                    (i32x4.sub (local.get $sizes) (local.get $plain_length)))
                  (i32.const 31)))
              (local.set $any_mixed (v128.or (local.get $any_mixed) (local.get $mixed)))
              (local.set $offsets (i32x4.add (local.get $offsets) (local.get $mixed)))))
          (v128.store (local.get $to_tuple) (local.get $offsets))
          (v128.store (local.get $to_length) (local.get $sizes))
          (local.set $to_tuple (i32.add (local.get $to_tuple) (i32.const 16)))
          (local.set $to_length (i32.add (local.get $to_length) (i32.const 16)))
          (br $next)))
      (br_if $look_again (v128.any_true (local.get $unsure)))
      (local.set $some_not_plain (v128.any_true (local.get $any_mixed)))
      (local.set $i (local.get $quads))
      (local.set $row (i32.add (local.get $row) (local.get $quads))))

    ;; One at a time: what is left over, or the whole page.
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $i) (local.get $count)))
        (local.set $pointer (i32.load (i32.add (local.get $first) (i32.shl (local.get $i) (i32.const 2)))))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br_if $next (i32.ne (i32.and (local.get $pointer) (i32.const 0x18000)) (i32.const 0x8000)))
        (local.set $at (i32.and (local.get $pointer) (i32.const 0x7fff)))
        (local.set $length (i32.shr_u (local.get $pointer) (i32.const 17)))
        (if (i32.or
              (i32.or
                (i32.and (local.get $at) (i32.const 7))
                (i32.lt_u (local.get $at) (local.get $upper)))
              (i32.or
                (i32.gt_u (i32.add (local.get $at) (local.get $length)) (i32.const 8192))
                (i32.lt_u (local.get $length) (i32.const 24))))
          (then
            (call $fail (i32.const 3) (local.get $page) (local.get $i))
            (return (local.get $row))))
        (local.set $at (i32.add (local.get $page) (local.get $at)))
        (if (i32.eqz (local.get $everything))
          (then
            (local.set $seen (call $visible (local.get $at)))
            (br_if $next (i32.eqz (local.get $seen)))
            (if (i32.lt_s (local.get $seen) (i32.const 0))
              (then
                (call $fail (i32.const 4) (local.get $page) (local.get $i))
                (return (local.get $row))))))
        (local.set $seen (call $not_plain (local.get $at) (local.get $length)))
        (local.set $some_not_plain (i32.or (local.get $some_not_plain) (local.get $seen)))
        (i32.store
          (i32.add (local.get $tuples) (i32.shl (local.get $row) (i32.const 2)))
          (i32.or (local.get $at) (local.get $seen)))
        (i32.store (i32.add (local.get $lengths) (i32.shl (local.get $row) (i32.const 2))) (local.get $length))
        (local.set $row (i32.add (local.get $row) (i32.const 1)))
        (br $next)))
    (i32.store (i32.const @allPlain)
      (i32.and (i32.load (i32.const @plain)) (i32.eqz (local.get $some_not_plain))))
    (local.get $row)))
