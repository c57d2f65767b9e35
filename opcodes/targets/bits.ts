/** Which slots a step always leaves with 0 or 1: a row may end only with such a bit, because it is put beside those of 31 other rows. */
import type { FunctionDefinition } from '../language/function.js';
import type { FusedDefinition } from '../language/fuse.js';
import type { Statement, StepDefinition } from '../language/step.js';
import type { Term } from '../language/term.js';
import { jsPrimitives } from './primitives.js';

/** Functions of type bool give bits by their type: a runtime function's result cannot be looked into. */
export function bitOutputs(step: StepDefinition, functions: readonly FunctionDefinition[]): Set<string> {
  if ('parts' in step) return bitsOfParts(step as FusedDefinition, functions);
  if (functions.some((f) => f.result === 'bool' && f.name.toUpperCase() === step.name)) return new Set(['result']);
  const sets = step.body.flatMap(setsOf);
  return new Set(
    sets.filter(({ slot }) => sets.every((s) => s.slot !== slot || s.lanes.every(isBit))).map(({ slot }) => slot),
  );
}

function bitsOfParts(fused: FusedDefinition, functions: readonly FunctionDefinition[]): Set<string> {
  return new Set(
    fused.parts.flatMap(({ step, operands }) => [...bitOutputs(step, functions)].map((name) => operands[name] ?? '')),
  );
}

type SetStatement = Extract<Statement, { kind: 'set' }>;
function setsOf(statement: Statement): SetStatement[] {
  if (statement.kind === 'set') return [statement];
  return statement.kind === 'if' ? [...statement.then, ...statement.otherwise].flatMap(setsOf) : [];
}

function isBit({ node }: Term): boolean {
  switch (node.kind) {
    case 'const':
      return node.value === 0 || node.value === 1;
    case 'local':
      return node.name.endsWith('_null');
    case 'let':
    case 'check':
      return isBit(node.body);
    case 'if':
      return isBit(node.then) && isBit(node.otherwise);
    case 'op':
      if (node.op === 'i32.and') return node.args.some(isBit);
      if (node.op === 'i32.or' || node.op === 'i32.xor') return node.args.every(isBit);
      return jsPrimitives[node.op]?.condition !== undefined;
    default:
      return false;
  }
}
