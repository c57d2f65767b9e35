/** What is told of an instruction of any architecture, and what it is read from. */

/** What an instruction works on. General registers have the names of their 64 bits, whichever part is used. */
export type Operand =
  | { readonly kind: 'register'; readonly name: string; readonly bits: 8 | 16 | 32 | 64 | 128 }
  | {
      readonly kind: 'memory';
      /** Undefined for what is relative to nothing; `rip` or `pc` for the constants after the code. */
      readonly base: string | undefined;
      readonly index: string | undefined;
      readonly scale: 1 | 2 | 4 | 8;
      readonly offset: number;
    }
  | { readonly kind: 'immediate'; readonly value: bigint }
  /** A place in the same function, in bytes from its beginning. */
  | { readonly kind: 'place'; readonly at: number }
  /** Code outside of the function, by what V8 calls it. */
  | { readonly kind: 'outside'; readonly name: string }
  /** Of ARM64: how the operand before it is shifted or widened, a condition, a number with a fraction. */
  | { readonly kind: 'modifier'; readonly text: string };

/** What is told of an instruction of any architecture. */
export interface Told {
  /** Bytes from the function's beginning. */
  readonly at: number;
  /** As V8 prints them, in hexadecimal. */
  readonly bytes: string;
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  /** What is printed for it, without addresses of this run. */
  readonly text: string;
  /** What it does, in words. */
  readonly meaning: string;
  /** As V8 printed it, but for the addresses of this run: `parseInstruction` reads it again (recording.ts). */
  readonly printed: string;
  readonly loads: boolean;
  readonly stores: boolean;
  /** Goes on elsewhere: always, when a condition holds, to a function, or back to the caller. */
  readonly control?: 'jump' | 'branch' | 'call' | 'return' | 'trap';
  /** Never does anything: it fills a gap, or is data among the code. */
  readonly isFiller: boolean;
}

/** A line, cut into its parts; `code` is what follows the bytes. */
export interface LineParts extends Pick<Told, 'at' | 'bytes'> {
  readonly code: string;
}
