/**
 * Which instructions V8's baseline compiler has made of which step. It goes over the bytes once, and makes of each its instructions at once: a module that ends with `unreachable` before a
 * step is compiled to the same instructions up to there. So where the code of the two parts company, the step begins.
 */
import type { Instruction } from './instruction.js';
import type { Operand } from './told.js';

const unreachable = 0x00;
const codeSection = 10;

/** The module with `unreachable` before the byte at `at`, which is in its only function. */
export function cutAt(module: Uint8Array, at: number): Uint8Array<ArrayBuffer> {
  const cut = new Uint8Array(module.length + 1);
  cut.set(module.subarray(0, at));
  cut[at] = unreachable;
  cut.set(module.subarray(at), at + 1);
  const section = sectionAt(module, codeSection);
  addOne(cut, section);
  // After the section's size comes the number of functions, one byte for one.
  addOne(cut, section + 6);
  return cut;
}

/** Where the function's body begins in a module that has one function, and sizes in five bytes: positions that V8 tells count from here. */
export const bodyAt = (module: Uint8Array): number => sectionAt(module, codeSection) + 11;

/** Where the size of a section is written. */
function sectionAt(module: Uint8Array, wanted: number): number {
  let at = 8;
  while (at < module.length && module[at] !== wanted) {
    const { value, next } = numberAt(module, at + 1);
    at = next + value;
  }
  return at + 1;
}

function numberAt(module: Uint8Array, at: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = module[next++] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next };
  }
}

/** Adds one to a number that is written in five bytes. */
function addOne(module: Uint8Array, at: number): void {
  const value = numberAt(module, at).value + 1;
  for (let n = 0; n < 5; n++) module[at + n] = ((value >>> (7 * n)) & 0x7f) | (n < 4 ? 0x80 : 0);
}

/** How many instructions two functions begin with alike. */
export function alike(whole: readonly Instruction[], cut: readonly Instruction[]): number {
  let n = 0;
  while (n < whole.length && n < cut.length && sameBut(whole[n], cut[n])) n++;
  return n;
}

/** By their names on each architecture. */
const stackPointers: ReadonlySet<string> = new Set(['rsp', 'sp']);

/** Jumps lead elsewhere, and the frame is of another size: but for that they are the same. */
function sameBut(one: Instruction | undefined, other: Instruction | undefined): boolean {
  if (one?.mnemonic !== other?.mnemonic || one?.operands.length !== other?.operands.length) return false;
  const ofStack =
    one?.operands.some((operand) => operand.kind === 'register' && stackPointers.has(operand.name)) === true;
  const shown = (operand: Operand): string => {
    if (operand.kind === 'place' || operand.kind === 'outside') return 'somewhere';
    if (operand.kind === 'immediate') return ofStack ? 'some number' : String(operand.value);
    if (operand.kind === 'register') return `${operand.name} ${operand.bits}`;
    if (operand.kind === 'modifier') return operand.text;
    const { base, index, scale, offset } = operand;
    return `${base} ${index} ${scale} ${base === 'rip' || base === 'pc' ? '' : offset}`;
  };
  return (one?.operands ?? []).every((operand, n) => {
    const its = other?.operands[n];
    return its !== undefined && shown(operand) === shown(its);
  });
}
