/**
 * SCAN_VAR: a column's value into a slot. Columns are laid out as Arrow lays them out: a validity bitmap
 * (least significant bit first) and fixed-width values, bits for bool, 16-byte views for text.
 */
import {
  columnAt,
  columnValidity,
  columnValues,
  defineStep,
  operand,
  output,
  rowBit,
  set,
  setNull,
  type StepDefinition,
} from '../language/step.js';
import type { Storage as StorageName } from '../language/type.js';
import { f32, f64, i32, i64, select, type I32, type Term } from '../language/term.js';
import type { Representation, Text } from '../language/value.js';

const at = (shift: number): I32 => columnAt('column', shift);

/** A view holds its length, then a text of up to 12 bytes, or a 4-byte prefix, a buffer number and the text's address. */
const view = (): Text => {
  const length = i32.load(at(4));
  return {
    pointer: select(i32.le_s(length, i32.const(12)), i32.add(at(4), i32.const(4)), i32.load(at(4), 12)),
    length,
  };
};

interface Storage {
  readonly name: StorageName;
  readonly representation: Representation;
  readonly value: Term | Text;
  readonly rare?: true;
}
/** How each width of column is read; date is stored as INT4 and timestamp as INT8. */
const storages: readonly Storage[] = [
  { name: 'BOOL', representation: 'i32', value: rowBit(columnValues('column')) },
  { name: 'INT2', representation: 'i32', value: i32.load16_s(at(1)), rare: true },
  { name: 'INT4', representation: 'i32', value: i32.load(at(2)) },
  { name: 'INT8', representation: 'i64', value: i64.load(at(3)) },
  { name: 'FLOAT4', representation: 'f32', value: f32.load(at(2)), rare: true },
  { name: 'FLOAT8', representation: 'f64', value: f64.load(at(3)) },
  { name: 'TEXT', representation: 'ref', value: view() },
];

export const scanSteps: readonly StepDefinition[] = storages.flatMap(({ name, representation, value, ...seldom }) => [
  defineStep({
    name: `SCAN_VAR_${name}`,
    layout: 'columns',
    overRows: 'read',
    summary: 'The value of a column in this row, and whether it is null.',
    nulls: { result: 'column' },
    forms: [{ notNull: ['column'], step: `SCAN_VAR_${name}_NOTNULL` }],
    ...seldom,
    operands: [output('result', representation), { ...operand('column', 'column'), storage: name }],
    body: [
      set('result', representation, value),
      setNull('result', i32.xor(rowBit(columnValidity('column')), i32.const(1))),
    ],
  }),
  defineStep({
    name: `SCAN_VAR_${name}_NOTNULL`,
    layout: 'columns',
    overRows: 'read',
    summary: 'The value of a column in this row; the column is known not to be null.',
    ...seldom,
    operands: [output('result', representation), { ...operand('column', 'column'), storage: name }],
    body: [set('result', representation, value)],
  }),
]);
