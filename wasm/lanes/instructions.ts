/**
 * WebAssembly's SIMD instructions as definitions need them: which instruction does for all lanes what a primitive does for one number. Its number in
 * WebAssembly's binary format stands beside its name, and a test compares both with an assembler.
 */

/** Every instruction that a lane stencil may have. */
export const instructions = {
  'v128.const': 0x0c,
  'i8x16.shuffle': 0x0d,
  'i8x16.swizzle': 0x0e,
  'i8x16.eq': 0x23,
  'v128.not': 0x4d,
  'v128.and': 0x4e,
  'v128.or': 0x50,
  'v128.xor': 0x51,
  'v128.bitselect': 0x52,
  'i32x4.eq': 0x37,
  'i32x4.ne': 0x38,
  'i32x4.lt_s': 0x39,
  'i32x4.gt_s': 0x3b,
  'i32x4.le_s': 0x3d,
  'i32x4.ge_s': 0x3f,
  'i64x2.eq': 0xd6,
  'i64x2.ne': 0xd7,
  'i64x2.lt_s': 0xd8,
  'i64x2.gt_s': 0xd9,
  'i64x2.le_s': 0xda,
  'i64x2.ge_s': 0xdb,
  'f32x4.eq': 0x41,
  'f32x4.ne': 0x42,
  'f32x4.lt': 0x43,
  'f32x4.gt': 0x44,
  'f32x4.le': 0x45,
  'f32x4.ge': 0x46,
  'f64x2.eq': 0x47,
  'f64x2.ne': 0x48,
  'f64x2.lt': 0x49,
  'f64x2.gt': 0x4a,
  'f64x2.le': 0x4b,
  'f64x2.ge': 0x4c,
  'i32x4.neg': 0xa1,
  'i32x4.shl': 0xab,
  'i32x4.shr_s': 0xac,
  'i32x4.shr_u': 0xad,
  'i32x4.add': 0xae,
  'i32x4.sub': 0xb1,
  'i32x4.mul': 0xb5,
  'i64x2.shl': 0xcb,
  'i64x2.shr_s': 0xcc,
  'i64x2.shr_u': 0xcd,
  'i64x2.add': 0xce,
  'i64x2.sub': 0xd1,
  'i64x2.mul': 0xd5,
  'i64x2.extend_low_i32x4_s': 0xc7,
  'i64x2.extend_high_i32x4_s': 0xc8,
  'f32x4.nearest': 0x6a,
  'f32x4.abs': 0xe0,
  'f32x4.neg': 0xe1,
  'f32x4.add': 0xe4,
  'f32x4.sub': 0xe5,
  'f32x4.mul': 0xe6,
  'f32x4.div': 0xe7,
  'f64x2.trunc': 0x7a,
  'f64x2.nearest': 0x94,
  'f64x2.abs': 0xec,
  'f64x2.neg': 0xed,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'f64x2.div': 0xf3,
  'f32x4.demote_f64x2_zero': 0x5e,
  'f64x2.promote_low_f32x4': 0x5f,
  'i32x4.trunc_sat_f32x4_s': 0xf8,
  'f32x4.convert_i32x4_s': 0xfa,
  'i32x4.trunc_sat_f64x2_s_zero': 0xfc,
  'f64x2.convert_low_i32x4_s': 0xfe,
} as const;
export type Instruction = keyof typeof instructions;

/** An instruction in hexadecimal: the prefix, and its number as an unsigned LEB128. */
export function encoded(name: Instruction): string {
  const number = instructions[name];
  const bytes = number < 0x80 ? [number] : [(number & 0x7f) | 0x80, number >> 7];
  return ['fd', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join('');
}

const shapes = { i32: 'i32x4', i64: 'i64x2', f32: 'f32x4', f64: 'f64x2' } as const;
/** The instruction that has a primitive's name in the primitive's own shape, as `i32x4.add` for `i32.add`. */
export function laneWise(op: string): Instruction | undefined {
  const [type = '', name = ''] = op.split('.');
  const shape = shapes[type as keyof typeof shapes] as string | undefined;
  const bitwise = type.startsWith('i') && ['and', 'or', 'xor'].includes(name);
  const instruction = bitwise ? `v128.${name}` : `${shape}.${name}`;
  return instruction in instructions ? (instruction as Instruction) : undefined;
}
