/**
 * What instructions take on a processor like Intel's of 2019 to 2021 (Sunny Cove): how long until the result is there, and which of its ports may do it. From uops.info (Ice Lake and Rocket Lake)
 * and Agner Fog's instruction tables, rounded; a load is from the nearest cache.
 */
import type { X64Instruction } from '../native/x64/line.js';
import type { Operation } from '../native/x64/mnemonics.js';

/** The machine as a whole. */
export const processor = {
  /** Instructions that are taken in, renamed and retired in a cycle. */
  width: 5,
  /** Instructions between being taken in and retired, at most. */
  window: 352,
  /** Cycles from being taken in to being ready for a port. */
  frontEnd: 5,
  /** Cycles after a wrong guess is found out until instructions of the right way come in; with the front end's, a wrong guess takes 16 to 20. */
  refill: 11,
  loadLatency: 5,
} as const;

/** Ports: 0, 1, 5 and 6 calculate; `loadPorts` and `storePorts` are for memory. */
export interface Cost {
  readonly latency: number;
  readonly ports: readonly number[];
}

export const loadPorts: readonly number[] = [2, 3];
export const storePorts: readonly number[] = [4, 9];

const calculate: Cost = { latency: 1, ports: [0, 1, 5, 6] };
const shift: Cost = { latency: 1, ports: [0, 6] };
const shuffle: Cost = { latency: 1, ports: [0, 1, 5] };
const float: Cost = { latency: 4, ports: [0, 1] };
const count: Cost = { latency: 3, ports: [1] };
const costs: Readonly<Partial<Record<Operation, Cost>>> = {
  jmp: { latency: 1, ports: [6] },
  call: { latency: 1, ports: [6] },
  ret: { latency: 1, ports: [6] },
  jcc: { latency: 1, ports: [6, 0] },
  shl: shift,
  shr: shift,
  sar: shift,
  rol: shift,
  ror: shift,
  setcc: shift,
  cmov: shift,
  imul: { latency: 3, ports: [1] },
  tzcnt: count,
  lzcnt: count,
  popcnt: count,
  lea: { latency: 1, ports: [1, 5] },
  vmov: shuffle,
  vector: shuffle,
  vxor: shuffle,
  vtransfer: { latency: 2, ports: [0, 5] },
  vgather: { latency: 3, ports: [0] },
  vadd: float,
  vsub: float,
  vmul: float,
  vfloat: float,
  vfromint: float,
  vconvert: float,
  vmulint: { latency: 5, ports: [0, 1] },
  vround: { latency: 8, ports: [0, 1] },
  vdiv: { latency: 13, ports: [0] },
  vsqrt: { latency: 18, ports: [0] },
  vucomis: { latency: 3, ports: [0] },
  vptest: { latency: 3, ports: [0] },
};
const division: Readonly<Record<32 | 64, Cost>> = {
  32: { latency: 12, ports: [1] },
  64: { latency: 14, ports: [1] },
};

/** What the calculation takes, without loading and storing. */
export function costOf({ operation, width }: X64Instruction): Cost {
  if (operation === 'idiv' || operation === 'div') return division[width === 64 ? 64 : 32];
  return costs[operation] ?? calculate;
}

/** Copies, which take nothing beside loading or storing. */
export const isMove = ({ operation }: X64Instruction): boolean =>
  operation === 'mov' ||
  operation === 'movzx' ||
  operation === 'movsx' ||
  operation === 'vmov' ||
  operation === 'vtransfer';

const fusing: ReadonlySet<Operation> = new Set<Operation>(['cmp', 'test', 'add', 'sub', 'and']);

/** Whether a jump is taken in as one with the instruction before it. */
export const isFused = ({ control }: X64Instruction, before: X64Instruction | undefined): boolean =>
  control === 'branch' && before !== undefined && fusing.has(before.operation);

/** Whether the instruction makes a register zero, whatever was in it. */
export const isZeroing = ({ operation, operands: [target, source] }: X64Instruction): boolean =>
  operation === 'xor' && target?.kind === 'register' && source?.kind === 'register' && target.name === source.name;

/** Whether a copy from register to register is done by renaming alone, or a register made zero. */
export const isRenamed = (instruction: X64Instruction): boolean => {
  const { operation, width, operands } = instruction;
  const copies = operation === 'mov' && width >= 32 && operands.every(({ kind }) => kind === 'register');
  return copies || isZeroing(instruction);
};
