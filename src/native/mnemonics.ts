/**
 * The instructions of x86-64 that V8 makes of kernels: what each does, in words, and what it reads and writes. The names are those that V8 prints, which follow AT&T's suffixes (l for 32 bits, q for
 * 64) and Intel's order of operands (the one that is written first).
 */

/** What an instruction does with its first operand. */
export type FirstOperand = 'writes' | 'updates' | 'reads';

/** One kind of instruction. */
export interface Mnemonic {
  readonly meaning: string;
  readonly first: FirstOperand;
  readonly flags: { readonly reads: boolean; readonly writes: boolean };
  /** Goes on elsewhere: always, when a condition holds, to a function, or back to the caller. */
  readonly control?: 'jump' | 'branch' | 'call' | 'return' | 'trap';
}

const writes = (meaning: string): Mnemonic => ({ meaning, first: 'writes', flags: { reads: false, writes: false } });
const updates = (meaning: string): Mnemonic => ({ ...writes(meaning), first: 'updates' });
const reads = (meaning: string): Mnemonic => ({ ...writes(meaning), first: 'reads' });
const setsFlags = (of: Mnemonic): Mnemonic => ({ ...of, flags: { reads: false, writes: true } });
/** The same with the suffixes of 32 and 64 bits; V8 names the longer one by a prefix as well. */
const bothWidths = (name: string, of: Mnemonic): Readonly<Record<string, Mnemonic>> => ({
  [`${name}l`]: of,
  [`${name}q`]: of,
});

/** Conditions, as jumps, moves and bytes have them in their names. */
const conditions: Readonly<Record<string, string>> = {
  z: 'equal',
  nz: 'not equal',
  l: 'less, signed',
  le: 'less or equal, signed',
  g: 'greater, signed',
  ge: 'greater or equal, signed',
  s: 'negative',
  ns: 'not negative',
  a: 'above, unsigned',
  na: 'not above, unsigned',
  c: 'below, unsigned',
  nc: 'not below, unsigned',
  o: 'overflow',
  no: 'no overflow',
  pe: 'unordered (a NaN)',
  po: 'ordered (no NaN)',
};

const conditional = (): Readonly<Record<string, Mnemonic>> =>
  Object.fromEntries(
    Object.entries(conditions).flatMap(([name, when]): [string, Mnemonic][] => {
      const asks = { reads: true, writes: false };
      return [
        [`j${name}`, { meaning: `jump if ${when}`, first: 'reads', flags: asks, control: 'branch' }],
        [`set${name}l`, { meaning: `1 if ${when}, else 0`, first: 'writes', flags: asks }],
        [`cmov${name}l`, { meaning: `copy if ${when}`, first: 'updates', flags: asks }],
        [`cmov${name}q`, { meaning: `copy if ${when}`, first: 'updates', flags: asks }],
      ];
    }),
  );

const whole: Readonly<Record<string, Mnemonic>> = {
  ...bothWidths('mov', writes('copy')),
  movb: writes('copy 8 bits'),
  movw: writes('copy 16 bits'),
  movzxbl: writes('copy 8 bits, the rest 0'),
  movzxwl: writes('copy 16 bits, the rest 0'),
  movsxbl: writes('copy 8 bits with their sign'),
  movsxwl: writes('copy 16 bits with their sign'),
  movsxlq: writes('copy 32 bits with their sign'),
  ...bothWidths('lea', writes('calculate an address')),
  ...bothWidths('add', setsFlags(updates('add'))),
  ...bothWidths('sub', setsFlags(updates('subtract'))),
  sub: setsFlags(updates('subtract')),
  ...bothWidths('and', setsFlags(updates('and'))),
  ...bothWidths('or', setsFlags(updates('or'))),
  ...bothWidths('xor', setsFlags(updates('exclusive or'))),
  ...bothWidths('not', updates('not')),
  ...bothWidths('neg', setsFlags(updates('negate'))),
  ...bothWidths('shl', setsFlags(updates('shift left'))),
  ...bothWidths('shr', setsFlags(updates('shift right, zeros in'))),
  ...bothWidths('sar', setsFlags(updates('shift right, sign in'))),
  ...bothWidths('rol', setsFlags(updates('rotate left'))),
  ...bothWidths('ror', setsFlags(updates('rotate right'))),
  ...bothWidths('imul', setsFlags(updates('multiply'))),
  ...bothWidths('idiv', setsFlags(reads('divide rdx:rax, signed'))),
  ...bothWidths('div', setsFlags(reads('divide rdx:rax, unsigned'))),
  cdql: writes("fill edx with eax's sign"),
  cdqq: writes("fill rdx with rax's sign"),
  ...bothWidths('cmp', setsFlags(reads('compare'))),
  cmpb: setsFlags(reads('compare 8 bits')),
  ...bothWidths('test', setsFlags(reads('and, for the flags only'))),
  testb: setsFlags(reads('and of 8 bits, for the flags only')),
  test: setsFlags(reads('and of 8 bits, for the flags only')),
  ...bothWidths('tzcnt', setsFlags(writes('count the zeros at the end'))),
  ...bothWidths('lzcnt', setsFlags(writes('count the zeros at the beginning'))),
  ...bothWidths('popcnt', setsFlags(writes('count the ones'))),
  push: reads('put on the stack'),
  pop: writes('take from the stack'),
  'rep stosl': reads('fill memory at rdi with eax, rcx times'),
  nop: reads('nothing; it makes the next one begin at a round address'),
  jmp: { ...reads('go on at'), control: 'jump' },
  call: { ...reads('call'), control: 'call' },
  retl: { ...reads('return'), control: 'return' },
  int3l: { ...reads('stop: never reached'), control: 'trap' },
};

/** Of vectors and floating-point numbers. */
const vectors: Readonly<Record<string, string>> = {
  vmovdqu: 'copy a vector',
  vmovups: 'copy a vector',
  vmovaps: 'copy a vector',
  vmovapd: 'copy a vector',
  vmovsd: 'copy a float8',
  vmovss: 'copy a float4',
  vmovq: 'copy 64 bits to or from a vector',
  vmovd: 'copy 32 bits to or from a vector',
  vmovddup: 'copy 64 bits twice',
  vbroadcastss: 'copy 32 bits four times',
  vpbroadcastb: 'copy 8 bits sixteen times',
  vpbroadcastw: 'copy 16 bits eight times',
  vpbroadcastd: 'copy 32 bits four times',
  vpbroadcastq: 'copy 64 bits twice',
  vpinsrq: 'put 64 bits into a vector',
  vpinsrd: 'put 32 bits into a vector',
  vpextrq: 'take 64 bits from a vector',
  vpcmpeqb: 'compare 16 × 8 bits for equality',
  vpcmpeqd: 'compare 4 × 32 bits for equality',
  vpcmpeqq: 'compare 2 × 64 bits for equality',
  vpcmpgtb: 'compare 16 × 8 bits, signed',
  vpcmpgtd: 'compare 4 × 32 bits, signed',
  vpcmpgtq: 'compare 2 × 64 bits, signed',
  vcmppd: 'compare 2 float8',
  vcmpps: 'compare 4 float4',
  vpackssdw: 'make 8 × 16 bits of 8 × 32 bits',
  vpacksswb: 'make 16 × 8 bits of 16 × 16 bits',
  vpmovmskb: 'gather the highest bits of 16 bytes',
  vmovmskps: 'gather the signs of 4 lanes',
  vmovmskpd: 'gather the signs of 2 lanes',
  vpshufb: 'reorder bytes',
  vpblendw: 'choose 16-bit lanes of two vectors',
  vpalignr: 'take 16 bytes of two vectors',
  vpsrldq: 'move all bytes to lower places',
  vpslldq: 'move all bytes to higher places',
  vpshufd: 'reorder 4 lanes',
  vshufps: 'choose lanes of two vectors',
  vpunpcklqdq: 'join the low halves',
  vpunpckhqdq: 'join the high halves',
  vpor: 'or of vectors',
  vpand: 'and of vectors',
  vpandn: 'and not of vectors',
  vpxor: 'exclusive or of vectors',
  vandpd: 'and of vectors',
  vandps: 'and of vectors',
  vxorpd: 'exclusive or of vectors',
  vpaddb: 'add 16 × 8 bits',
  vpaddd: 'add 4 × 32 bits',
  vpaddq: 'add 2 × 64 bits',
  vpaddusb: 'add 16 × 8 bits, up to 255',
  vpsubd: 'subtract 4 × 32 bits',
  vpsubq: 'subtract 2 × 64 bits',
  vpmulld: 'multiply 4 × 32 bits',
  vpmuludq: 'multiply 2 × 32 bits to 64',
  vpminsd: 'the smaller of 4 × 32 bits',
  vpmaxsd: 'the larger of 4 × 32 bits',
  vpsrld: 'shift right 4 × 32 bits',
  vpsrlq: 'shift right 2 × 64 bits',
  vpslld: 'shift left 4 × 32 bits',
  vpsllq: 'shift left 2 × 64 bits',
  vpsrad: 'shift right 4 × 32 bits, sign in',
  vaddsd: 'add float8',
  vsubsd: 'subtract float8',
  vmulsd: 'multiply float8',
  vdivsd: 'divide float8',
  vsqrtsd: 'square root of a float8',
  vaddpd: 'add 2 float8',
  vsubpd: 'subtract 2 float8',
  vmulpd: 'multiply 2 float8',
  vdivpd: 'divide 2 float8',
  vminpd: 'the smaller of 2 float8',
  vmaxpd: 'the larger of 2 float8',
  vroundpd: 'round 2 float8',
  vroundsd: 'round a float8',
  vcvtlsi2sd: 'float8 of 32 bits',
  vcvtqsi2sd: 'float8 of 64 bits',
  vcvtdq2pd: '2 float8 of 2 × 32 bits',
  vcvttpd2dq: '2 × 32 bits of 2 float8',
  vcvttsd2sil: '32 bits of a float8',
  vcvttsd2siq: '64 bits of a float8',
  vcvtss2sd: 'float8 of a float4',
  vcvtsd2ss: 'float4 of a float8',
};

const table: ReadonlyMap<string, Mnemonic> = new Map([
  ...Object.entries(whole),
  ...Object.entries(conditional()),
  ...Object.entries(vectors).map(([name, meaning]): [string, Mnemonic] => [name, writes(meaning)]),
  ['vucomisd', setsFlags(reads('compare float8'))],
  ['vucomiss', setsFlags(reads('compare float4'))],
  ['vptest', setsFlags(reads('and of vectors, for the flags only'))],
]);

/** What is known of a mnemonic; undefined for one that V8 has not been seen to use for kernels. */
export const mnemonicNamed = (name: string): Mnemonic | undefined => table.get(name);
