/** Results as JSON: what `--json` writes and `--compare` reads. */
import { readFileSync } from 'node:fs';
import { SqlError } from '../src/error.js';
import { labelOf } from './contestants.js';
import type { Contender } from './contender.js';
import type { Counts } from './count/counts.js';
import type { HeapJob } from './heap/job.js';
import { thisMachine, type Machine } from './machine.js';
import { seriesLabel, type GeneratedSwitch, type SwitchFacts } from './opcodes/generated-switch.js';
import { isOptimized, type Tier } from './opcodes/tier.js';
import { predicateNamed, type PredicateName } from './predicates.js';
import type { Stages } from './stages.js';
import type { EndToEnd, TiersReport } from './tiers/report.js';

/** What was measured. */
export interface Subject {
  /** The engine, or the baseline. */
  readonly engine: string;
  readonly rung: number;
  /** As SQL. */
  readonly predicate: string;
  /** The predicate's short name, if it has one. */
  readonly name?: PredicateName;
  /** Over heap pages: the table, the rung of the deform ladder, and whether rows were counted or given. */
  readonly table?: string;
  readonly deform?: number;
  readonly output?: 'count' | 'rows';
  /** Of an interpreter in the scenario `opcodes`: how many have a case, and what V8 makes of it. */
  readonly opcodes?: number;
  readonly code?: CodeResult;
  readonly selected: number | null;
}

export interface Result extends Subject {
  /** The median with its 95 % confidence interval. */
  readonly nsPerRow: { readonly median: number; readonly low: number; readonly high: number; readonly samples: number };
  /** The distance of the quartiles as a part of the median. */
  readonly spread: number;
  /** Microseconds; the scenario `compile` has the other stages too. */
  readonly compile?: Readonly<Record<string, number>>;
  /** Of the scenario `tiers`: the whole way from the text, over the result's own number of rows. */
  readonly endToEnd?: EndToEnd;
  /** Of the scenario `engines`: the version of Node that it was measured with, and what valgrind counted, or "unavailable: " and why. */
  readonly node?: string;
  readonly instructionsPerRow?: number | string;
}

/** Bytes of text or of a module, bytes of bytecode, milliseconds of compiling; the tiers that its processes ended in, and whether V8 optimised it in all of them. */
export interface CodeResult extends SwitchFacts {
  readonly tiers: readonly Tier[];
  readonly optimized: boolean;
}

/** With `--count` nothing is timed: each way of counting says what it has counted, or "unavailable: " and why. */
export interface CountedResult extends Subject {
  readonly counts: { readonly valgrind: Counts | string; readonly perf: Counts | string };
}

export interface Report<R extends Subject = Result> {
  readonly quern: string;
  readonly machine: Machine;
  readonly scenario: string;
  readonly layout: 'columns' | 'heap';
  readonly rows: number;
  readonly results: readonly R[];
  /** Of the scenario `tiers`: what follows from its results. */
  readonly tiers?: TiersReport;
}

/** Times and counts have readers in common. */
export type AnyReport = Report<Result | CountedResult>;

export function toReport(
  version: string,
  scenario: string,
  rows: number,
  contenders: readonly (Contender | Contender<HeapJob>)[],
): Report {
  const layout = contenders[0]?.job.layout ?? 'columns';
  return { quern: version, machine: thisMachine(), scenario, layout, rows, results: contenders.map(toResult) };
}

function toResult({ job, selected, summary, stages, tiers }: Contender | Contender<HeapJob>): Result {
  const { median, low, high, samples, spread } = summary;
  const compile = compileTimes(stages);
  return {
    ...(job.layout === 'heap'
      ? {
          engine: job.contestant,
          rung: job.rung,
          predicate: job.predicate,
          table: job.table,
          deform: job.deform,
          output: job.output,
        }
      : {
          engine: labelOf(job.contestant),
          rung: job.rung,
          predicate: predicateNamed(job.predicate).sql,
          name: job.predicate,
        }),
    ...('generated' in job && job.generated !== undefined ? codeResult(job.generated, tiers) : {}),
    selected: selected ?? null,
    nsPerRow: { median: rounded(median), low: rounded(low), high: rounded(high), samples },
    spread: rounded(spread),
    ...(compile === undefined ? {} : { compile }),
  };
}

function codeResult(
  { series, opcodes, facts }: GeneratedSwitch,
  tiers: readonly Tier[],
): Pick<Result, 'engine' | 'opcodes' | 'code'> {
  return {
    engine: seriesLabel[series],
    opcodes,
    code: { ...facts, tiers: [...new Set(tiers)], optimized: tiers.length > 0 && tiers.every(isOptimized) },
  };
}

/** The stages under the names that the JSON has. */
export function compileTimes(stages: Stages): Readonly<Record<string, number>> | undefined {
  const entries = Object.entries(stages).map(
    ([stage, microseconds]) => [`${stage}Microseconds`, rounded(microseconds)] as const,
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const rounded = (x: number): number => Number(x.toPrecision(4));

/** One scenario is an object, several are a list. */
export function stringifyReports(reports: readonly AnyReport[]): string {
  return `${JSON.stringify(reports.length === 1 ? reports[0] : reports, undefined, 2)}\n`;
}

/** Reads an earlier file. Raises 58P01 when it cannot be read and 22P02 when it is something else. */
export function readReports(path: string): readonly AnyReport[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SqlError('58P01', `could not read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new SqlError('22P02', `${path} is not JSON`);
  }
  const reports: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (!reports.every(isReport))
    throw new SqlError('22P02', `${path} is not a benchmark report`, {
      hint: 'Use a file that quern bench --json has written.',
    });
  return reports;
}

function isReport(value: unknown): value is AnyReport {
  return (
    isObject(value) &&
    typeof value['scenario'] === 'string' &&
    typeof value['rows'] === 'number' &&
    Array.isArray(value['results']) &&
    value['results'].every(isResult)
  );
}

function isResult(value: unknown): boolean {
  if (!isObject(value) || typeof value['engine'] !== 'string' || typeof value['predicate'] !== 'string') return false;
  const time = value['nsPerRow'];
  if (time === undefined) return isObject(value['counts']);
  return isObject(time) && ['median', 'low', 'high'].every((name) => typeof time[name] === 'number');
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
