/** Whether an operand that is not a jump refers to something that exists and is of the kind that its step works on. */
import { SqlError } from '../error.js';
import { types, type TypeName } from '../catalog/types.js';
import type { DecodedStep } from './decode.js';
import type { OpcodeInfo, OperandInfo } from './metadata.js';
import { functionInfo } from '../functions/functions.js';
import { argumentCells } from './argument-cells.js';
import type { Program } from './program.js';
import { storageOf } from './storage.js';

export function operandIsRight(program: Program, step: DecodedStep, operand: OperandInfo, value: number): boolean {
  const within = (count: number) => value >= 0 && value < count;
  switch (operand.kind) {
    case 'out':
      return within(program.slots.length) && value >= program.constants.length && fits(program, operand, value);
    case 'in':
      return within(program.slots.length) && fits(program, operand, value);
    case 'const':
      return within(program.constants.length) && fits(program, operand, value);
    case 'column': {
      const type = program.columns[value];
      return type !== undefined && storageOf(type) === operand.storage;
    }
    case 'param':
      return within(program.params.length) && representationOf(program.params[value]) === resultOf(step.info);
    case 'function':
      return calls(step, value);
    case 'address':
      return operand.name === 'results'
        ? isResults(program, step, value)
        : operand.name === 'cells'
          ? value === argumentCells
          : isTable(program, step, value);
    case 'number':
      return isPlace(program, step.info, operand.name, value);
    case 'jump':
      return false;
  }
}

/** An operand of which only the null flag matters fits every slot. */
const fits = (program: Program, operand: OperandInfo, slot: number): boolean =>
  operand.representation === undefined || program.slots[slot] === operand.representation;

const representationOf = (type: TypeName | undefined) => (type === undefined ? undefined : types[type].representation);
const resultOf = (info: OpcodeInfo) => info.operands.find(({ kind }) => kind === 'out')?.representation;
const argumentOf = (info: OpcodeInfo) => info.operands.find(({ kind }) => kind === 'in')?.representation;

/** As a function's signature is written: the arguments and the result of a step that calls one. */
const signatureOf = (info: OpcodeInfo): string =>
  `${info.operands.flatMap(({ kind, representation }) => (kind === 'in' ? [representation] : [])).join('_')}__${resultOf(info)}`;

/** Does the step call the function as it is to be called, and does it expect what the function returns? */
function calls(step: DecodedStep, number: number): boolean {
  try {
    const { signature, convention } = functionInfo(number);
    const cells = step.info.operands.some(({ name }) => name === 'cells');
    if ((convention === 'cells') !== cells) return false;
    return cells ? signature === `i32_i32__${resultOf(step.info)}` : signature === signatureOf(step.info);
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

/** An argument's place, and the number of arguments, lie within the program's cells. */
function isPlace({ cells }: Program, info: OpcodeInfo, name: string, value: number): boolean {
  if (!info.operands.some((operand) => operand.name === 'cells')) return true;
  return name === 'place' ? value >= 0 && value % 16 === 0 && value / 16 < cells : value >= 0 && value <= cells;
}

/** Only a scalar program has results, of its own type. */
const isResults = (program: Program, step: DecodedStep, value: number): boolean =>
  value === -1 && program.kind === 'scalar' && argumentOf(step.info) === types[program.type].representation;

/** A table is looked up by values of its representation, and in the way it is made for. */
function isTable(program: Program, step: DecodedStep, value: number): boolean {
  const table = program.tables[value];
  if (table?.kind === 'state') return step.info.operands.some(({ name }) => name === 'cells');
  return (
    table !== undefined &&
    table.representation === argumentOf(step.info) &&
    step.info.operands.some((operand) => operand.table === table.kind)
  );
}
