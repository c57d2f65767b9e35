/**
 * What instructions take on a processor like Intel's of 2019 to 2021 (Sunny Cove): how long until the result is there, and which of its ports may do it. From Agner Fog's instruction tables and uops.info, rounded;
 * a load is from the nearest cache.
 */
import type { Instruction } from '../native/instruction.js';

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
const jump: Cost = { latency: 1, ports: [6, 0] };
const families: readonly (readonly [RegExp, Cost])[] = [
  [/^(jmp|call|retl)$/, { latency: 1, ports: [6] }],
  [/^j/, jump],
  [/^(shl|shr|sar|rol|ror)/, shift],
  [/^set|^cmov/, shift],
  [/^imul/, { latency: 3, ports: [1] }],
  [/^idivl|^divl/, { latency: 26, ports: [0] }],
  [/^idivq|^divq/, { latency: 42, ports: [0] }],
  [/^lea/, { latency: 1, ports: [1, 5] }],
  [/^vucomis/, { latency: 3, ports: [0] }],
  [/^vmovq|^vmovd/, { latency: 2, ports: [0, 5] }],
  [/^v/, { latency: 1, ports: [0, 1, 5] }],
];

/** What the calculation takes, without loading and storing. */
export const costOf = ({ mnemonic }: Instruction): Cost =>
  families.find(([name]) => name.test(mnemonic))?.[1] ?? calculate;

/** Whether a copy from register to register is done by renaming alone, or a register made zero. */
export const isRenamed = ({ mnemonic, operands: [target, source] }: Instruction): boolean =>
  target?.kind === 'register' &&
  source?.kind === 'register' &&
  (/^mov[lq]$/.test(mnemonic) || (/^xor[lq]$/.test(mnemonic) && target.name === source.name));
