/** Parameters over many rows: every type, values, extremes and nulls, in plain and in narrow columns, as the interpreter has them. */
import { describe, expect, it } from 'vitest';
import type { TypeName, Value } from '../../src/catalog/types.js';
import { engines } from '../../src/engines/engines.js';
import { vectorReport } from '../../src/engines/vector/report.js';
import { compileSql } from '../../src/library/front-end.js';
import { compileQual } from '../../src/program/compile.js';
import { qualList } from '../../src/sql/index.js';
import { arena, outcomeOf, randomBatch, schema } from './vector-table.js';

interface Case {
  readonly sql: string;
  readonly types: readonly TypeName[];
  /** The parameters' values, run by run. */
  readonly values: readonly (readonly (Value | null)[])[];
}
const of = (sql: string, types: readonly TypeName[], ...values: (readonly (Value | null)[])[]): Case => ({
  sql,
  types,
  values,
});

const cases: readonly Case[] = [
  of('a = $1 AND b < $2', ['int4', 'int4'], [42, 50], [null, 1], [1, null], [-1, 1000]),
  of('$1 < b OR a = 3', ['int4'], [50], [null], [2147483647], [-2147483648]),
  of('e >= $1 AND l <> $2', ['int8', 'int8'], [3n, 4n], [null, 4n], [-(2n ** 63n), 2n ** 63n - 1n]),
  of('i <= $1 OR i IS NULL', ['int2'], [20], [null]),
  of('d > $1 AND g < $2', ['float8', 'float4'], [0.25, 100], [NaN, 1.5], [null, null]),
  of('f = $1 OR h < $2', ['date', 'timestamp'], [50, 50n * 86_400_000_000n], [null, 0n], [2147483647, null]),
  of('j = $1 AND a > 10', ['bool'], [1], [0], [null]),
  of('$1 AND a > 10 OR NOT $1 AND b > 10', ['bool'], [1], [0], [null]),
  of('c = $1 AND a > 10', ['text'], ['x7'], ['a text that is longer than twelve bytes'], [null]),
  of('coalesce(b, $1) = 5', ['int4'], [5], [6], [null]),
  of('coalesce($1, b) + 1 = 6', ['int4'], [5], [null], [2147483647]),
  of('CASE WHEN $1 IS NULL THEN a > 10 ELSE a < $1 END', ['int4'], [5], [null]),
  of('a / $1 > 3', ['int4'], [2], [0], [null], [-1]),
  of('b IS DISTINCT FROM $1', ['int4'], [5], [null]),
  of('a + $1 > 100 AND length(c) > $2', ['int4', 'int4'], [50, 2], [2147483647, 1], [null, 1], [1, null]),
  of('a BETWEEN $1 AND $2', ['int4', 'int4'], [10, 20], [20, 10], [null, 20]),
];

describe('parameters of vector', () => {
  it.each(cases)('$sql', async ({ sql, types, values }) => {
    for (const rung of [4, 1] as const) {
      const { expr, params } = await compileSql(sql, 'predicate', { schema, arena, paramTypes: types });
      const program = compileQual(qualList(expr), { schema, params, rung });
      const [expected, actual] = [engines.switch.load(program, arena), engines.vector.load(program, arena)];
      for (const given of values)
        for (const rows of [0, 63, 64, 131]) {
          const form = rows % 2 === 0 ? 'plain' : 'narrow';
          const batch = randomBatch(rows, rows + sql.length, {
            nulls: rows === 64 ? 0 : 30,
            extremes: rows === 64,
            form,
          });
          for (const kernel of [expected, actual]) kernel.setParams(given);
          expect([given, rows, outcomeOf(actual, batch)]).toEqual([given, rows, outcomeOf(expected, batch)]);
          batch.free();
        }
      expected.free();
      actual.free();
    }
  });

  it('have lanes', async () => {
    const { expr, params } = await compileSql('a < $1 AND b < 100', 'predicate', {
      schema,
      arena,
      paramTypes: ['int4'],
    });
    expect(vectorReport(compileQual(qualList(expr), { schema, params, rung: 4 }))).not.toContain('a row at a time');
  });
});
