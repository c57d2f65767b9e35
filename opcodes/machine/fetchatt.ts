/** fetchatt: the steps that read an attribute of a tuple where the walk stands, or where it is known to be (`access/tupmacs.h`). */
import {
  defineStep,
  ifThen,
  immediate,
  input,
  letIn,
  output,
  set,
  setNull,
  slotValue,
  type Statement,
  type StepDefinition,
} from '../language/step.js';
import { call, f32, f64, i32, i64, type I32, type Term } from '../language/term.js';
import { resultLength, type Representation, type Text } from '../language/value.js';
import {
  add,
  aligned,
  base,
  c,
  cursor,
  number,
  presence,
  stay,
  varlenaAt,
  varlenaSize,
  whenPresent,
  within,
} from './tuple-walk.js';

/** How a type of fixed length is stored: bytes, which are its alignment too, and how they are read. */
interface Storage {
  readonly name: string;
  readonly representation: Representation;
  readonly width: number;
  readonly load: (address: I32, offset?: number) => Term;
  readonly rare?: true;
}
const storages: readonly Storage[] = [
  { name: 'BOOL', representation: 'i32', width: 1, load: (address) => i32.and(i32.load8_u(address), c(1)) },
  { name: 'INT2', representation: 'i32', width: 2, load: i32.load16_s, rare: true },
  { name: 'INT4', representation: 'i32', width: 4, load: i32.load },
  { name: 'INT8', representation: 'i64', width: 8, load: i64.load },
  { name: 'FLOAT4', representation: 'f32', width: 4, load: f32.load, rare: true },
  { name: 'FLOAT8', representation: 'f64', width: 8, load: f64.load },
];

/** The text in a varlena of `size` bytes at `at`; one that is compressed or out of line is made whole by a runtime function. */
function setText(at: I32, size: I32): Statement[] {
  const header = i32.load8_u(at);
  const text = (skip: number): Text => ({ pointer: i32.add(at, c(skip)), length: i32.sub(size, c(skip)) });
  const made: Text = { pointer: call('i32', 'detoast', at, slotValue('i32', 'end')), length: resultLength };
  return [
    ifThen(
      i32.and(i32.and(header, c(1)), i32.ne(header, c(1))),
      [set('result', 'ref', text(1))],
      [ifThen(i32.eqz(i32.and(header, c(3))), [set('result', 'ref', text(4))], [set('result', 'ref', made)])],
    ),
  ];
}

const fetches: readonly StepDefinition[] = storages.flatMap(({ name, representation, width, load, ...seldom }) => [
  defineStep({
    name: `FETCHATT_${name}`,
    layout: 'heap',
    ...seldom,
    summary: 'The value of the attribute at or behind the cursor, or null; the cursor goes behind it.',
    operands: [output('result', representation), ...cursor, ...presence],
    body: whenPresent(
      [setNull('result', 1), stay],
      letIn(within(aligned(base, c(width)), c(width)), (at) => [
        set('result', representation, load(at)),
        setNull('result', 0),
        set('at', 'i32', i32.add(at, c(width))),
      ]),
    ),
  }),
  defineStep({
    name: `FETCHATT_${name}_AT`,
    layout: 'heap',
    ...seldom,
    summary: 'The value of an attribute whose place is known and which is not null.',
    operands: [output('result', representation), input('base', 'i32'), number('offset')],
    body: [set('result', representation, load(add(base, immediate('offset'))))],
  }),
]);

const texts: readonly StepDefinition[] = [
  defineStep({
    name: 'FETCHATT_TEXT',
    layout: 'heap',
    summary: 'The text at or behind the cursor, or null; the cursor goes behind it.',
    operands: [output('result', 'ref'), ...cursor, ...presence],
    body: whenPresent(
      [setNull('result', 1), stay],
      letIn(varlenaAt(base, c(4)), (at) =>
        letIn(varlenaSize(at), (size) => [
          ...setText(at, size),
          setNull('result', 0),
          set('at', 'i32', i32.add(at, size)),
        ]),
      ),
    ),
  }),
  defineStep({
    name: 'FETCHATT_TEXT_AT',
    layout: 'heap',
    summary: 'A text that is not null, at or behind `offset` bytes from `base`; the cursor goes behind it.',
    operands: [output('result', 'ref'), ...cursor, number('offset')],
    body: letIn(varlenaAt(add(base, immediate('offset')), c(4)), (at) =>
      letIn(varlenaSize(at), (size) => [...setText(at, size), set('at', 'i32', i32.add(at, size))]),
    ),
  }),
];

/** A value that is a reference, and of the same length in all tuples. */
const fixedText = (at: I32): Text => ({ pointer: at, length: immediate('width') });
const fixed: readonly StepDefinition[] = [
  defineStep({
    name: 'FETCHATT_FIXED',
    layout: 'heap',
    rare: true,
    summary: 'The `width` bytes of the attribute at or behind the cursor, or null; the cursor goes behind them.',
    operands: [output('result', 'ref'), ...cursor, ...presence, number('width'), number('align')],
    body: whenPresent(
      [setNull('result', 1), stay],
      letIn(within(aligned(base, immediate('align')), immediate('width')), (at) => [
        set('result', 'ref', fixedText(at)),
        setNull('result', 0),
        set('at', 'i32', i32.add(at, immediate('width'))),
      ]),
    ),
  }),
  defineStep({
    name: 'FETCHATT_FIXED_AT',
    layout: 'heap',
    rare: true,
    summary: 'The `width` bytes of an attribute whose place is known and which is not null.',
    operands: [output('result', 'ref'), input('base', 'i32'), number('offset'), number('width')],
    body: [set('result', 'ref', fixedText(add(base, immediate('offset'))))],
  }),
];

/** In the order in which the reference lists them. */
export const fetchSteps: readonly StepDefinition[] = [...fetches, ...texts, ...fixed];
