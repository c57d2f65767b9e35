/** Writes the stencil table that the copy-and-patch engine is built from. */
import { banner } from '../../opcodes/targets/spelling.js';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { compileScan } from '../scan/compile.js';
import { collectCalls, type RuntimeSignature } from './calls.js';
import { compileStencils } from './compile.js';

/** What the scan loop over heap pages calls for each page. */
const linePointers: RuntimeSignature = { name: 'line_pointers', params: ['i32', 'i32'], result: 'i32' };

export async function generateStencils(opcodes: readonly StepDefinition[]): Promise<string> {
  const columns = await compileScan(new URL('../scan/columns.wat', import.meta.url), [
    'frame',
    'bitmap',
    'from',
    'to',
    'row',
    'selected',
  ]);
  const heap = await compileScan(new URL('../scan/heap.wat', import.meta.url), [
    ...['frame', 'bitmap', 'from', 'to', 'touch', 'part', 'all_plain'],
    ...['row', 'selected', 'tuples', 'lengths'],
  ]);
  const runtime = [...collectCalls(opcodes.flatMap((opcode) => opcode.body)), linePointers];
  const signature = ({ params, result }: RuntimeSignature) => `${params.join('_')}__${result}`;
  return `${banner('wasm/stencils/generate.ts')}
/**
 * The stencil of each opcode, by number: bytes in hexadecimal, holes in braces. \`20{a}\` reads the slot a, \`21{result_null}\` writes a null flag,
 * \`41{#func}\` is an immediate, \`0c{>target+1}\` leaves the stencil from one block deep, \`10{&textlike}\` calls a runtime
 * function, \`11{:i32__i32}\` calls through the function table, \`{%i32.0}\` is a local of the stencil's own.
 */
export const stencils: readonly string[] = [
${compileStencils()
  .map(({ name, code }) => `  /* ${name} */ '${code}',`)
  .join('\n')}
];

export interface ScanFunction {
  readonly signature: string;
  /** The types of the locals behind the parameters. */
  readonly locals: readonly string[];
  readonly code: string;
}

/**
 * The scans over columns (wasm/scan/columns.wat) and over heap pages (wasm/scan/heap.wat): the first function has the places for the program's stencils,
 * the last one is exported; \`shared\` are the locals of the first one that stencils use.
 */
export const scans: Readonly<Record<'columns' | 'heap', { readonly shared: Readonly<Record<string, number>>; readonly functions: readonly ScanFunction[] }>> = {
  columns: ${JSON.stringify(columns)},
  heap: ${JSON.stringify(heap)},
};

/** The signatures of the runtime functions that stencils call. */
export const runtimeSignatures: Readonly<Record<string, string>> = {
${runtime.map((call) => `  ${call.name}: '${signature(call)}',`).join('\n')}
};
`;
}
