/** A switch interpreter with a chosen number of opcodes, made from the definitions: what a measuring process is given to run instead of an engine's own. */

/**
 * How it is made. `one function`: JavaScript, all cases in one `switch`, numbered from 0 without gaps. `numbers kept`: the same, but each opcode has the
 * number that it has in quern. `two functions`: the engine `switch` itself, which has moved rare opcodes out. `WebAssembly`: one function around a `br_table`.
 */
export type Series = 'one function' | 'numbers kept' | 'two functions' | 'WebAssembly';

/** The name in tables and in JSON. */
export const seriesLabel: Readonly<Record<Series, string>> = {
  'one function': 'switch in one function',
  'numbers kept': 'switch in one function, numbers kept',
  'two functions': 'switch',
  WebAssembly: 'wasm-switch',
};

export interface GeneratedSwitch {
  readonly series: Series;
  /** How many opcodes have a case. */
  readonly opcodes: number;
  /** By opcode of quern, its number in this interpreter, or -1 when it has no case. */
  readonly numbers: readonly number[];
  /** The body of a JavaScript function (see `javascript.ts`) or a WebAssembly module; nothing for the engine's own interpreter. */
  readonly code: string | Uint8Array<ArrayBuffer> | undefined;
  readonly facts: SwitchFacts;
}

/** What is known of the code before it runs, where it applies. */
export interface SwitchFacts {
  /** Bytes of the interpreter's JavaScript text, or of its WebAssembly module. */
  readonly codeBytes?: number;
  /** How many of the cases stand in the function with the loop, when there are two. */
  readonly casesInFirst?: number;
  /** Bytes of V8's bytecode of the function with the switch. */
  readonly bytecodeBytes?: number;
  /** Milliseconds that V8's compilers for WebAssembly take, TurboFan and Liftoff. */
  readonly turbofanMilliseconds?: number;
  readonly liftoffMilliseconds?: number;
}

/** What an interpreter's text takes from outside: the parameters of the function that it is the body of. */
export const outside = ['raise', 'convertToF32', 'nearest'] as const;
