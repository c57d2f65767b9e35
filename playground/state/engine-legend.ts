/** What each engine is, in a line: the names alone say it only to those who know. */
import type { EngineName } from '../../src/engines/named.js';

export const engineLegend: Readonly<Record<EngineName, string>> = {
  switch: 'JavaScript: a loop with a switch over the opcodes',
  closure: 'JavaScript: each step is a function that calls the next',
  'wasm-switch': 'an interpreter in WebAssembly: one indirect jump for all steps',
  'wasm-switch-register': 'the same, with the last value in registers',
  'wasm-threaded': 'an interpreter in WebAssembly: each opcode’s code ends in a jump of its own',
  'wasm-threaded-shared': 'the same, with one jump that all share',
  'wasm-threaded-register': 'wasm-threaded, with the last value in registers',
  'copy-patch': 'a compiler: copies each step’s code and fills its holes',
  optimizing: 'a compiler: the same code, optimised by Binaryen',
  vector: 'a compiler: 64 rows at a time, with words of bits and SIMD',
};
