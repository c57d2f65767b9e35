/** Reads a WebAssembly binary: LEB128 numbers, sections, and the instructions' immediates. */
export class Reader {
  position = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const b = this.bytes[this.position++];
    if (b === undefined) throw new Error('read past the end of the module');
    return b;
  }
  /** An unsigned LEB128. */
  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const b = this.byte();
      value += (b & 0x7f) * 2 ** shift;
      if (b < 0x80) return value;
    }
  }
  /** A signed LEB128 of up to 64 bits: only its extent matters here. */
  skipSigned(): void {
    while (this.byte() >= 0x80);
  }
  name(): string {
    const length = this.u32();
    const text = new TextDecoder().decode(this.bytes.subarray(this.position, this.position + length));
    this.position += length;
    return text;
  }
  /** Calls `each` with the section's number and a reader placed at its content. */
  sections(each: (id: number, content: Reader) => void): void {
    this.position = 8;
    while (this.position < this.bytes.length) {
      const id = this.byte();
      const size = this.u32();
      each(id, new Reader(this.bytes.subarray(this.position, this.position + size)));
      this.position += size;
    }
  }
}

/** By their encoding: 0x7f, 0x7e, 0x7d, 0x7c. */
const valueTypes: Readonly<Record<number, string>> = { 127: 'i32', 126: 'i64', 125: 'f32', 124: 'f64' };
export function valueType(byte: number): string {
  const type = valueTypes[byte];
  if (type === undefined) throw new Error(`value type 0x${byte.toString(16)} is not used in stencils`);
  return type;
}

export interface FunctionBody {
  readonly locals: readonly string[];
  /** The instructions, without the last `end`. */
  readonly code: Uint8Array;
}
export interface DecodedModule {
  /** Signatures, as `i32_i32__i32`. */
  readonly types: readonly string[];
  /** Names of the imported functions, which have the first function indices. */
  readonly imports: readonly string[];
  /** The type of each function that has a body. */
  readonly functions: readonly number[];
  readonly bodies: readonly FunctionBody[];
}

/** What the stencil compiler needs of a module. */
export function decodeModule(bytes: Uint8Array): DecodedModule {
  const types: string[] = [];
  const imports: string[] = [];
  const functions: number[] = [];
  const bodies: FunctionBody[] = [];
  new Reader(bytes).sections((id, r) => {
    if (id === 1) for (let n = r.u32(); n > 0; n--) types.push(readType(r));
    if (id === 2) for (let n = r.u32(); n > 0; n--) readImport(r, imports);
    if (id === 3) for (let n = r.u32(); n > 0; n--) functions.push(r.u32());
    if (id === 10) for (let n = r.u32(); n > 0; n--) bodies.push(readBody(r));
  });
  return { types, imports, functions, bodies };
}

function readType(r: Reader): string {
  r.byte();
  const list = () => Array.from({ length: r.u32() }, () => valueType(r.byte()));
  const params = list();
  return `${params.join('_')}__${list().join('_')}`;
}

function readImport(r: Reader, functions: string[]): void {
  r.name();
  const name = r.name();
  const kind = r.byte();
  if (kind === 0) {
    r.u32();
    functions.push(name);
    return;
  }
  if (kind === 1) r.byte();
  const flags = r.u32();
  r.u32();
  if (flags & 1) r.u32();
}

function readBody(r: Reader): FunctionBody {
  const size = r.u32();
  const end = r.position + size;
  const locals: string[] = [];
  for (let n = r.u32(); n > 0; n--) {
    const count = r.u32();
    const type = valueType(r.byte());
    for (let i = 0; i < count; i++) locals.push(type);
  }
  const code = r.bytes.slice(r.position, end - 1);
  r.position = end;
  return { locals, code };
}
