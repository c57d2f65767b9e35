/** Runs V8's optimised code of a kernel, instruction by instruction, and tells which were executed: what a pipeline then gets to see. */
import { SqlError } from '../error.js';
import type { Operand } from '../native/told.js';
import type { X64Instruction } from '../native/x64/line.js';
import type { Condition, Operation } from '../native/x64/mnemonics.js';
import { mask, type Machine } from './machine.js';

/** An instruction that was executed: its place in the code, where a branch went, and which memory it touched. */
export interface Executed {
  readonly index: number;
  readonly taken: boolean;
  /** The address that was read or written, if any. */
  readonly address: bigint | undefined;
}

/** Runs from the beginning until it returns, or until `most` instructions were executed. Raises 0A000 for what is not imitated: calls of other functions, rare instructions. */
export function execute(code: readonly X64Instruction[], machine: Machine, most: number): Executed[] {
  const places = new Map(code.map(({ at }, index) => [at, index]));
  const executed: Executed[] = [];
  let index = 0;
  while (executed.length < most) {
    const instruction = code[index];
    if (instruction === undefined) throw new SqlError('XX000', 'the code goes on after its end');
    const memory = instruction.operands.find((operand) => operand.kind === 'memory');
    const address = memory === undefined ? undefined : machine.address(memory);
    if (instruction.control === 'return') return executed;
    const taken = instruction.control === 'jump' || (instruction.control === 'branch' && isMet(instruction, machine));
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

const notImitated = ({ text }: X64Instruction): SqlError =>
  new SqlError('0A000', `the pipeline does not imitate ${text}`, {
    hint: 'Predicates over texts call functions; show one over numbers.',
  });

/** When each condition holds. */
const conditions: Readonly<Record<Condition, (flags: Machine['flags']) => boolean>> = {
  z: ({ zero }) => zero,
  nz: ({ zero }) => !zero,
  l: ({ negative, overflow }) => negative !== overflow,
  ge: ({ negative, overflow }) => negative === overflow,
  le: ({ zero, negative, overflow }) => zero || negative !== overflow,
  g: ({ zero, negative, overflow }) => !zero && negative === overflow,
  c: ({ carry }) => carry,
  nc: ({ carry }) => !carry,
  na: ({ carry, zero }) => carry || zero,
  a: ({ carry, zero }) => !carry && !zero,
  s: ({ negative }) => negative,
  ns: ({ negative }) => !negative,
  o: ({ overflow }) => overflow,
  no: ({ overflow }) => !overflow,
  pe: ({ parity }) => parity,
  po: ({ parity }) => !parity,
};

function isMet({ condition, text }: X64Instruction, { flags }: Machine): boolean {
  if (condition === undefined) throw new SqlError('XX000', `${text} has no condition`);
  return conditions[condition](flags);
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

/** What an instruction does to the machine. `x` and `y` read its operands in its width, `put` writes the first. */
interface Work {
  readonly machine: Machine;
  readonly operands: readonly Operand[];
  readonly bits: number;
  /** Bits of the source. */
  readonly from: number;
  readonly x: () => bigint;
  readonly y: () => bigint;
  /** How far a shift goes. */
  readonly amount: () => bigint;
  readonly put: (value: bigint) => void;
  readonly isMet: () => boolean;
}

const works: Readonly<Partial<Record<Operation, (work: Work) => void>>> = {
  nop: () => undefined,
  mov: ({ y, put }) => {
    put(y());
  },
  movzx: ({ machine, operands, from, put }) => {
    put(read(operands[1], machine, from));
  },
  movsx: ({ machine, operands, from, put }) => {
    put(signed(read(operands[1], machine, from), from));
  },
  setcc: ({ isMet: met, put }) => {
    put(met() ? 1n : 0n);
  },
  cmov: ({ isMet: met, x, y, put }) => {
    put(met() ? y() : x());
  },
  lea: ({ machine, operands: [, source], put }) => {
    put(source?.kind === 'memory' ? machine.address(source) : 0n);
  },
  add: ({ machine, bits, x, y, put }) => {
    put(sum(machine, x(), y(), bits, false));
  },
  sub: ({ machine, bits, x, y, put }) => {
    put(sum(machine, x(), y(), bits, true));
  },
  cmp: ({ machine, bits, x, y }) => {
    sum(machine, x(), y(), bits, true);
  },
  test: ({ machine, bits, x, y }) => {
    logic(machine, x() & y(), bits);
  },
  and: ({ machine, bits, x, y, put }) => {
    put(logic(machine, x() & y(), bits));
  },
  or: ({ machine, bits, x, y, put }) => {
    put(logic(machine, x() | y(), bits));
  },
  xor: ({ machine, bits, x, y, put }) => {
    put(logic(machine, x() ^ y(), bits));
  },
  not: ({ x, put }) => {
    put(~x());
  },
  neg: ({ machine, bits, x, put }) => {
    put(sum(machine, 0n, x(), bits, true));
  },
  shl: ({ machine, bits, x, amount, put }) => {
    put(logic(machine, x() << amount(), bits));
  },
  shr: ({ machine, bits, x, amount, put }) => {
    put(logic(machine, x() >> amount(), bits));
  },
  sar: ({ machine, bits, x, amount, put }) => {
    put(logic(machine, signed(x(), bits) >> amount(), bits));
  },
  imul: ({ machine, operands: [target, source, third], bits }) => {
    multiply(machine, target, source, third, bits);
  },
  idiv: ({ machine, bits, x }) => {
    const divided = signed(
      (machine.register('rdx') & mask(bits)) * (mask(bits) + 1n) + (machine.register('rax') & mask(bits)),
      2 * bits,
    );
    const by = signed(x(), bits);
    machine.registers.set('rax', (divided / by) & mask(bits));
    machine.registers.set('rdx', (divided % by) & mask(bits));
  },
  cdq: ({ machine, bits }) => {
    machine.registers.set('rdx', signed(machine.register('rax'), bits) < 0n ? mask(bits) : 0n);
  },
  push: ({ machine, x }) => {
    const value = x();
    machine.registers.set('rsp', machine.register('rsp') - 8n);
    machine.store(machine.register('rsp'), 64, value);
  },
  pop: ({ machine, put }) => {
    put(machine.load(machine.register('rsp'), 64));
    machine.registers.set('rsp', machine.register('rsp') + 8n);
  },
  vmov: ({ y, put }) => {
    put(y());
  },
  vtransfer: ({ y, put }) => {
    put(y());
  },
  vfromint: ({ machine, operands, from, put }) => {
    put(bitsOf(Number(signed(read(operands[2], machine, from), from))));
  },
  vadd: double((one, other) => one + other),
  vsub: double((one, other) => one - other),
  vmul: double((one, other) => one * other),
  vxor: ({ machine, operands, y, put }) => {
    put(y() ^ read(operands[2], machine, 64));
  },
  vucomis: ({ machine, x, y }) => {
    const [one, other] = [doubleOf(x()), doubleOf(y())];
    const unordered = Number.isNaN(one) || Number.isNaN(other);
    Object.assign(machine.flags, {
      zero: unordered || one === other,
      carry: unordered || one < other,
      parity: unordered,
      negative: false,
      overflow: false,
    });
  },
};

/** What is calculated of the second and third operands, which are float8. */
function double(calculate: (one: number, other: number) => number): (work: Work) => void {
  return ({ machine, operands, y, put }) => {
    put(bitsOf(calculate(doubleOf(y()), doubleOf(read(operands[2], machine, 64)))));
  };
}

/** Vectors have lanes, which are not imitated; of floating-point numbers those of 64 bits are. */
function perform(instruction: X64Instruction, machine: Machine): void {
  const { operation, operands, width, from } = instruction;
  const [target, source] = operands;
  const work = works[operation];
  const bits = target?.kind === 'register' && target.bits === 8 ? 8 : width;
  if (work === undefined || bits > 64 || (target?.kind === 'register' && target.bits === 128 && bits < 64))
    throw notImitated(instruction);
  work({
    machine,
    operands,
    bits,
    from: from ?? bits,
    x: () => read(target, machine, bits),
    y: () => read(source, machine, bits),
    amount: () => (source === undefined ? 1n : read(source, machine, 8)) & BigInt(bits - 1),
    put: (value) => {
      write(target, machine, bits, value);
    },
    isMet: () => isMet(instruction, machine),
  });
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
