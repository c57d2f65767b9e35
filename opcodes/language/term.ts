/**
 * The language in which functions and steps are defined: terms over WebAssembly's own primitives. A term is
 * data, so a generator is a fold over it. The builders below (`i32.add(a, b)`) are the whole list of primitives
 * that a definition may use; their types keep a definition well-formed.
 */
import type { ErrorName } from './errors.js';

/** WebAssembly's number types. */
export type Num = 'i32' | 'i64' | 'f32' | 'f64';

export type Node =
  | { readonly kind: 'const'; readonly value: number | bigint }
  | { readonly kind: 'local'; readonly name: string }
  | { readonly kind: 'op'; readonly op: string; readonly args: readonly Term[] }
  | { readonly kind: 'load'; readonly op: string; readonly address: Term; readonly offset: number }
  | { readonly kind: 'if'; readonly cond: I32; readonly then: Term; readonly otherwise: Term }
  | { readonly kind: 'let'; readonly name: string; readonly value: Term; readonly body: Term }
  | { readonly kind: 'check'; readonly cond: I32; readonly error: ErrorName; readonly body: Term }
  | { readonly kind: 'call'; readonly runtime: string; readonly args: readonly Term[] }
  | { readonly kind: 'callFunction'; readonly func: I32; readonly args: readonly Term[] };

/** A computation of one WebAssembly number. */
export interface Term<T extends Num = Num> {
  readonly type: T;
  readonly node: Node;
}
export type I32 = Term<'i32'>;
export type I64 = Term<'i64'>;
export type F32 = Term<'f32'>;
export type F64 = Term<'f64'>;

/** The terms directly within a term. */
export function partsOf({ node }: Term): readonly Term[] {
  switch (node.kind) {
    case 'const':
    case 'local':
      return [];
    case 'op':
    case 'call':
      return node.args;
    case 'load':
      return [node.address];
    case 'if':
      return [node.cond, node.then, node.otherwise];
    case 'let':
      return [node.value, node.body];
    case 'check':
      return [node.cond, node.body];
    case 'callFunction':
      return [node.func, ...node.args];
  }
}

const term = <T extends Num>(type: T, node: Node): Term<T> => ({ type, node });

/** The signature of a primitive: its operand types and its result. */
export interface Primitive {
  readonly params: readonly Num[];
  readonly result: Num;
}
const table = new Map<string, Primitive>();
/** Every primitive by name, in the order of the builders: what a fold must know. */
export const primitives: ReadonlyMap<string, Primitive> = table;

function unary<A extends Num, R extends Num>(op: string, param: A, result: R) {
  table.set(op, { params: [param], result });
  return (a: Term<A>): Term<R> => term(result, { kind: 'op', op, args: [a] });
}
function binary<A extends Num, R extends Num>(op: string, param: A, result: R) {
  table.set(op, { params: [param, param], result });
  return (a: Term<A>, b: Term<A>): Term<R> => term(result, { kind: 'op', op, args: [a, b] });
}
const load =
  <T extends Num>(op: string, result: T) =>
  (address: I32, offset = 0): Term<T> =>
    term(result, { kind: 'load', op, address, offset });

export const i32 = {
  const: (value: number): I32 => term('i32', { kind: 'const', value: value | 0 }),
  add: binary('i32.add', 'i32', 'i32'),
  sub: binary('i32.sub', 'i32', 'i32'),
  mul: binary('i32.mul', 'i32', 'i32'),
  div_s: binary('i32.div_s', 'i32', 'i32'),
  rem_s: binary('i32.rem_s', 'i32', 'i32'),
  and: binary('i32.and', 'i32', 'i32'),
  or: binary('i32.or', 'i32', 'i32'),
  xor: binary('i32.xor', 'i32', 'i32'),
  shl: binary('i32.shl', 'i32', 'i32'),
  shr_s: binary('i32.shr_s', 'i32', 'i32'),
  shr_u: binary('i32.shr_u', 'i32', 'i32'),
  eq: binary('i32.eq', 'i32', 'i32'),
  ne: binary('i32.ne', 'i32', 'i32'),
  lt_s: binary('i32.lt_s', 'i32', 'i32'),
  le_s: binary('i32.le_s', 'i32', 'i32'),
  gt_s: binary('i32.gt_s', 'i32', 'i32'),
  ge_s: binary('i32.ge_s', 'i32', 'i32'),
  eqz: unary('i32.eqz', 'i32', 'i32'),
  extend16_s: unary('i32.extend16_s', 'i32', 'i32'),
  wrap_i64: unary('i32.wrap_i64', 'i64', 'i32'),
  trunc_f32_s: unary('i32.trunc_f32_s', 'f32', 'i32'),
  trunc_f64_s: unary('i32.trunc_f64_s', 'f64', 'i32'),
  load: load('i32.load', 'i32'),
  load8_u: load('i32.load8_u', 'i32'),
  load16_s: load('i32.load16_s', 'i32'),
};
export const i64 = {
  const: (value: bigint): I64 => term('i64', { kind: 'const', value: BigInt.asIntN(64, value) }),
  add: binary('i64.add', 'i64', 'i64'),
  sub: binary('i64.sub', 'i64', 'i64'),
  mul: binary('i64.mul', 'i64', 'i64'),
  div_s: binary('i64.div_s', 'i64', 'i64'),
  rem_s: binary('i64.rem_s', 'i64', 'i64'),
  and: binary('i64.and', 'i64', 'i64'),
  or: binary('i64.or', 'i64', 'i64'),
  xor: binary('i64.xor', 'i64', 'i64'),
  shl: binary('i64.shl', 'i64', 'i64'),
  shr_s: binary('i64.shr_s', 'i64', 'i64'),
  shr_u: binary('i64.shr_u', 'i64', 'i64'),
  eq: binary('i64.eq', 'i64', 'i32'),
  ne: binary('i64.ne', 'i64', 'i32'),
  lt_s: binary('i64.lt_s', 'i64', 'i32'),
  le_s: binary('i64.le_s', 'i64', 'i32'),
  gt_s: binary('i64.gt_s', 'i64', 'i32'),
  ge_s: binary('i64.ge_s', 'i64', 'i32'),
  eqz: unary('i64.eqz', 'i64', 'i32'),
  extend_i32_s: unary('i64.extend_i32_s', 'i32', 'i64'),
  trunc_f32_s: unary('i64.trunc_f32_s', 'f32', 'i64'),
  trunc_f64_s: unary('i64.trunc_f64_s', 'f64', 'i64'),
  load: load('i64.load', 'i64'),
};
export const f32 = {
  const: (value: number): F32 => term('f32', { kind: 'const', value: Math.fround(value) }),
  add: binary('f32.add', 'f32', 'f32'),
  sub: binary('f32.sub', 'f32', 'f32'),
  mul: binary('f32.mul', 'f32', 'f32'),
  div: binary('f32.div', 'f32', 'f32'),
  eq: binary('f32.eq', 'f32', 'i32'),
  ne: binary('f32.ne', 'f32', 'i32'),
  lt: binary('f32.lt', 'f32', 'i32'),
  le: binary('f32.le', 'f32', 'i32'),
  gt: binary('f32.gt', 'f32', 'i32'),
  ge: binary('f32.ge', 'f32', 'i32'),
  neg: unary('f32.neg', 'f32', 'f32'),
  abs: unary('f32.abs', 'f32', 'f32'),
  nearest: unary('f32.nearest', 'f32', 'f32'),
  convert_i32_s: unary('f32.convert_i32_s', 'i32', 'f32'),
  convert_i64_s: unary('f32.convert_i64_s', 'i64', 'f32'),
  demote_f64: unary('f32.demote_f64', 'f64', 'f32'),
  load: load('f32.load', 'f32'),
};
export const f64 = {
  const: (value: number): F64 => term('f64', { kind: 'const', value }),
  add: binary('f64.add', 'f64', 'f64'),
  sub: binary('f64.sub', 'f64', 'f64'),
  mul: binary('f64.mul', 'f64', 'f64'),
  div: binary('f64.div', 'f64', 'f64'),
  eq: binary('f64.eq', 'f64', 'i32'),
  ne: binary('f64.ne', 'f64', 'i32'),
  lt: binary('f64.lt', 'f64', 'i32'),
  le: binary('f64.le', 'f64', 'i32'),
  gt: binary('f64.gt', 'f64', 'i32'),
  ge: binary('f64.ge', 'f64', 'i32'),
  neg: unary('f64.neg', 'f64', 'f64'),
  abs: unary('f64.abs', 'f64', 'f64'),
  nearest: unary('f64.nearest', 'f64', 'f64'),
  convert_i32_s: unary('f64.convert_i32_s', 'i32', 'f64'),
  convert_i64_s: unary('f64.convert_i64_s', 'i64', 'f64'),
  promote_f32: unary('f64.promote_f32', 'f32', 'f64'),
  load: load('f64.load', 'f64'),
};

/** A named input: an argument, a slot's value, a hole. */
export const local = <T extends Num>(type: T, name: string): Term<T> => term(type, { kind: 'local', name });

/** Branch-free choice: both sides are computed. */
export const select = <T extends Num>(cond: I32, then: Term<T>, otherwise: Term<T>): Term<T> =>
  term(then.type, { kind: 'op', op: 'select', args: [then, otherwise, cond] });

/** Lazy choice: one side is computed. */
export const when = <T extends Num>(cond: I32, then: Term<T>, otherwise: Term<T>): Term<T> =>
  term(then.type, { kind: 'if', cond, then, otherwise });

let fresh = 0;
/** Computes `value` once and gives it to `body`. */
export function bind<T extends Num, R extends Num>(value: Term<T>, body: (v: Term<T>) => Term<R>): Term<R> {
  const name = `t${fresh++}`;
  const inner = body(local(value.type, name));
  return term(inner.type, { kind: 'let', name, value, body: inner });
}

/** Raises `error` when `cond` is not 0, else is `body`. */
export const checked = <T extends Num>(cond: I32, error: ErrorName, body: Term<T>): Term<T> =>
  term(body.type, { kind: 'check', cond, error, body });

/** A call of a runtime function (`opcodes/families/core/runtime`), which may raise. */
export const call = <T extends Num>(result: T, runtime: string, ...args: Term[]): Term<T> =>
  term(result, { kind: 'call', runtime, args });

/** A call through the function table: `func` is the function's number. */
export const callFunction = <T extends Num>(result: T, func: I32, args: readonly Term[]): Term<T> =>
  term(result, { kind: 'callFunction', func, args });
