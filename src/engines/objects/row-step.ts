/** What the engine over JavaScript objects knows of a step: what it means there, or, of one that only decides, what it does in each state of its inputs. */

/** A boolean or null. */
export type Known = 0 | 1 | null;

export interface Outcome {
  /** The operands that are written, by their place, with what they are afterwards. */
  readonly writes: readonly (readonly [operand: number, value: Known])[];
  /** The place of the operand that is jumped to, `next`, or the bit with which the row ends. */
  readonly to: number | 'next' | { readonly ends: Known };
}

export interface Decision {
  /** The places of the operands that decide, and which of them are booleans; of the others only the null flag is asked. */
  readonly inputs: readonly { readonly operand: number; readonly boolean: boolean }[];
  /** An outcome for each state of the inputs, the last input's state changing first: false, true and null of a boolean, not null and null of a flag. */
  readonly outcomes: readonly Outcome[];
}

export type RowStep =
  | 'read'
  | 'member'
  | 'param'
  | 'value'
  | 'argument'
  | 'callArguments'
  | 'call'
  | 'give'
  | 'skip'
  | Decision;
