/**
 * Calls with cells: the one way to call any function of the library, whatever its signature (PostgreSQL's `fcinfo`). The arguments are
 * stored one by one into cells of 16 bytes in the program's frame, then the function is called by its number with the address of
 * the first cell and the number of arguments. STRICT_CHECK comes before, where a function is strict. Nested calls never meet in the cells,
 * because all arguments are in slots before the first one is stored.
 */
import {
  defineStep,
  immediate,
  input,
  isNull,
  operand,
  output,
  set,
  setNull,
  slotValue,
  store,
  type StepDefinition,
} from '../language/step.js';
import { control } from '../language/control.js';
import { rareOver } from '../language/meaning.js';
import { callFunction, i32, type I32, type Term } from '../language/term.js';
import { resultLength, toLanes, type Representation } from '../language/value.js';

const all: readonly Representation[] = ['i32', 'i64', 'f32', 'f64', 'ref'];
const cells = operand('cells', 'address');
/** How many bytes after the first cell. */
const place = operand('place', 'number');
const cell: I32 = i32.add(immediate('cells'), immediate('place'));

const storeValue = (r: Representation) =>
  toLanes(slotValue(r, 'a')).map((lane, i) => store(`${lane.type}.store`, cell, i * 4, lane));
const called = (r: Representation): Term =>
  callFunction(r === 'ref' ? 'i32' : r, immediate('func'), [immediate('cells'), immediate('count')]);
const result = (r: Representation) =>
  set('result', r, r === 'ref' ? { pointer: called(r) as I32, length: resultLength } : called(r));
const operands = (r: Representation) => [
  output('result', r),
  operand('func', 'function'),
  cells,
  operand('count', 'number'),
];

export const fcinfoSteps: readonly StepDefinition[] = [
  ...all.map((r) =>
    defineStep({
      name: `FCINFO_ARG_${r.toUpperCase()}`,
      mnemonic: 'FCINFO_ARG',
      ...rareOver(r),
      summary: 'Stores an argument, known not to be null, into its cell.',
      operands: [input('a', r), cells, place],
      body: storeValue(r),
      overRows: 'argument',
    }),
  ),
  ...all.map((r) =>
    defineStep({
      name: `FCINFO_ARG_NULLABLE_${r.toUpperCase()}`,
      mnemonic: 'FCINFO_ARG_NULLABLE',
      nulls: {},
      ...rareOver(r),
      summary: 'Stores an argument and its null flag into its cell, for a function that is called with nulls.',
      operands: [input('a', r), cells, place],
      body: [...storeValue(r), store('i32.store', cell, 8, isNull('a'))],
      overRows: 'argument',
    }),
  ),
  defineStep({
    name: 'FCINFO_ARG_STATE',
    summary: 'Stores the address of what constant arguments were prepared into when the program was loaded.',
    operands: [operand('table', 'address'), cells, place],
    body: [store('i32.store', cell, 0, immediate('table'))],
  }),
  ...all.map((r) =>
    defineStep({
      name: `FUNCEXPR_FCINFO_${r.toUpperCase()}`,
      mnemonic: 'FUNCEXPR_FCINFO',
      rare: true,
      summary: 'Calls a function with the cells of its arguments; the result is not null.',
      operands: operands(r),
      body: [result(r)],
      overRows: 'callArguments',
    }),
  ),
  ...all.map((r) =>
    defineStep({
      name: `FUNCEXPR_FCINFO_NULLABLE_${r.toUpperCase()}`,
      mnemonic: 'FUNCEXPR_FCINFO_NULLABLE',
      rare: true,
      summary: 'Calls a function with the cells of its arguments; the function says whether the result is null.',
      operands: operands(r),
      body: [
        store('i32.store', i32.const(0), control.resultIsNull, i32.const(0)),
        result(r),
        setNull('result', i32.load(i32.const(0), control.resultIsNull)),
      ],
      overRows: 'callArguments',
    }),
  ),
];
