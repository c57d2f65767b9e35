/** The instructions of ARM64 that V8 makes of kernels: what each does, in words. The names are those that V8's disassembler prints, which are ARM's own. */
import type { Told } from '../told.js';

/** One kind of instruction. */
export interface Arm64Mnemonic extends Pick<Told, 'control' | 'isFiller'> {
  /** Of an instruction whose last operand is a condition, the words that it makes of it. */
  readonly meaning: string | ((when: string) => string);
  /** What it does with memory; every other one works on registers only. */
  readonly access?: 'load' | 'store';
  /** Constants after the code, which the disassembler prints among it: what follows the name is no operand. */
  readonly isData: boolean;
}

const kind = (meaning: Arm64Mnemonic['meaning'], more: Partial<Arm64Mnemonic> = {}): Arm64Mnemonic => ({
  meaning,
  isFiller: false,
  isData: false,
  ...more,
});
const load = (meaning: string): Arm64Mnemonic => kind(meaning, { access: 'load' });
const store = (meaning: string): Arm64Mnemonic => kind(meaning, { access: 'store' });
const branch = (meaning: string): Arm64Mnemonic => kind(meaning, { control: 'branch' });
const data = kind('a constant, never executed', { isFiller: true, isData: true });

/** When a condition holds, by ARM's name for it. */
export const conditions: ReadonlyMap<string, string> = new Map([
  ['eq', 'equal'],
  ['ne', 'not equal'],
  ['hs', 'not below, unsigned'],
  ['lo', 'below, unsigned'],
  ['mi', 'negative, or less of float8'],
  ['pl', 'not negative'],
  ['vs', 'overflow, or unordered (a NaN)'],
  ['vc', 'no overflow, or ordered (no NaN)'],
  ['hi', 'above, unsigned'],
  ['ls', 'not above, unsigned'],
  ['ge', 'greater or equal, signed'],
  ['lt', 'less, signed'],
  ['gt', 'greater, signed'],
  ['le', 'less or equal, signed'],
]);

const memory: Readonly<Record<string, Arm64Mnemonic>> = {
  ldr: load('load'),
  ldur: load('load'),
  ldrb: load('load 8 bits, the rest 0'),
  ldurb: load('load 8 bits, the rest 0'),
  ldrh: load('load 16 bits, the rest 0'),
  ldurh: load('load 16 bits, the rest 0'),
  ldrsb: load('load 8 bits with their sign'),
  ldrsh: load('load 16 bits with their sign'),
  ldrsw: load('load 32 bits with their sign'),
  ldursw: load('load 32 bits with their sign'),
  ldp: load('load two'),
  ld1r: load('load one into every lane'),
  str: store('store'),
  stur: store('store'),
  strb: store('store 8 bits'),
  sturb: store('store 8 bits'),
  strh: store('store 16 bits'),
  sturh: store('store 16 bits'),
  stp: store('store two'),
};

const flow: Readonly<Record<string, Arm64Mnemonic>> = {
  b: kind('go on at', { control: 'jump' }),
  ...Object.fromEntries([...conditions].map(([name, when]) => [`b.${name}`, branch(`go on there if ${when}`)])),
  cbz: branch('go on there if it is 0'),
  cbnz: branch('go on there if it is not 0'),
  tbz: branch('go on there if this bit is 0'),
  tbnz: branch('go on there if this bit is 1'),
  bl: kind('call', { control: 'call' }),
  blr: kind('call what the register points to', { control: 'call' }),
  ret: kind('return', { control: 'return' }),
  brk: kind('stop: never reached', { control: 'trap' }),
  nop: kind('nothing; it makes the next one begin at a round address', { isFiller: true }),
  'constant pool begin': data,
  constant: data,
};

/** Of whole numbers, and of vectors of them by the same names. */
const whole: Readonly<Record<string, string | Arm64Mnemonic>> = {
  mov: 'copy',
  movz: 'set 16 bits, the rest 0',
  movk: 'set 16 bits, keep the rest',
  movn: 'set to the complement of a number',
  movi: 'set all lanes',
  mvn: 'not',
  adr: 'calculate an address in the code',
  add: 'add',
  adds: 'add, and set the flags',
  sub: 'subtract',
  subs: 'subtract, and set the flags',
  neg: 'negate',
  mul: 'multiply',
  smull: 'multiply 32 bits to 64, signed',
  smulh: 'the upper half of a product, signed',
  madd: 'multiply and add',
  msub: 'multiply, and subtract from',
  sdiv: 'divide, signed',
  udiv: 'divide, unsigned',
  and: 'and',
  orr: 'or',
  orn: 'or not',
  eor: 'exclusive or',
  bic: 'and not',
  lsl: 'shift left',
  lsr: 'shift right, zeros in',
  asr: 'shift right, sign in',
  ubfx: 'take a field of bits, the rest 0',
  sbfx: 'take a field of bits with its sign',
  sxtw: 'copy 32 bits with their sign',
  sxtb: 'copy 8 bits with their sign',
  sxth: 'copy 16 bits with their sign',
  clz: 'count the zeros at the beginning',
  rbit: 'turn the order of the bits round',
  cmp: 'compare',
  cmn: 'compare with the negative',
  tst: 'and, for the flags only',
  cset: kind((when) => `1 if ${when}, else 0`),
  csel: kind((when) => `the first source if ${when}, else the second`),
  fccmp: kind((when) => `compare float8 if ${when}, else set the flags as written`),
};

const vectors: Readonly<Record<string, string>> = {
  dup: 'copy one into every lane',
  umov: 'take a lane, the rest 0',
  ext: 'take 16 bytes of two vectors',
  tbl: 'look bytes up in a table',
  bsl: 'choose bits of two vectors',
  zip1: 'interleave the lower halves',
  uzp1: 'join the even lanes',
  uzp2: 'join the odd lanes',
  trn2: 'pair the odd lanes',
  xtn: 'narrow',
  sxtl: 'widen with the sign',
  sqxtn: 'narrow, up to the limits',
  sqxtn2: 'narrow into the upper half, up to the limits',
  addv: 'add all lanes',
  umaxp: 'the larger of neighbours, unsigned',
  pmull: 'multiply without carries',
  pmull2: 'multiply the upper halves without carries',
  cmeq: 'compare for equality',
  cmge: 'compare: greater or equal, signed',
  cmgt: 'compare: greater, signed',
  cmlt: 'compare: less, signed',
  sshr: 'shift right, sign in',
  ushr: 'shift right, zeros in',
  shl: 'shift left',
  fcmeq: 'compare floats for equality',
  fcmge: 'compare floats: greater or equal',
  fcmgt: 'compare floats: greater',
};

const floats: Readonly<Record<string, string>> = {
  fmov: 'copy a float, or its bits',
  fcmp: 'compare floats',
  fadd: 'add floats',
  fsub: 'subtract floats',
  fmul: 'multiply floats',
  fdiv: 'divide floats',
  fneg: 'negate a float',
  fabs: 'a float without its sign',
  fsqrt: 'square root of a float',
  frintz: 'round floats towards 0',
  fcvt: 'convert a float to another width',
  fcvtzs: 'whole numbers of floats, towards 0',
  scvtf: 'floats of whole numbers',
  ucvtf: 'floats of unsigned whole numbers',
};

const table: ReadonlyMap<string, Arm64Mnemonic> = new Map(
  [memory, flow, whole, vectors, floats].flatMap((group) =>
    Object.entries(group).map(([name, of]): [string, Arm64Mnemonic] => [name, typeof of === 'string' ? kind(of) : of]),
  ),
);

/** What is known of a mnemonic; undefined for one that V8 has not been seen to use for kernels. */
export const mnemonicNamed = (name: string): Arm64Mnemonic | undefined => table.get(name);
