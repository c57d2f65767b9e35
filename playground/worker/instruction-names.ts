/** The names of WebAssembly's instructions by their byte (core specification, 5.4). */

const names = new Map<number, string>();
const from = (first: number, list: string): void => {
  list.split(/\s+/).forEach((name, i) => {
    names.set(first + i, name);
  });
};

from(0x00, 'unreachable nop block loop if else');
from(0x0b, 'end br br_if br_table return call call_indirect return_call return_call_indirect');
from(0x1a, 'drop select');
from(0x20, 'local.get local.set local.tee global.get global.set table.get table.set');
from(
  0x28,
  'i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u i64.load16_s i64.load16_u',
);
from(
  0x34,
  'i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32',
);
from(0x3f, 'memory.size memory.grow i32.const i64.const f32.const f64.const');
from(0x45, 'i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u');
from(0x50, 'i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u');
from(0x5b, 'f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge');
for (const [first, type] of [
  [0x67, 'i32'],
  [0x79, 'i64'],
] as const) {
  const operations = 'clz ctz popcnt add sub mul div_s div_u rem_s rem_u and or xor shl shr_s shr_u rotl rotr';
  from(
    first,
    operations.replaceAll(/\S+/g, (name) => `${type}.${name}`),
  );
}
for (const [first, type] of [
  [0x8b, 'f32'],
  [0x99, 'f64'],
] as const) {
  from(
    first,
    'abs neg ceil floor trunc nearest sqrt add sub mul div min max copysign'.replaceAll(
      /\S+/g,
      (name) => `${type}.${name}`,
    ),
  );
}
from(
  0xa7,
  'i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u',
);
from(
  0xae,
  'i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u',
);
from(0xb6, 'f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32');
from(0xbc, 'i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64');
from(0xc0, 'i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s');

/** By the first byte; undefined where there is no instruction, or none without a prefix. */
export const instructionNames: readonly (string | undefined)[] = Array.from({ length: 256 }, (_, byte) =>
  names.get(byte),
);

/** Those behind the prefix 0xfc. */
export const saturating: readonly string[] = ['i32', 'i64'].flatMap((to) =>
  ['f32', 'f64'].flatMap((of) => ['s', 'u'].map((sign) => `${to}.trunc_sat_${of}_${sign}`)),
);
