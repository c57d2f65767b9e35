/** The module of a program that is run over 64 rows at a time: the program over words and lanes, and, for rows that could raise, the loop of one row at a time. */
import { SqlError } from '../../error.js';
import type { Program } from '../../program/program.js';
import { frameLayout } from '../frame.js';
import { Body } from '../stencils/body.js';
import { Imports } from '../stencils/imports.js';
import { keptConstants } from '../stencils/locals.js';
import { assemble, writeModule, type KernelModule } from '../stencils/module.js';
import type { NarrowWidths } from '../stencils/module-engine.js';
import { scanCode, type ScanCode } from '../stencils/scan-code.js';
import { Writer } from '../stencils/writer.js';
import { flatten, type FlatProgram } from './flat.js';
import { Kernel } from './kernel.js';
import { parameter } from './parameter.js';
import { op } from './op.js';
import { classify, type Classified } from './kinds.js';
import { Live } from './live.js';
import { RowLoop } from './rows.js';
import { segmentsOf, type Segment } from './segments.js';
import { TextSteps } from './texts.js';
import { Translator, type State } from './translate.js';
import type { Word } from './words.js';

/** A longer program, in steps, is run a row at a time. */
const longest = 1024;

// Kept between modules, so that making one allocates little.
const code = new Writer();
const single = new Writer();

/** A program's steps, and what is read after each of them. */
interface Outline extends FlatProgram {
  readonly live: Live;
}
/** How each step is run, and which of them a row at a time. */
interface Plan extends Outline {
  readonly classified: readonly Classified[];
  readonly segments: readonly Segment[];
}

/** The last program that was asked for: what asks for the columns that may be narrow asks for the module next. More of them would be a memory for each predicate that lives. */
let last:
  | { readonly program: Program; readonly outline: Outline | string; plan: Plan | string | undefined }
  | undefined;

function lastOf(program: Program): NonNullable<typeof last> {
  if (last?.program !== program) last = { program, outline: findOutline(program), plan: undefined };
  return last;
}

/** How the program is run over many rows, or why it is not. */
export function planOf(program: Program): Plan | string {
  const found = lastOf(program);
  const { outline } = found;
  found.plan ??= typeof outline === 'string' ? outline : findPlan(program, outline);
  return found.plan;
}

function findOutline(program: Program): Outline | string {
  if (program.layout !== 'columns') return 'its rows are tuples on pages, not columns';
  if (program.kind !== 'qual') return 'it computes a value, not whether a row is selected';
  if (program.constants.length > keptConstants) return `it has more than ${keptConstants} constants`;
  const { steps, slots, flagged } = flatten(program);
  if (steps.length > longest) return `it has more than ${longest} steps`;
  return { steps, slots, flagged, live: new Live({ steps, slots, flagged }, program.constants.length) };
}

function findPlan(program: Program, outline: Outline): Plan | string {
  const { steps, slots, flagged, live } = outline;
  const classified = classify(outline, program, live);
  const segments = segmentsOf(outline, classified, program.constants.length, live);
  return segments === undefined
    ? 'a value that is computed a row at a time is needed to its end'
    : { steps, slots, flagged, live, classified, segments };
}

/** Whether anything is computed in lanes, or all of it a row at a time. */
export const computesMany = ({ classified, segments }: Plan): boolean =>
  segments.length === 0 ||
  classified.some(
    ({ mode }, n) => (mode === 'lanes' || mode === 'texts') && !segments.some(({ from, to }) => n >= from && n < to),
  );

/** Rows of which one could raise run one at a time: `within` the module, or `apart`, by whoever calls it, who then needs no second kernel where no row comes to that. */
export type Raising = 'within' | 'apart';

/**
 * A module that exports `scan(frame, bitmap, from, to)`, of which `from` is a multiple of 64. Where it reads columns in narrow form, all rows of a call must be of one zone. If
 * rows that could raise are run `apart`, it may return before its end: the first of 64 rows that must be.
 */
export function writeVectorModule(
  program: Program,
  baked: ReadonlySet<number>,
  narrow: NarrowWidths = [],
  raising: Raising = 'within',
): KernelModule {
  const { outline } = lastOf(program);
  if (typeof outline === 'string') return writeModule(program, baked);
  // Most programs have a form over many rows for each step. That it can be taken is seen on the way; only where it cannot, all ways are looked at first.
  const isWhole = outline.steps.every(({ form }) => form !== undefined);
  const whole = isWhole ? new ModuleWriter(program, baked, outline, undefined, narrow, raising).write() : undefined;
  if (whole !== undefined) return whole;
  const plan = planOf(program);
  return (
    (typeof plan === 'string' || !computesMany(plan)
      ? undefined
      : new ModuleWriter(program, baked, plan, plan, narrow, raising).write()) ?? writeModule(program, baked)
  );
}

class ModuleWriter {
  readonly #imports = new Imports();
  readonly #kernel: Kernel;
  readonly #translator: Translator;
  /** The rows that there are. */
  readonly #present: Word;
  /** Whether anything in lanes could raise. */
  readonly #raises: boolean;
  /** The loop of one row at a time, if it is within the module. */
  readonly #oneRow: Body | undefined;

  /** Without a `plan`, every step has a form over many rows. */
  constructor(
    readonly program: Program,
    baked: ReadonlySet<number>,
    readonly outline: Outline,
    readonly plan: Plan | undefined,
    narrow: NarrowWidths,
    raising: Raising,
  ) {
    const { steps, slots, flagged, live } = outline;
    this.#raises = steps.some(
      ({ form }, n) =>
        form?.value?.lanes?.raises === true && (plan === undefined || plan.classified[n]?.mode === 'lanes'),
    );
    // It calls whatever segments call, so after it all imports have their numbers, and so has it.
    if (this.#raises && raising === 'within') {
      single.reset();
      this.#oneRow = new Body(program, baked, single, this.#imports);
      this.#oneRow.write(loop());
    }
    code.reset();
    const written = slots.length === program.slots.length ? program : { ...program, slots };
    this.#kernel = new Kernel(written, baked, code, this.#imports, frameLayout(program), narrow, flagged);
    const { words } = this.#kernel;
    const start: State = { rows: words.all, values: new Map(), nulls: new Map() };
    this.#translator = new Translator(this.#kernel, program, outline, plan?.classified, live, start);
    this.#present = words.of(this.#kernel.add('i64'));
  }

  /** Undefined if it is no use, or if a step cannot be run over many rows that should be. */
  write(): KernelModule | undefined {
    const kernel = this.#kernel;
    const finished = kernel.open(op.block);
    const groups = kernel.open(op.loop);
    kernel.get(kernel.base);
    kernel.get(parameter.to);
    kernel.put(op.i32GeS);
    kernel.branch(finished, true);
    writePresent(kernel, this.#present.local ?? 0);
    const next = kernel.open(op.block);
    const again = this.#raises ? kernel.open(op.block) : 0;
    if (this.#raises) kernel.clearRaised();
    if (!this.#steps(again)) return undefined;
    this.#store();
    if (this.#raises) {
      kernel.branch(next);
      kernel.close();
      if (this.#oneRow === undefined) {
        kernel.get(kernel.base);
        kernel.put(op.return);
      } else writeAgain(kernel, this.#imports.functions.length);
    }
    kernel.close();
    kernel.get(kernel.base);
    kernel.i32(64);
    kernel.put(op.i32Add);
    kernel.set(kernel.base);
    kernel.branch(groups);
    kernel.close();
    kernel.close();
    if (this.#returns) kernel.get(parameter.to);
    const isUseless = !kernel.usesLanes && (this.plan?.segments.length ?? 0) > 0;
    return isUseless ? undefined : this.#assemble();
  }

  /** Whether the function returns a row. */
  get #returns(): boolean {
    return this.#raises && this.#oneRow === undefined;
  }

  /** The program; false if one of its steps cannot be run over many rows. `again` is where rows go that could raise. */
  #steps(again: number): boolean {
    const { program, outline, plan } = this;
    const translator = this.#translator;
    const rowLoop = new RowLoop(translator, program.constants.length, this.#present);
    const texts = new TextSteps(translator, rowLoop);
    const { length } = outline.steps;
    let n = 0;
    for (const { from, to } of [...(plan?.segments ?? []), { from: length, to: length }]) {
      for (; n < from; n++) {
        translator.arrive(n);
        if (translator.state === undefined) continue;
        const mode = translator.modeOf(n);
        if (mode === undefined) return false;
        if (mode === 'texts') texts.step(n);
        else translator.step(n, mode);
      }
      this.#leaveIfRaised(again);
      translator.arrive(n);
      if (to > from) rowLoop.write({ from, to });
      n = to;
    }
    return true;
  }

  #leaveIfRaised(again: number): void {
    const kernel = this.#kernel;
    this.#translator.flush();
    if (!this.#raises) return;
    kernel.get(kernel.raised);
    kernel.put(op.anyTrue);
    kernel.branch(again, true);
  }

  /** Stores the bits of the rows that are selected. */
  #store(): void {
    const kernel = this.#kernel;
    const { words } = kernel;
    const selected = words.and(this.#translator.selected, this.#present);
    words.settle(selected);
    kernel.get(parameter.bitmap);
    kernel.get(kernel.base);
    kernel.i32(3);
    kernel.put(op.i32ShrU, op.i32Add);
    words.push(selected);
    kernel.put(op.i64Store);
  }

  #assemble(): KernelModule {
    const kernel = this.#kernel;
    const { body } = kernel;
    const { signature } = loop();
    const oneRow = this.#oneRow;
    // What comes before the first row is known now, and written behind the rest.
    const rows = code.length;
    body.prologue();
    const places = body.locals.places;
    kernel.splatAll();
    kernel.narrow.prologue();
    if (body.locals.places !== places) throw new SqlError('XX000', 'an address is read before it is there');
    kernel.get(parameter.from);
    kernel.set(kernel.base);
    return assemble(this.#imports, [
      ...(oneRow === undefined
        ? []
        : [{ signature, locals: oneRow.locals.types, content: (w: Writer) => w.copy(single.bytes) }]),
      {
        signature: this.#returns ? `${signature}i32` : signature,
        locals: body.locals.types,
        content: (w: Writer) => {
          w.copyOf(code, rows, code.length);
          w.copyOf(code, 0, rows);
        },
      },
    ]);
  }
}

/** The loop over rows, one at a time. */
function loop(): ScanCode {
  const [first] = scanCode('columns');
  if (first === undefined) throw new SqlError('XX000', 'there is no scan loop');
  return first;
}

/** A bit for each of the 64 rows that there is. */
function writePresent(kernel: Kernel, present: number): void {
  const rows = kernel.add('i32');
  kernel.get(parameter.to);
  kernel.get(kernel.base);
  kernel.put(op.i32Sub);
  kernel.set(rows);
  // All ones, shifted by what 64 exceeds the rows by.
  kernel.put([0x42, 0x7f, 0x42, 0x7f, 0x42, 0xc0, 0x00]);
  kernel.get(rows);
  kernel.put(op.extendU, op.i64Sub, op.i64ShrU);
  kernel.get(rows);
  kernel.i32(64);
  kernel.put(op.i32GeS, op.select);
  kernel.set(present);
}

/** Runs the 64 rows at hand one at a time, by the module's first function. */
function writeAgain(kernel: Kernel, imported: number): void {
  kernel.get(parameter.frame);
  kernel.get(parameter.bitmap);
  kernel.get(kernel.base);
  kernel.get(kernel.base);
  kernel.i32(64);
  kernel.put(op.i32Add);
  kernel.get(parameter.to);
  kernel.get(kernel.base);
  kernel.i32(64);
  kernel.put(op.i32Add);
  kernel.get(parameter.to);
  kernel.put(op.i32LtS, op.select);
  kernel.w.byte(0x10);
  kernel.w.padded(imported);
}
