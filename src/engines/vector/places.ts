/** The operands that a step reads, writes and jumps by. */
import type { OpcodeInfo } from '../../program/metadata.js';

/** What a step reads and writes; the parts of slots, and the numbers of the steps that it jumps to. */
export interface Reads {
  readonly reads: readonly number[];
  readonly writes: readonly number[];
  readonly targets: readonly number[];
}

/** The places of the operands that an opcode reads, writes and jumps by. */
export interface Places {
  readonly readsValue: readonly number[];
  readonly readsNull: readonly number[];
  readonly writesValue: readonly number[];
  readonly writesNull: readonly number[];
  readonly jumps: readonly number[];
  /** Those that have no value where it jumps, because they are null there. */
  readonly nullWhereItJumps: readonly number[];
  readonly hasAddress: boolean;
}
const none: readonly number[] = [];
const known: (Places | undefined)[] = [];

export function placesOf(opcode: number, { operands, role }: OpcodeInfo): Places {
  const places = known[opcode];
  if (places !== undefined) return places;
  const where = (has: (operand: OpcodeInfo['operands'][number]) => boolean | undefined): number[] =>
    operands.flatMap((operand, place) => (has(operand) === true ? [place] : []));
  const writesNull = where(({ writeNull }) => writeNull);
  const found: Places = {
    readsValue: where(({ readValue }) => readValue),
    readsNull: where(({ readNull }) => readNull),
    writesValue: where(({ writeValue }) => writeValue),
    writesNull,
    jumps: where(({ kind }) => kind === 'jump'),
    nullWhereItJumps: role === 'strictCheck' ? writesNull : none,
    hasAddress: operands.some(({ kind }) => kind === 'address'),
  };
  known[opcode] = found;
  return found;
}
