/**
 * A processor that works on many instructions at once and out of order, small enough to read. Instructions are taken in in order, a few in a cycle; each waits for what it reads and for a port;
 * they retire in order. Where a branch is guessed wrong nothing useful comes in until it has been calculated.
 */
import type { Operand } from '../native/told.js';
import type { X64Instruction } from '../native/x64/line.js';
import type { ConditionalPredictor } from '../predictor/predictor.js';
import { costOf, isFused, isMove, isRenamed, isZeroing, loadPorts, processor, storePorts } from './costs.js';
import type { Executed } from './execute.js';

/** When an instruction was where, in cycles from the beginning. */
export interface Passage {
  /** Its place in the code. */
  readonly index: number;
  readonly fetched: number;
  /** Begins on a port, and has its result. */
  readonly started: number;
  readonly done: number;
  readonly retired: number;
  /** A branch that was guessed wrong. */
  readonly wrong: boolean;
  /** The passages, by number, whose results it waited for. */
  readonly waitsFor: readonly number[];
}

/** How long a port is looked for ahead of time, in cycles, before its past is forgotten. */
const remembered = 4096;

/** Runs what was executed through the processor. */
export function throughPipeline(
  code: readonly X64Instruction[],
  executed: readonly Executed[],
  predictor: ConditionalPredictor,
): readonly Passage[] {
  const passages: Passage[] = [];
  /** Of each register, and of the flags, the passage that made it last. */
  const makers = new Map<string, number>();
  const stores = new Map<bigint, number>();
  const ports = new Map<number, Set<number>>();
  let cycle = 0;
  let inCycle = 0;
  let retired = 0;
  let inRetired = 0;
  const freePort = (from: number, allowed: readonly number[]): number => {
    for (let at = from; ; at++) {
      const used = ports.get(at) ?? new Set<number>();
      ports.set(at, used);
      const port = allowed.find((one) => used.has(one) === false);
      if (port === undefined) continue;
      used.add(port);
      ports.delete(at - remembered);
      return at;
    }
  };
  for (const { index, taken, address } of executed) {
    const instruction = code[index];
    if (instruction === undefined || instruction.operation === 'nop') continue;
    const leaver = passages[passages.length - processor.window];
    if (inCycle === processor.width) [cycle, inCycle] = [cycle + 1, 0];
    if (leaver !== undefined && leaver.retired > cycle) [cycle, inCycle] = [leaver.retired, 0];
    // A comparison and the jump on it are taken in as one.
    if (!isFused(instruction, code[index - 1])) inCycle++;
    const fetched = cycle;
    const { reads, writes } = effectsOf(instruction);
    const waitsFor = new Set<number>();
    for (const name of reads) waitsFor.add(makers.get(name) ?? -1);
    const memory = instruction.operands.find((operand) => operand.kind === 'memory');
    const isAddress = instruction.operation === 'lea';
    const stored = address !== undefined && !isAddress ? stores.get(address) : undefined;
    const loads =
      memory !== undefined && !isAddress && !(instruction.first === 'writes' && instruction.operands[0] === memory);
    if (loads && stored !== undefined) waitsFor.add(stored);
    waitsFor.delete(-1);
    const ready = Math.max(fetched + processor.frontEnd, ...[...waitsFor].map((number) => passages[number]?.done ?? 0));
    const times = onPorts(instruction, ready, loads, memory !== undefined && !isAddress, freePort);
    const wrong = instruction.control === 'branch' && predictor.predict(instruction.at) !== taken;
    if (instruction.control === 'branch') predictor.update(instruction.at, taken);
    const earliest = Math.max(times.done, retired);
    inRetired = earliest === retired ? inRetired + 1 : 1;
    retired = inRetired > processor.width ? earliest + 1 : earliest;
    if (inRetired > processor.width) inRetired = 1;
    const number = passages.push({ index, fetched, ...times, retired, wrong, waitsFor: [...waitsFor] }) - 1;
    for (const name of writes) makers.set(name, number);
    if (address !== undefined && memory === instruction.operands[0] && instruction.first !== 'reads')
      stores.set(address, number);
    if (wrong) [cycle, inCycle] = [times.done + processor.refill, 0];
    else if (taken) [cycle, inCycle] = [cycle + 1, 0];
  }
  return passages;
}

type FreePort = (from: number, allowed: readonly number[]) => number;

/** When the instruction begins and ends: a load comes before the calculation, a store after it. */
function onPorts(
  instruction: X64Instruction,
  ready: number,
  loads: boolean,
  inMemory: boolean,
  freePort: FreePort,
): { readonly started: number; readonly done: number } {
  if (isRenamed(instruction)) return { started: ready, done: ready };
  let started: number | undefined;
  let at = ready;
  if (loads) {
    started = freePort(at, loadPorts);
    at = started + processor.loadLatency;
  }
  const [target] = instruction.operands;
  if (!(inMemory && isMove(instruction))) {
    const { latency, ports } = costOf(instruction);
    const begun = freePort(at, ports);
    started ??= begun;
    at = begun + latency;
  }
  if (inMemory && target?.kind === 'memory' && instruction.first !== 'reads') {
    const begun = freePort(at, storePorts);
    started ??= begun;
    at = begun + 1;
  }
  return { started: started ?? at, done: at };
}

const flags = 'flags';

function effectsOf(instruction: X64Instruction): {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
} {
  // A register made zero waits for nothing.
  const waits = !isZeroing(instruction);
  const { operands, first, operation, implied = { reads: [], writes: [] } } = instruction;
  const reads: string[] = instruction.flags.reads ? [flags] : [];
  const writes: string[] = instruction.flags.writes ? [flags] : [];
  operands.forEach((operand, n) => {
    reads.push(...addressing(operand));
    if (operand.kind !== 'register') return;
    if (n === 0 && first !== 'reads') writes.push(operand.name);
    if (n > 0 || first !== 'writes') reads.push(operand.name);
  });
  if (operation !== 'imul' || operands.length === 1) {
    reads.push(...implied.reads);
    writes.push(...implied.writes);
  }
  return { reads: waits ? reads : [], writes };
}

const addressing = (operand: Operand): readonly string[] =>
  operand.kind === 'memory' ? [operand.base, operand.index].filter((name) => name !== undefined) : [];
