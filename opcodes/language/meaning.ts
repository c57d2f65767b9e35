/**
 * What a step means to the passes beside what it computes: what it says of nulls, which cheaper form may take its place, and which part it
 * plays in a program. Passes read this, by the names of operands, and never a step's name.
 */
import type { Representation } from './value.js';

/** What is known of a step's operands at some place after it. */
export interface Facts {
  /** This boolean is true. */
  readonly holds?: string;
  /** These are not null. */
  readonly notNull?: readonly string[];
}

/** What a step says of nulls. What is not declared is not known; a step that leaves a result's null flag alone makes no null. */
export interface NullEffect {
  /**
   * When the result is null: never, exactly when one of the inputs is whose flags the step reads (`strict`), or when the column's value is
   * (`column`).
   */
  readonly result?: 'never' | 'strict' | 'column';
  /** What is known when the next step is reached. */
  readonly next?: Facts;
  /** What is known where the step jumps to. */
  readonly jump?: Pick<Facts, 'notNull'>;
  /** What is known once the result was found to be true. */
  readonly whenTrue?: Facts;
}

/** What takes a step's place where some of its operands are known not to be null. */
export interface Form {
  /** The slots and columns that must be known. */
  readonly notNull: readonly string[];
  /** The step, which finds its operands by their names; without one, nothing is left to do. */
  readonly step?: string;
}

/** A step of a nested AND or OR, whose nulls are remembered in the operand `anynull`. */
export interface ListStep {
  readonly place: 'first' | 'further' | 'last';
  /** The step for an argument of a list in which nothing can be null. */
  readonly notNull: string;
}

/** The part that only this step plays: a pass that needs such a step looks for the role. */
export type StepRole =
  /** Goes on elsewhere if a boolean, which is not null, is false. */
  | 'test'
  /** Ends the row with a bit. */
  | 'end'
  /** Goes on elsewhere if a slot is null. */
  | 'nullJump'
  /** Makes the result null and goes on elsewhere if an argument is null. */
  | 'strictCheck'
  /** Clears a slot's null flag. */
  | 'clearFlag'
  /** Empties the row's scratch area. */
  | 'resetScratch';

/** All that a step declares for the passes. */
export interface Meaning {
  readonly nulls?: NullEffect;
  /** Cheaper forms, the best one first. */
  readonly forms?: readonly Form[];
  readonly list?: ListStep;
  readonly role?: StepRole;
  /** The step that finds a value in a table of bits, where the constants lie close together. */
  readonly withBits?: string;
  /** Filters seldom have it: an interpreter may keep it apart from the others. */
  readonly rare?: true;
}

/** The mark of the steps over a representation: filters seldom have float4. */
export const rareOver = (representation: Representation): Pick<Meaning, 'rare'> =>
  representation === 'f32' ? { rare: true } : {};
