/** Every function definition as a WebAssembly function, in one module that exports them as a table: what FUNCEXPR calls. */
import binaryen from 'binaryen';
import { control } from '../../opcodes/language/control.js';
import { parameters, representations, type FunctionDefinition } from '../../opcodes/language/function.js';
import { mostFunctions } from '../../opcodes/language/family.js';
import { inlined } from '../../opcodes/language/inline.js';
import type { Num } from '../../opcodes/language/term.js';
import { toLanes } from '../../opcodes/language/value.js';
import { collectCalls } from './calls.js';
import { Fold } from './fold.js';

/** The module's bytes. It imports `env.memory`, `env.raise` and the runtime functions from `runtime`, and exports the table `functions`. */
export function compileFunctions(functions: readonly FunctionDefinition[]): Uint8Array {
  const m = new binaryen.Module();
  m.setFeatures(binaryen.Features.SignExt | binaryen.Features.BulkMemory | binaryen.Features.MutableGlobals);
  m.addMemoryImport('0', 'env', 'memory');
  m.addFunctionImport(
    'raise',
    'env',
    'raise',
    binaryen.createType([binaryen.i32, binaryen.i32, binaryen.i32]),
    binaryen.none,
  );
  for (const { name, params, result } of collectCalls(functions.flatMap((f) => inlined(f).body))) {
    m.addFunctionImport(name, 'runtime', name, binaryen.createType(params.map((p) => binaryen[p])), binaryen[result]);
  }
  for (const f of functions) addFunction(m, f);
  // Families add theirs, by number.
  m.addTable('functions', functions.length, mostFunctions);
  m.addActiveElementSegment(
    'functions',
    'all',
    functions.map((f) => `f:${f.name}`),
    m.i32.const(0),
  );
  m.addTableExport('functions', 'functions');
  if (!m.validate()) throw new Error('the module of functions is not valid');
  binaryen.setOptimizeLevel(3);
  m.optimize();
  const bytes = m.emitBinary();
  m.dispose();
  return bytes;
}

function addFunction(m: binaryen.Module, f: FunctionDefinition): void {
  const params = parameters(f);
  const fold = new Fold(binaryen, m, params);
  const [value, length] = toLanes(f.value);
  if (value === undefined) throw new Error(`${f.name} has no value`);
  const result: Num = length === undefined ? (representations[f.result] as Num) : 'i32';
  let body = fold.term(value);
  if (length !== undefined) {
    // A text: the pointer is the result and the length is left in memory; it is computed after the pointer.
    const pointer = params.length + fold.vars.length;
    const set = m.local.set(pointer, body);
    fold.reserve('i32');
    body = m.block(
      null,
      [
        set,
        m.i32.store(control.resultLength, 4, m.i32.const(0), fold.term(length)),
        m.local.get(pointer, binaryen.i32),
      ],
      binaryen.i32,
    );
  }
  m.addFunction(
    `f:${f.name}`,
    binaryen.createType(params.map(({ type }) => binaryen[type])),
    binaryen[result],
    fold.vars,
    body,
  );
}
