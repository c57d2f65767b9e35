/**
 * Running a predicate to learn about it: how many rows each conjunct lets through, what took how long, and what `auto` chose and why. The conjuncts are counted by
 * prefix programs: the first conjunct, the first two, and so on, up to the predicate itself. So no conjunct is evaluated for a row that one before it has
 * rejected, and no error comes that the predicate does not raise.
 */
/// <reference lib="esnext.disposable" preserve="true" />
import type { History, Stretch } from '../engines/auto/history.js';
import type { Batch, Kernel } from '../engines/engine.js';
import { countingEngine } from '../engines/named.js';
import { Selection } from '../memory/selection.js';
import type { Program } from '../program/program.js';
import { qualList } from '../sql/simplify/qual.js';
import type { AnalysisReport } from './analysis-report.js';
import { analysisText } from './analysis-text.js';
import { conjunctTexts } from './conjunct-text.js';
import type { Compiled } from './front-end.js';
import { Region } from '../arena/region.js';
import { OneUse } from './one-use.js';
import { toParams } from './params.js';
import type { Params } from './types.js';

/** The most conjuncts that are counted: each has a program of its own, of all conjuncts before it. */
const mostConjuncts = 64;

const forgotten = new FinalizationRegistry<Region>((region) => {
  region.free();
});

/** A predicate that is watched while it runs. It has kernels of its own, and keeps their memory until it is freed or forgotten. */
export class Analysis {
  readonly #compiled: Compiled;
  readonly #texts: readonly string[];
  readonly #conjunctCount: number;
  readonly #kernel: Kernel;
  /** Of the first conjunct, the first two, …; the last is the predicate and is not among them. */
  readonly #prefixes: readonly Kernel[];
  readonly #passed: number[];
  /** The time of an engine that does not choose. */
  #stretch: Stretch | undefined;
  readonly #uses = new OneUse('the analysis');
  readonly #region: Region;
  #layout: AnalysisReport['layout'];
  #rows = 0;
  #selected = 0;
  #batches = 0;
  #nanoseconds = 0;

  /** @internal */
  constructor(compiled: Compiled, program: Program, params: Params) {
    const values = toParams(compiled, params);
    const { arena, engine } = compiled;
    this.#region = new Region(arena);
    forgotten.register(this, this.#region, this);
    const load = (one: Program, by: typeof engine): Kernel =>
      this.#region.within(() => {
        const kernel = by.load(one, arena);
        kernel.setParams(values);
        return kernel;
      });
    this.#compiled = compiled;
    this.#layout = program.layout;
    const start = performance.now();
    this.#kernel = load(program, engine);
    this.#nanoseconds = (performance.now() - start) * 1e6;
    const conjuncts = qualList(compiled.expr);
    this.#conjunctCount = conjuncts.length;
    this.#texts = conjuncts.length > mostConjuncts ? [] : conjunctTexts(compiled.sql, conjuncts);
    this.#passed = this.#texts.map(() => 0);
    // Whatever runs the predicate: in an interpreter they would take more time than all else, and in one of JavaScript V8 would learn from them and run the predicate's
    // own rows slower than without an analysis.
    const prefixEngine = countingEngine();
    this.#prefixes = this.#texts.slice(1).flatMap((_, last) => {
      const prefix = program.conjuncts?.compile(Array.from({ length: last + 1 }, (__, number) => number));
      return prefix === undefined ? [] : [load(prefix, prefixEngine)];
    });
  }

  /**
   * Selects, and counts. The batch is as for `select`. An error has the `row` that raises it, and nothing of the batch is counted then; set the batch's
   * `rows` to that row and run it again to count the rows before it.
   */
  run(batch: Batch): Selection {
    return this.#uses.run(() => this.#region.within(() => this.#run(batch)));
  }

  #run(batch: Batch): Selection {
    if (this.#batches === 0) this.#prepare(batch);
    const start = performance.now();
    this.#kernel.run(batch);
    const spent = (performance.now() - start) * 1e6;
    const selection = this.#selectionOf(this.#kernel, batch);
    this.#count(selection, batch, spent);
    return selection;
  }

  /** What is known so far. */
  report(): AnalysisReport {
    const { stretches, decisions } = this.#history;
    return {
      engine: this.#compiled.engine.name,
      layout: this.#layout,
      rows: this.#rows,
      selected: this.#selected,
      batches: this.#batches,
      nanoseconds: this.#nanoseconds,
      conjunctCount: this.#conjunctCount,
      conjuncts: this.#texts.map((sql, i) => ({
        sql,
        rowsIn: i === 0 ? this.#rows : (this.#passed[i - 1] ?? 0),
        passed: this.#passed[i] ?? 0,
      })),
      stretches: stretches.map((stretch) => ({ ...stretch })),
      decisions: [...decisions],
    };
  }

  /** The report as text, several lines. */
  toString(): string {
    return analysisText(this.report());
  }

  /** Gives its memory back; it cannot run afterwards, but report. */
  free(): void {
    if (!this.#uses.end()) return;
    forgotten.unregister(this);
    this.#region.free();
  }

  /** The same as `free`, for `using`. */
  [Symbol.dispose](): void {
    this.free();
  }

  get #history(): History {
    return this.#kernel.history ?? { stretches: this.#stretch === undefined ? [] : [this.#stretch], decisions: [] };
  }

  /** An engine that compiles does so at its first run, here of no rows, so that the time of the rows is without it. `auto` does so by itself. */
  #prepare(batch: Batch): void {
    if (this.#kernel.history !== undefined || batch.layout === 'heap') return;
    const { rows } = batch;
    const start = performance.now();
    batch.rows = 0;
    try {
      this.#kernel.run(batch);
    } finally {
      batch.rows = rows;
    }
    this.#nanoseconds += (performance.now() - start) * 1e6;
  }

  #count(selection: Selection, batch: Batch, nanoseconds: number): void {
    const { rows } = batch;
    this.#batches++;
    this.#rows += rows;
    this.#nanoseconds += nanoseconds;
    this.#selected += selection.count;
    this.#stretch ??= { engine: this.#compiled.engine.name, rows: 0, runs: 0, nanoseconds: 0 };
    this.#stretch.rows += rows;
    this.#stretch.runs++;
    this.#stretch.nanoseconds += nanoseconds;
    this.#prefixes.forEach((prefix, i) => {
      prefix.run(batch);
      this.#passed[i] = (this.#passed[i] ?? 0) + this.#selectionOf(prefix, batch).count;
    });
    if (this.#passed.length > 0) this.#passed[this.#passed.length - 1] = this.#selected;
  }

  #selectionOf({ bitmap }: Kernel, { rows }: Batch): Selection {
    return new Selection(new Uint32Array(this.#compiled.arena.memory.buffer, bitmap, (rows + 31) >> 5).slice(), rows);
  }
}
