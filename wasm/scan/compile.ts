/** Assembles the hand-written loops: a scan loop becomes a stencil with places for the program's own, a module of functions is taken as it is. */
import { readFileSync } from 'node:fs';
import wabt from 'wabt';
import { control } from '../../opcodes/language/control.js';
import { decodeStencil, type HoleParameter } from '../stencils/decode.js';
import { decodeModule } from '../stencils/reader.js';

/** Where other stencils go. */
const places: ReadonlySet<string> = new Set(['prologue', 'body', 'plain']);

/** The functions of a scan: the first one has the places for the program's stencils, the last one is what is exported. */
export interface Scan {
  readonly functions: readonly ScanFunction[];
  /** The locals of the first function that stencils use, by name. */
  readonly shared: Readonly<Record<string, number>>;
}
export interface ScanFunction {
  /** Of the parameters, as in `i32_i32_i32__`. */
  readonly signature: string;
  /** The types of the locals behind the parameters. */
  readonly locals: readonly string[];
  readonly code: string;
}

/** `@rows` stands for the address of the control cell `rows`. */
function withAddresses(text: string): string {
  return text.replace(/\(i32\.const @(\w+)\)/g, (_, name: string) => {
    const address: number | undefined = (control as Readonly<Record<string, number>>)[name];
    if (address === undefined) throw new Error(`there is no control cell ${name}`);
    return `(i32.const ${address})`;
  });
}

async function assemble(file: URL): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat(file.pathname, withAddresses(readFileSync(file, 'utf8')));
  const { buffer } = module.toBinary({});
  module.destroy();
  return buffer;
}

/** `shared` are the names of the first function's parameters and locals, as far as stencils use them. */
export async function compileScan(file: URL, shared: readonly string[]): Promise<Scan> {
  const decoded = decodeModule(await assemble(file));
  // A call of one of the scan's own functions is to the first.
  const names = [...decoded.imports.map((name) => (places.has(name) ? `place:${name}` : name)), 'rows'];
  return {
    shared: Object.fromEntries(shared.map((name, index) => [name, index])),
    functions: decoded.bodies.map((body, n) => {
      const signature = decoded.types[decoded.functions[n] ?? 0] ?? '';
      const parameters = signature.split('__')[0]?.split('_') ?? [];
      const locals = [...parameters, ...body.locals].map(
        (type, index): HoleParameter => ({ kind: 'fixed', name: `${index}`, type }),
      );
      return { signature, locals: body.locals, code: decodeStencil({ ...decoded, imports: names }, body, locals) };
    }),
  };
}

/** A module of functions, in base64. */
export async function compileModule(file: URL): Promise<string> {
  return Buffer.from(await assemble(file)).toString('base64');
}
