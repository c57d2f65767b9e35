/** What an opcode has to do with nulls, as its definition declares it, with the places of operands instead of their names. */
import type { FactsInfo, NullEffect, OpcodeInfo } from '../metadata.js';
import { opcodes } from '../opcodes.generated.js';

/** What is known of a step's operands, by their places. */
export interface Facts {
  readonly holds: readonly number[];
  readonly notNull: readonly number[];
}
export interface PlacedNullEffect {
  readonly result: NullEffect['result'];
  /** Undefined when the next step is never reached. */
  readonly next: Facts | undefined;
  readonly jump: Facts;
  readonly whenTrue: Facts;
}

export function nullEffect(opcode: number): PlacedNullEffect {
  const effect = effects[opcode] ?? placed(opcodes[opcode]);
  effects[opcode] = effect;
  return effect;
}

/** Those that were asked for. */
const effects: PlacedNullEffect[] = [];

function placed(info: OpcodeInfo | undefined): PlacedNullEffect {
  const { operands = [], nulls = {}, ends } = info ?? {};
  const places = (names: readonly (string | undefined)[] = []): number[] =>
    operands.flatMap(({ name }, place) => (names.includes(name) ? [place] : []));
  const facts = ({ holds, notNull }: FactsInfo = {}): Facts => ({ holds: places([holds]), notNull: places(notNull) });
  // A step that leaves the flag alone makes no null.
  const writesFlag = operands.some(({ kind, writeNull }) => kind === 'out' && writeNull === true);
  return {
    result: writesFlag ? nulls.result : 'never',
    next: ends === true ? undefined : facts(nulls.next),
    jump: facts(nulls.jump),
    whenTrue: facts(nulls.whenTrue),
  };
}
