/**
 * The order of conjuncts by measurement. When a qual has run for long enough that looking costs next to nothing, each conjunct that may change places is run by
 * itself over some rows, in the interpreter: the part of them that passes, and its time, give an order that should be best. That is compiled and run in turn with the
 * order at hand, batch by batch, and the faster one stays. The next look comes when it has run for twice as long, because rows may change.
 */
import type { Value } from '../../catalog/types.js';
import type { Arena } from '../../arena/arena.js';
import type { Batch } from '../../memory/batch.js';
import { bestOrder, type MeasuredConjunct } from '../../program/conjunct-order.js';
import type { Conjuncts } from '../../program/program.js';
import type { Kernel } from '../engine.js';
import type { Placed } from '../placed.js';
import type { Decision } from './history.js';
import type { Tiers } from './tiers.js';

/** Rows that a conjunct is measured with. */
const sampleRows = 4096;
/** Batches that each of the two orders gets, and how many of them count: V8 optimises a new kernel meanwhile. */
const trialRuns = 16;
const countedRuns = 6;
/** A batch of fewer rows says little about the time of a row. */
const leastRows = 1024;
/** A look may take this part of the time that was spent so far. */
const lookPart = 0.02;
/** The time of the new order as a part of the old one's, below which it is taken. */
const isBetter = 0.97;

interface Candidate {
  readonly kernel: Kernel;
  readonly order: readonly number[];
  /** Nanoseconds a row of each run. */
  readonly times: number[];
}
/** The values of `$1`, `$2` and so on, where they were given. */
type Params = readonly (Value | Placed | null)[] | undefined;
type OrderDecision = Decision extends infer D
  ? D extends { kind: 'try order' | 'keep order' | 'new order' }
    ? Omit<D, 'row'>
    : never
  : never;

export class OrderTrial {
  readonly #conjuncts: Conjuncts;
  readonly #arena: Arena;
  readonly #tiers: Tiers;
  #incumbent: Candidate;
  #challenger: Candidate | undefined;
  #runs: readonly (readonly number[])[] | undefined;
  /** Nanoseconds that were spent running, and at which the next look is due. */
  #spent = 0;
  #due: number;
  readonly #refuted = new Set<string>();
  /** What ran last: its bitmap is to be read. */
  last: Kernel;
  #superseded: Kernel | undefined;

  constructor(conjuncts: Conjuncts, arena: Arena, tiers: Tiers, kernel: Kernel) {
    this.#conjuncts = conjuncts;
    this.#arena = arena;
    this.#tiers = tiers;
    this.#incumbent = { kernel, order: Array.from({ length: conjuncts.count }, (_, number) => number), times: [] };
    this.last = kernel;
    // Loading, and some ten nanoseconds a row and step, for each conjunct; and the new order's compiling.
    this.#due =
      (conjuncts.count * sampleRows * 30 + tiers.costs.compile({ words: conjuncts.count * 8, calls: 0 })) / lookPart;
  }

  /** The kernel of the best order so far. */
  get current(): Kernel {
    return this.#incumbent.kernel;
  }

  /** The kernel for the next run. */
  choose(): Kernel {
    this.#superseded?.free();
    this.#superseded = undefined;
    const challenger = this.#challenger;
    this.last =
      challenger !== undefined && challenger.times.length < this.#incumbent.times.length
        ? challenger.kernel
        : this.current;
    return this.last;
  }

  setParams(values: readonly (Value | Placed | null)[]): void {
    this.#challenger?.kernel.setParams(values);
  }

  /** Told of a run; says what was decided upon it. */
  after(kernel: Kernel, batch: Batch, nanoseconds: number, params: Params): OrderDecision | undefined {
    this.#spent += nanoseconds;
    if (batch.rows < leastRows) return undefined;
    if (this.#challenger !== undefined) {
      const ran = kernel === this.#challenger.kernel ? this.#challenger : this.#incumbent;
      ran.times.push(nanoseconds / batch.rows);
      return this.#challenger.times.length >= trialRuns && this.#incumbent.times.length >= trialRuns
        ? this.#decide(this.#challenger)
        : undefined;
    }
    return this.#spent >= this.#due ? this.#look(batch, params) : undefined;
  }

  #look(batch: Batch, params: Params): OrderDecision | undefined {
    this.#due = this.#spent * 2;
    this.#runs ??= this.#conjuncts.movable();
    if (this.#runs.length === 0) {
      this.#due = Infinity;
      return undefined;
    }
    const measured = this.#measure(batch, params);
    const order = bestOrder(measured, this.#runs);
    if (order.join() === this.#incumbent.order.join() || this.#refuted.has(order.join())) return undefined;
    const kernel = this.#tiers.compiler.load(this.#conjuncts.compile(order), this.#arena);
    try {
      if (params !== undefined) kernel.setParams(params);
    } catch (error) {
      kernel.free();
      throw error;
    }
    this.#challenger = { kernel, order, times: [] };
    this.#incumbent.times.length = 0;
    return { kind: 'try order', order, passes: measured.map(({ passes }) => passes) };
  }

  #measure(batch: Batch, params: Params): MeasuredConjunct[] {
    const movable = new Set(this.#runs?.flat());
    const all = batch.rows;
    batch.rows = Math.min(all, sampleRows);
    try {
      return Array.from({ length: this.#conjuncts.count }, (_, number) =>
        movable.has(number) ? this.#alone(number, batch, params) : { passes: Number.NaN, cost: Number.NaN },
      );
    } finally {
      batch.rows = all;
    }
  }

  /** A conjunct that cannot raise, by itself. */
  #alone(number: number, batch: Batch, params: Params): MeasuredConjunct {
    const { interpreter, now } = this.#tiers;
    const kernel = interpreter.load(this.#conjuncts.compile([number]), this.#arena);
    try {
      if (params !== undefined) kernel.setParams(params);
      const start = now();
      kernel.run(batch);
      const cost = ((now() - start) * 1e6) / batch.rows;
      const words = this.#arena.views.i32.subarray(kernel.bitmap >> 2, (kernel.bitmap >> 2) + ((batch.rows + 31) >> 5));
      return { passes: words.reduce((sum, word) => sum + bitCount(word), 0) / batch.rows, cost };
    } finally {
      kernel.free();
    }
  }

  #decide(challenger: Candidate): OrderDecision {
    const best = ({ times }: Candidate): number => Math.min(...times.slice(-countedRuns));
    const [before, after] = [best(this.#incumbent), best(challenger)];
    this.#challenger = undefined;
    if (after < before * isBetter) {
      this.#drop(this.#incumbent.kernel);
      this.#incumbent = challenger;
      return { kind: 'new order', order: challenger.order, before, after };
    }
    this.#refuted.add(challenger.order.join());
    this.#drop(challenger.kernel);
    return { kind: 'keep order', order: this.#incumbent.order, before, after };
  }

  /** Its bitmap may still be read until the next run. */
  #drop(kernel: Kernel): void {
    this.#superseded = kernel;
  }

  free(): void {
    this.#superseded?.free();
    this.#challenger?.kernel.free();
  }
}

function bitCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
