/** The family numeric, called directly: values go in and come out as texts, errors as SQLSTATE and message. */
import { family } from '../../src/functions/numeric.generated.js';
import { errors } from '../../opcodes/language/errors.js';
import { familyStride } from '../../opcodes/language/family.js';

const SCRATCH_NEXT = 8;
const SCRATCH_END = 12;
const RESULT_LENGTH = 16;
const RESULT_IS_NULL = 64;
const scratch = 4 * 1024 * 1024;
const cells = 2 * 1024 * 1024;

class Raised extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const memory = new WebAssembly.Memory({ initial: 320 });
const view = () => new DataView(memory.buffer);
const bytes = () => new Uint8Array(memory.buffer);

function raise(id: number, pointer: number, length: number): never {
  const list = id >= family.number * familyStride ? family.errors : Object.values(errors);
  const { code, message } = list[id % familyStride] ?? { code: 'XX000', message: `error ${id}` };
  const detail = new TextDecoder().decode(bytes().slice(pointer, pointer + length));
  throw new Raised(
    code,
    message.replace('%s', () => detail),
  );
}

const module = new WebAssembly.Module(Buffer.from(family.module, 'base64'));
const instance = new WebAssembly.Instance(module, { env: { memory, raise, abort: () => raise(-1, 0, 0) } });
const kinds = new Map(family.functions.map((f) => [f.name, f]));

/** A value as it lies in a cell. */
type Cell = { readonly pointer: number; readonly length: number } | number | bigint;

function write(text: string): Cell {
  const encoded = new TextEncoder().encode(text);
  const pointer = view().getUint32(SCRATCH_NEXT, true);
  bytes().set(encoded, pointer);
  view().setUint32(SCRATCH_NEXT, (pointer + encoded.length + 7) & ~7, true);
  return { pointer, length: encoded.length };
}

function cellOf(type: string, text: string): Cell {
  if (type === 'numeric') return call('numeric_in', [write(text), -1]) as Cell;
  if (type === 'cstring') return write(text);
  if (type === 'int8') return BigInt(text);
  return type === 'float4' ? Math.fround(Number(text)) : Number(text);
}

function call(name: string, args: readonly Cell[]): Cell | null {
  const f = kinds.get(name);
  const run = instance.exports[name];
  if (f === undefined || typeof run !== 'function') throw new TypeError(`numeric has no function ${name}`);
  const v = view();
  args.forEach((cell, i) => {
    const at = cells + i * 16;
    const type = f.args[i];
    if (typeof cell === 'object') {
      v.setUint32(at, cell.pointer, true);
      v.setUint32(at + 4, cell.length, true);
    } else if (typeof cell === 'bigint') v.setBigInt64(at, cell, true);
    else if (type === 'float8') v.setFloat64(at, cell, true);
    else if (type === 'float4') v.setFloat32(at, cell, true);
    else v.setInt32(at, cell, true);
    v.setInt32(at + 8, 0, true);
  });
  v.setInt32(RESULT_IS_NULL, 0, true);
  const result = run(cells, args.length) as number | bigint;
  if (view().getInt32(RESULT_IS_NULL, true) === 1) return null;
  if (f.result !== 'numeric' && f.result !== 'cstring') return result;
  return { pointer: Number(result) >>> 0, length: view().getInt32(RESULT_LENGTH, true) };
}

function print(type: string, cell: Cell | null): string | null {
  if (cell === null) return null;
  const text = type === 'numeric' ? call('numeric_out', [cell]) : cell;
  if (text !== null && typeof text === 'object')
    return new TextDecoder().decode(bytes().slice(text.pointer, text.pointer + text.length));
  return type === 'bool' ? String(Boolean(text)) : String(text);
}

/** The result as text, null, or the error as `SQLSTATE message`. */
export function evaluate(name: string, args: readonly string[]): string | null {
  const v = view();
  v.setUint32(SCRATCH_NEXT, scratch, true);
  v.setUint32(SCRATCH_END, 20 * 1024 * 1024, true);
  const f = kinds.get(name);
  if (f === undefined) throw new TypeError(`numeric has no function ${name}`);
  try {
    return print(
      f.result,
      call(
        name,
        args.map((text, i) => cellOf(f.args[i] ?? '', text)),
      ),
    );
  } catch (error) {
    if (error instanceof Raised) return `${error.code} ${error.message}`;
    throw error;
  }
}
