/**
 * An interpreter in one WebAssembly function: a loop around one `br_table`. Its dispatch is shared by nature: WebAssembly's control flow is structured, so
 * a branch reaches only the blocks that it stands in, and a dispatch at the end of each case would need all cases around it once more.
 *
 * V8 has no registers that survive a call, and what is in memory at one place of a loop it stores wherever it changes. So that the program counter stays in a register,
 * no case in the loop calls: those that do stand outside, where the `br_table` reaches them too, and enter the loop again. Rare steps are a function of their own, for in
 * Node 20 a function with too many values gets the register allocator that is fast and not good (docs/opcode-count.md).
 */
import binaryen from 'binaryen';
import { calls } from '../../opcodes/targets/effects.js';
import { withVersions, type Opcode, type VersionedOpcode } from '../../opcodes/targets/versions.js';
import { Locals } from './locals.js';
import { beginModule, finishModule } from './module.js';
import type { Machine, Operands } from './operands.js';
import { addScan, scanParamCount, scanParams } from './scan.js';
import { compileStep, type Ways } from './step.js';

type Ref = number;
const { i32 } = binaryen;

interface SwitchOptions {
  /** With versions of the opcodes that keep the value written last in locals, which follow behind the greatest number. */
  readonly registers?: boolean;
  /** All cases in one function, the rare ones too. */
  readonly whole?: boolean;
}

/** The bytes of a module that exports `scan(code, bitmap, from, to)`. Only the given opcodes have a case, with their numbers; any other is a trap. */
export function compileSwitch(opcodes: readonly Opcode[], options: SwitchOptions = {}): Uint8Array {
  const m = beginModule(opcodes.map(({ step }) => step));
  m.addTableImport('functions', 'env', 'functions');
  const cases = options.registers ? withVersions(opcodes) : opcodes.map((opcode) => ({ ...opcode, version: {} }));
  const isRare = ({ step, version }: VersionedOpcode): boolean =>
    options.whole !== true && step.rare === true && version.input === undefined && version.output === undefined;
  const rare = cases.filter(isRare);
  if (rare.length > 0) addRare(m, rare);
  new Switch(m, options.registers === true).add(
    cases.filter((each) => !isRare(each)),
    rare,
  );
  return finishModule(m);
}

/** Less than any step's address: what `rare` returns for a row that has ended is its bit. */
const leastAddress = 2;

/** The function `rare(pc, row)`, which runs one step and returns the address of the next, or the row's bit where it ends. */
function addRare(m: binaryen.Module, cases: readonly VersionedOpcode[]): void {
  const machine = { pc: 0, row: 1 };
  const locals = new Locals(binaryen, 2);
  const table = m.switch(labelsOf(cases), 'unknown', m.i32.load(0, 4, m.local.get(machine.pc, i32)));
  const nested = nest(m, table, cases, machine, locals, {
    next: (operands) => m.return(operands.next()),
    jump: (_, target) => m.return(target),
    done: (bit) => m.return(bit),
  });
  const body = m.block(null, [m.block('unknown', [...nested]), m.unreachable()]);
  m.addFunction('rare', binaryen.createType([i32, i32]), i32, locals.vars, body);
}

class Switch {
  readonly #m: binaryen.Module;
  readonly #locals = new Locals(binaryen, scanParamCount);
  readonly #machine: Machine;
  /** A row's bit, and the number of the error that is raised. */
  readonly #selected: number;
  readonly #error: number;

  constructor(m: binaryen.Module, registers: boolean) {
    this.#m = m;
    const [pc, value, isNull] = [this.#locals.reserve('i32'), this.#locals.reserve('i64'), this.#locals.reserve('i32')];
    this.#machine = { pc, row: scanParams.from, ...(registers ? { registers: { value, isNull } } : {}) };
    this.#selected = this.#locals.reserve('i32');
    this.#error = this.#locals.reserve('i32');
  }

  add(cases: readonly VersionedOpcode[], rare: readonly VersionedOpcode[]): void {
    const m = this.#m;
    const begin = m.local.set(this.#machine.pc, m.local.get(scanParams.code, i32));
    addScan(m, this.#locals, {
      oneRow: m.block('done', [begin, this.#loops(cases, rare)]),
      selected: this.#selected,
      error: this.#error,
    });
  }

  /** The loop of the cases that call nothing, with the `br_table`, and around it the one of the others. */
  #loops(cases: readonly VersionedOpcode[], rare: readonly VersionedOpcode[]): Ref {
    const m = this.#m;
    const labels = labelsOf(cases, rare);
    const table = m.switch(labels, 'unknown', m.i32.load(0, 4, m.local.get(this.#machine.pc, i32)));
    const quiet = this.#nest(
      table,
      cases.filter(({ step }) => !calls(step)),
      'dispatch',
    );
    const calling = this.#nest(
      m.loop('dispatch', m.block(null, [...quiet])),
      cases.filter(({ step }) => calls(step)),
      'again',
    );
    const all = rare.length === 0 ? calling : [m.block('rare', [...calling]), this.#callRare()];
    return m.loop('again', m.block(null, [m.block('unknown', [...all]), m.unreachable()]));
  }

  /** A rare step, and where it says to go on. */
  #callRare(): Ref {
    const m = this.#m;
    const { pc, row } = this.#machine;
    return m.block(null, [
      m.local.set(pc, m.call('rare', [m.local.get(pc, i32), m.local.get(row, i32)], i32)),
      m.br('again', m.i32.ge_u(m.local.get(pc, i32), m.i32.const(leastAddress))),
      m.local.set(this.#selected, m.local.get(pc, i32)),
      m.br('done'),
    ]);
  }

  #nest(entrance: Ref, cases: readonly VersionedOpcode[], loop: string): readonly Ref[] {
    const m = this.#m;
    return nest(m, entrance, cases, this.#machine, this.#locals, {
      next: (operands) => this.#goTo(operands, operands.next(), loop),
      jump: (operands, target) => this.#goTo(operands, target, loop),
      done: (bit) => m.block(null, [m.local.set(this.#selected, bit), m.br('done')]),
      raise: (error) => m.block(null, [m.local.set(this.#error, m.i32.const(error)), m.br('raise')]),
    });
  }

  /** The registers change together with the program counter, at last: the step has read from both. */
  #goTo(operands: Operands, target: Ref, loop: string): Ref {
    const m = this.#m;
    const { pc, registers } = this.#machine;
    const kept = operands.leave();
    const changed =
      registers === undefined || kept === undefined
        ? []
        : [m.local.set(registers.value, kept[0]), m.local.set(registers.isNull, kept[1])];
    return m.block(null, [m.local.set(pc, target), ...changed, m.br(loop)]);
  }
}

/** The cases behind what leads to them, each at the end of its block. */
function nest(
  m: binaryen.Module,
  entrance: Ref,
  cases: readonly VersionedOpcode[],
  machine: Machine,
  locals: Locals,
  ways: Ways,
): readonly Ref[] {
  let sequence: readonly Ref[] = [entrance];
  for (const opcode of cases) {
    locals.nextStep();
    sequence = [m.block(label(opcode.number), [...sequence]), compileStep(m, opcode, machine, locals, ways)];
  }
  return sequence;
}

const label = (number: number): string => `case ${number}`;

/** Where the `br_table` leads for each number. */
function labelsOf(cases: readonly VersionedOpcode[], rare: readonly VersionedOpcode[] = []): string[] {
  const numbers = [...cases, ...rare].map(({ number }) => number);
  const labels = new Array<string>(Math.max(-1, ...numbers) + 1).fill('unknown');
  for (const { number } of cases) labels[number] = label(number);
  for (const { number } of rare) labels[number] = 'rare';
  return labels;
}
