/**
 * The instructions of x86-64 that V8 makes of kernels: what each does, in words, and what it reads and writes. The names are those that V8 prints, which follow AT&T's suffixes (l for 32 bits, q for
 * 64) and Intel's order of operands (the one that is written first).
 */

/** What an instruction does with its first operand. */
export type FirstOperand = 'writes' | 'updates' | 'reads';

/** When a conditional jump jumps, a conditional move moves and a byte becomes 1, by the letters in their names. */
export type Condition = keyof typeof conditions;

/** What an instruction does, whatever its width; `vector` for those of vectors and floating-point numbers that have no other. */
export type Operation =
  | ('mov' | 'movzx' | 'movsx' | 'lea' | 'add' | 'sub' | 'and' | 'or' | 'xor' | 'not' | 'neg')
  | ('shl' | 'shr' | 'sar' | 'rol' | 'ror' | 'imul' | 'idiv' | 'div' | 'cdq' | 'cmp' | 'test')
  | ('tzcnt' | 'lzcnt' | 'popcnt' | 'push' | 'pop' | 'stos' | 'nop' | 'setcc' | 'cmov')
  | ('jmp' | 'jcc' | 'call' | 'ret' | 'int3')
  | (
      | 'vmov'
      | 'vtransfer'
      | 'vxor'
      | 'vadd'
      | 'vsub'
      | 'vmul'
      | 'vdiv'
      | 'vsqrt'
      | 'vfloat'
      | 'vfromint'
      | 'vconvert'
      | 'vround'
    )
  | ('vucomis' | 'vptest' | 'vgather' | 'vmulint' | 'vector');

/** One kind of instruction. */
export interface Mnemonic {
  readonly operation: Operation;
  readonly meaning: string;
  readonly first: FirstOperand;
  /** Bits that it works on; an operand that is a register of 8 bits makes it 8. */
  readonly width: 8 | 16 | 32 | 64 | 128;
  /** Bits of its source, where they are fewer. */
  readonly from?: 8 | 16 | 32;
  readonly condition?: Condition;
  readonly flags: { readonly reads: boolean; readonly writes: boolean };
  /** Registers beside its operands; of `imul`, where it has one operand. */
  readonly implied?: { readonly reads: readonly string[]; readonly writes: readonly string[] };
  /** Goes on elsewhere: always, when a condition holds, to a function, or back to the caller. */
  readonly control?: 'jump' | 'branch' | 'call' | 'return' | 'trap';
}

const kind =
  (first: FirstOperand) =>
  (operation: Operation, meaning: string, more: Partial<Mnemonic> = {}): Mnemonic => ({
    operation,
    meaning,
    first,
    width: 64,
    flags: { reads: false, writes: false },
    ...more,
  });
const writes = kind('writes');
const updates = kind('updates');
const reads = kind('reads');
const setsFlags = { flags: { reads: false, writes: true } };
const product = { reads: ['rax'], writes: ['rax', 'rdx'] };
const quotient = { ...setsFlags, implied: { reads: ['rax', 'rdx'], writes: ['rax', 'rdx'] } };
const stack = { implied: { reads: ['rsp'], writes: ['rsp'] } };
/** The same with the suffixes of 32 and 64 bits; V8 names the longer one by a prefix as well. */
const bothWidths = (name: string, of: Mnemonic): Readonly<Record<string, Mnemonic>> => ({
  [`${name}l`]: { ...of, width: 32 },
  [`${name}q`]: of,
});

/** Conditions, as jumps, moves and bytes have them in their names. */
const conditions = {
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
} as const;

const conditional = (): Readonly<Record<string, Mnemonic>> =>
  Object.fromEntries(
    Object.entries(conditions).flatMap(([name, when]): [string, Mnemonic][] => {
      const asks = { condition: name as Condition, flags: { reads: true, writes: false } };
      return [
        [`j${name}`, reads('jcc', `jump if ${when}`, { ...asks, control: 'branch' })],
        [`set${name}l`, writes('setcc', `1 if ${when}, else 0`, { ...asks, width: 8 })],
        ...Object.entries(bothWidths(`cmov${name}`, updates('cmov', `copy if ${when}`, asks))),
      ];
    }),
  );

const whole: Readonly<Record<string, Mnemonic>> = {
  ...bothWidths('mov', writes('mov', 'copy')),
  movb: writes('mov', 'copy 8 bits', { width: 8 }),
  movw: writes('mov', 'copy 16 bits', { width: 16 }),
  movzxbl: writes('movzx', 'copy 8 bits, the rest 0', { width: 32, from: 8 }),
  movzxwl: writes('movzx', 'copy 16 bits, the rest 0', { width: 32, from: 16 }),
  movsxbl: writes('movsx', 'copy 8 bits with their sign', { width: 32, from: 8 }),
  movsxwl: writes('movsx', 'copy 16 bits with their sign', { width: 32, from: 16 }),
  movsxlq: writes('movsx', 'copy 32 bits with their sign', { from: 32 }),
  ...bothWidths('lea', writes('lea', 'calculate an address')),
  ...bothWidths('add', updates('add', 'add', setsFlags)),
  ...bothWidths('sub', updates('sub', 'subtract', setsFlags)),
  // V8 prints one subtraction without its width.
  sub: updates('sub', 'subtract', { ...setsFlags, width: 32 }),
  ...bothWidths('and', updates('and', 'and', setsFlags)),
  ...bothWidths('or', updates('or', 'or', setsFlags)),
  ...bothWidths('xor', updates('xor', 'exclusive or', setsFlags)),
  ...bothWidths('not', updates('not', 'not')),
  ...bothWidths('neg', updates('neg', 'negate', setsFlags)),
  ...bothWidths('shl', updates('shl', 'shift left', setsFlags)),
  ...bothWidths('shr', updates('shr', 'shift right, zeros in', setsFlags)),
  ...bothWidths('sar', updates('sar', 'shift right, sign in', setsFlags)),
  ...bothWidths('rol', updates('rol', 'rotate left', setsFlags)),
  ...bothWidths('ror', updates('ror', 'rotate right', setsFlags)),
  ...bothWidths('imul', updates('imul', 'multiply', { ...setsFlags, implied: product })),
  ...bothWidths('idiv', reads('idiv', 'divide rdx:rax, signed', quotient)),
  ...bothWidths('div', reads('div', 'divide rdx:rax, unsigned', quotient)),
  cdql: writes('cdq', "fill edx with eax's sign", { width: 32, implied: { reads: ['rax'], writes: ['rdx'] } }),
  cdqq: writes('cdq', "fill rdx with rax's sign", { implied: { reads: ['rax'], writes: ['rdx'] } }),
  ...bothWidths('cmp', reads('cmp', 'compare', setsFlags)),
  cmpb: reads('cmp', 'compare 8 bits', { ...setsFlags, width: 8 }),
  ...bothWidths('test', reads('test', 'and, for the flags only', setsFlags)),
  testb: reads('test', 'and of 8 bits, for the flags only', { ...setsFlags, width: 8 }),
  test: reads('test', 'and of 8 bits, for the flags only', { ...setsFlags, width: 8 }),
  ...bothWidths('tzcnt', writes('tzcnt', 'count the zeros at the end', setsFlags)),
  ...bothWidths('lzcnt', writes('lzcnt', 'count the zeros at the beginning', setsFlags)),
  ...bothWidths('popcnt', writes('popcnt', 'count the ones', setsFlags)),
  push: reads('push', 'put on the stack', stack),
  pop: writes('pop', 'take from the stack', stack),
  'rep stosl': reads('stos', 'fill memory at rdi with eax, rcx times', { width: 32 }),
  nop: reads('nop', 'nothing; it makes the next one begin at a round address'),
  jmp: reads('jmp', 'go on at', { control: 'jump' }),
  call: reads('call', 'call', { control: 'call' }),
  retl: reads('ret', 'return', { control: 'return' }),
  int3l: reads('int3', 'stop: never reached', { control: 'trap' }),
};

/** Of vectors and floating-point numbers. */
const vectors: Readonly<Record<string, string | Mnemonic>> = {
  vmovdqu: writes('vmov', 'copy a vector', { width: 128 }),
  vmovups: writes('vmov', 'copy a vector', { width: 128 }),
  vmovaps: writes('vmov', 'copy a vector'),
  vmovapd: writes('vmov', 'copy a vector'),
  vmovsd: writes('vmov', 'copy a float8'),
  vmovss: writes('vmov', 'copy a float4', { width: 32 }),
  vmovq: writes('vtransfer', 'copy 64 bits to or from a vector'),
  vmovd: writes('vtransfer', 'copy 32 bits to or from a vector', { width: 32 }),
  vmovddup: 'copy 64 bits twice',
  vbroadcastss: 'copy 32 bits four times',
  vpbroadcastb: 'copy 8 bits sixteen times',
  vpbroadcastw: 'copy 16 bits eight times',
  vpbroadcastd: 'copy 32 bits four times',
  vpbroadcastq: 'copy 64 bits twice',
  vpinsrq: 'put 64 bits into a vector',
  vpinsrd: 'put 32 bits into a vector',
  vpextrq: writes('vgather', 'take 64 bits from a vector'),
  vpcmpeqb: 'compare 16 × 8 bits for equality',
  vpcmpeqd: 'compare 4 × 32 bits for equality',
  vpcmpeqq: 'compare 2 × 64 bits for equality',
  vpcmpgtb: 'compare 16 × 8 bits, signed',
  vpcmpgtd: 'compare 4 × 32 bits, signed',
  vpcmpgtq: 'compare 2 × 64 bits, signed',
  vcmppd: writes('vfloat', 'compare 2 float8'),
  vcmpps: writes('vfloat', 'compare 4 float4'),
  vpackssdw: 'make 8 × 16 bits of 8 × 32 bits',
  vpacksswb: 'make 16 × 8 bits of 16 × 16 bits',
  vpmovmskb: writes('vgather', 'gather the highest bits of 16 bytes'),
  vmovmskps: writes('vgather', 'gather the signs of 4 lanes'),
  vmovmskpd: writes('vgather', 'gather the signs of 2 lanes'),
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
  vpxor: writes('vxor', 'exclusive or of vectors'),
  vandpd: 'and of vectors',
  vandps: 'and of vectors',
  vxorpd: writes('vxor', 'exclusive or of vectors'),
  vpaddb: 'add 16 × 8 bits',
  vpaddd: 'add 4 × 32 bits',
  vpaddq: 'add 2 × 64 bits',
  vpaddusb: 'add 16 × 8 bits, up to 255',
  vpsubd: 'subtract 4 × 32 bits',
  vpsubq: 'subtract 2 × 64 bits',
  vpmulld: writes('vmulint', 'multiply 4 × 32 bits'),
  vpmuludq: writes('vmulint', 'multiply 2 × 32 bits to 64'),
  vpminsd: 'the smaller of 4 × 32 bits',
  vpmaxsd: 'the larger of 4 × 32 bits',
  vpsrld: 'shift right 4 × 32 bits',
  vpsrlq: 'shift right 2 × 64 bits',
  vpslld: 'shift left 4 × 32 bits',
  vpsllq: 'shift left 2 × 64 bits',
  vpsrad: 'shift right 4 × 32 bits, sign in',
  vaddsd: writes('vadd', 'add float8'),
  vsubsd: writes('vsub', 'subtract float8'),
  vmulsd: writes('vmul', 'multiply float8'),
  vdivsd: writes('vdiv', 'divide float8'),
  vsqrtsd: writes('vsqrt', 'square root of a float8'),
  vaddpd: writes('vfloat', 'add 2 float8'),
  vsubpd: writes('vfloat', 'subtract 2 float8'),
  vmulpd: writes('vfloat', 'multiply 2 float8'),
  vdivpd: writes('vdiv', 'divide 2 float8'),
  vminpd: writes('vfloat', 'the smaller of 2 float8'),
  vmaxpd: writes('vfloat', 'the larger of 2 float8'),
  vroundpd: writes('vround', 'round 2 float8'),
  vroundsd: writes('vround', 'round a float8'),
  vcvtlsi2sd: writes('vfromint', 'float8 of 32 bits', { from: 32 }),
  vcvtqsi2sd: writes('vfromint', 'float8 of 64 bits'),
  vcvtdq2pd: writes('vconvert', '2 float8 of 2 × 32 bits'),
  vcvttpd2dq: writes('vconvert', '2 × 32 bits of 2 float8'),
  vcvttsd2sil: writes('vconvert', '32 bits of a float8'),
  vcvttsd2siq: writes('vconvert', '64 bits of a float8'),
  vcvtss2sd: writes('vconvert', 'float8 of a float4'),
  vcvtsd2ss: writes('vconvert', 'float4 of a float8'),
  vucomisd: reads('vucomis', 'compare float8', setsFlags),
  vucomiss: reads('vucomis', 'compare float4', { ...setsFlags, width: 32 }),
  vptest: reads('vptest', 'and of vectors, for the flags only', { ...setsFlags, width: 128 }),
};

const table: ReadonlyMap<string, Mnemonic> = new Map([
  ...Object.entries(whole),
  ...Object.entries(conditional()),
  ...Object.entries(vectors).map(([name, of]): [string, Mnemonic] => [
    name,
    typeof of === 'string' ? writes('vector', of, { width: 128 }) : of,
  ]),
]);

/** What is known of a mnemonic; undefined for one that V8 has not been seen to use for kernels. */
export const mnemonicNamed = (name: string): Mnemonic | undefined => table.get(name);
