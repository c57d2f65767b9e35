/**
 * SCAN_FETCHSOME over heap pages: deforming, in steps. PostgreSQL's `slot_deform_heap_tuple` is a loop over the attributes; here it is unrolled, a
 * step an attribute, so that each can be specialised or left out. The names are those of PostgreSQL's macros
 * (`access/tupmacs.h`): fetchatt reads a value, att_addlength passes one, att_align goes to where the next one may begin.
 *
 * A tuple begins with a header of 23 bytes: at 18 the number of attributes in 11 bits, at 20 the infomask, whose lowest bit says that there are nulls,
 * at 22 the header's length with the null bitmap, which begins at 23 (`access/htup_details.h`).
 */
import type { ErrorName } from '../language/errors.js';
import {
  defineStep,
  ifThen,
  immediate,
  input,
  isNull,
  jump,
  lengths,
  letIn,
  nullFlag,
  operand,
  output,
  row,
  set,
  setNull,
  slotValue,
  tuples,
  type Statement,
  type StepDefinition,
} from '../language/step.js';
import { rareOver } from '../language/meaning.js';
import { checked, i32, select, type I32 } from '../language/term.js';
import { toLanes, type Representation } from '../language/value.js';
import { fetchSteps } from './fetchatt.js';
import {
  add,
  aligned,
  attributeIsNull,
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

const inRow = (vector: I32): I32 => i32.load(i32.add(vector, i32.shl(row, c(2))));

/** The two words of a tuple's header that matter: number of attributes in the upper half of the first; infomask, header length and first null bits in the second. */
const word16 = (tuple: I32): I32 => i32.load(tuple, 16);
const word20 = (tuple: I32): I32 => i32.load(tuple, 20);
const attributesOf = (tuple: I32): I32 => i32.and(i32.shr_u(word16(tuple), c(16)), c(0x7ff));
const hasNulls = (word: I32): I32 => i32.and(word, c(1));
const headerLength = (word: I32): I32 => i32.and(i32.shr_u(word, c(16)), c(0xff));
/** Where the null bitmap is in a tuple. */
const bitsAt = 23;
/** The header's length without a null bitmap, MAXALIGNed. */
const plainHeader = 24;

/** Raises when the condition holds. */
const check = (cond: I32, error: ErrorName): Statement[] => letIn(checked(cond, error, c(0)), () => []);

const begin: readonly StepDefinition[] = [
  defineStep({
    name: 'SCAN_FETCHSOME',
    layout: 'heap',
    summary:
      "Begins deforming the row's tuple: where its data begins and ends, how many attributes it has, and where its null bitmap is (0: it has none). `header` is how much longer the header of a tuple with nulls is; `required` attributes must be there.",
    operands: [
      ...['data', 'end', 'natts', 'nulls'].map((name) => output(name, 'i32')),
      number('columns'),
      number('required'),
      number('header'),
    ],
    body: letIn(i32.and(inRow(tuples), c(-8)), (tuple) =>
      letIn(word20(tuple), (word) =>
        letIn(attributesOf(tuple), (natts) => [
          set('natts', 'i32', natts),
          set('nulls', 'i32', select(hasNulls(word), i32.add(tuple, c(bitsAt)), c(0))),
          set('end', 'i32', i32.add(tuple, inRow(lengths))),
          ifThen(
            i32.and(
              i32.and(i32.eq(natts, immediate('columns')), i32.le_s(headerLength(word), inRow(lengths))),
              i32.eq(headerLength(word), i32.add(c(plainHeader), i32.mul(hasNulls(word), immediate('header')))),
            ),
            [set('data', 'i32', i32.add(tuple, headerLength(word)))],
            [
              set(
                'data',
                'i32',
                checked(
                  i32.gt_s(natts, immediate('columns')),
                  'TUPLE_HAS_MORE_ATTRIBUTES',
                  checked(
                    i32.lt_s(natts, immediate('required')),
                    'NOT_NULL_COLUMN_IS_NULL',
                    checked(
                      i32.or(
                        i32.or(
                          i32.ne(i32.and(headerLength(word), c(7)), c(0)),
                          i32.gt_s(headerLength(word), inRow(lengths)),
                        ),
                        i32.lt_s(
                          headerLength(word),
                          i32.add(c(bitsAt), i32.mul(hasNulls(word), i32.shr_u(i32.add(natts, c(7)), c(3)))),
                        ),
                      ),
                      'INVALID_TUPLE_HEADER',
                      i32.add(tuple, headerLength(word)),
                    ),
                  ),
                ),
              ),
            ],
          ),
        ]),
      ),
    ),
  }),
  defineStep({
    name: 'SCAN_FETCHSOME_PLAIN',
    layout: 'heap',
    summary:
      'Begins deforming a plain tuple: it has all attributes, no nulls that matter, and as many bytes as are read without asking, so nothing of that need be asked again; `data` is where its header begins. Another one goes elsewhere.',
    operands: [output('data', 'i32'), operand('otherwise', 'jump')],
    body: letIn(inRow(tuples), (tuple) => [
      set('data', 'i32', tuple),
      ifThen(i32.and(tuple, c(1)), [jump('otherwise')]),
    ]),
  }),
  defineStep({
    name: 'SCAN_FETCHSOME_ALL_PLAIN',
    layout: 'heap',
    summary: 'The same where all tuples are plain.',
    operands: [output('data', 'i32')],
    body: [set('data', 'i32', inRow(tuples))],
  }),
  defineStep({
    name: 'SCAN_FETCHSOME_END',
    layout: 'heap',
    summary: 'Where a plain tuple ends: asked only when attributes of variable length must be walked.',
    operands: [output('end', 'i32'), input('data', 'i32')],
    body: [set('end', 'i32', i32.add(slotValue('i32', 'data'), inRow(lengths)))],
  }),
];

const checks: readonly StepDefinition[] = [
  defineStep({
    name: 'CHECK_NULL_BITS',
    layout: 'heap',
    summary:
      'Raises when an attribute that the schema declares NOT NULL is null: `mask` has their bits in a byte of the null bitmap.',
    operands: [input('nulls', 'i32'), number('byte'), number('mask')],
    body: check(
      i32.and(
        i32.ne(slotValue('i32', 'nulls'), c(0)),
        i32.ne(
          i32.and(i32.load8_u(i32.add(slotValue('i32', 'nulls'), immediate('byte'))), immediate('mask')),
          immediate('mask'),
        ),
      ),
      'NOT_NULL_COLUMN_IS_NULL',
    ),
  }),
  defineStep({
    name: 'CHECK_NOT_NULL',
    layout: 'heap',
    nulls: {},
    summary: 'Raises when a value that the schema declares NOT NULL is null.',
    operands: [nullFlag('a')],
    body: check(isNull('a'), 'NOT_NULL_COLUMN_IS_NULL'),
  }),
  defineStep({
    name: 'CHECK_END',
    layout: 'heap',
    summary: 'Raises when the tuple ends before `offset` bytes from `base`.',
    operands: [input('base', 'i32'), input('end', 'i32'), number('offset')],
    body: check(i32.gt_s(add(base, immediate('offset')), slotValue('i32', 'end')), 'TUPLE_IS_TOO_SHORT'),
  }),
];

const passing: readonly StepDefinition[] = [
  defineStep({
    name: 'ATT_ADDLENGTH',
    layout: 'heap',
    summary: 'The cursor goes behind an attribute of fixed length, if it is there.',
    operands: [...cursor, ...presence, number('width'), number('align')],
    body: whenPresent(
      [stay],
      [set('at', 'i32', i32.add(within(aligned(base, immediate('align')), immediate('width')), immediate('width')))],
    ),
  }),
  defineStep({
    name: 'ATT_ADDLENGTH_VARLENA',
    layout: 'heap',
    summary: 'The cursor goes behind a varlena, if it is there.',
    operands: [...cursor, ...presence, number('align')],
    body: whenPresent(
      [stay],
      letIn(varlenaAt(base, immediate('align')), (at) => [set('at', 'i32', i32.add(at, varlenaSize(at)))]),
    ),
  }),
  defineStep({
    name: 'ATT_ADDLENGTH_VARLENA_AT',
    layout: 'heap',
    summary: 'The cursor goes behind a varlena that is not null, at or behind `offset` bytes from `base`.',
    operands: [...cursor, number('offset'), number('align')],
    body: letIn(varlenaAt(add(base, immediate('offset')), immediate('align')), (at) => [
      set('at', 'i32', i32.add(at, varlenaSize(at))),
    ]),
  }),
  defineStep({
    name: 'ATT_ISNULL',
    layout: 'heap',
    summary: 'Whether an attribute is null or missing; its value is not looked at, wherever it may be stored.',
    operands: [output('result', 'ref'), ...presence],
    body: [setNull('result', attributeIsNull())],
  }),
  defineStep({
    name: 'ATT_ALIGN',
    layout: 'heap',
    summary: 'The cursor goes to the first multiple of `align` at or behind `offset` bytes from `base`.',
    operands: [output('at', 'i32'), input('base', 'i32'), number('offset'), number('align')],
    body: [set('at', 'i32', aligned(add(base, immediate('offset')), immediate('align')))],
  }),
];

const all: readonly Representation[] = ['i32', 'i64', 'f32', 'f64', 'ref'];
const missing: readonly StepDefinition[] = all.map((r) =>
  defineStep({
    name: `GETMISSINGATTR_${r.toUpperCase()}`,
    mnemonic: 'GETMISSINGATTR',
    nulls: {},
    ...rareOver(r),
    layout: 'heap',
    summary:
      'The value of an attribute, or the default that the column was added with when the tuple is older than the column.',
    operands: [
      output('result', r),
      input('a', r),
      input('natts', 'i32'),
      number('attribute'),
      { name: 'value', kind: 'const', representation: r },
    ],
    body: [
      ifThen(
        i32.gt_s(slotValue('i32', 'natts'), immediate('attribute')),
        [set('result', r, slotValue(r, 'a')), setNull('result', isNull('a'))],
        [
          { kind: 'set', slot: 'result', representation: r, lanes: toLanes(slotValue(r, 'value')) },
          setNull('result', 0),
        ],
      ),
    ],
  }),
);

/** In the order in which a tuple is deformed. */
export const heapSteps: readonly StepDefinition[] = [...begin, ...checks, ...fetchSteps, ...passing, ...missing];
