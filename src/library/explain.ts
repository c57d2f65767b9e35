/** What a predicate becomes: the program, and for copy-and-patch its stencils and the finished WebAssembly. */
import { SqlError } from '../error.js';
import { divisors } from '../engines/stencils/baking.js';
import { writeModule } from '../engines/stencils/module.js';
import { stencils } from '../engines/stencils/stencils.generated.js';
import type { EngineName } from '../engines/named.js';
import { compileQual, compileScalar } from '../program/compile.js';
import { decode } from '../program/decode.js';
import { deformRungs, highestDeformRung, type DeformRung } from '../program/deform/deform.js';
import { disassemble } from '../program/disassemble.js';
import { highestRung, rungs, type Program, type Rung } from '../program/program.js';
import { qualList } from '../sql/simplify/qual.js';
import { askedConditions } from './asked-conditions.js';
import { layoutOf, type Compiled } from './front-end.js';
import { sqlWriter } from './sql-writer.js';

export interface ExplainOptions {
  /** The rung of the ladder, 0 to 4; 4 unless given. */
  readonly rung?: Rung;
  /** Over heap pages, the rung of the deform ladder, 0 to 5; 5 unless given. */
  readonly deform?: DeformRung;
  /** With `copy-patch`, the stencils are shown with their holes; with `vector`, what of the program runs over 64 rows at a time is told, and the module is that one. */
  readonly engine?: EngineName | 'auto';
  /** Show the finished module's bytes. */
  readonly hex?: boolean;
  /** Show the finished module as text, by the package `wabt`, which must be installed. */
  readonly wat?: boolean;
}

export async function explain(compiled: Compiled, kind: Program['kind'], options: ExplainOptions): Promise<string> {
  const rung = options.rung ?? highestRung;
  const settings = { schema: compiled.schema, params: compiled.params, rung, ...layoutOf(compiled, options) };
  const program =
    kind === 'qual' ? compileQual(qualList(compiled.expr), settings) : compileScalar(compiled.expr, settings);
  const deform = options.deform ?? highestDeformRung;
  const deforming = compiled.table === undefined ? '' : `; deform rung ${deform}: ${deformRungs[deform]}`;
  const parts = [`Program (rung ${rung}: ${rungs[rung]}${deforming})\n${disassemble(program, compiled.schema)}`];
  if (options.engine === 'vector') {
    const { vectorReport } = await import('../engines/vector/report.js');
    parts.push(`Over 64 rows at a time (engine vector)\n${vectorReport(program)}`);
    if (kind === 'qual' && compiled.table === undefined) parts.push(...dictionaryText(compiled));
  }
  if (options.engine === 'copy-patch' || options.hex || options.wat) {
    const vector = options.engine === 'vector';
    const write = vector ? (await import('../engines/vector/write.js')).writeVectorModule : writeModule;
    const { bytes } = write(program, divisors(program));
    if (!vector) parts.push(`Stencils\n${stencilText(program)}`);
    parts.push(`Module: ${bytes.length} bytes\n`);
    if (options.hex) parts.push(`Bytes\n${hexDump(bytes)}`);
    if (options.wat) parts.push(`WebAssembly\n${await toWat(bytes)}`);
  }
  return parts.join('\n');
}

/** What is asked of each value once where a column comes as numbers of values. */
function dictionaryText(compiled: Compiled): string[] {
  const { expr, schema } = compiled;
  const { conditions } = askedConditions(expr, schema, () => true, []);
  if (conditions.length === 0) return [];
  const texts = sqlWriter().partTexts(
    compiled,
    conditions.map((condition) => condition.expr),
  );
  const lines = conditions.map(
    ({ column }, n) => `  ${schema[column]?.name ?? ''}: ${texts[n] ?? 'a condition that no text stands for'}\n`,
  );
  return [
    `Once a value, not once a row, where the column has a dictionary (Arrow, Parquet) and no error comes of it\n${lines.join('')}`,
  ];
}

function stencilText(program: Program): string {
  const seen = new Set<number>();
  const lines: string[] = [];
  for (const step of decode(program.code)) {
    if (step === undefined || seen.has(step.opcode)) continue;
    seen.add(step.opcode);
    lines.push(`  ${step.info.name}`, `    ${stencils[step.opcode] ?? ''}`);
  }
  return `${lines.join('\n')}\n`;
}

/** 16 bytes a line, each line with the offset of its first. */
function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const line = Array.from(bytes.subarray(at, at + 16), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    lines.push(`  ${at.toString(16).padStart(6, '0')}  ${line}`);
  }
  return `${lines.join('\n')}\n`;
}

interface Wabt {
  readWasm(
    bytes: Uint8Array,
    options: object,
  ): { generateNames(): void; applyNames(): void; toText(options: object): string; destroy(): void };
}

async function toWat(bytes: Uint8Array): Promise<string> {
  const name = 'wabt';
  let wabt: Wabt;
  try {
    const loaded = (await import(/* @vite-ignore */ /* webpackIgnore: true */ name)) as {
      default: () => Promise<Wabt>;
    };
    wabt = await loaded.default();
  } catch {
    throw new SqlError('58000', 'the WebAssembly text needs the package wabt, which is not installed', {
      hint: 'npm install wabt',
    });
  }
  const module = wabt.readWasm(bytes, { readDebugNames: false });
  module.generateNames();
  module.applyNames();
  const text = module.toText({ foldExprs: true, inlineExport: true });
  module.destroy();
  return text;
}
