/** What each engine is, in a line, and how it gets from step to step: the names alone say it only to those who know, and the engines themselves are fetched for a race. */
import type { Dispatch } from '../../src/engines/engine.js';
import type { EngineName } from '../../src/engines/named.js';

interface EngineView {
  readonly what: string;
  /** The engine's own; a test holds the two together. */
  readonly dispatch: Dispatch;
}

export const engineLegend: Readonly<Record<EngineName, EngineView>> = {
  switch: { what: 'JavaScript: a loop with a switch over the opcodes', dispatch: 'shared' },
  closure: { what: 'JavaScript: each step is a function that calls the next', dispatch: 'replicated' },
  'wasm-switch': { what: 'an interpreter in WebAssembly: one indirect jump for all steps', dispatch: 'shared' },
  'wasm-switch-register': { what: 'the same, with the last value in registers', dispatch: 'shared' },
  'wasm-threaded': {
    what: 'an interpreter in WebAssembly: each opcode’s code ends in a jump of its own',
    dispatch: 'replicated',
  },
  'wasm-threaded-shared': { what: 'the same, with one jump that all share', dispatch: 'shared' },
  'wasm-threaded-register': { what: 'wasm-threaded, with the last value in registers', dispatch: 'replicated' },
  'copy-patch': { what: 'a compiler: copies each step’s code and fills its holes', dispatch: 'none' },
  optimizing: { what: 'a compiler: the same code, optimised by Binaryen', dispatch: 'none' },
  vector: { what: 'a compiler: 64 rows at a time, with words of bits and SIMD', dispatch: 'none' },
};
