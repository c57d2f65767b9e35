/** The grammar of random expressions: templates by the type that they give, with the types of their holes. */
import type { TypeName } from '../../src/catalog/types.js';
import { typeNames } from './columns.js';

export interface Hole {
  readonly type: TypeName /** Only a literal goes here. */;
  readonly literal?: true;
}
export interface Production {
  readonly type: TypeName;
  readonly template: string;
  readonly holes: readonly Hole[];
  readonly weight: number;
}

const production = (type: TypeName, template: string, holes: readonly (TypeName | Hole)[], weight = 2): Production => ({
  type,
  template,
  holes: holes.map((hole) => (typeof hole === 'string' ? { type: hole } : hole)),
  weight,
});
const literals = (type: TypeName, count: number): Hole[] =>
  Array.from({ length: count }, () => ({ type, literal: true }));

const integers: readonly TypeName[] = ['int2', 'int4', 'int8'];
const floats: readonly TypeName[] = ['float4', 'float8'];
const wider = (family: readonly TypeName[], a: TypeName, b: TypeName): TypeName =>
  family.indexOf(a) > family.indexOf(b) ? a : b;
const pairs = (family: readonly TypeName[]): [TypeName, TypeName][] =>
  family.flatMap((a) => family.map((b): [TypeName, TypeName] => [a, b]));

const arithmetic: readonly Production[] = [
  ...pairs(integers).flatMap(([a, b]) =>
    ['+', '-', '*', '/'].map((op) => production(wider(integers, a, b), `($ ${op} $)`, [a, b], a === b ? 6 : 2)),
  ),
  ...pairs(floats).flatMap(([a, b]) =>
    ['+', '-', '*', '/'].map((op) => production(wider(floats, a, b), `($ ${op} $)`, [a, b], a === b ? 6 : 2)),
  ),
  ...integers.flatMap((type) => [
    ...['%', '&', '|', '#'].map((op) => production(type, `($ ${op} $)`, [type, type], op === '%' ? 6 : 2)),
    production(type, '(~ $)', [type]),
  ]),
  ...[...integers, ...floats].flatMap((type) =>
    ['(- $)', '(+ $)', 'abs($)', '(@ $)'].map((template) => production(type, template, [type])),
  ),
  production('float8', '($ + $)', ['float8', 'int4']),
  production('float8', '($ * $)', ['int8', 'float4']),
  production('date', '($ + $)', ['date', 'int4'], 8),
  production('date', '($ - $)', ['date', 'int4'], 8),
  production('date', '($ + $)', ['int4', 'date']),
  production('int4', '($ - $)', ['date', 'date'], 4),
];

const text: readonly Production[] = [
  production('text', '($ || $)', ['text', 'text'], 12),
  production('text', '($ || $)', ['text', 'int4'], 3),
  production('text', '($ || $)', ['date', 'text'], 2),
  production('text', 'lower($)', ['text'], 6),
  production('text', 'upper($)', ['text'], 6),
  production('int4', 'length($)', ['text'], 4),
  production('int4', 'char_length($)', ['text'], 2),
  ...['LIKE', 'NOT LIKE', 'ILIKE', 'NOT ILIKE'].map((op) => production('bool', `($ ${op} $)`, ['text', 'text'], 8)),
  production('bool', "($ LIKE $ ESCAPE 'a')", ['text', 'text'], 3),
  production('bool', "($ LIKE $ ESCAPE '')", ['text', 'text'], 3),
  production('bool', "($ LIKE $ || '%')", ['text', { type: 'text', literal: true }], 4),
  production('bool', '($ ^@ $)', ['text', 'text']),
];

const comparisons = ['=', '<>', '<', '<=', '>', '>='];
const comparable: readonly [TypeName, TypeName][] = [
  ...typeNames.map((type): [TypeName, TypeName] => [type, type]),
  ...pairs(integers).filter(([a, b]) => a !== b),
  ['float4', 'float8'],
  ['float8', 'float4'],
  ['date', 'timestamp'],
  ['timestamp', 'date'],
  ['int4', 'float8'],
  ['float4', 'int8'],
  ['float8', 'int2'],
];

const boolean: readonly Production[] = [
  ...comparable.flatMap(([a, b]) =>
    comparisons.map((op) => production('bool', `($ ${op} $)`, [a, b], a === b ? 3 : 1)),
  ),
  production('bool', '($ AND $)', ['bool', 'bool'], 40),
  production('bool', '($ OR $)', ['bool', 'bool'], 40),
  production('bool', '(NOT $)', ['bool'], 25),
  production('bool', '($ AND $ AND $ AND $)', ['bool', 'bool', 'bool', 'bool'], 15),
  production('bool', '($ OR $ OR $)', ['bool', 'bool', 'bool'], 15),
  ...['IS TRUE', 'IS NOT TRUE', 'IS FALSE', 'IS NOT FALSE', 'IS UNKNOWN', 'IS NOT UNKNOWN'].map((test) =>
    production('bool', `($ ${test})`, ['bool'], 4),
  ),
  ...typeNames.flatMap((type) => [
    production('bool', '($ IS NULL)', [type]),
    production('bool', '($ IS NOT NULL)', [type]),
    production('bool', '($ IS DISTINCT FROM $)', [type, type]),
    production('bool', '($ IS NOT DISTINCT FROM $)', [type, type]),
    production('bool', '($ BETWEEN $ AND $)', [type, type, type]),
    production('bool', '($ NOT BETWEEN $ AND $)', [type, type, type], 1),
    production('bool', '($ BETWEEN SYMMETRIC $ AND $)', [type, type, type], 1),
    production('bool', '($ IN ($, $, $))', [type, ...literals(type, 3)], 3),
    production('bool', '($ NOT IN ($, $))', [type, ...literals(type, 2)]),
    production('bool', '($ IN ($, NULL, $))', [type, ...literals(type, 2)], 1),
    production('bool', '($ IN ($, $))', [type, type, type], 1),
    production('bool', `($ IN (${'$, '.repeat(9)}$))`, [type, ...literals(type, 10)], 3),
    production('bool', `($ NOT IN (${'$, '.repeat(8)}$))`, [type, ...literals(type, 9)]),
    production('bool', `($ IN (NULL, ${'$, '.repeat(8)}$))`, [type, ...literals(type, 9)], 1),
    production('bool', `($ NOT IN (${'$, '.repeat(9)}NULL))`, [type, ...literals(type, 9)], 1),
  ]),
  production('bool', '($ IN ($, $, $))', ['int8', 'int4', { type: 'int4', literal: true }, 'int2']),
];

/** Constructs that give whatever type their parts have. */
const generic = typeNames.flatMap((type) => [
  production(type, '(CASE WHEN $ THEN $ ELSE $ END)', ['bool', type, type], 5),
  production(type, '(CASE WHEN $ THEN $ WHEN $ THEN $ END)', ['bool', type, 'bool', type], 3),
  production(
    type,
    '(CASE $ WHEN $ THEN $ WHEN $ THEN $ ELSE $ END)',
    ['int4', 'int4', type, { type: 'int4', literal: true }, type, type],
    3,
  ),
  production(type, '(CASE $ WHEN $ THEN $ ELSE $ END)', ['text', 'text', type, type], 1),
  production(type, 'coalesce($, $)', [type, type], 4),
  production(type, 'coalesce($, $, $)', [type, type, type]),
  production(type, 'nullif($, $)', [type, type], 4),
  production(type, 'greatest($, $)', [type, type]),
  production(type, 'least($, $, $)', [type, type, type]),
  production(type, 'greatest($, $, $)', [type, type, type]),
]);

const numeric = [...integers, ...floats];
const casts: readonly Production[] = [
  ...numeric.flatMap((from) => numeric.filter((to) => to !== from).map((to) => production(to, `$::${to}`, [from], 2))),
  ...typeNames
    .filter((type) => type !== 'text')
    .flatMap((type) => [production('text', '$::text', [type], 2), production(type, `$::${type}`, ['text'], 1)]),
  production('bool', '$::bool', ['int4'], 3),
  production('int4', '$::int4', ['bool'], 3),
  production('timestamp', '$::timestamp', ['date'], 8),
  production('date', '$::date', ['timestamp'], 8),
];

/** Functions of families, which are called with their arguments in cells: strict ones, ones that are called with nulls, and ones that give null. */
const called: readonly Production[] = [
  production('text', 'lpad($, 7)', ['text']),
  production('text', 'initcap($)', ['text'], 4),
  production('text', 'replace($, $, $)', ['text', 'text', { type: 'text', literal: true }]),
  production('text', 'concat($, $)', ['text', 'int4'], 4),
  production('int4', 'strpos($, $)', ['text', 'text'], 4),
  production('int4', 'ascii($)', ['text']),
  production('int4', 'num_nulls($, $)', ['int4', 'text'], 4),
  production('int4', 'bit_count($::bytea)::int4', ['text']),
  production('float8', 'ceil($)', ['float8'], 4),
  production('float8', "date_part('month', $)", ['timestamp'], 4),
  production('timestamp', "date_trunc('month', $)", ['timestamp'], 4),
  production('bool', '(abs($::numeric) > 3)', ['int4'], 8),
  production('bool', '($::numeric * 2 <= $)', ['int8', 'int4'], 8),
  production('bool', "($ ~ '^[0-9a]+$')", ['text'], 8),
  production('bool', `('{"a": 1}'::jsonb ? $)`, ['text'], 4),
];

const all: readonly Production[] = [...arithmetic, ...text, ...boolean, ...generic, ...casts, ...called];
/** Conditions that call a function of a family. */
export const callingConditions: readonly Production[] = called.flatMap((call) =>
  call.type === 'bool'
    ? [call]
    : [production('bool', `(${call.template} <> $)`, [...call.holes, { type: call.type, literal: true }])],
);

export const productionsOf = (type: TypeName): readonly Production[] => all.filter((p) => p.type === type);
