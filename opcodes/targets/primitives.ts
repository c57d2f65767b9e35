/** WebAssembly's primitives in JavaScript: i32, f32 and f64 are numbers, i64 is a BigInt. */

type Emit = (...args: string[]) => string;
/** Comparisons give a JavaScript condition, everything else a value. */
export interface JsPrimitive {
  readonly condition?: Emit;
  readonly value?: Emit;
}

const infix = (op: string): JsPrimitive => ({ condition: (a, b) => `${a} ${op} ${b}` });
const wrapped = (op: string): JsPrimitive => ({ value: (a, b) => `(${a} ${op} ${b} | 0)` });
const bitwise = (op: string): JsPrimitive => ({ value: (a, b) => `(${a} ${op} ${b})` });
const big = (op: string): JsPrimitive => ({ value: (a, b) => `BigInt.asIntN(64, ${a} ${op} ${b})` });
const rounded = (op: string): JsPrimitive => ({ value: (a, b) => `Math.fround(${a} ${op} ${b})` });
const plain = (op: string): JsPrimitive => ({ value: (a, b) => `(${a} ${op} ${b})` });
const unary = (value: (a: string) => string): JsPrimitive => ({ value });

const compare = (type: string, suffix: string): Record<string, JsPrimitive> => ({
  [`${type}.eq`]: infix('==='),
  [`${type}.ne`]: infix('!=='),
  [`${type}.lt${suffix}`]: infix('<'),
  [`${type}.le${suffix}`]: infix('<='),
  [`${type}.gt${suffix}`]: infix('>'),
  [`${type}.ge${suffix}`]: infix('>='),
});

export const jsPrimitives: Readonly<Record<string, JsPrimitive>> = {
  ...compare('i32', '_s'),
  ...compare('i64', '_s'),
  ...compare('f32', ''),
  ...compare('f64', ''),
  'i32.eqz': { condition: (a) => `${a} === 0` },
  'i64.eqz': { condition: (a) => `${a} === 0n` },
  'i32.add': wrapped('+'),
  'i32.sub': wrapped('-'),
  'i32.mul': { value: (a, b) => `Math.imul(${a}, ${b})` },
  'i32.div_s': wrapped('/'),
  'i32.rem_s': wrapped('%'),
  'i32.and': bitwise('&'),
  'i32.or': bitwise('|'),
  'i32.xor': bitwise('^'),
  'i32.shl': bitwise('<<'),
  'i32.shr_s': bitwise('>>'),
  'i32.shr_u': { value: (a, b) => `(${a} >>> ${b} | 0)` },
  'i32.extend16_s': unary((a) => `(${a} << 16 >> 16)`),
  'i32.wrap_i64': unary((a) => `Number(BigInt.asIntN(32, ${a}))`),
  'i32.trunc_f32_s': unary((a) => `(${a} | 0)`),
  'i32.trunc_f64_s': unary((a) => `(${a} | 0)`),
  'i64.add': big('+'),
  'i64.sub': big('-'),
  'i64.mul': big('*'),
  'i64.div_s': big('/'),
  'i64.rem_s': big('%'),
  'i64.and': bitwise('&'),
  'i64.or': bitwise('|'),
  'i64.xor': bitwise('^'),
  'i64.shl': { value: (a, b) => `BigInt.asIntN(64, ${a} << (${b} & 63n))` },
  'i64.shr_s': { value: (a, b) => `(${a} >> (${b} & 63n))` },
  'i64.shr_u': { value: (a, b) => `BigInt.asIntN(64, BigInt.asUintN(64, ${a}) >> (${b} & 63n))` },
  'i64.extend_i32_s': unary((a) => `BigInt(${a})`),
  'i64.trunc_f32_s': unary((a) => `BigInt(Math.trunc(${a}))`),
  'i64.trunc_f64_s': unary((a) => `BigInt(Math.trunc(${a}))`),
  'f32.add': rounded('+'),
  'f32.sub': rounded('-'),
  'f32.mul': rounded('*'),
  'f32.div': rounded('/'),
  'f32.neg': unary((a) => `(-${a})`),
  'f32.abs': unary((a) => `Math.abs(${a})`),
  'f32.nearest': unary((a) => `nearest(${a})`),
  'f32.convert_i32_s': unary((a) => `Math.fround(${a})`),
  'f32.convert_i64_s': unary((a) => `convertToF32(${a})`),
  'f32.demote_f64': unary((a) => `Math.fround(${a})`),
  'f64.add': plain('+'),
  'f64.sub': plain('-'),
  'f64.mul': plain('*'),
  'f64.div': plain('/'),
  'f64.neg': unary((a) => `(-${a})`),
  'f64.abs': unary((a) => `Math.abs(${a})`),
  'f64.nearest': unary((a) => `nearest(${a})`),
  'f64.convert_i32_s': unary((a) => a),
  'f64.convert_i64_s': unary((a) => `Number(${a})`),
  'f64.promote_f32': unary((a) => a),
};

/** Loads and stores through the typed arrays over linear memory, by byte address. */
export const jsAccess: Readonly<Record<string, (address: string) => string>> = {
  i32: (address) => `i32[${address} >> 2]`,
  i64: (address) => `i64[${address} >> 3]`,
  f32: (address) => `f32[${address} >> 2]`,
  f64: (address) => `f64[${address} >> 3]`,
  load8_u: (address) => `u8[${address}]`,
  load16_s: (address) => `i16[${address} >> 1]`,
};
