/** The module of a program that is run over 64 rows at a time: the program over words and lanes, and, for rows that could raise, the loop of one row at a time. */
import type { Program } from '../../program/program.js';
import { frameLayout } from '../frame.js';
import { Body } from '../stencils/body.js';
import { Imports } from '../stencils/imports.js';
import { keptConstants } from '../stencils/locals.js';
import { assemble, writeModule, type KernelModule } from '../stencils/module.js';
import type { NarrowWidths } from '../stencils/module-engine.js';
import { scanCode } from '../stencils/scan-code.js';
import { Writer } from '../stencils/writer.js';
import { codeOf, flatten, type FlatProgram } from './flat.js';
import { Kernel } from './kernel.js';
import { parameter } from './parameter.js';
import { op } from './op.js';
import { classify, type Classified } from './kinds.js';
import { formOf } from './forms.js';
import { Live } from './live.js';
import { RowLoop } from './rows.js';
import { segmentsOf, type Segment } from './segments.js';
import { TextSteps } from './texts.js';
import { Translator, type State } from './translate.js';

/** A longer program, in steps, is run a row at a time. */
const longest = 1024;

// Kept between modules, so that making one allocates little.
const code = new Writer();
const single = new Writer();

interface Plan extends FlatProgram {
  readonly live: Live;
  readonly classified: readonly Classified[];
  readonly segments: readonly Segment[];
}

/** The last plan: what asks for the columns that may be narrow asks for the module next. More of them would be a memory for each predicate that lives. */
let last: { readonly program: Program; readonly plan: Plan | string } | undefined;

/** How the program is run over many rows, or why it is not. */
export function planOf(program: Program): Plan | string {
  if (last?.program !== program) last = { program, plan: findPlan(program) };
  return last.plan;
}

function findPlan(program: Program): Plan | string {
  if (program.layout !== 'columns') return 'its rows are tuples on pages, not columns';
  if (program.kind !== 'qual') return 'it computes a value, not whether a row is selected';
  if (program.constants.length > keptConstants) return `it has more than ${keptConstants} constants`;
  const flat = flatten(program);
  if (flat.steps.length > longest) return `it has more than ${longest} steps`;
  const live = new Live(flat, program.constants.length);
  const classified = classify(flat, program, live);
  const segments = segmentsOf(flat, classified, program.constants.length, live);
  return segments === undefined
    ? 'a value that is computed a row at a time is needed to its end'
    : { steps: flat.steps, slots: flat.slots, live, classified, segments };
}

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
  const plan = planOf(program);
  return (
    (typeof plan === 'string' ? undefined : writePlan(program, baked, plan, narrow, raising)) ??
    writeModule(program, baked)
  );
}

function writePlan(
  program: Program,
  baked: ReadonlySet<number>,
  plan: Plan,
  narrow: NarrowWidths,
  raising: Raising,
): KernelModule | undefined {
  const { steps, slots, live, classified, segments } = plan;
  const imports = new Imports();
  const [loop] = scanCode('columns');
  if (loop === undefined) return undefined;
  const raises = classified.some(({ mode }, n) => {
    const step = steps[n];
    return mode === 'lanes' && step !== undefined && formOf(step)?.value?.lanes?.raises === true;
  });
  // It calls whatever segments call, so after it all imports have their numbers, and so has it.
  single.reset();
  const oneRow = raises && raising === 'within' ? new Body(program, baked, single, imports) : undefined;
  oneRow?.write(loop);

  const { layout, plain, constants, params, tables, columns, cells } = program;
  const whole = codeOf(steps, (step, places) => places[step] ?? 0);
  const flat = { layout, plain, constants, params, tables, columns, cells, slots, code: whole };
  code.reset();
  const kernel = new Kernel(flat, baked, code, imports, frameLayout(program), narrow);
  const { words } = kernel;
  const start: State = { rows: words.all, values: new Map(), nulls: new Map() };
  const translator = new Translator(kernel, plan, classified, live, start);
  const present = words.of(kernel.add('i64'));

  const finished = kernel.open(op.block);
  const groups = kernel.open(op.loop);
  kernel.get(kernel.base);
  kernel.get(parameter.to);
  kernel.put(op.i32GeS);
  kernel.branch(finished, true);
  writePresent(kernel, present.local ?? 0);
  const next = kernel.open(op.block);
  const again = raises ? kernel.open(op.block) : 0;
  if (raises) kernel.clearRaised();
  const leaveIfRaised = (): void => {
    translator.flush();
    if (!raises) return;
    kernel.get(kernel.raised);
    kernel.put(op.anyTrue);
    kernel.branch(again, true);
  };
  const rowLoop = new RowLoop(translator, program.constants.length, present);
  const texts = new TextSteps(translator, rowLoop);
  let n = 0;
  for (const segment of [...segments, { from: steps.length, to: steps.length }]) {
    for (; n < segment.from; n++) {
      translator.arrive(n);
      if (classified[n]?.mode === 'texts') texts.step(n);
      else translator.step(n);
    }
    leaveIfRaised();
    translator.arrive(n);
    if (segment.to > segment.from) rowLoop.write(segment);
    n = segment.to;
  }
  const selected = words.and(translator.selected, present);
  words.settle(selected);
  kernel.get(parameter.bitmap);
  kernel.get(kernel.base);
  kernel.i32(3);
  kernel.put(op.i32ShrU, op.i32Add);
  words.push(selected);
  kernel.put(op.i64Store);
  if (raises) {
    kernel.branch(next);
    kernel.close();
    if (oneRow === undefined) {
      kernel.get(kernel.base);
      kernel.put(op.return);
    } else writeAgain(kernel, imports.functions.length);
  }
  kernel.close();
  kernel.get(kernel.base);
  kernel.i32(64);
  kernel.put(op.i32Add);
  kernel.set(kernel.base);
  kernel.branch(groups);
  kernel.close();
  kernel.close();
  const returns = raises && oneRow === undefined;
  if (returns) kernel.get(parameter.to);
  if (!kernel.usesLanes && segments.length > 0) return undefined;

  // What comes before the first row is known now, and written behind the rest.
  const rows = code.length;
  kernel.body.prologue();
  kernel.splatAll();
  kernel.narrow.prologue();
  kernel.get(parameter.from);
  kernel.set(kernel.base);
  return assemble(imports, [
    ...(oneRow === undefined
      ? []
      : [{ signature: loop.signature, locals: oneRow.locals.types, content: (w: Writer) => w.copy(single.bytes) }]),
    {
      signature: returns ? `${loop.signature}i32` : loop.signature,
      locals: kernel.body.locals.types,
      content: (w: Writer) => {
        w.copyOf(code, rows, code.length);
        w.copyOf(code, 0, rows);
      },
    },
  ]);
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
