/**
 * Whether a program can run over rows that are JavaScript objects: each of its steps has a meaning there, each value that it holds has a form of its own, and a family's
 * functions that it calls are written over those forms.
 */
import { types, type TypeName } from '../../catalog/types.js';
import { functionInfo } from '../../functions/functions.js';
import { columnsRead } from '../../program/columns-read.js';
import { decode } from '../../program/decode.js';
import type { Program } from '../../program/program.js';
import { anyFunction, familyFunctions } from './family-functions.js';
import { flatten, meaningOf, type FlatStep } from './flatten.js';
import { hasForm, isTextForm } from './hold.js';

export function canReadInPlace(program: Program): boolean {
  if (program.layout !== 'columns') return false;
  const columns = [...columnsRead(program).keys()].flatMap((column) => program.columns[column] ?? []);
  const constants = program.constants.map(({ type }) => type);
  if (![...columns, ...constants, ...program.params].every(hasForm) || !isGiven(program.type)) return false;
  for (const step of decode(program.code)) {
    const parts = step?.info.parts?.map(({ opcode }) => opcode) ?? [step?.opcode ?? -1];
    if (!parts.every((opcode) => meaningOf(opcode) !== undefined)) return false;
  }
  return flatten(program).every((step) => step.means !== 'call' || isWritten(step, program));
}

/** Can a value of the type be handed out in the form in which it is held? */
const isGiven = (type: TypeName): boolean => types[type].representation !== 'ref' || isTextForm(type);

/** Is the function one of the core's, or one of a family's that is written over JavaScript's values? The same is asked of the operator that is called for the elements of an array. */
function isWritten({ func, infos, operands }: FlatStep, { constants }: Program): boolean {
  const { family, name } = functionInfo(func);
  if (name !== anyFunction) return family === 'core' || familyFunctions.has(name);
  const operator = constants[operands[infos.findIndex(({ kind }) => kind !== 'out')] ?? -1];
  if (operator === undefined) return false;
  const called = functionInfo(Number(operator.value));
  return called.family === 'core' || familyFunctions.has(called.name);
}
