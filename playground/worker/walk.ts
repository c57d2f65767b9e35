/**
 * One row, step by step: what each step leaves in the slots, which branches it makes, and what every predictor would have guessed. The predictors have seen random rows and
 * the rows above before. All is computed at once, so that the page can go forward and back.
 */
import { Batch } from '../../src/memory/batch.js';
import type { Dispatch } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { opcodeInfo } from '../../src/program/steps.js';
import type { Program } from '../../src/program/program.js';
import { record, type Trace } from '../../src/predictor/index.js';
import { Stepper, type Step } from '../../src/stepper/stepper.js';
import { failureOf } from './failure.js';
import { Guessers, type Guess } from './guessers.js';
import type { Failure, Source } from './protocol.js';
import { rowResults, type RowResult } from './results.js';
import { fillRandom, fillTyped, type CellFailure, type TextRow } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';

export interface WalkArgument extends Source {
  readonly rows: readonly TextRow[];
  readonly row: number;
  readonly dispatch: Dispatch;
  /** How many random rows the predictors have seen before. */
  readonly warmUp: number;
}

/** A slot after a step. */
export interface SlotView {
  readonly name: string;
  readonly representation: string;
  /** Undefined before anything was written. */
  readonly value: string | undefined;
  readonly isNull: boolean;
  /** The step before wrote it. */
  readonly written: boolean;
}

/** A branch that a step made, with the guess of each predictor. */
export interface BranchView {
  readonly site: string;
  readonly kind: 'conditional' | 'indirect';
  readonly outcome: string;
  /** How it went here the last times, the newest last: T or N for taken or not, or the opcodes jumped to. */
  readonly past: string;
  readonly guesses: readonly Guess[];
}

/** A step that was run, with what it left behind. */
export interface Moment {
  readonly number: number;
  readonly at: number;
  readonly slots: readonly SlotView[];
  readonly branches: readonly BranchView[];
}

export interface WalkAnswer {
  /** Before the first step. */
  readonly start: readonly SlotView[];
  readonly moments: readonly Moment[];
  /** What the row came to. */
  readonly selected: boolean | undefined;
  readonly failure?: Failure;
  /** For each typed row: true, false, null, or its error. */
  readonly results: readonly RowResult[];
  readonly cells: readonly CellFailure[];
  /** Why there are no guesses. */
  readonly unguessed?: string;
}

/** Steps beyond this many end a walk. */
const mostMoments = 600;

/** Walks the row. Raises what the predicate, the schema or the parameters raise. */
export async function walk({ rows, row, dispatch, warmUp: wanted, ...source }: WalkArgument): Promise<WalkAnswer> {
  const compiled = await compiledSource(source);
  const params = paramValues(compiled, source.params);
  const program = programOn(compiled, source.rung);
  // A long program has been seen often enough after fewer rows, and should not take longer.
  const warmUp = Math.min(wanted, Math.ceil(100_000 / program.code.length));
  const arena = workerArena();
  const batch = new Batch(arena, compiled.schema, warmUp + rows.length);
  try {
    fillRandom(batch, 0, warmUp, 0.1);
    const cells = fillTyped(batch, warmUp, rows);
    batch.rows = warmUp + rows.length;
    const results = rowResults(compiled, params, batch, warmUp, rows.length);
    if (row >= rows.length) return { start: [], moments: [], selected: undefined, results, cells };
    const stepped = stepThrough(program, params, batch, warmUp + row);
    const guessed = guesses(program, params, batch, warmUp + row, dispatch);
    if (guessed instanceof SqlError || stepped.failure !== undefined) {
      const why = stepped.failure === undefined ? 'a row before it raises an error' : 'the row raises an error';
      return { ...stepped, results, cells, unguessed: why };
    }
    const moments = stepped.moments.map((moment, n) => ({ ...moment, branches: guessed[n] ?? [] }));
    return { ...stepped, moments, results, cells };
  } finally {
    batch.free();
  }
}

type Params = ReturnType<typeof paramValues>;

interface Stepped extends Pick<WalkAnswer, 'start' | 'moments' | 'selected'> {
  readonly failure?: Failure;
}

function stepThrough(program: Program, params: Params, batch: Batch, row: number): Stepped {
  const stepper = new Stepper(program, batch.arena);
  const numbers = new Map(stepper.steps.map((step, number) => [step.at, number]));
  const touched = new Set<number>();
  const snapshot = (step?: Step): SlotView[] => {
    const wrote = new Set(
      step?.info.operands.flatMap(({ kind }, i) => (kind === 'out' ? [step.operands[i] ?? -1] : [])),
    );
    for (const slot of wrote) touched.add(slot);
    return program.slots.slice(0, mostMoments).flatMap((representation, slot) => {
      const first = program.constants.length;
      if (slot < first) return [];
      const { value, isNull } = stepper.slot(slot);
      const text = touched.has(slot) ? textOf(value) : undefined;
      return [
        {
          name: `s${slot - first}`,
          representation,
          value: text,
          isNull: isNull && touched.has(slot),
          written: wrote.has(slot),
        },
      ];
    });
  };
  try {
    stepper.setParams(params);
    stepper.bind(batch);
    stepper.begin(row);
    const start = snapshot();
    const moments: Moment[] = [];
    for (let step = stepper.next; step !== undefined && moments.length < mostMoments; step = stepper.next) {
      const { at } = step;
      try {
        stepper.step();
      } catch (error) {
        moments.push({ number: numbers.get(at) ?? 0, at, slots: snapshot(), branches: [] });
        return { start, moments, selected: undefined, failure: failureOf(error) };
      }
      moments.push({ number: numbers.get(at) ?? 0, at, slots: snapshot(step), branches: [] });
    }
    return { start, moments, selected: stepper.selected };
  } finally {
    stepper.free();
  }
}

const decoder = new TextDecoder();
const textOf = (value: number | bigint | Uint8Array): string =>
  value instanceof Uint8Array ? `'${decoder.decode(value.slice(0, 60))}'` : String(value);

/** The branches of the row's steps, each with the guesses; or the error that a row before raises. */
function guesses(
  program: Program,
  params: Params,
  batch: Batch,
  row: number,
  dispatch: Dispatch,
): BranchView[][] | SqlError {
  let trace: Trace;
  const all = batch.rows;
  try {
    batch.rows = row + 1;
    trace = record(program, batch.arena, batch, { dispatch, params });
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  } finally {
    batch.rows = all;
  }
  const guessers = new Guessers();
  // The row's own branches are behind the last but one turn of the loop over the rows.
  let begin = 0;
  for (let n = 0; n < trace.length - 1; n++) if (trace.sites[trace.siteOf(n)]?.role === 'rows') begin = n + 1;
  const steps: BranchView[][] = [];
  const branchCounts = countBranches(program, params, batch, row);
  for (let n = 0; n < begin; n++) guessers.learn(trace, n);
  let n = begin;
  for (const branches of branchCounts) {
    const views: BranchView[] = [];
    for (let left = branches + (dispatch === 'none' ? 0 : 1); left > 0; left--, n++)
      views.push(view(trace, n, guessers));
    steps.push(views);
  }
  return steps;
}

const nameOf = (opcode: number): string => opcodeInfo(opcode).name;

function view(trace: Trace, n: number, guessers: Guessers): BranchView {
  const site = trace.sites[trace.siteOf(n)];
  const outcome = trace.outcomeOf(n);
  const kind = site?.kind ?? 'conditional';
  const text = kind === 'conditional' ? (outcome === 1 ? 'taken' : 'not taken') : `to ${nameOf(outcome)}`;
  const outcomes = guessers.past(trace, n);
  const past =
    kind === 'conditional'
      ? outcomes.map((one) => (one === 1 ? 'T' : 'N')).join('')
      : outcomes.slice(-3).map(nameOf).join(', ');
  return { site: site?.name ?? '', kind, outcome: text, past, guesses: guessers.learn(trace, n) };
}

/** How many branches each step of the row makes. */
function countBranches(program: Program, params: Params, batch: Batch, row: number): number[] {
  const counts: number[] = [];
  const stepper = new Stepper(program, batch.arena, () => {
    counts.push((counts.pop() ?? 0) + 1);
  });
  try {
    stepper.setParams(params);
    stepper.bind(batch);
    stepper.begin(row);
    while (stepper.next !== undefined && counts.length < mostMoments) {
      counts.push(0);
      stepper.step();
    }
    return counts;
  } finally {
    stepper.free();
  }
}
