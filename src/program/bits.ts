/**
 * Which steps give 0 or 1, unless they give null: what ends a row is shifted into a word with the bits of 31 other rows, so the verifier follows
 * bits as it follows what has been written.
 */
import { types, type TypeName } from '../catalog/types.js';
import { functions, opcodes } from './opcodes.generated.js';
import type { Program } from './program.js';

/** Steps that make a bit of whatever they read. */
const makers = /^(NULLTEST_|BOOLTEST_|BOOL_NOT_|BOOL_(AND|OR)_STEP_FIRST$|DISTINCT$|HASHED_|BITMAP_|SCAN_VAR_BOOL)/;
/** Steps whose result is a bit if the values that they read are. */
const keepers = /^(MOVE_I32|NULLIF_I32|BOOL_(AND|OR)_STEP(_LAST|_NOTNULL)?)$/;
const inlinedTests: ReadonlySet<number> = new Set(functions.flatMap((f) => (f.result === 'bool' ? [f.inlined] : [])));

export interface Bits {
  /** Whether what the step writes to each of its slots is a bit, by the operand's name. */
  readonly written: ReadonlyMap<string, boolean>;
  /** False if the step ends a row with something else. */
  readonly endsWell: boolean;
}

/** `isBit` says it of the slots that the step reads, by the operand's name; `operands` are the step's, by name. */
export function bitsOf(program: Program, opcode: number, operands: ReadonlyMap<string, number>, isBit: (name: string) => boolean): Bits {
  const info = opcodes[opcode];
  if (info === undefined) return { written: new Map(), endsWell: false };
  if (info.parts !== undefined) return bitsOfParts(program, info.parts, operands, isBit);
  const read = info.operands.filter((operand) => operand.kind === 'in' && operand.readValue);
  const kept = read.every(({ name }) => isBit(name));
  const gives = makers.test(info.name) || inlinedTests.has(opcode) || (keepers.test(info.name) && kept) || isBoolean(program, info.name, operands);
  const written = info.operands.flatMap(({ name, kind, writeValue, writeNull }) => {
    if (kind !== 'out') return [];
    // What stands under a null flag does not matter.
    return writeValue ? [[name, gives] as const] : writeNull && info.name !== 'SET_NOTNULL' ? [[name, true] as const] : [];
  });
  return { written: new Map(written), endsWell: info.name !== 'DONE_RETURN' || kept };
}

function bitsOfParts(
  program: Program, parts: readonly { readonly opcode: number; readonly operands: readonly string[] }[],
  operands: ReadonlyMap<string, number>, isBit: (name: string) => boolean,
): Bits {
  const written = new Map<string, boolean>();
  let endsWell = true;
  for (const part of parts) {
    const outer = new Map(opcodes[part.opcode]?.operands.map(({ name }, i) => [name, part.operands[i] ?? '']));
    const outerOf = (name: string) => outer.get(name) ?? '';
    const own = new Map([...outer].map(([name, at]) => [name, operands.get(at) ?? -1]));
    const bits = bitsOf(program, part.opcode, own, (name) => written.get(outerOf(name)) ?? isBit(outerOf(name)));
    for (const [name, bit] of bits.written) written.set(outerOf(name), bit);
    endsWell &&= bits.endsWell;
  }
  return { written, endsWell };
}

/** A constant, a parameter or a function's result that is one by its type. */
function isBoolean(program: Program, opcode: string, operands: ReadonlyMap<string, number>): boolean {
  const type = ((): TypeName | undefined => {
    if (opcode.startsWith('FUNCEXPR_')) return functions[operands.get('func') ?? -1]?.result;
    if (opcode === 'PARAM_EXTERN_I32') return program.params[operands.get('param') ?? -1];
    return undefined;
  })();
  return type === types.bool.name || (opcode === 'CONST_I32' && isBitConstant(program, operands.get('value') ?? -1));
}

/** Constants of one representation and value share a slot, whatever their types. */
export function isBitConstant(program: Program, slot: number): boolean {
  const value = program.constants[slot]?.value;
  return value === 0 || value === 1;
}
