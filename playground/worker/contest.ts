/** What predictors compete on: the branches of compiled programs over the same rows, the page's predicate among them, and how the built-in models do. */
import { demoRows } from '../../src/lessons/demo-programs.js';
import { dispatchPrograms } from '../../src/lessons/dispatch-programs.js';
import { conditionalModels, record, simulate, type Trace } from '../../src/predictor/index.js';
import type { Program } from '../../src/program/program.js';
import { loadParser } from '../../src/sql/index.js';
import { indirectNamed } from './models.js';
import type { Source } from './protocol.js';
import { randomBatch } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';

/** A trace as a predictor is given it: conditional branches only, because compiled code has no others. */
export interface ContestTrace {
  readonly name: string;
  readonly sql: string;
  readonly addresses: Uint32Array;
  /** 1 for taken. */
  readonly taken: Uint8Array;
  /** What each address is. */
  readonly sites: readonly { readonly address: number; readonly name: string }[];
  readonly instructions: number;
}

/** A built-in model's mispredictions in a thousand instructions, trace by trace. */
export interface ModelScore {
  readonly model: string;
  readonly bits: number;
  readonly scores: readonly number[];
}

export interface Contest {
  readonly traces: readonly ContestTrace[];
  readonly models: readonly ModelScore[];
}

const rows = 1024;
/** A long program's trace is cut: everything is sent to another worker, and run in seconds there. */
const mostBranches = 60_000;

/** Records the traces and lets every built-in model run over them, each with a new predictor. */
export async function contest(source: Source & { readonly nullRate: number }): Promise<Contest> {
  const recorded = [await pageTrace(source), ...(await lessonTraces())];
  return {
    traces: recorded.map(({ name, sql, trace }) => ({ name, sql, ...branchesOf(trace) })),
    models: conditionalModels.map((model) => ({
      model: model.title,
      bits: model.bits(model.sizes),
      scores: recorded.map(
        ({ trace }) =>
          simulate(trace, { conditional: model.make(), indirect: indirectNamed('').predictor }).perThousandInstructions,
      ),
    })),
  };
}

interface Recorded {
  readonly name: string;
  readonly sql: string;
  readonly trace: Trace;
}

async function pageTrace({ nullRate, ...source }: Source & { readonly nullRate: number }): Promise<Recorded> {
  const compiled = await compiledSource(source);
  const program = programOn(compiled, source.rung);
  const batch = randomBatch(compiled.schema, rowsFor(program), nullRate);
  try {
    const params = paramValues(compiled, source.params);
    const trace = record(program, workerArena(), batch, { dispatch: 'none', params });
    return { name: 'this predicate', sql: source.sql, trace };
  } finally {
    batch.free();
  }
}

const rowsFor = ({ code }: Program): number => Math.min(rows, Math.ceil(200_000 / code.length));

let kept: readonly Recorded[] | undefined;

/** The predicates of the lessons on dispatch, over the rows that the lessons use; they never change. */
async function lessonTraces(): Promise<readonly Recorded[]> {
  if (kept !== undefined) return kept;
  await loadParser();
  const demo = demoRows(rows);
  const recorded: Recorded[] = [];
  for (const { name, sql } of dispatchPrograms) {
    const program = await demo.program(sql, 4);
    recorded.push({ name, sql, trace: record(program, demo.arena, demo.batch, { dispatch: 'none' }) });
  }
  demo.free();
  kept = recorded;
  return recorded;
}

function branchesOf(trace: Trace): Omit<ContestTrace, 'name' | 'sql'> {
  const count = Math.min(trace.length, mostBranches);
  const addresses = new Uint32Array(count);
  const taken = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    addresses[n] = trace.sites[trace.siteOf(n)]?.address ?? 0;
    taken[n] = trace.outcomeOf(n);
  }
  return {
    addresses,
    taken,
    sites: trace.sites.map(({ address, name, at }) => ({
      address,
      name: at === undefined ? name : `${name}, step ${at}`,
    })),
    instructions: trace.instructions * (count / Math.max(trace.length, 1)),
  };
}
