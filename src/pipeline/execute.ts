/** Runs V8's optimised code of a kernel, instruction by instruction, and tells which were executed: what a pipeline then gets to see. */
import { SqlError } from '../error.js';
import type { Instruction, Operand } from '../native/instruction.js';
import { mask, type Machine } from './machine.js';

/** An instruction that was executed: its place in the code, where a branch went, and which memory it touched. */
export interface Executed {
  readonly index: number;
  readonly taken: boolean;
  /** The address that was read or written, if any. */
  readonly address: bigint | undefined;
}

/** Runs from the beginning until it returns, or until `most` instructions were executed. Raises 0A000 for what is not imitated: calls of other functions, rare instructions. */
export function execute(code: readonly Instruction[], machine: Machine, most: number): Executed[] {
  const places = new Map(code.map(({ at }, index) => [at, index]));
  const executed: Executed[] = [];
  let index = 0;
  while (executed.length < most) {
    const instruction = code[index];
    if (instruction === undefined) throw new SqlError('XX000', 'the code goes on after its end');
    const memory = instruction.operands.find((operand) => operand.kind === 'memory');
    const address = memory === undefined ? undefined : machine.address(memory);
    if (instruction.control === 'return') return executed;
    const taken =
      instruction.control === 'jump' ||
      (instruction.control === 'branch' && holds(instruction.mnemonic.slice(1), machine));
    executed.push({ index, taken, address });
    if (instruction.control === undefined) perform(instruction, machine);
    else if (instruction.control === 'call' || instruction.control === 'trap') throw notImitated(instruction);
    const [target] = instruction.operands;
    if (!taken) index++;
    else if (target?.kind === 'place') index = places.get(target.at) ?? -1;
    else throw notImitated(instruction);
  }
  return executed;
}

const notImitated = ({ text }: Instruction): SqlError =>
  new SqlError('0A000', `the pipeline does not imitate ${text}`, {
    hint: 'Predicates over texts call functions; show one over numbers.',
  });

/** Whether a condition of a jump, a move or a byte holds. */
function holds(condition: string, { flags }: Pick<Machine, 'flags'>): boolean {
  const { zero, negative, carry, overflow, parity } = flags;
  switch (condition) {
    case 'z':
      return zero;
    case 'l':
      return negative !== overflow;
    case 'le':
      return zero || negative !== overflow;
    case 'c':
      return carry;
    case 'na':
      return carry || zero;
    case 's':
      return negative;
    case 'o':
      return overflow;
    case 'pe':
      return parity;
    default: {
      const opposite = opposites[condition];
      if (opposite === undefined) throw new SqlError('0A000', `the condition ${condition} is not imitated`);
      return !holds(opposite, { flags });
    }
  }
}

const opposites: Readonly<Record<string, string>> = {
  nz: 'z',
  ge: 'l',
  g: 'le',
  nc: 'c',
  a: 'na',
  ns: 's',
  no: 'o',
  po: 'pe',
};

/** The width of what an instruction works on. */
function widthOf({ mnemonic, operands: [first] }: Instruction): 8 | 32 | 64 {
  if (mnemonic === 'sub') return 32;
  if (mnemonic.endsWith('b') || mnemonic === 'test') return 8;
  if (mnemonic.endsWith('q') || mnemonic === 'push' || mnemonic === 'pop') return 64;
  if (first?.kind === 'register' && first.bits === 8) return 8;
  return mnemonic.endsWith('l') ? 32 : 64;
}

function read(operand: Operand | undefined, machine: Machine, bits: number): bigint {
  if (operand?.kind === 'register') return machine.register(operand.name) & mask(bits);
  if (operand?.kind === 'immediate') return BigInt.asUintN(bits, operand.value);
  if (operand?.kind === 'memory') return machine.load(machine.address(operand), bits);
  throw new SqlError('XX000', 'an operand cannot be read');
}

/** Writing 32 bits clears the upper ones; writing 8 keeps the rest. */
function write(operand: Operand | undefined, machine: Machine, bits: number, value: bigint): void {
  if (operand?.kind === 'memory') machine.store(machine.address(operand), bits, value);
  else if (operand?.kind === 'register') {
    const kept = bits === 8 ? machine.register(operand.name) & ~0xffn : 0n;
    machine.registers.set(operand.name, kept | (value & mask(bits)));
  } else throw new SqlError('XX000', 'an operand cannot be written');
}

const signed = (value: bigint, bits: number): bigint => BigInt.asIntN(bits, value);
const doubleBits = new DataView(new ArrayBuffer(8));
const doubleOf = (bits: bigint): number => {
  doubleBits.setBigUint64(0, BigInt.asUintN(64, bits));
  return doubleBits.getFloat64(0);
};

const bitsOf = (value: number): bigint => {
  doubleBits.setFloat64(0, value);
  return doubleBits.getBigUint64(0);
};

/** Adds or subtracts, with the flags. */
function sum(machine: Machine, x: bigint, y: bigint, bits: number, minus: boolean): bigint {
  const result = minus ? x - y : x + y;
  const exact = minus ? signed(x, bits) - signed(y, bits) : signed(x, bits) + signed(y, bits);
  machine.note(result, bits, minus ? x < y : result > mask(bits), exact !== signed(result & mask(bits), bits));
  return result & mask(bits);
}

function logic(machine: Machine, result: bigint, bits: number): bigint {
  machine.note(result, bits);
  return result & mask(bits);
}

/** The name without the width; V8 prints one subtraction without any. */
const familyOf = (mnemonic: string): string => (mnemonic === 'sub' ? mnemonic : mnemonic.replace(/[lqb]$/, ''));

function perform(instruction: Instruction, machine: Machine): void {
  const { mnemonic, operands } = instruction;
  const [target, source, third] = operands;
  const bits = widthOf(instruction);
  const x = (): bigint => read(target, machine, bits);
  const y = (): bigint => read(source, machine, bits);
  const put = (value: bigint): void => {
    write(target, machine, bits, value);
  };
  const family = familyOf(mnemonic);
  if (mnemonic.startsWith('set')) {
    write(target, machine, 8, holds(mnemonic.slice(3, -1), machine) ? 1n : 0n);
    return;
  }
  if (mnemonic.startsWith('cmov')) {
    put(holds(mnemonic.slice(4, -1), machine) ? y() : x());
    return;
  }
  if (mnemonic.startsWith('v')) {
    performDouble(instruction, machine);
    return;
  }
  const amount = (): bigint => (source === undefined ? 1n : read(source, machine, 8)) & BigInt(bits - 1);
  switch (mnemonic) {
    case 'movzxbl':
      write(target, machine, 32, read(source, machine, 8));
      return;
    case 'movsxbl':
      write(target, machine, 32, signed(read(source, machine, 8), 8));
      return;
    case 'movzxwl':
      write(target, machine, 32, read(source, machine, 16));
      return;
    case 'movsxlq':
      write(target, machine, 64, signed(read(source, machine, 32), 32));
      return;
    case 'cdql':
      machine.registers.set('rdx', signed(machine.register('rax'), 32) < 0n ? mask(32) : 0n);
      return;
    case 'cdqq':
      machine.registers.set('rdx', signed(machine.register('rax'), 64) < 0n ? mask(64) : 0n);
      return;
    case 'push': {
      const value = read(target, machine, 64);
      machine.registers.set('rsp', machine.register('rsp') - 8n);
      machine.store(machine.register('rsp'), 64, value);
      return;
    }
    case 'pop':
      put(machine.load(machine.register('rsp'), 64));
      machine.registers.set('rsp', machine.register('rsp') + 8n);
      return;
    default:
  }
  switch (family) {
    case 'nop':
      return;
    case 'mov':
      put(y());
      return;
    case 'lea':
      put(source?.kind === 'memory' ? machine.address(source) : 0n);
      return;
    case 'add':
      put(sum(machine, x(), y(), bits, false));
      return;
    case 'sub':
      put(sum(machine, x(), y(), bits, true));
      return;
    case 'cmp':
      sum(machine, x(), y(), bits, true);
      return;
    case 'test':
      logic(machine, x() & y(), bits);
      return;
    case 'and':
      put(logic(machine, x() & y(), bits));
      return;
    case 'or':
      put(logic(machine, x() | y(), bits));
      return;
    case 'xor':
      put(logic(machine, x() ^ y(), bits));
      return;
    case 'not':
      put(~x());
      return;
    case 'neg':
      put(sum(machine, 0n, x(), bits, true));
      return;
    case 'shl':
      put(logic(machine, x() << amount(), bits));
      return;
    case 'shr':
      put(logic(machine, x() >> amount(), bits));
      return;
    case 'sar':
      put(logic(machine, signed(x(), bits) >> amount(), bits));
      return;
    case 'imul':
      multiply(machine, target, source, third, bits);
      return;
    case 'idiv': {
      const divided = signed(
        (machine.register('rdx') & mask(bits)) * (mask(bits) + 1n) + (machine.register('rax') & mask(bits)),
        2 * bits,
      );
      const by = signed(x(), bits);
      machine.registers.set('rax', (divided / by) & mask(bits));
      machine.registers.set('rdx', (divided % by) & mask(bits));
      return;
    }
    default:
      throw notImitated(instruction);
  }
}

/** One operand: rdx:rax becomes rax times it. Two or three: the first becomes the product of the last two. */
function multiply(
  machine: Machine,
  target: Operand | undefined,
  source: Operand | undefined,
  third: Operand | undefined,
  bits: number,
): void {
  const of = (operand: Operand | undefined): bigint => signed(read(operand, machine, bits), bits);
  if (source === undefined) {
    const product = signed(machine.register('rax'), bits) * of(target);
    machine.registers.set('rax', product & mask(bits));
    machine.registers.set('rdx', (product >> BigInt(bits)) & mask(bits));
  } else write(target, machine, bits, third === undefined ? of(target) * of(source) : of(source) * of(third));
}

/** Of floating-point numbers what predicates over numbers need: they are moved, compared, and calculated with a little. */
function performDouble(instruction: Instruction, machine: Machine): void {
  const [target, source, third] = instruction.operands;
  const second = (): number => doubleOf(read(source, machine, 64));
  const last = (): number => doubleOf(read(third, machine, 64));
  const convert = (value: number): void => {
    write(target, machine, 64, bitsOf(value));
  };
  switch (instruction.mnemonic) {
    case 'vmovsd':
    case 'vmovq':
    case 'vmovapd':
    case 'vmovaps':
      write(target, machine, 64, read(source, machine, 64));
      return;
    case 'vcvtlsi2sd':
      convert(Number(signed(read(third, machine, 32), 32)));
      return;
    case 'vcvtqsi2sd':
      convert(Number(signed(read(third, machine, 64), 64)));
      return;
    case 'vaddsd':
      convert(second() + last());
      return;
    case 'vsubsd':
      convert(second() - last());
      return;
    case 'vmulsd':
      convert(second() * last());
      return;
    case 'vxorpd':
    case 'vpxor':
      write(target, machine, 64, 0n);
      return;
    case 'vucomisd': {
      const [one, other] = [doubleOf(read(target, machine, 64)), doubleOf(read(source, machine, 64))];
      const unordered = Number.isNaN(one) || Number.isNaN(other);
      Object.assign(machine.flags, {
        zero: unordered || one === other,
        carry: unordered || one < other,
        parity: unordered,
        negative: false,
        overflow: false,
      });
      return;
    }
    default:
      throw notImitated(instruction);
  }
}
