/** Whether a function that is called with cells finds its arguments there: as many as it takes, one after the other just before the call, each held as its type is. */
import { cellSize } from '../functions/call.js';
import type { FunctionInfo } from '../functions/function-info.js';
import { functionInfo, representationOfType } from '../functions/functions.js';
import { types } from '../catalog/types.js';
import type { DecodedStep } from './decode.js';
import { hasArgumentCells } from './argument-cells.js';
import type { Program } from './program.js';

/** What is wrong with the call that is the step `at`, if it is one. */
export function wrongCall(
  program: Program,
  steps: readonly DecodedStep[],
  at: number,
  targets: ReadonlySet<number>,
): string | undefined {
  const call = steps[at];
  const number = operandOf(call, 'function');
  if (call === undefined || number === undefined || !hasArgumentCells(call)) return undefined;
  const info = functionInfo(number);
  const count = operandOf(call, 'number') ?? 0;
  if (!takes(info, count)) return `${info.name} does not take ${count} arguments`;
  const first = at - count;
  for (let i = 0; i < count; i++) {
    const step = steps[first + i];
    if (!isArgument(step, i)) return `argument ${i} of ${info.name} is not stored`;
    if (!fits(program, step, info, i)) return `argument ${i} of ${info.name} is not held as its type is`;
  }
  return steps.slice(first + 1, at + 1).some((step) => targets.has(step.at))
    ? `a jump leads between the arguments of ${info.name}`
    : undefined;
}

const operandOf = (step: DecodedStep | undefined, kind: 'function' | 'number'): number | undefined =>
  step?.operands[step.info.operands.findIndex((operand) => operand.kind === kind)];

/** The types of polymorphic functions come after what is declared. */
const takes = ({ args, variadic, needsTypes }: FunctionInfo, count: number): boolean =>
  variadic === true ? count >= args.length - 1 : needsTypes === true ? count >= args.length : count === args.length;

const isArgument = (step: DecodedStep | undefined, place: number): step is DecodedStep =>
  step !== undefined &&
  hasArgumentCells(step) &&
  operandOf(step, 'function') === undefined &&
  operandOf(step, 'number') === place * cellSize;

/** A polymorphic argument is held in any way; a state is taken by what says `internal`. */
function fits(program: Program, step: DecodedStep, { args, nulls }: FunctionInfo, place: number): boolean {
  const type = args[Math.min(place, args.length - 1)];
  const operand = step.info.operands.findIndex(({ kind }) => kind === 'in');
  if (operand < 0) return type === 'internal';
  if (nulls === 'strict' && step.info.operands[operand]?.readNull === true) return false;
  if (type === undefined || place >= args.length) return true;
  return !Object.hasOwn(types, type) || program.slots[step.operands[operand] ?? 0] === representationOfType(type);
}
