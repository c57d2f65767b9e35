/** One line of V8's disassembly of x86-64 as an instruction with its operands. */
import { mnemonicNamed, type Mnemonic } from './mnemonics.js';

/** What an instruction works on. Registers have the names of their 64 (or 128) bits, whichever part is used. */
export type Operand =
  | { readonly kind: 'register'; readonly name: string; readonly bits: 8 | 16 | 32 | 64 | 128 }
  | {
      readonly kind: 'memory';
      /** Undefined for what is relative to nothing; `rip` for the constants after the code. */
      readonly base: string | undefined;
      readonly index: string | undefined;
      readonly scale: 1 | 2 | 4 | 8;
      readonly offset: number;
    }
  | { readonly kind: 'immediate'; readonly value: bigint }
  /** A place in the same function, in bytes from its beginning. */
  | { readonly kind: 'place'; readonly at: number }
  /** Code outside of the function, by what V8 calls it. */
  | { readonly kind: 'outside'; readonly name: string };

export interface Instruction extends Mnemonic {
  /** Bytes from the function's beginning. */
  readonly at: number;
  /** As V8 prints them, in hexadecimal. */
  readonly bytes: string;
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  /** What is printed for it, without addresses of this run. */
  readonly text: string;
  /** As V8 printed it, but for the addresses of this run: `parseInstruction` reads it again (recording.ts). */
  readonly printed: string;
}

const line = /^0x[0-9a-f]+ +([0-9a-f]+) {2}((?:[0-9a-f]{2})+) +(.+)$/;

/** The instruction of a line; undefined for a line that is not understood from end to end. */
export function parseInstruction(printed: string): Instruction | undefined {
  const [, at = '', bytes = '', code = ''] = line.exec(printed) ?? [];
  const { mnemonic, rest } = nameOf(code.trim());
  const known = mnemonicNamed(mnemonic);
  if (known === undefined) return undefined;
  const operands: Operand[] = [];
  for (const part of parts(rest)) {
    const operand = operandOf(part);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
  const place = Number.parseInt(at, 16);
  return { ...known, at: place, bytes, mnemonic, operands, text: textOf(mnemonic, operands), printed: still(code) };
}

/** Without the addresses that are followed by what they mean. */
const still = (code: string): string => code.trim().replaceAll(/0x[0-9a-f]+ +(?=<\+|\()/g, '0x0 ');

/** The mnemonic; V8 writes the prefix for 64 bits as a word of its own. */
function nameOf(code: string): { readonly mnemonic: string; readonly rest: string } {
  const bare = code.replace(/^REX\.W /, '');
  const repeated = /^rep stosl/.exec(bare)?.[0];
  const mnemonic = repeated ?? /^[a-z0-9]+/.exec(bare)?.[0] ?? '';
  return { mnemonic, rest: bare.slice(mnemonic.length).trim() };
}

/** The operands' texts: commas inside brackets part none, and a comparison's predicate comes last in parentheses. */
const parts = (text: string): string[] =>
  text === ''
    ? []
    : text
        .split(/,(?![^[]*\])/)
        .map((part) => part.trim())
        .filter((part) => part !== '');

const numbers: Readonly<Record<string, string>> = { a: 'rax', b: 'rbx', c: 'rcx', d: 'rdx' };
const pointers: Readonly<Record<string, string>> = { si: 'rsi', di: 'rdi', sp: 'rsp', bp: 'rbp' };

/** A register by any of its names. */
function registerOf(name: string): Extract<Operand, { kind: 'register' }> | undefined {
  const register = (full: string, bits: 8 | 16 | 32 | 64 | 128) => ({ kind: 'register', name: full, bits }) as const;
  if (/^xmm\d+$/.test(name)) return register(name, 128);
  if (/^r(\d+|[a-d]x|[sd]i|[sb]p)$/.test(name)) return register(name, 64);
  const [, numbered, part] = /^(r\d+)([lwbd])$/.exec(name) ?? [];
  if (numbered !== undefined) return register(numbered, part === 'b' ? 8 : part === 'w' ? 16 : 32);
  const [, low] = /^([abcd])l$/.exec(name) ?? [];
  if (low !== undefined) return register(numbers[low] ?? low, 8);
  const [, pointer] = /^([sd]i|[sb]p)l$/.exec(name) ?? [];
  if (pointer !== undefined) return register(pointers[pointer] ?? pointer, 8);
  const [, wide] = /^e([a-d]x|[sd]i|[sb]p)$/.exec(name) ?? [];
  return wide === undefined ? undefined : register(`r${wide}`, 32);
}

const hex = '0x[0-9a-f]+';
const place = new RegExp(`^${hex} +<\\+(${hex})>$`);
const named = new RegExp(`^${hex} +\\((.+)\\)$`);
const memory = new RegExp(`^\\[(?:(r\\w+))?(?:\\+?(r\\w+)\\*([1248]))?(?:([+-])(${hex}))?\\]$`);
const predicate = /^\(([A-Za-z_]+)\)$/;

function operandOf(text: string): Operand | undefined {
  const register = registerOf(text);
  if (register !== undefined) return register;
  const [, target] = place.exec(text) ?? [];
  if (target !== undefined) return { kind: 'place', at: Number(target) };
  if (text === '(nil)') return { kind: 'immediate', value: 0n };
  const [, outside] = named.exec(text) ?? predicate.exec(text) ?? [];
  if (outside !== undefined) return { kind: 'outside', name: outside };
  if (new RegExp(`^-?(${hex}|\\d+)$`).test(text)) {
    const value = BigInt(text.replace('-', ''));
    return { kind: 'immediate', value: text.startsWith('-') ? -value : value };
  }
  const [matched, base, index, scale = '1', sign, offset = '0x0'] = memory.exec(text) ?? [];
  if (matched === undefined) return undefined;
  return {
    kind: 'memory',
    base,
    index,
    scale: Number(scale) as 1 | 2 | 4 | 8,
    offset: (sign === '-' ? -1 : 1) * Number(offset),
  };
}

function textOf(mnemonic: string, operands: readonly Operand[]): string {
  return `${mnemonic} ${operands.map(operandText).join(', ')}`.trim();
}

function operandText(operand: Operand): string {
  switch (operand.kind) {
    case 'register':
      return operand.bits === 8 ? `${operand.name}.8` : operand.name;
    case 'immediate':
      return String(operand.value);
    case 'place':
      return `+${operand.at.toString(16)}`;
    case 'outside':
      return operand.name;
    case 'memory': {
      const { base, index, scale, offset } = operand;
      const sum = [base, index === undefined ? undefined : scale === 1 ? index : `${index}*${scale}`]
        .filter((part) => part !== undefined)
        .join('+');
      const size = Math.abs(offset).toString(16);
      return `[${sum}${offset === 0 && sum !== '' ? '' : `${offset < 0 ? '-' : '+'}0x${size}`}]`;
    }
  }
}
