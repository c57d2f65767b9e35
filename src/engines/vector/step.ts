/** What a step does to many rows at once: words of 64 bits, a bit a row, for what is true and what is null; lanes for numbers. */

/** No row, all rows, the word of an operand (`a`, `a_null`, `column_validity`), or an operation on words. */
export type WordTerm =
  | 0
  | 1
  | string
  | readonly ['not', WordTerm]
  | readonly ['and' | 'or' | 'xor', WordTerm, WordTerm];

/** A stencil that computes a value for four rows. */
export interface LaneStencil {
  /** Instructions in hexadecimal, holes in braces: `{a}` is an input's vector, `{a_hi}` the second one of a number of 64 bits. */
  readonly code: string;
  /** It leaves all ones or all zeros a row, in 32 bits, on the stack; otherwise the value is in the output's vectors. */
  readonly condition?: true;
  /** It may note rows in the vector `raised`. */
  readonly raises?: true;
}

/** That two whole numbers compare like this: the operands by their names, which are those of the step or of the call. */
export interface WholeComparison {
  readonly by: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';
  readonly left: string;
  readonly right: string;
}

/** A value that is computed from the inputs. */
export interface Computation {
  /** Where the inputs are booleans. */
  readonly words?: WordTerm;
  /** Where the inputs are numbers. */
  readonly lanes?: LaneStencil;
  /** What it is, if it is a comparison of two whole numbers and nothing more. */
  readonly compares?: WholeComparison;
}

/** How one text lies in another where this holds, byte by byte (`TextMatch` of the definitions), and the places of the two among the operands. */
export interface TextMatch {
  readonly by: 'equality' | 'prefix' | 'pattern';
  readonly text: number;
  readonly pattern: number;
  readonly negated?: true;
}

/** How the operand that is written gets its value: exactly one of `copy`, `param`, `column`, `call`, `member`, `matches`, or else `words` or `lanes`. */
export interface VectorValue extends Computation {
  readonly operand: number;
  /** The place of the operand, a slot or a constant, whose value it is. */
  readonly copy?: number;
  /** The place of the parameter whose value it is. */
  readonly param?: number;
  /** The place of the column whose value it is, and how many bytes a row takes there. */
  readonly column?: number;
  readonly bytes?: number;
  /** The place of the operand that names the function which gives it. */
  readonly call?: number;
  /** The place of the table of bits in which the input is looked for. */
  readonly member?: number;
  readonly matches?: TextMatch;
}

export type OperandWord = readonly [operand: number, word: WordTerm];

/** Operands are given by their places. */
export interface VectorStep {
  readonly value?: VectorValue;
  /** Further operands that are written, all booleans. */
  readonly more?: readonly OperandWord[];
  readonly nulls?: readonly OperandWord[];
  /** Which rows go on elsewhere. */
  readonly jumps?: readonly OperandWord[];
  /** Ends the rows, with these bits. */
  readonly ends?: WordTerm;
  /** It touches no row at all, only where functions put their texts. */
  readonly resets?: true;
}
