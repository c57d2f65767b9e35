/** A kernel's WebAssembly module: sections around the copied and patched instructions. */
import { SqlError } from '../../error.js';
import type { Frame } from '../frame.js';
import { Body } from './body.js';
import { Imports } from './imports.js';
import { maximumLocals } from './locals.js';
import { Writer } from './writer.js';

const valueType: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };

export interface KernelModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The imported functions' names. */
  readonly functions: readonly string[];
  readonly usesTable: boolean;
}

/** Copies and patches: the bytes of a module that exports `scan(bitmap, from, to)`. */
export function writeModule(frame: Frame): KernelModule {
  const imports = new Imports();
  const code = new Writer();
  const body = new Body(frame, code, imports);
  body.write();
  code.byte(0x0b);
  const { types } = body.locals;
  if (types.length > maximumLocals - 16) {
    throw new SqlError('54000', 'the expression needs too many slots to be compiled', { hint: 'Use the engine "closure" or "switch", or split the predicate.' });
  }
  const importTypes = imports.functions.map((name) => imports.signatureOf(name));

  const w = new Writer();
  w.copy(header);
  section(w, 1, (s) => { vector(s, imports.types, writeType); });
  section(w, 2, (s) => {
    s.u32(1 + (imports.usesTable ? 1 : 0) + imports.functions.length);
    s.name('env'); s.name('memory'); s.byte(0x02); s.byte(0x00); s.u32(1);
    if (imports.usesTable) { s.name('env'); s.name('functions'); s.byte(0x01); s.byte(0x70); s.byte(0x00); s.u32(0); }
    imports.functions.forEach((name, i) => { s.name('env'); s.name(name); s.byte(0x00); s.u32(importTypes[i] ?? 0); });
  });
  section(w, 3, (s) => { s.u32(1); s.u32(0); });
  section(w, 7, (s) => { s.u32(1); s.name('scan'); s.byte(0x00); s.u32(imports.functions.length); });
  section(w, 10, (s) => {
    s.u32(1);
    const locals = new Writer();
    writeLocals(locals, ['i32', 'i32', 'i32', 'i32', ...types]);
    s.u32(locals.length + code.length);
    s.copy(locals.bytes);
    s.copy(code.bytes);
  });
  return { bytes: w.bytes.slice(), functions: imports.functions, usesTable: imports.usesTable };
}

const header = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

function section(w: Writer, id: number, write: (s: Writer) => void): void {
  const content = new Writer();
  write(content);
  w.byte(id);
  w.u32(content.length);
  w.copy(content.bytes);
}

function vector<T>(w: Writer, list: readonly T[], write: (w: Writer, item: T) => void): void {
  w.u32(list.length);
  for (const item of list) write(w, item);
}

/** A signature as `i32_i32__i32`. */
function writeType(w: Writer, signature: string): void {
  const [params = '', results = ''] = signature.split('__');
  w.byte(0x60);
  for (const list of [params, results]) {
    vector(w, list === '' ? [] : list.split('_'), (s, type) => { s.byte(valueType[type] ?? 0x7f); });
  }
}

/** Runs of locals of one type. */
function writeLocals(w: Writer, types: readonly string[]): void {
  const runs: { type: string; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  vector(w, runs, (s, { type, count }) => { s.u32(count); s.byte(valueType[type] ?? 0x7f); });
}
