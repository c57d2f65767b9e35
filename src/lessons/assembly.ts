/**
 * Small functions written as WebAssembly's own bytes. In JavaScript nobody can say whether a condition becomes a branch of the processor or a computation;
 * here `if` is a branch and `and` is none.
 */

/** A piece of code: its bytes. */
export type Code = readonly number[];

/** A number of WebAssembly, as it is numbered. */
export type NumberType = 'i32' | 'f64';

const typeByte: Readonly<Record<NumberType, number>> = { i32: 0x7f, f64: 0x7c };

/** An unsigned number, seven bits a byte. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** A signed number, seven bits a byte. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest < -0x40 || rest >= 0x40; rest >>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest & 0x7f];
}

/** The instructions that the kernels of the lessons need. Operands are code that leaves a value. */
export const wasm = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)],
  number: (value: number): Code => [0x41, ...signed(value)],
  load: (address: Code, offset = 0): Code => [...address, 0x28, 2, ...unsigned(offset)],
  loadByte: (address: Code): Code => [...address, 0x2d, 0, 0],
  loadDouble: (address: Code, offset = 0): Code => [...address, 0x2b, 3, ...unsigned(offset)],
  store: (address: Code, value: Code): Code => [...address, ...value, 0x36, 2, 0],
  add: (x: Code, y: Code): Code => [...x, ...y, 0x6a],
  multiply: (x: Code, y: Code): Code => [...x, ...y, 0x6c],
  addDouble: (x: Code, y: Code): Code => [...x, ...y, 0xa0],
  and: (x: Code, y: Code): Code => [...x, ...y, 0x71],
  xor: (x: Code, y: Code): Code => [...x, ...y, 0x73],
  less: (x: Code, y: Code): Code => [...x, ...y, 0x48],
  /** Does `then` if the condition is not 0: a branch. */
  when: (condition: Code, then: Code): Code => [...condition, 0x04, 0x40, ...then, 0x0b],
  /** Does the body, and again as long as the condition behind it is not 0. */
  repeat: (body: Code, condition: Code): Code => [0x03, 0x40, ...body, ...condition, 0x0d, 0, 0x0b],
};

/** A function: so many i32 parameters, then locals, of which the last instruction leaves the result. */
export interface Form {
  readonly parameters: number;
  readonly locals: readonly NumberType[];
  readonly result: NumberType;
  readonly body: Code;
}

const section = (id: number, content: Code): number[] => [id, ...unsigned(content.length), ...content];
const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];

/** The bytes of a module with this function, which works on an imported memory. */
export function moduleOf({ parameters, locals, result, body }: Form): Uint8Array<ArrayBuffer> {
  const code = [...unsigned(locals.length), ...locals.flatMap((type) => [1, typeByte[type]]), ...body, 0x0b];
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [
      1,
      0x60,
      parameters,
      ...Array.from({ length: parameters }, () => typeByte.i32),
      1,
      typeByte[result],
    ]),
    ...section(2, [1, ...text('env'), ...text('memory'), 0x02, 0, 0]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0x00, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  );
}

/** The function over this memory, in a module of its own: no other kernel shares its machine code. */
export function assemble(form: Form, memory: WebAssembly.Memory): (...numbers: readonly number[]) => number {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleOf(form)), { env: { memory } });
  return exports['run'] as (...numbers: readonly number[]) => number;
}
