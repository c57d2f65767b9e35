/** Calls functions of the family text with PostgreSQL's literals, in its module and in PGlite, for the tests that compare the two. */
import { family } from '../../src/functions/text.generated.js';
import { errors as coreErrors } from '../../opcodes/language/errors.js';
import { familyStride } from '../../src/functions/family.js';
import { representationOf } from '../../opcodes/families/representations.js';

export type Literal = string | null;
/** A call, its arguments in order. */
export interface Call {
  readonly name: string;
  readonly args: readonly Literal[];
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const scratchStart = 8 * 65_536;
const scratchEnd = 60 * 65_536;
const cells = 4096;
const functions = new Map(family.functions.map((f) => [f.name, f]));
const core = Object.values(coreErrors);

class Raised extends Error {}

const memory = new WebAssembly.Memory({ initial: 64 });
const view = new DataView(memory.buffer);
const bytes = new Uint8Array(memory.buffer);

function raise(id: number, pointer: number, length: number): void {
  const error = id < familyStride ? core[id] : family.errors[id - family.number * familyStride];
  if (error === undefined) throw new Error(`no error has the number ${id}`);
  const detail = decoder.decode(bytes.slice(pointer, pointer + length));
  throw new Raised(`${error.code} ${error.message.replace('%s', () => detail)}`);
}

const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(family.module, 'base64')), {
  env: { memory, raise },
});

/** Puts the value that a literal says into a cell. */
function put(cell: number, type: string, literal: Literal, at: number): number {
  view.setInt32(cell + 8, literal === null ? 1 : 0, true);
  if (literal === null) return at;
  const representation = representationOf(type);
  if (representation === 'i64') view.setBigInt64(cell, BigInt(literal), true);
  else if (type === 'char') {
    const octal = /^\\([0-7]{3})$/.exec(literal)?.[1];
    view.setInt32(cell, octal === undefined ? (encoder.encode(literal)[0] ?? 0) : parseInt(octal, 8), true);
    view.setInt32(cell, view.getInt8(cell), true);
  } else if (type === 'bool') view.setInt32(cell, literal === 't' ? 1 : 0, true);
  else if (representation === 'i32') view.setInt32(cell, Number(literal), true);
  else {
    const encoded = encoder.encode(literal);
    const length = type === 'name' ? 64 : encoded.length;
    bytes.fill(0, at, at + length);
    bytes.set(encoded, at);
    view.setInt32(cell, at, true);
    view.setInt32(cell + 4, length, true);
    // The next text lies next to this one, so that a function that reads on too far reads something else.
    return at + length;
  }
  return at;
}

function printed(type: string, value: number | bigint): Literal {
  if (type === 'bool') return value === 1 ? 't' : 'f';
  if (type === 'char') {
    const byte = Number(value) & 255;
    return byte === 0 ? '' : byte < 128 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`;
  }
  if (representationOf(type) !== 'ref') return `${value}`;
  const pointer = Number(value);
  const length = view.getInt32(16, true);
  const text = decoder.decode(bytes.slice(pointer, pointer + length));
  // PostgreSQL prints up to the first NUL, which a name and a "char" can have.
  return text.replace(/\0.*$/s, '');
}

/** The result as PostgreSQL prints it, null, or `SQLSTATE message`. */
export function callModule({ name, args }: Call): Literal {
  const f = functions.get(name);
  const run = exports[name];
  if (f === undefined || typeof run !== 'function') throw new Error(`the family has no function ${name}`);
  if (f.nulls === 'strict' && args.includes(null)) return null;
  const argumentsEnd = args.reduce(
    (at, literal, i) => put(cells + i * 16, f.args[i] ?? f.args.at(-1) ?? 'text', literal, at),
    scratchStart,
  );
  view.setUint32(8, (argumentsEnd + 7) & ~7, true);
  view.setUint32(12, scratchEnd, true);
  view.setInt32(64, 0, true);
  try {
    const value = run(cells, args.length);
    return view.getInt32(64, true) === 1 ? null : printed(f.result, value);
  } catch (error) {
    if (error instanceof Raised) return error.message;
    throw error;
  }
}

const quoted = (literal: Literal): string => (literal === null ? 'null' : `'${literal.replaceAll("'", "''")}'`);

/** How PostgreSQL names what pg_proc calls otherwise. */
const sqlTypes: Readonly<Record<string, string>> = { char: '"char"' };
const collated = new Set(['text', 'bpchar', 'varchar']);

/** One argument, in the collation that the module's functions have. */
function argument(type: string, literal: Literal): string {
  const value = `${quoted(literal)}::${sqlTypes[type] ?? type}`;
  return collated.has(type) ? `(${value}) collate "C"` : value;
}

/** The call as SQL, by the name that SQL has for the C function. */
export function callSql({ name, args }: Call, sqlNames: ReadonlyMap<string, string>): string {
  const f = functions.get(name);
  const sqlName = sqlNames.get(name);
  if (f === undefined || sqlName === undefined) throw new Error(`PostgreSQL has no function ${name}`);
  const values = args.map((literal, i) => argument(f.args[i] ?? f.args.at(-1) ?? 'text', literal));
  // The input functions of types with a modifier take the type's oid before it.
  if (f.args[0] === 'cstring' && values.length === 2) values.splice(1, 0, '0::oid');
  const result = `pg_catalog."${sqlName}"(${values.join(', ')})`;
  // A cast of "char" or bool to text is not what its output function prints.
  return f.result === 'bool'
    ? `left((${result})::text, 1)`
    : f.result === 'bpchar'
      ? `bpcharout(${result})::text`
      : `(${result})::text`;
}
