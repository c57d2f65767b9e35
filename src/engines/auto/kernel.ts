/**
 * A kernel that begins in the interpreter and is compiled when that will pay. Nothing is known of the rows to come but those of the batch at hand; for the rest, as
 * many are expected as have been (what has gone on for some time will go on as long again), or another batch where this one is full. So the time lost is never more than about the price of compiling,
 * and a large batch is compiled before its first row.
 */
import type { Value } from '../../catalog/types.js';
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import type { Batch as ColumnBatch } from '../../memory/batch.js';
import type { Batch, Engine, Kernel, RunRange } from '../engine.js';
import type { Placed } from '../placed.js';
import { sizeOf, type Size } from './costs.js';
import type { Decision, History, Prediction, Reason, Stretch } from './history.js';
import { OrderTrial } from './order-trial.js';
import type { Tiers } from './tiers.js';

/** Compiling that takes longer than this, in nanoseconds, is done beside the thread that runs. */
const longCompile = 5e6;
/**
 * Longer programs, in words, stay with the interpreter. A module is one function, and V8's optimising compiler takes more than a time in proportion for a long one,
 * beside the thread that runs but on another core, and the process cannot end before it has finished (docs/growth.md).
 */
const longestCompiled = 48_000;
/** Rows on a heap page, for guessing how many a batch has. */
const rowsOnPage = 100;

/** A run of fewer rows says more about calling than about rows; a program's first one, for which nothing is in the caches, if it has fewer still. */
const tellingRows = 256;
const tellingFirstRows = 4096;
/** To look whether a module of the shape is there takes some microseconds: it is not worth it to save fewer nanoseconds than this. */
const negligible = 20_000;

export class AutoKernel implements Kernel {
  readonly history: History & { readonly stretches: Stretch[]; readonly decisions: Decision[] } = {
    stretches: [],
    decisions: [],
  };
  readonly #program: Program;
  readonly #size: Size;
  readonly #arena: Arena;
  readonly #tiers: Tiers;
  #kernel: Kernel | undefined;
  #compiled = false;
  #params: readonly (Value | Placed | null)[] | undefined;
  /** All rows so far. */
  #rows = 0;
  /** Of runs in the interpreter that tell something: rows and nanoseconds. */
  #timedRows = 0;
  #timed = 0;
  /** Compiling goes on in the background since so much time was spent in the interpreter. */
  #awaiting: number | undefined;
  #trial: OrderTrial | undefined;

  constructor(program: Program, arena: Arena, tiers: Tiers) {
    this.#program = program;
    this.#size = sizeOf(program);
    this.#arena = arena;
    this.#tiers = tiers;
  }

  setParams(values: readonly (Value | Placed | null)[]): void {
    this.#params = values;
    this.#kernel?.setParams(values);
    this.#trial?.setParams(values);
  }

  run(batch: Batch): void {
    const { now } = this.#tiers;
    const kernel = this.#kernelFor(batch);
    const start = now();
    kernel.run(batch);
    this.#account(kernel, batch, (now() - start) * 1e6);
  }

  open(batch: ColumnBatch): RunRange {
    const kernel = this.#kernelFor(batch);
    const run = kernel.open?.(batch);
    if (run === undefined) throw new SqlError('XX000', 'a kernel of auto cannot run a part of a batch');
    const { now } = this.#tiers;
    return (from, to) => {
      // Fewer rows say little, and looking at the clock would take longer. They count for whether compiling pays.
      if (to - from < tellingRows || to - from < batch.rows) {
        run(from, to);
        this.#rows += to - from;
        return;
      }
      const start = now();
      run(from, to);
      this.#account(kernel, batch, (now() - start) * 1e6);
    };
  }

  get bitmap(): number {
    return (this.#trial?.last ?? this.#kernel)?.bitmap ?? 0;
  }

  get results(): number {
    return this.#kernel?.results ?? 0;
  }

  free(): void {
    this.#kernel?.free();
    this.#trial?.free();
  }

  #kernelFor(batch: Batch): Kernel {
    return this.#compiled && this.#kernel !== undefined ? (this.#trial?.choose() ?? this.#kernel) : this.#choose(batch);
  }

  /** The interpreter, or a compiled kernel if that is there or will pay. */
  #choose(batch: Batch): Kernel {
    const rows = batch.layout === 'heap' ? batch.pageCapacity * rowsOnPage : batch.rows;
    const { costs, interpreter } = this.#tiers;
    const size = this.#size;
    const measured = this.#timedRows > 0;
    const interpreted = measured ? this.#timed / this.#timedRows : costs.row(size);
    // As many rows are expected behind the batch as were before it; and behind a full one, at least another.
    const more = batch.layout === 'columns' && rows === batch.capacity ? rows : 0;
    const saved = (rows + Math.max(this.#rows, more)) * interpreted * (1 - costs.compiledPart);
    const long = rows >= tellingFirstRows;
    if (saved > negligible || long) {
      const predicted = {
        interpreted,
        measured,
        compiled: interpreted * costs.compiledPart,
        compile: costs.compile(size),
      };
      const why = this.#reasonToCompile(rows, saved, predicted);
      if (why !== undefined) return this.#tierUp(batch, rows, predicted, why);
    }
    if (long) costs.ranLong();
    if (this.#kernel === undefined) {
      this.#kernel = this.#load(interpreter);
      const predicted = {
        interpreted,
        measured,
        compiled: interpreted * costs.compiledPart,
        compile: costs.compile(size),
      };
      this.history.decisions.push({ kind: 'interpret', row: 0, engine: interpreter.name, rows, predicted });
    }
    return this.#kernel;
  }

  #reasonToCompile(rows: number, saved: number, predicted: Prediction): Reason | undefined {
    const { compiler, costs, interpreter } = this.#tiers;
    if (this.#size.words > longestCompiled) return undefined;
    const { compile, interpreted } = predicted;
    if (compiler.has?.(this.#program) === true) return this.#awaiting === undefined ? 'cached' : 'ready';
    // The background has had its time: where nobody ever waits, no promise comes true.
    if (this.#awaiting !== undefined) return this.#timed > this.#awaiting + 4 * compile ? 'pays' : undefined;
    if (saved <= compile) {
      const price = rows >= tellingFirstRows ? interpreter.optimising : undefined;
      return price !== undefined && costs.sparesOptimising(this.#size, price) ? 'spares' : undefined;
    }
    if (compile < longCompile || compiler.compile === undefined || rows * interpreted > 4 * compile) return 'pays';
    this.#awaiting = this.#timed;
    this.history.decisions.push({ kind: 'compile in the background', row: this.#rows, predicted });
    // An error will come again when it is loaded.
    compiler.compile(this.#program).catch(() => undefined);
    return undefined;
  }

  #load(engine: Engine): Kernel {
    const kernel = engine.load(this.#program, this.#arena);
    try {
      if (this.#params !== undefined) kernel.setParams(this.#params);
    } catch (error) {
      kernel.free();
      throw error;
    }
    return kernel;
  }

  #tierUp(batch: Batch, rows: number, predicted: Prediction, why: Reason): Kernel {
    const { compiler, costs, now } = this.#tiers;
    const start = now();
    const kernel = this.#load(compiler);
    if ((why === 'pays' || why === 'spares') && batch.layout === 'columns') {
      // A run of no rows compiles.
      const { rows: all } = batch;
      batch.rows = 0;
      try {
        kernel.run(batch);
      } catch (error) {
        kernel.free();
        throw error;
      } finally {
        batch.rows = all;
      }
      costs.compiled(this.#size, (now() - start) * 1e6);
    }
    this.#kernel?.free();
    this.#kernel = kernel;
    this.#compiled = true;
    this.history.decisions.push({ kind: 'compile', row: this.#rows, engine: compiler.name, rows, predicted, why });
    return kernel;
  }

  #account(kernel: Kernel, batch: Batch, nanoseconds: number): void {
    const { interpreter, compiler, costs } = this.#tiers;
    const { rows } = batch;
    const { stretches } = this.history;
    const { name } = this.#compiled ? compiler : interpreter;
    let stretch = stretches.at(-1);
    if (stretch?.engine !== name) {
      stretch = { engine: name, rows: 0, runs: 0, nanoseconds: 0 };
      stretches.push(stretch);
    }
    stretch.rows += rows;
    stretch.runs++;
    stretch.nanoseconds += nanoseconds;
    this.#rows += rows;
    const isFirst = this.#rows === rows;
    if (this.#compiled) {
      if (stretch.runs === 4 && this.#timedRows > 0)
        costs.ratio(stretch.nanoseconds / stretch.rows / (this.#timed / this.#timedRows));
      if (isFirst && rows >= tellingFirstRows) costs.compiledAtOnce(this.#size, nanoseconds / rows);
      this.#reorder(kernel, batch, nanoseconds);
    } else if (rows >= (isFirst ? tellingFirstRows : tellingRows)) {
      // Once a program, or those with many runs would decide for all.
      if (this.#timedRows === 0) costs.interpreted(this.#size, nanoseconds / rows);
      this.#timedRows += rows;
      this.#timed += nanoseconds;
    }
  }

  /** Another order of the conjuncts is looked for, and tried. */
  #reorder(kernel: Kernel, batch: Batch, nanoseconds: number): void {
    const { conjuncts } = this.#program;
    if (batch.layout === 'heap' || conjuncts === undefined || conjuncts.count < 2) return;
    this.#trial ??= new OrderTrial(conjuncts, this.#arena, this.#tiers, kernel);
    const decision = this.#trial.after(kernel, batch, nanoseconds, this.#params);
    if (decision !== undefined) this.history.decisions.push({ ...decision, row: this.#rows });
    this.#kernel = this.#trial.current;
  }
}
