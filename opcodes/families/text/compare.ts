/** Comparisons of the text types, every one from sorted examples. */
import type { CallDefinition } from '../../language/call.js';
import { accepts, comparisons, type Comparison } from '../core/compare.js';
import { defineRows, type Row } from './cases.js';

const symbols: Readonly<Record<Comparison, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };
const ordered: readonly Comparison[] = ['lt', 'le', 'gt', 'ge'];
/** In the order of their bytes. */
const sorted = ['', 'A', 'a', 'a b', 'ab', 'é', '😀'];

interface Compared {
  readonly left: string;
  readonly right: string;
  readonly source: string;
  readonly name: (op: Comparison) => string;
  readonly ops?: readonly Comparison[];
  /** Values in order, by default of texts. */
  readonly values?: readonly string[];
  /** More rows: two values and the sign of their comparison. */
  readonly more?: readonly (readonly [a: string, b: string, sign: number])[];
}

type Signed = readonly [a: string, b: string, sign: number];
const signed = ({ values = sorted, more = [] }: Pick<Compared, 'values' | 'more'>): readonly Signed[] => [
  ...values.flatMap((a, i) => values.map((b, j): Signed => [a, b, Math.sign(i - j)])),
  ...more,
];

function compareRows(compared: Compared): CallDefinition[] {
  const { left, right, source, name, ops = comparisons } = compared;
  return ops.map((op) =>
    defineRows({
      name: name(op),
      summary: `a ${symbols[op]} b for ${left}${left === right ? '' : ` and ${right}`}.`,
      source: `src/backend/utils/adt/${source}`,
      args: { a: left, b: right },
      result: 'bool',
      rows: [...signed(compared).map(([a, b, sign]): Row => [a, b, accepts(op, sign) ? 't' : 'f']), [null, '', null]],
    }),
  );
}

/** Functions that give the sign of a comparison. */
const sign = (name: string, left: string, right: string, source: string, more: readonly Row[] = []) =>
  defineRows({
    name,
    summary: 'Negative, 0 or positive as a is less than, equal to or greater than b.',
    source: `src/backend/utils/adt/${source}`,
    args: { a: left, b: right },
    result: 'int4',
    rows: [['b', 'a', '1'], ['a', 'b', '-1'], ['a', 'a', '0'], ...more, [null, 'a', null]],
  });

const extreme = (name: string, type: string, source: string, rows: readonly Row[]) =>
  defineRows({
    name,
    summary: `The ${name.endsWith('larger') ? 'greater' : 'lesser'} of a and b.`,
    source: `src/backend/utils/adt/${source}`,
    args: { a: type, b: type },
    result: type,
    rows,
  });

const padded: readonly Signed[] = [
  ['a  ', 'a', 0],
  ['', '   ', 0],
  ['a b', 'a  c', 1],
  // Without padding `a` is a prefix of `a` and a tab, though a space is greater than a tab.
  ['a ', 'a\t', -1],
];

/** The difference of the first bytes that differ, as `memcmp` gives it. */
const differences: readonly Row[] = [
  ['a  ', 'a', '0'],
  ['a b', 'a  c', '66'],
  ['', 'a', '-1'],
];

export const compareFunctions: readonly CallDefinition[] = [
  sign('bttextcmp', 'text', 'text', 'varlena.c'),
  sign('bttext_pattern_cmp', 'text', 'text', 'varlena.c'),
  sign('bpcharcmp', 'bpchar', 'bpchar', 'varchar.c', differences),
  sign('btbpchar_pattern_cmp', 'bpchar', 'bpchar', 'varchar.c', differences),
  sign('btnamecmp', 'name', 'name', 'name.c'),
  sign('btnametextcmp', 'name', 'text', 'varlena.c'),
  sign('bttextnamecmp', 'text', 'name', 'varlena.c'),
  sign('btcharcmp', 'char', 'char', '../../access/nbtree/nbtcompare.c', [['\\377', 'a', '158']]),
  extreme('text_larger', 'text', 'varlena.c', [
    ['a', 'b', 'b'],
    ['b', 'a', 'b'],
    ['a', null, null],
  ]),
  extreme('text_smaller', 'text', 'varlena.c', [
    ['a', 'b', 'a'],
    ['b', 'a', 'a'],
    ['a', null, null],
  ]),
  extreme('bpchar_larger', 'bpchar', 'varchar.c', [
    ['a', 'b', 'b'],
    ['a  ', 'a', 'a  '],
  ]),
  extreme('bpchar_smaller', 'bpchar', 'varchar.c', [
    ['a', 'b', 'a'],
    ['a  ', 'a', 'a  '],
  ]),
  ...compareRows({ left: 'bpchar', right: 'bpchar', source: 'varchar.c', name: (op) => `bpchar${op}`, more: padded }),
  ...compareRows({
    left: 'bpchar',
    right: 'bpchar',
    source: 'varchar.c',
    name: (op) => `bpchar_pattern_${op}`,
    ops: ordered,
    more: padded,
  }),
  ...compareRows({ left: 'name', right: 'name', source: 'name.c', name: (op) => `name${op}` }),
  ...compareRows({ left: 'name', right: 'text', source: 'varlena.c', name: (op) => `name${op}text` }),
  ...compareRows({ left: 'text', right: 'name', source: 'varlena.c', name: (op) => `text${op}name` }),
  ...compareRows({
    left: 'char',
    right: 'char',
    source: 'char.c',
    name: (op) => `char${op}`,
    values: ['', ' ', 'A', 'a', '\\200', '\\377'],
  }),
];
