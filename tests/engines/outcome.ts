/** What comes out of a row, as text: `null`, `= value`, `! code message`. Outcomes are compared between engines, rungs and PostgreSQL. */
import type { Value } from '../../src/catalog/types.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { resultAt } from '../../src/library/result.js';
import type { Program, Rung } from '../../src/program/program.js';
import type { Batch } from '../../src/memory/batch.js';
import { rowEngine } from '../row-engine.js';
import { steppingEngine } from '../stepping-engine.js';
import type { Table } from './table.js';

export type Outcome = string;

export const everyRung: readonly Rung[] = [0, 1, 2, 3, 4];
export const everyEngine: readonly Engine[] = [...Object.values(engines), steppingEngine, rowEngine];
for (const engine of everyEngine) await engine.prepare?.();

export const raises = (error: SqlError): Outcome =>
  `! ${error.code} ${error.message}${error.hint === undefined ? '' : `\nHINT: ${error.hint}`}`;
export const gives = (value: Value | null): Outcome =>
  value === null ? 'null' : `= ${Object.is(value, -0) ? '-0' : String(value)}`;
/** An outcome without the hint, which PostgreSQL's `SQLERRM` does not give. */
export const withoutHint = (outcome: Outcome): Outcome =>
  outcome.startsWith('!') ? outcome.replace(/\nHINT: .*$/s, '') : outcome;

/** The outcome of every row of the table. A scalar program's are its values, a qual's `= 1` where the row is selected and `= 0` elsewhere. */
export function outcomes(
  engine: Engine,
  program: Program,
  table: Table,
  params: readonly (Value | null)[] = [],
): Outcome[] {
  const kernel = engine.load(program, table.arena);
  const { stackTraceLimit } = Error;
  // Errors are thrown by the thousand here, and nobody looks at where.
  Error.stackTraceLimit = 0;
  try {
    kernel.setParams(params);
    const error = runOn(kernel, table.all);
    if (error === undefined) return table.rows.map((_, row) => outcomeAt(kernel, program, table, row));
    const found = table.each.map((batch) => {
      const alone = runOn(kernel, batch);
      return alone === undefined ? outcomeAt(kernel, program, table, 0) : raises(alone);
    });
    const first = found.findIndex((outcome) => outcome.startsWith('!'));
    // All rows may need more memory than each alone, so that another error, or none, is met then.
    if (error.code === '53200') return found;
    if (error.row !== first || raises(error) !== found[first]) {
      throw new RangeError(
        `${engine.name} reported ${raises(error)} in row ${error.row}, but row by row the first error is ${found[first]} in row ${first}`,
      );
    }
    return found;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    kernel.free();
  }
}

function runOn(kernel: Kernel, batch: Batch): SqlError | undefined {
  try {
    kernel.run(batch);
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
}

function outcomeAt(kernel: Kernel, program: Program, { arena }: Table, row: number): Outcome {
  if (program.kind === 'scalar') return gives(resultAt(kernel, arena, program.type, row));
  return gives(((arena.views.i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1);
}

export interface Difference {
  readonly engine: string;
  readonly rung: Rung;
  readonly row: number;
  readonly expected: Outcome;
  readonly actual: Outcome;
}

/** Takes milliseconds for a program, so it gets one of four, on one rung. */
const slowest: Engine = engines.optimizing;
/** Engines that even a fuzzer gives one rung of each program, another one each time: variants of others. */
const inTurn: readonly Engine[] = [
  engines['wasm-switch-register'],
  engines['wasm-threaded-shared'],
  engines['wasm-threaded-register'],
  steppingEngine,
];
let turn = 0;
/** Each engine runs `all` five programs, or one of them, the next one each time (`switch` runs all: it compiles nothing). */
export type Rungs = 'all' | 'turn';
function takesTurn(engine: Engine, rung: Rung, rungs: Rungs): boolean {
  if (engine === slowest) return turn % 4 === 0 && (turn / 4) % everyRung.length === rung;
  if (engine === engines.switch || (rungs === 'all' && !inTurn.includes(engine))) return true;
  return (turn + everyEngine.indexOf(engine)) % everyRung.length === rung;
}

/**
 * Runs the programs of all rungs, on every engine one of them or all; the outcomes of the first, and the first difference from them (or from
 * `expected`).
 */
export function onEveryEngine(
  compile: (rung: Rung) => Program,
  table: Table,
  params: readonly (Value | null)[] = [],
  expected?: readonly Outcome[],
  rungs: Rungs = 'turn',
): { readonly outcomes: readonly Outcome[]; readonly difference: Difference | undefined } {
  let reference = expected;
  turn++;
  for (const rung of everyRung) {
    const program = compile(rung);
    for (const engine of everyEngine) {
      if (!takesTurn(engine, rung, rungs)) continue;
      const found = outcomes(engine, program, table, params);
      reference ??= found;
      const row = found.findIndex((outcome, i) => outcome !== reference?.[i]);
      if (row >= 0) {
        return {
          outcomes: reference,
          difference: { engine: engine.name, rung, row, expected: reference[row] ?? '', actual: found[row] ?? '' },
        };
      }
    }
  }
  return { outcomes: reference ?? [], difference: undefined };
}

let next = 0;
/** Runs the program on one engine and one rung, the next one each time. */
export function onNextEngine(
  compile: (rung: Rung) => Program,
  table: Table,
  params: readonly (Value | null)[] = [],
): { readonly outcomes: readonly Outcome[]; readonly difference: Difference | undefined } {
  const quick = everyEngine.filter((engine) => engine !== engines.optimizing);
  const engine = quick[next++ % quick.length] ?? engines.switch;
  const rung = everyRung[next % everyRung.length] ?? 4;
  return { outcomes: outcomes(engine, compile(rung), table, params), difference: undefined };
}

/** A value of a definition's example in the form of `Value`. */
export const exampleValue = (value: Value | boolean | null): Value | null =>
  typeof value === 'boolean' ? Number(value) : value;
