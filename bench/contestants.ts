/**
 * What can be measured: the engines, the one that chooses among them, and the baselines beside them. Each makes, for one predicate, a scan that runs a batch and leaves a
 * bit a row in linear memory, so that all do the same work and can be checked against each other.
 */
import { engineNamed, engineNames, engines, type EngineName } from '../src/engines/engines.js';
import type { Arena } from '../src/arena/arena.js';
import { withFamilies } from '../src/functions/registry.js';
import { compileQual } from '../src/program/compile.js';
import type { Rung } from '../src/program/program.js';
import type { Expr } from '../src/sql/expression.js';
import { loadParser } from '../src/sql/index.js';
import { branchFree } from './baselines/branch-free.js';
import { handWritten } from './baselines/hand-written.js';
import { newFunction } from './baselines/new-function.js';
import { loopScan } from './baselines/loop.js';
import { demoSchema } from './dataset.js';
import type { PredicateName } from './predicates.js';
import type { Scan } from './scan.js';

/** What a contestant may need to know. */
export interface Task {
  readonly predicate: PredicateName;
  /** The predicate, simplified, as an implicitly ANDed list. */
  readonly conjuncts: readonly Expr[];
  readonly rung: Rung;
  readonly arena: Arena;
}

const baselines = {
  'hand-written': {
    label: 'hand-written JS',
    prepare: ({ predicate, arena }: Task) => loopScan(handWritten[predicate], arena),
  },
  'branch-free': {
    label: 'branch-free JS',
    prepare: ({ predicate, arena }: Task) => loopScan(branchFree[predicate] ?? handWritten[predicate], arena),
  },
  'new-function': {
    label: 'new Function',
    prepare: ({ conjuncts, arena }: Task) => loopScan(newFunction(conjuncts), arena),
  },
} as const;

type BaselineName = keyof typeof baselines;
export type ContestantName = EngineName | 'auto' | BaselineName;

export const contestantNames: readonly ContestantName[] = [
  ...engineNames,
  'auto',
  'hand-written',
  'branch-free',
  'new-function',
];

/** Of the engines one of each kind: variants of one interpreter are left out, and `auto`, which once it is warm is one of the others. */
export const mainEngines: readonly EngineName[] = [
  'switch',
  'closure',
  'wasm-switch',
  'wasm-threaded',
  'copy-patch',
  'optimizing',
  'vector',
];

/** Whether the contestant has something of its own to run for the predicate. */
export const takesPart = (name: ContestantName, predicate: PredicateName): boolean =>
  name !== 'branch-free' || predicate in branchFree;

export const isEngine = (name: ContestantName): name is EngineName => name in engines;

const isBaseline = (name: ContestantName): name is BaselineName => name in baselines;

/** The name in tables and in JSON. */
export const labelOf = (name: ContestantName): string => (isBaseline(name) ? baselines[name].label : name);

export async function prepareScan(name: ContestantName, task: Task): Promise<Scan> {
  await loadParser();
  return isBaseline(name) ? baselines[name].prepare(task) : engineScan(name, task);
}

async function engineScan(name: EngineName | 'auto', { conjuncts, rung, arena }: Task): Promise<Scan> {
  const engine = await engineNamed(name);
  const program = await withFamilies(() => compileQual(conjuncts, { schema: demoSchema, rung }));
  const kernel = engine.load(program, arena);
  return (batch) => {
    kernel.run(batch);
    return kernel.bitmap;
  };
}
