/** How an SQL value appears in a definition: one term, or for text its pointer and its length. */
import { control } from './control.js';
import { call, i32, local, type F32, type F64, type I32, type I64, type Num, type Term } from './term.js';

/** How a value is held: a WebAssembly number, or `ref`, a pointer and a byte length into linear memory. */
export type Representation = Num | 'ref';

export interface Text {
  readonly pointer: I32;
  readonly length: I32;
}

/** The terms of a value in a representation. */
export interface Represented {
  i32: I32;
  i64: I64;
  f32: F32;
  f64: F64;
  ref: Text;
}

/** The WebAssembly numbers that a value is made of, with the suffix of each one's name. */
export const lanes: Readonly<Record<Representation, readonly { readonly suffix: string; readonly type: Num }[]>> = {
  i32: [{ suffix: '', type: 'i32' }],
  i64: [{ suffix: '', type: 'i64' }],
  f32: [{ suffix: '', type: 'f32' }],
  f64: [{ suffix: '', type: 'f64' }],
  ref: [
    { suffix: '_pointer', type: 'i32' },
    { suffix: '_length', type: 'i32' },
  ],
};

/** The value that a name stands for. */
export function named<R extends Representation>(representation: R, name: string): Represented[R] {
  const terms = lanes[representation].map((lane) => local(lane.type, name + lane.suffix));
  return fromLanes(representation, terms);
}

export function toLanes(value: Term | Text): readonly Term[] {
  return 'pointer' in value ? [value.pointer, value.length] : [value];
}

export function fromLanes<R extends Representation>(representation: R, terms: readonly Term[]): Represented[R] {
  const value = representation === 'ref' ? { pointer: terms[0], length: terms[1] } : terms[0];
  return value as Represented[R];
}

/**
 * A text that a runtime function or the function table makes: the call gives the pointer and leaves the length
 * at `control.resultLength`. The length must be read after the call, so lanes are always computed in order.
 */
export const resultLength: I32 = i32.load(i32.const(0), control.resultLength);

export const callText = (runtime: string, ...args: Term[]): Text => ({
  pointer: call('i32', runtime, ...args),
  length: resultLength,
});
