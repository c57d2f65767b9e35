/**
 * An interpreter in one WebAssembly function: a loop around one `br_table`. Its dispatch is shared by nature: WebAssembly's control flow is structured, so
 * a branch reaches only the blocks that it stands in, and a dispatch at the end of each case would need all cases around it once more.
 */
import binaryen from 'binaryen';
import { withVersions, type Opcode, type VersionedOpcode } from '../../opcodes/generate/versions.js';
import { Locals } from './locals.js';
import { beginModule, finishModule } from './module.js';
import type { Operands, Machine } from './operands.js';
import { addScan, scanParamCount, scanParams } from './scan.js';
import { compileStep, type Ways } from './step.js';

type Ref = number;
const { i32 } = binaryen;

/**
 * The bytes of a module that exports `scan(code, bitmap, from, to)`. Only the given opcodes have a case, with their numbers; any other is a trap. With
 * `registers`, versions of the opcodes that keep the value written last in locals follow behind the greatest number.
 */
export function compileSwitch(opcodes: readonly Opcode[], options: { readonly registers?: boolean } = {}): Uint8Array {
  const m = beginModule(opcodes.map(({ step }) => step));
  m.addTableImport('functions', 'env', 'functions');
  const locals = new Locals(binaryen, scanParamCount);
  const machine: Machine = {
    pc: locals.reserve('i32'),
    row: scanParams.from,
    ...(options.registers ? { registers: { value: locals.reserve('i64'), isNull: locals.reserve('i32') } } : {}),
  };
  const selected = locals.reserve('i32');
  const cases = options.registers ? withVersions(opcodes) : opcodes.map((opcode) => ({ ...opcode, version: {} }));
  const begin = m.local.set(machine.pc, m.local.get(scanParams.code, i32));
  const oneRow = m.block('done', [begin, dispatchLoop(m, cases, machine, locals, selected)]);
  addScan(m, locals, { oneRow, selected });
  return finishModule(m);
}

/** The loop around the `br_table`: each case's block begins where the cases before it end. */
function dispatchLoop(m: binaryen.Module, cases: readonly VersionedOpcode[], machine: Machine, locals: Locals, selected: number): Ref {
  const ways: Ways = {
    next: (operands) => goTo(m, machine, operands, operands.next()),
    jump: (operands, target) => goTo(m, machine, operands, target),
    done: (bit) => m.block(null, [m.local.set(selected, bit), m.br('done')]),
  };
  const labels = new Array<string>(Math.max(-1, ...cases.map(({ number }) => number)) + 1).fill('unknown');
  for (const { number } of cases) labels[number] = `case ${number}`;
  let nest: Ref = m.switch(labels, 'unknown', m.i32.load(0, 4, m.local.get(machine.pc, i32)));
  let before: Ref[] = [];
  for (const opcode of cases) {
    nest = m.block(`case ${opcode.number}`, [nest, ...before]);
    locals.nextStep();
    before = [compileStep(m, opcode, machine, locals, ways)];
  }
  return m.loop('dispatch', m.block(null, [m.block('unknown', [nest, ...before]), m.unreachable()]));
}

/** The registers change together with the program counter, at last: the step has read from both. */
function goTo(m: binaryen.Module, { pc, registers }: Machine, operands: Operands, target: Ref): Ref {
  const kept = operands.leave();
  const changed =
    registers === undefined || kept === undefined ? [] : [m.local.set(registers.value, kept[0]), m.local.set(registers.isNull, kept[1])];
  return m.block(null, [m.local.set(pc, target), ...changed, m.br('dispatch')]);
}
