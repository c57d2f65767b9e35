/**
 * An interpreter whose steps are functions of their own, which call each other in tail position: what computed goto is to C. A function's number in the table
 * is its opcode. Dispatch is replicated (each step loads the next opcode and goes there itself, so that a branch predictor sees where each
 * step goes) or shared (all of them call the one function that does).
 */
import binaryen from 'binaryen';
import { functions } from '../../opcodes/families/core/functions.js';
import { mostFunctions } from '../../opcodes/language/family.js';
import { withVersions, type Opcode, type VersionedOpcode } from '../../opcodes/targets/versions.js';
import { Locals } from './locals.js';
import { beginModule, finishModule } from './module.js';
import type { Machine, Operands } from './operands.js';
import { addScan, scanParamCount, scanParams } from './scan.js';
import { compileStep } from './step.js';

type Ref = number;
const { i32, i64 } = binaryen;

export interface ThreadedOptions {
  readonly dispatch: 'shared' | 'replicated';
  /** Versions of the opcodes that keep the value written last in parameters follow behind the greatest number. */
  readonly registers: boolean;
}

const stepName = (number: number): string => `step ${number}`;

/**
 * The bytes of a module that exports `scan(code, bitmap, from, to)`; an opcode that was not given is a trap. It also exports an empty table `functions`, into which those of
 * PostgreSQL's functions are to be put.
 */
export function compileThreaded(opcodes: readonly Opcode[], options: ThreadedOptions): Uint8Array {
  const m = beginModule(opcodes.map(({ step }) => step));
  const steps = options.registers ? withVersions(opcodes) : opcodes.map((opcode) => ({ ...opcode, version: {} }));
  const size = Math.max(-1, ...steps.map(({ number }) => number)) + 1;
  // V8 calls fastest through a module's first table, and imported tables come first: so that of the functions is not imported but filled.
  m.addTable('steps', size, size);
  m.addTable('functions', functions.length, mostFunctions);
  m.addTableExport('functions', 'functions');
  const chain = new Chain(m, options);
  for (const step of steps) chain.add(step);
  if (options.dispatch === 'shared') chain.addDispatch();
  chain.addScan();
  for (const run of runs(steps)) {
    const [first = 0] = run;
    m.addActiveElementSegment('steps', `from ${first}`, run.map(stepName), m.i32.const(first));
  }
  return finishModule(m);
}

/** The numbers in order, cut where one is missing. */
function runs(steps: readonly VersionedOpcode[]): number[][] {
  const found: number[][] = [];
  for (const number of steps.map((step) => step.number).sort((a, b) => a - b)) {
    const run = found.at(-1);
    if (run !== undefined && run.at(-1) === number - 1) run.push(number);
    else found.push([number]);
  }
  return found;
}

/** The functions of the module: they share one signature, and each ends with the row's bit or in the next one. */
class Chain {
  readonly #m: binaryen.Module;
  readonly #shared: boolean;
  readonly #machine: Machine;
  readonly #types: readonly number[];

  constructor(m: binaryen.Module, { dispatch, registers }: ThreadedOptions) {
    this.#m = m;
    this.#shared = dispatch === 'shared';
    this.#machine = { pc: 0, row: 1, ...(registers ? { registers: { value: 2, isNull: 3 } } : {}) };
    this.#types = registers ? [i32, i32, i64, i32] : [i32, i32];
  }

  get #params(): number {
    return binaryen.createType([...this.#types]);
  }

  add(opcode: VersionedOpcode): void {
    const m = this.#m;
    const locals = new Locals(binaryen, this.#types.length);
    const body = compileStep(m, opcode, this.#machine, locals, {
      next: (operands) =>
        this.#goOn(operands.next(), m.i32.load(operands.nextOffset, 4, m.local.get(this.#machine.pc, i32)), operands),
      jump: (operands, target) => {
        const to = locals.declare('i32');
        return this.#goOn(m.local.tee(to, target, i32), m.i32.load(0, 4, m.local.get(to, i32)), operands);
      },
      done: (selected) => m.return(selected),
    });
    m.addFunction(stepName(opcode.number), this.#params, i32, locals.vars, body);
  }

  /** To the step at `pc`, which has the opcode `next`. */
  #goOn(pc: Ref, next: Ref, operands: Operands): Ref {
    const m = this.#m;
    const { row, registers } = this.#machine;
    const kept =
      operands.leave() ??
      (registers === undefined ? [] : [m.local.get(registers.value, i64), m.local.get(registers.isNull, i32)]);
    const args = [pc, m.local.get(row, i32), ...kept];
    return this.#shared
      ? m.return_call('dispatch', args, i32)
      : m.return_call_indirect('steps', next, args, this.#params, i32);
  }

  /** The one place where a step is called. */
  addDispatch(): void {
    const m = this.#m;
    const args = this.#types.map((type, index) => m.local.get(index, type));
    const next = m.i32.load(0, 4, m.local.get(this.#machine.pc, i32));
    m.addFunction('dispatch', this.#params, i32, [], m.return_call_indirect('steps', next, args, this.#params, i32));
  }

  /** The row loop, which calls the first step. */
  addScan(): void {
    const m = this.#m;
    const locals = new Locals(binaryen, scanParamCount);
    const [first, selected] = [locals.reserve('i32'), locals.reserve('i32')];
    const [code, row] = [m.local.get(scanParams.code, i32), m.local.get(scanParams.from, i32)];
    const empty = this.#machine.registers === undefined ? [] : [m.i64.const(0n), m.i32.const(0)];
    addScan(m, locals, {
      before: m.local.set(first, m.i32.load(0, 4, m.local.get(scanParams.code, i32))),
      oneRow: m.local.set(
        selected,
        m.call_indirect('steps', m.local.get(first, i32), [code, row, ...empty], this.#params, i32),
      ),
      selected,
    });
  }
}
