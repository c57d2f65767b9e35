/** Random predicates for sets: some all different, some of a few shapes, over the table of random expressions. */
import fc from 'fast-check';
import type { TypeName } from '../../src/catalog/types.js';
import { schema, textRow, valueText, type TextRow } from '../random/columns.js';
import { expressionOf } from '../random/expression.js';
import { print } from '../random/tree.js';

/** With literals of a type in the places of `{type}`. */
const templates = [
  'n_int4 = {int4}',
  'c_int4 = {int4} AND n_float8 > {float8}',
  'c_text = {text}',
  "c_text LIKE '%' || {text} || '%' AND n_int2 < {int2}",
  'n_int4 > {int4} OR c_text < {text} AND c_bool',
  'c_int8 IN ({int8}, {int8}, {int8}) AND n_bool',
  'c_date BETWEEN {date} AND {date} OR c_date IS NULL',
  'n_int4 <> {int4} AND n_int4 / {int4} > 1',
  '{int4} = n_int2',
  'c_float8 = {float8} OR NOT c_bool',
  'CASE WHEN n_bool THEN c_text ELSE {text} END > {text}',
  'coalesce(c_timestamp, {timestamp}) >= {timestamp} AND n_text <> {text}',
] as const;

const quoted = (type: TypeName, text: string): string => `'${text.replaceAll("'", "''")}'::${type}`;

function filled(template: string): fc.Arbitrary<string> {
  const [first = '', ...rest] = template.split('{');
  const parts = rest.map((part) => {
    const [type = '', after = ''] = part.split('}');
    return valueText(type as TypeName).map((text) => quoted(type as TypeName, text) + after);
  });
  return fc.tuple(...parts).map((texts) => first + texts.join(''));
}

/** `different` predicates, and `each` of every template. */
export function predicatesOf(seed: number, different: number, each: number): string[] {
  const bool = fc.oneof(...[1, 2, 3].map((depth) => expressionOf('bool', depth))).map(print);
  const joined = fc.oneof(
    bool,
    fc.tuple(bool, bool).map(([a, b]) => `(${a}) AND (${b})`),
    fc.tuple(bool, bool, bool).map(([a, b, c]) => `(${a}) AND ((${b}) OR (${c}))`),
  );
  return [
    ...fc.sample(joined, { seed, numRuns: different }),
    ...templates.flatMap((template) => fc.sample(filled(template), { seed, numRuns: each })),
  ];
}

export const textRowsOf = (seed: number, count: number): readonly TextRow[] =>
  fc.sample(textRow, { seed, numRuns: count });

/** A row for the option `rows: { values: 'text' }`. */
export const objectOf = (row: TextRow): Record<string, unknown> =>
  Object.fromEntries(schema.map(({ name }, column) => [name, row[column] ?? null]));
