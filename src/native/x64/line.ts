/** One line of V8's disassembly of x86-64 as an instruction with its operands. */
import type { LineParts, Operand, Told } from '../told.js';
import { mnemonicNamed, type Mnemonic } from './mnemonics.js';

/** What is known of an instruction of x86-64. */
export interface X64Instruction extends Told, Mnemonic {
  readonly architecture: 'x64';
}

/** The instruction; undefined for one that is not understood from end to end. */
export function x64Instruction({ at, bytes, code }: LineParts): X64Instruction | undefined {
  const { mnemonic, rest } = nameOf(code);
  const known = mnemonicNamed(mnemonic);
  if (known === undefined) return undefined;
  const operands: Operand[] = [];
  for (const part of parts(rest)) {
    const operand = operandOf(part);
    if (operand === undefined) return undefined;
    operands.push(operand);
  }
  const touches = known.operation !== 'lea' && operands.some(({ kind }) => kind === 'memory');
  const stores = touches && known.first !== 'reads' && operands[0]?.kind === 'memory';
  const loads = touches && (!stores || known.first === 'updates');
  const text = textOf(mnemonic, operands);
  const isFiller = known.operation === 'nop';
  return {
    ...known,
    architecture: 'x64',
    at,
    bytes,
    mnemonic,
    operands,
    text,
    printed: still(code),
    loads,
    stores,
    isFiller,
  };
}

/** Without the addresses that are followed by what they mean. */
const still = (code: string): string => code.replaceAll(/0x[0-9a-f]+ +(?=<\+|\()/g, '0x0 ');

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
    case 'modifier':
      return operand.text;
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
