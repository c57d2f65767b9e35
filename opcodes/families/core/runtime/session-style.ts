/** The session's DateStyle and IntervalStyle, which the arena sets in fixed cells (`opcodes/language/control.ts`). */

const DATE_STYLE: usize = 172;
const DATE_ORDER: usize = 176;
const INTERVAL_STYLE: usize = 180;

export const ISO: i32 = 0;
export const SQL: i32 = 1;
export const POSTGRES: i32 = 2;
export const GERMAN: i32 = 3;

export const MDY: i32 = 0;
export const DMY: i32 = 1;
export const YMD: i32 = 2;

export const INTERVAL_POSTGRES: i32 = 0;
export const INTERVAL_VERBOSE: i32 = 1;
export const INTERVAL_SQL: i32 = 2;
export const INTERVAL_ISO: i32 = 3;

/** How dates are printed. */
export function dateStyle(): i32 {
  return load<i32>(DATE_STYLE);
}

/** What the first numbers of a date are. */
export function dateOrder(): i32 {
  return load<i32>(DATE_ORDER);
}

/** How intervals are printed. */
export function intervalStyle(): i32 {
  return load<i32>(INTERVAL_STYLE);
}
