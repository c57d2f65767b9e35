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
} from '../language/step.js';
import {
  set,
  setNull,
  slotValue,
  tuples,
  type Operand,
  type Statement,
  type StepDefinition,
} from '../language/step.js';
import { rareOver } from '../language/meaning.js';
import { bind, call, checked, f32, f64, i32, i64, select, when, type I32, type Term } from '../language/term.js';
import { resultLength, toLanes, type Representation, type Text } from '../language/value.js';

const number = (name: string): Operand => operand(name, 'number');
const c = i32.const;
const add = (...terms: I32[]): I32 => terms.reduce((sum, term) => i32.add(sum, term));
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

/** att_align_nominal: the next multiple of `align`, a power of two. */
const aligned = (address: I32, align: I32): I32 =>
  i32.and(i32.sub(i32.add(address, align), c(1)), i32.sub(c(0), align));

/** The attribute is behind the last one of the tuple, or its bit in the null bitmap is 0. */
const attributeIsNull = (): I32 => {
  const attribute = immediate('attribute');
  const nulls = slotValue('i32', 'nulls');
  const bit = i32.and(
    i32.shr_u(i32.load8_u(i32.add(nulls, i32.shr_u(attribute, c(3)))), i32.and(attribute, c(7))),
    c(1),
  );
  return i32.or(i32.ge_s(attribute, slotValue('i32', 'natts')), i32.and(i32.ne(nulls, c(0)), i32.eqz(bit)));
};

/** An address from which `width` bytes can be read; raises when they go beyond the tuple's end. */
const within = (address: I32, width: I32): I32 =>
  checked(i32.gt_s(i32.add(address, width), slotValue('i32', 'end')), 'TUPLE_IS_TOO_SHORT', address);

/** att_align_pointer: where a varlena begins. One with a short header is not aligned, and its first byte is never 0, as the padding is. */
const varlenaAt = (from: I32, align: I32): I32 =>
  bind(within(from, c(1)), (at) => when(i32.eqz(i32.load8_u(at)), within(aligned(at, align), c(1)), at)) as I32;

/** VARSIZE_ANY: the bytes of a varlena with its header. Raises when it is not whole within the tuple. */
function varlenaSize(at: I32): I32 {
  const header = i32.load8_u(at);
  const short = select(i32.eq(header, c(1)), c(18), i32.shr_u(header, c(1)));
  const long = checked(
    i32.ne(i32.and(at, c(3)), c(0)),
    'VARLENA_BEYOND_TUPLE',
    i32.and(i32.shr_u(i32.load(at), c(2)), c(0x3fffffff)),
  );
  const isLong = i32.eqz(i32.and(header, c(1)));
  const size = when(isLong, long, short);
  return bind(size, (n) =>
    checked(
      i32.or(i32.and(isLong, i32.lt_s(n, c(4))), i32.gt_s(n, i32.sub(slotValue('i32', 'end'), at))),
      'VARLENA_BEYOND_TUPLE',
      n,
    ),
  ) as I32;
}
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

const cursor = [output('at', 'i32'), input('base', 'i32'), input('end', 'i32')];
const presence = [input('natts', 'i32'), input('nulls', 'i32'), number('attribute')];
const base = slotValue('i32', 'base');
const stay: Statement = set('at', 'i32', base);

/** Runs `present` when the attribute is there; else leaves the cursor where it is. */
const whenPresent = (absent: readonly Statement[], present: readonly Statement[]): Statement[] => [
  ifThen(attributeIsNull(), absent, present),
];

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
export const heapSteps: readonly StepDefinition[] = [
  ...begin,
  ...checks,
  ...fetches,
  ...texts,
  ...fixed,
  ...passing,
  ...missing,
];
