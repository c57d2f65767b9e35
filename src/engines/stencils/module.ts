/** A kernel's WebAssembly module: sections around the copied and patched instructions. */
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import { Body } from './body.js';
import { Imports } from './imports.js';
import { maximumLocals } from './locals.js';
import { scanCode } from './scan-code.js';
import type { Stencil } from './stencil.js';
import { Writer } from './writer.js';

const valueType: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, v128: 0x7b };
const header = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

export interface KernelModule {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The imported functions' names. */
  readonly functions: readonly string[];
  readonly usesTable: boolean;
}

// Kept between modules, so that making one allocates little.
const code = new Writer();
const module = new Writer();

/**
 * Copies and patches: the bytes of a module that exports `scan(frame, bitmap, from, to)`. It knows nothing of a frame but its layout, and of the constants
 * only those that are `baked`, by their numbers; the others it reads from the frame, before the first row.
 */
export function writeModule(program: Program, baked: ReadonlySet<number>): KernelModule {
  const imports = new Imports();
  code.reset();
  const [loop, ...others] = scanCode(program.layout);
  if (loop === undefined) throw new SqlError('XX000', 'there is no scan loop');
  const body = new Body(program, baked, code, imports);
  body.write(loop);
  for (const { stencil } of others) numberCalls(stencil, imports);
  return assemble(imports, [
    { signature: loop.signature, locals: body.locals.types, content: () => module.copy(code.bytes) },
    ...others.map(({ signature, locals, stencil }) => ({
      signature,
      locals,
      content: () => writeScan(stencil, imports),
    })),
  ]);
}

export interface ModuleFunction {
  /** As `i32_i32__i32`. */
  readonly signature: string;
  /** The types of the locals behind the parameters. */
  readonly locals: readonly string[];
  /** Writes the instructions into the module. */
  content(module: Writer): void;
}

/** A module of functions, the last of which is exported as `scan`. */
export function assemble(imports: Imports, functions: readonly ModuleFunction[]): KernelModule {
  if (functions.some(({ locals }) => locals.length > maximumLocals)) {
    throw new SqlError('54000', 'the expression needs too many slots to be compiled', {
      hint: 'Use the engine "closure" or "switch", or split the predicate.',
    });
  }
  // Numbering the imports' types comes before the types are written.
  const importTypes = imports.functions.map((name) => imports.signatureOf(name));
  const functionTypes = functions.map(({ signature }) => imports.type(signature));
  module.reset();
  module.copy(header);
  module.section(1, () => {
    vector(imports.types, writeType);
  });
  module.section(2, () => {
    writeImports(imports, importTypes);
  });
  module.section(3, () => {
    vector(functionTypes, (type) => {
      module.u32(type);
    });
  });
  module.section(7, () => {
    module.u32(1);
    module.name('scan');
    module.byte(0x00);
    module.u32(imports.functions.length + functions.length - 1);
  });
  module.section(10, () => {
    vector(functions, ({ locals, content }) => {
      writeFunction(locals, () => {
        content(module);
      });
    });
  });
  return { bytes: module.bytes.slice(), functions: imports.functions, usesTable: imports.usesTable };
}

/** The name by which the other functions of a scan call the loop. */
const loopName = 'rows';

function numberCalls(stencil: Stencil, imports: Imports): void {
  for (const { hole } of stencil) if (hole?.kind === 'call' && hole.func !== loopName) imports.func(hole.func);
}

function writeFunction(locals: readonly string[], content: () => void): void {
  module.sized(() => {
    writeLocals(locals);
    content();
    module.byte(0x0b);
  });
}

/** A function without a program in it: its only holes are calls. */
function writeScan(stencil: Stencil, imports: Imports): void {
  for (const { bytes, hole } of stencil) {
    module.copy(bytes);
    if (hole?.kind === 'call')
      module.padded(hole.func === loopName ? imports.functions.length : imports.func(hole.func));
  }
}

function vector<T>(list: readonly T[], write: (item: T) => void): void {
  module.u32(list.length);
  for (const item of list) write(item);
}

/** Signatures as they are encoded. */
const encoded = new Map<string, Uint8Array>();

/** A signature as `i32_i32__i32`. */
function writeType(signature: string): void {
  let bytes = encoded.get(signature);
  if (bytes === undefined) {
    bytes = Uint8Array.from([
      0x60,
      ...[0, 1].flatMap((n) => {
        const list = (signature.split('__')[n] ?? '').split('_').filter((type) => type !== '');
        return [list.length, ...list.map((type) => valueType[type] ?? 0x7f)];
      }),
    ]);
    encoded.set(signature, bytes);
  }
  module.copy(bytes);
}

/** The memory, the function table where it is used, and the runtime functions, all from `env`. */
function writeImports({ functions, usesTable }: Imports, types: readonly number[]): void {
  module.u32(1 + (usesTable ? 1 : 0) + functions.length);
  module.name('env');
  module.name('memory');
  for (const byte of [0x02, 0x00, 0x01]) module.byte(byte);
  if (usesTable) {
    module.name('env');
    module.name('functions');
    for (const byte of [0x01, 0x70, 0x00, 0x00]) module.byte(byte);
  }
  functions.forEach((name, i) => {
    module.name('env');
    module.name(name);
    module.byte(0x00);
    module.u32(types[i] ?? 0);
  });
}

/** Runs of locals of one type. */
function writeLocals(types: readonly string[]): void {
  let runs = 0;
  types.forEach((type, i) => {
    if (type !== types[i - 1]) runs++;
  });
  module.u32(runs);
  for (let from = 0; from < types.length; ) {
    const type = types[from] ?? 'i32';
    let to = from;
    while (types[to] === type) to++;
    module.u32(to - from);
    module.byte(valueType[type] ?? 0x7f);
    from = to;
  }
}
