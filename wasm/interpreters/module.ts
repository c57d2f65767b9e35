/** What the interpreters' modules have in common: the imports that the steps need, the order of the tables, and how Binaryen finishes a module. */
import binaryen from 'binaryen';
import type { StepDefinition } from '../../opcodes/language/step.js';
import { collectCalls } from '../stencils/calls.js';

/** Tail calls are the newest: Node 20, Chrome 112, Firefox 121, Safari 18.2. */
const { Features } = binaryen;
const features =
  Features.SignExt | Features.BulkMemory | Features.MutableGlobals | Features.ReferenceTypes | Features.TailCall;

/** A module that imports the memory, `raise` and what the steps call. It has no table of PostgreSQL's functions yet, which the steps call `functions`. */
export function beginModule(steps: readonly StepDefinition[]): binaryen.Module {
  const m = new binaryen.Module();
  m.setFeatures(features);
  m.addMemoryImport('0', 'env', 'memory');
  m.addFunctionImport(
    'raise',
    'env',
    'raise',
    binaryen.createType([binaryen.i32, binaryen.i32, binaryen.i32]),
    binaryen.none,
  );
  for (const { name, params, result } of collectCalls(steps.flatMap(({ body }) => body))) {
    m.addFunctionImport(name, 'env', name, binaryen.createType(params.map((p) => binaryen[p])), binaryen[result]);
  }
  return m;
}

/**
 * What Binaryen's -O3 does to each function, but for what takes a minute over a thousand cases (SSA form), and without what it does to the module, which would undo the
 * difference between the interpreters: it would put the shared dispatch into each step, fold equal ways out into one, and make steps with equal bodies
 * one function.
 */
const passes = [
  'remove-unused-names',
  'optimize-instructions',
  'pick-load-signs',
  'precompute',
  'code-pushing',
  'simplify-locals-nostructure',
  'vacuum',
  'remove-unused-brs',
  'local-cse',
  'simplify-locals',
  'vacuum',
  'coalesce-locals',
  'simplify-locals',
  'remove-unused-brs',
  'remove-unused-names',
  'precompute',
  'optimize-instructions',
  'rse',
  'vacuum',
  'coalesce-locals',
  'reorder-locals',
  'vacuum',
];

/** The module's bytes, optimised. */
export function finishModule(m: binaryen.Module): Uint8Array {
  if (!m.validate()) throw new Error('the module of an interpreter is not valid');
  binaryen.setOptimizeLevel(3);
  binaryen.setShrinkLevel(0);
  m.runPasses(passes);
  const bytes = m.emitBinary();
  m.dispose();
  return bytes;
}
