/**
 * Whether a program can run over rows that are JavaScript objects: each of its steps has a meaning there, and each value that it holds by reference is its own
 * text form, so that equal texts are equal values.
 */
import { types, type TypeName } from '../../catalog/types.js';
import { columnsRead } from '../../program/columns-read.js';
import { decode } from '../../program/decode.js';
import type { Program } from '../../program/program.js';
import { hasMeaning } from './flatten.js';

const isHeld = (type: TypeName): boolean => types[type].representation !== 'ref' || types[type].textual === true;

export function canReadInPlace(program: Program): boolean {
  if (program.layout !== 'columns' || program.families.length > 0) return false;
  const columns = [...columnsRead(program).keys()].flatMap((column) => program.columns[column] ?? []);
  const constants = program.constants.map(({ type }) => type);
  if (![program.type, ...columns, ...constants, ...program.params].every(isHeld)) return false;
  for (const step of decode(program.code)) {
    const parts = step?.info.parts?.map(({ opcode }) => opcode) ?? [step?.opcode ?? -1];
    if (!parts.every(hasMeaning)) return false;
  }
  return true;
}
