/** V8's native code of the canonical predicates, from a recording: the instructions beside their stencils, and a row's way through the pipeline. The recording is fetched with this module. */
import type { Value } from '../../src/catalog/types.js';
import { demoSchema, fillDemo } from '../../src/datasets/demo.js';
import { predicateNamed, predicates, type PredicateName } from '../../src/datasets/predicates.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { Batch } from '../../src/memory/batch.js';
import { nativeCodeOf, type RecordedPredicate, type Recording } from '../../src/native/recording.js';
import { countsOf, type Counts } from '../../src/native/counts.js';
import { runCode } from '../../src/pipeline/run-code.js';
import { mostLines, rowToShow } from '../../src/pipeline/timeline.js';
import { decodeBase64 } from '../../src/platform/base64.js';
import { compileQual } from '../../src/program/compile.js';
import { highestRung, type Program } from '../../src/program/program.js';
import type { Schema } from '../../src/sql/expression.js';
import { loadParser, qualList } from '../../src/sql/index.js';
import { architectureNames, type Architecture } from '../../src/native/architecture.js';
import recorded from '../recorded/native.json?raw';
import type { Group } from './groups.js';
import { codeOf } from './machine-code.js';
import { conditionalNamed } from './models.js';
import { parsedProgram } from './programs.js';
import type { Source } from './protocol.js';
import { randomBatch } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';

const ofX64 = JSON.parse(recorded) as Recording;
const loaders: Readonly<Record<Architecture, () => Promise<Recording>>> = {
  x64: () => Promise.resolve(ofX64),
  arm64: async () => JSON.parse((await import('../recorded/native-arm64.json?raw')).default) as Recording,
};
const recordedBy = ({ node, v8, architecture }: Recording): string =>
  `Node ${node}, V8 ${v8}, for ${architectureNames[architecture]}`;

/** A canonical predicate by its name, or the page's own, whose code is there if a canonical one has the same module. */
export type RecordedChoice = { readonly name: PredicateName } | { readonly source: Source };

export interface NativeStep {
  readonly name: string;
  readonly effect: string;
  readonly group: Group;
  /** The stencil's instructions, patched. */
  readonly stencil: readonly string[];
}

export interface NativeLine {
  readonly at: number;
  readonly text: string;
  readonly meaning: string;
  /** The number of its step; undefined for the loop over the rows, and where V8 does not say. */
  readonly step: number | undefined;
}

export interface NativeListing {
  readonly compiler: string;
  readonly bytes: number;
  readonly lines: readonly NativeLine[];
  /** By the number of the step; the last is of the instructions without a step. */
  readonly counts: readonly Counts[];
}

export interface NativeView {
  /** By which V8 it was made, and for which architecture. */
  readonly recorded: string;
  /** The canonical predicate that was recorded, and its text. */
  readonly name: PredicateName;
  readonly sql: string;
  readonly steps: readonly NativeStep[];
  readonly baseline: NativeListing;
  readonly optimized: NativeListing;
}

export interface PipelineLine extends Pick<NativeLine, 'text' | 'step'> {
  readonly group: Group;
  /** Cycles from the first one that is shown. */
  readonly fetched: number;
  readonly started: number;
  readonly done: number;
  readonly retired: number;
  readonly wrong: boolean;
  /** The lines whose results it waited for. */
  readonly waitsFor: readonly number[];
}

export interface PipelineView extends Pick<NativeView, 'recorded' | 'name' | 'sql'> {
  readonly rows: number;
  readonly cyclesPerRow: number;
  readonly instructionsPerRow: number;
  readonly mispredictionsPerRow: number;
  readonly predictor: string;
  readonly lines: readonly PipelineLine[];
  readonly omitted: number;
}

export interface NativeArgument {
  readonly choice: RecordedChoice;
  /** Whose recording; that of ARM64 is fetched when it is asked for first. */
  readonly architecture: Architecture;
}

/** The native code; undefined when none was recorded of this predicate. Raises what the predicate raises. */
export async function native({ choice, architecture }: NativeArgument): Promise<NativeView | undefined> {
  const { program, schema } = await programOf(choice);
  const recording = await loaders[architecture]();
  const found = recordingOf(program, recording);
  if (found === undefined) return undefined;
  const codes = codeOf(program).steps;
  const steps = parsedProgram(program, schema).steps.map(({ name, effect, group }, n) => ({
    name,
    effect,
    group,
    stencil: codes[n]?.instructions.map(({ text }) => text) ?? [],
  }));
  const [baseline, optimized] = found.codes.map((code) => listingOf(code, architecture, steps.length));
  if (baseline === undefined || optimized === undefined) return undefined;
  return { ...titleOf(found, choice), recorded: recordedBy(recording), steps, baseline, optimized };
}

/** Rows that are run: of the dataset demo, or random ones for the page's own predicate. */
const rows = 2048;
/** How often a random value is null, where its column may be. */
const nullRate = 0.1;

export interface PipelineArgument {
  readonly choice: RecordedChoice;
  /** A predictor's name; an unknown one is the best there is. */
  readonly predictor: string;
}

/** A row in the pipeline, always of the code of x86-64; undefined when none was recorded of this predicate. Raises 0A000 for code that calls functions. */
export async function pipeline({ choice, predictor }: PipelineArgument): Promise<PipelineView | undefined> {
  const { program, schema, params } = await programOf(choice);
  const found = recordingOf(program, ofX64);
  if (found === undefined || ofX64.memoryField === undefined) return undefined;
  const { instructions } = nativeCodeOf(found.codes[1], ofX64.architecture);
  const code = { instructions, memoryField: ofX64.memoryField };
  const guesser = conditionalNamed(predictor);
  const batch = 'source' in choice ? randomBatch(schema, rows, nullRate) : demoBatch();
  try {
    const run = runCode(code, program, batch, { rows, predictor: guesser.predictor, params });
    const { from, to } = rowToShow(run);
    const groups = parsedProgram(program, schema).steps.map(({ group }) => group);
    const shown = run.passages.slice(from, Math.min(to, from + mostLines));
    const start = shown[0]?.fetched ?? 0;
    const lines = shown.map(({ index, fetched, started, done, retired, wrong, waitsFor }): PipelineLine => {
      const { text, step } = run.code[index] ?? { text: '', step: undefined };
      return {
        text,
        step,
        group: groups[step ?? -1] ?? 'other',
        fetched: fetched - start,
        started: started - start,
        done: done - start,
        retired: retired - start,
        wrong,
        waitsFor: waitsFor.map((one) => one - from).filter((one) => one >= 0),
      };
    });
    const { cyclesPerRow, instructionsPerRow, mispredictionsPerRow } = run;
    const figures = { rows: run.rows, cyclesPerRow, instructionsPerRow, mispredictionsPerRow };
    const omitted = to - from - shown.length;
    return {
      ...titleOf(found, choice),
      recorded: recordedBy(ofX64),
      ...figures,
      predictor: guesser.name,
      lines,
      omitted,
    };
  } finally {
    batch.free();
  }
}

function demoBatch(): Batch {
  const batch = new Batch(workerArena(), demoSchema, rows);
  fillDemo(batch);
  return batch;
}

interface Compiled {
  readonly program: Program;
  readonly schema: Schema;
  readonly params: readonly (Value | null)[];
}

async function programOf(choice: RecordedChoice): Promise<Compiled> {
  await loadParser();
  if ('source' in choice) {
    const compiled = await compiledSource(choice.source);
    const params = paramValues(compiled, choice.source.params);
    return { program: programOn(compiled, choice.source.rung), schema: compiled.schema, params };
  }
  const { sql } = predicateNamed(choice.name);
  const { expr } = await compileSql(sql, 'predicate', { schema: demoSchema, arena: workerArena(), engine: 'switch' });
  const program = compileQual(qualList(expr), { schema: demoSchema, rung: highestRung });
  return { program, schema: demoSchema, params: [] };
}

/** What was recorded of a module with the same bytes: literals are no part of them, so many predicates share one. */
function recordingOf(program: Program, recording: Recording): RecordedPredicate | undefined {
  const { module } = codeOf(program);
  return recording.predicates.find((one) => {
    const bytes = decodeBase64(one.module);
    return bytes.length === module.length && bytes.every((byte, n) => byte === module[n]);
  });
}

/** The text is the choice's: of the recorded one it may differ in its literals. */
function titleOf({ name }: RecordedPredicate, choice: RecordedChoice): Pick<NativeView, 'name' | 'sql'> {
  const canonical = predicates.find((one) => one.name === name);
  if (canonical === undefined) throw new SqlError('XX000', `the recording ${name} is of no canonical predicate`);
  return { name: canonical.name, sql: 'source' in choice ? choice.source.sql : canonical.sql };
}

function listingOf(code: RecordedPredicate['codes'][number], architecture: Architecture, steps: number): NativeListing {
  const { compiler, size, instructions } = nativeCodeOf(code, architecture);
  const real = instructions.filter(({ isFiller }) => !isFiller);
  const counts = [...Array.from({ length: steps }, (_, n) => n), undefined].map((step) =>
    countsOf(real.filter((one) => one.step === step)),
  );
  const lines = real.map(({ at, text, meaning, step }) => ({ at, text, meaning, step }));
  return { compiler, bytes: size, lines, counts };
}
