/**
 * The stencil compiler: every opcode becomes a function whose parameters are its holes, Binaryen optimises the functions,
 * and the decoder turns each body into a stencil.
 */
import binaryen from 'binaryen';
import { opcodes } from '../../opcodes/machine/opcodes.js';
import type { Operand, StepDefinition } from '../../opcodes/language/step.js';
import type { Num } from '../../opcodes/language/term.js';
import { lanes } from '../../opcodes/language/value.js';
import { decodeStencil, type HoleParameter } from './decode.js';
import { Fold } from './fold.js';
import { collectCalls, type RuntimeSignature } from './calls.js';
import { decodeModule } from './reader.js';

export interface Stencil {
  readonly name: string;
  readonly code: string;
}

/**
 * Passes that leave parameters alone: those that give locals new places (coalesce-locals, reorder-locals) would reuse a
 * hole as a temporary.
 */
const passes = [
  'precompute',
  'optimize-instructions',
  'simplify-locals',
  'local-cse',
  'vacuum',
  'pick-load-signs',
  'remove-unused-brs',
  'merge-blocks',
  'optimize-instructions',
  'simplify-locals',
  'remove-unused-brs',
  'remove-unused-names',
  'precompute',
  'vacuum',
  'dce',
];

/** The holes of an operand that can be read. */
function holes(operand: Operand): HoleParameter[] {
  const { name, kind, representation } = operand;
  const values = representation === undefined ? [] : lanes[representation];
  switch (kind) {
    case 'in':
      return [
        ...values.map((lane) => ({ kind: 'local' as const, name: name + lane.suffix, type: lane.type })),
        { kind: 'local', name: `${name}_null`, type: 'i32' },
      ];
    // A constant is a slot too: it is in a local before the first row.
    case 'const':
      return values.map((lane) => ({ kind: 'local', name: name + lane.suffix, type: lane.type }));
    case 'column':
      return ['values', 'validity'].map((part) => ({ kind: 'local', name: `${name}_${part}`, type: 'i32' }));
    case 'param':
    case 'address':
      return [{ kind: 'local', name, type: 'i32' }];
    case 'function':
    case 'number':
      return [{ kind: 'const', name, type: 'i32' }];
    case 'out':
    case 'jump':
      return [];
  }
}

/** What the scan loop gives to all stencils. */
const ambient: readonly HoleParameter[] = ['row', 'tuples', 'lengths'].map((name) => ({
  kind: 'local',
  name,
  type: 'i32',
}));

export function compileStencils(): Stencil[] {
  const module = new binaryen.Module();
  module.setFeatures(binaryen.Features.SignExt | binaryen.Features.BulkMemory | binaryen.Features.MutableGlobals);
  module.setMemory(1, 1);
  module.addTable('functions', 1, 1);
  const imported = new Set<string>();
  const importFunction = (name: string, params: readonly number[], result: number): string => {
    if (!imported.has(name)) {
      imported.add(name);
      module.addFunctionImport(name, 'env', name, binaryen.createType([...params]), result);
    }
    return name;
  };
  importFunction('raise', [binaryen.i32, binaryen.i32, binaryen.i32], binaryen.none);
  for (const { name, params, result } of runtimeCalls(opcodes)) {
    importFunction(
      name,
      params.map((p) => binaryen[p]),
      binaryen[result],
    );
  }
  const params = opcodes.map((opcode) => [...ambient, ...opcode.operands.flatMap(holes)]);
  opcodes.forEach((opcode, index) => {
    const own = params[index] ?? [];
    const fold = new Fold(
      binaryen,
      module,
      own.map(({ name, type }) => ({ name, type: type as Num })),
    );
    const body = fold.statements(opcode.body, {
      set: (name, type, value) =>
        module.call(importFunction(`set:${name}:${type}`, [binaryen[type]], binaryen.none), [value], binaryen.none),
      jump: (target) => module.call(importFunction(`jump:${target}`, [], binaryen.none), [], binaryen.none),
      done: (selected) =>
        module.block(null, [
          module.call(importFunction('set:selected:i32', [binaryen.i32], binaryen.none), [selected], binaryen.none),
          module.call(importFunction('jump:done', [], binaryen.none), [], binaryen.none),
          module.unreachable(),
        ]),
    });
    module.addFunction(
      opcode.name,
      binaryen.createType(own.map(({ type }) => binaryen[type as Num])),
      binaryen.none,
      fold.vars,
      body,
    );
  });
  if (!module.validate()) throw new Error('the stencil module is not valid');
  module.runPasses(passes);
  const decoded = decodeModule(module.emitBinary());
  module.dispose();
  return opcodes.map((opcode, index) => {
    const body = decoded.bodies[index];
    if (body === undefined) throw new Error(`${opcode.name} was lost`);
    try {
      return { name: opcode.name, code: decodeStencil(decoded, body, params[index] ?? []) };
    } catch (error) {
      throw new Error(`${opcode.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function runtimeCalls(list: readonly StepDefinition[]): RuntimeSignature[] {
  return collectCalls(list.flatMap((opcode) => opcode.body));
}
