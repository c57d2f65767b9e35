/** One line of V8's disassembly of ARM64 as an instruction with its operands. */
import type { LineParts, Operand, Told } from '../told.js';
import { conditions, mnemonicNamed, type Arm64Mnemonic } from './mnemonics.js';

/** What is known of an instruction of ARM64: less than of x86-64, because no pipeline runs it. */
export interface Arm64Instruction extends Told {
  readonly architecture: 'arm64';
}

/** The instruction; undefined for one that is not understood from end to end. */
export function arm64Instruction({ at, bytes, code }: LineParts): Arm64Instruction | undefined {
  const bare = code.replace(/ *;;.*$/, '').trim();
  const mnemonic = /^(constant( pool begin)?(?= |$)|[a-z][a-z0-9]*(\.[a-z]{2})?)/.exec(bare)?.[0] ?? '';
  const known = mnemonicNamed(mnemonic);
  if (known === undefined) return undefined;
  const rest = bare.slice(mnemonic.length).trim();
  const operands: Operand[] = [];
  for (const part of known.isData ? [] : parts(rest)) {
    const operand = operandOf(part, at);
    if (operand === undefined) return undefined;
    // A function has no other function in it, so a call leads out of it.
    const outside = known.control === 'call' && operand.kind === 'place';
    operands.push(outside ? { kind: 'outside', name: 'code of V8' } : operand);
  }
  const meaning = meaningOf(known, operands);
  if (meaning === undefined) return undefined;
  const { access, control, isFiller } = known;
  return {
    architecture: 'arm64',
    at,
    bytes,
    mnemonic,
    operands,
    text: textOf(mnemonic, parts(rest), operands),
    meaning,
    printed: still(bare, control === 'call'),
    loads: access === 'load',
    stores: access === 'store',
    ...(control && { control }),
    isFiller,
  };
}

/** Without the addresses of this run: the places that follow them are relative. Of a call nothing remains. */
function still(code: string, isCall: boolean): string {
  const relative = isCall ? code.replace(/#[+-]0x[0-9a-f]+/, '#+0x0') : code;
  return relative.replace(/\(addr 0x[0-9a-f]+\)/, '(addr 0x0)');
}

/** The operands' texts; commas inside brackets part none, and lists of registers are written one by one. */
const parts = (text: string): string[] =>
  text
    .replaceAll(/[{}]/g, '')
    .split(/,(?![^[]*\])/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const bitsOf: Readonly<Record<string, 8 | 16 | 32 | 64 | 128>> = { b: 8, h: 16, s: 32, d: 64, q: 128, v: 128 };

/** A register by its name; `cp` is V8's own name for x27. */
function registerOf(name: string): Extract<Operand, { kind: 'register' }> | undefined {
  if (/^(x\d+|sp|fp|lr|cp|xzr)$/.test(name)) return { kind: 'register', name, bits: 64 };
  if (/^w(\d+|zr)$/.test(name)) return { kind: 'register', name: name.replace('w', 'x'), bits: 32 };
  const [, kind = '', lanes] = /^([bhsdqv])\d+(\.\d*[bhsdq](\[\d+\])?)?$/.exec(name) ?? [];
  const bits = bitsOf[kind];
  return bits === undefined || (kind === 'v') !== (lanes !== undefined) ? undefined : { kind: 'register', name, bits };
}

const hex = '0x[0-9a-f]+';
const place = new RegExp(`^#([+-])(${hex}) \\(addr ${hex}\\)$`);
const constantAt = new RegExp(`^pc\\+(\\d+) \\(addr ${hex}\\)$`);
const number = new RegExp(`^#(-?)(${hex}|\\d+)( \\(-?\\d+\\))?$`);
const fraction = new RegExp(`^#${hex} \\((-?\\d+\\.\\d+)\\)$`);
const memory = /^\[(\w+)(?:, (?:#(-?\d+)|(\w+)(?:, (?:uxtw|sxtw|lsl)(?: #([0-3]))?)?))?\]!?$/;
const modifier = /^((lsl|lsr|asr|uxtw|sxtw)( #\d+)?|#nzcv)$/;

function operandOf(text: string, at: number): Operand | undefined {
  const register = registerOf(text);
  if (register !== undefined) return register;
  const [, sign, distance] = place.exec(text) ?? [];
  if (distance !== undefined) return { kind: 'place', at: at + (sign === '-' ? -1 : 1) * Number(distance) };
  const [, minus, value] = number.exec(text) ?? [];
  if (value !== undefined) return { kind: 'immediate', value: minus === '-' ? -BigInt(value) : BigInt(value) };
  const [, broken] = fraction.exec(text) ?? [];
  if (broken !== undefined) return { kind: 'modifier', text: `#${Number(broken)}` };
  if (modifier.test(text) || conditions.has(text)) return { kind: 'modifier', text };
  const [, after] = constantAt.exec(text) ?? [];
  if (after !== undefined) return { kind: 'memory', base: 'pc', index: undefined, scale: 1, offset: Number(after) };
  const [matched, base = '', offset = '0', index, shift = '0'] = memory.exec(text) ?? [];
  if (matched === undefined || registerOf(base) === undefined) return undefined;
  if (index !== undefined && registerOf(index) === undefined) return undefined;
  const scale = (1 << Number(shift)) as 1 | 2 | 4 | 8;
  return { kind: 'memory', base, index: index?.replace('w', 'x'), scale, offset: Number(offset) };
}

/** With the condition in words, and with the lanes of a vector; undefined where the condition is none. */
function meaningOf({ meaning }: Arm64Mnemonic, operands: readonly Operand[]): string | undefined {
  if (typeof meaning !== 'string') {
    const last = operands.at(-1);
    const when = last?.kind === 'modifier' ? conditions.get(last.text) : undefined;
    return when === undefined ? undefined : meaning(when);
  }
  const [target] = operands;
  const [, lanes, part = ''] = (target?.kind === 'register' && /\.(\d+)([bhsdq])$/.exec(target.name)) || [];
  return lanes === undefined ? meaning : `${meaning}, ${lanes} × ${bitsOf[part]} bits`;
}

/** As it is printed, but with places counted from the function's beginning, and numbers said once. */
function textOf(mnemonic: string, printed: readonly string[], operands: readonly Operand[]): string {
  const shown = printed.map((text, n) => {
    const operand = operands[n];
    if (operand?.kind === 'place') return `+${operand.at.toString(16)}`;
    if (operand?.kind === 'outside') return operand.name;
    if (operand?.kind === 'modifier') return operand.text;
    return text.replace(/ \(.*\)$/, '');
  });
  return `${mnemonic} ${operands.length === 0 ? '' : shown.join(', ')}`.trim();
}
