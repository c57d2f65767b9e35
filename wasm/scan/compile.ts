/** Assembles a hand-written scan loop and decodes it into a stencil with places for the program's own. */
import { readFileSync } from 'node:fs';
import wabt from 'wabt';
import { decodeStencil, type HoleParameter } from '../stencils/decode.js';
import { decodeModule } from '../stencils/reader.js';

/** The scan loop's parameters and locals; their indices are fixed, and the kernel's slots come behind them. */
const locals: readonly HoleParameter[] = ['bitmap', 'from', 'to', 'row', 'selected', 'end', 'bits'].map((name) => ({
  kind: 'fixed',
  name,
  type: 'i32',
}));

export async function compileScan(file: URL): Promise<{ code: string; locals: readonly string[] }> {
  const { parseWat } = await wabt();
  const module = parseWat(file.pathname, readFileSync(file, 'utf8'));
  const { buffer } = module.toBinary({});
  module.destroy();
  const decoded = decodeModule(buffer);
  const [body] = decoded.bodies;
  if (body === undefined) throw new Error(`${file.pathname} has no function`);
  const places = { ...decoded, imports: decoded.imports.map((name) => `place:${name}`) };
  return { code: decodeStencil(places, body, locals), locals: locals.map(({ name }) => name) };
}
