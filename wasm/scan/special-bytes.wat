;; The addresses at which one of four bytes stands, in order: what a reader of CSV looks for between the bytes that stand for themselves. Sixteen bytes
;; are compared at once, and their bits taken out one by one (Langdale, Lemire: Parsing Gigabytes of JSON per Second, 2019).
(module
  (import "env" "memory" (memory 1))

  ;; Writes the addresses from $at up to $end to $out, an i32 each, and returns how many there are.
  (func (export "special_bytes")
    (param $at i32) (param $end i32) (param $out i32) (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (local $first i32) (local $bits i32) (local $byte i32)
    (local $va v128) (local $vb v128) (local $vc v128) (local $vd v128) (local $bytes v128)
    (local.set $first (local.get $out))
    (local.set $va (i8x16.splat (local.get $a)))
    (local.set $vb (i8x16.splat (local.get $b)))
    (local.set $vc (i8x16.splat (local.get $c)))
    (local.set $vd (i8x16.splat (local.get $d)))
    (block $rest
      (loop $sixteen
        (br_if $rest (i32.gt_u (i32.add (local.get $at) (i32.const 16)) (local.get $end)))
        (local.set $bytes (v128.load align=1 (local.get $at)))
        (local.set $bits
          (i8x16.bitmask
            (v128.or
              (v128.or (i8x16.eq (local.get $bytes) (local.get $va)) (i8x16.eq (local.get $bytes) (local.get $vb)))
              (v128.or (i8x16.eq (local.get $bytes) (local.get $vc)) (i8x16.eq (local.get $bytes) (local.get $vd))))))
        (block $none
          (loop $bit
            (br_if $none (i32.eqz (local.get $bits)))
            (i32.store (local.get $out) (i32.add (local.get $at) (i32.ctz (local.get $bits))))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))
            (local.set $bits (i32.and (local.get $bits) (i32.sub (local.get $bits) (i32.const 1))))
            (br $bit)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $sixteen)))
    (block $done
      (loop $one
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $byte (i32.load8_u (local.get $at)))
        (if (i32.or
              (i32.or (i32.eq (local.get $byte) (local.get $a)) (i32.eq (local.get $byte) (local.get $b)))
              (i32.or (i32.eq (local.get $byte) (local.get $c)) (i32.eq (local.get $byte) (local.get $d))))
          (then
            (i32.store (local.get $out) (local.get $at))
            (local.set $out (i32.add (local.get $out) (i32.const 4)))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $one)))
    (i32.shr_u (i32.sub (local.get $out) (local.get $first)) (i32.const 2)))
)
