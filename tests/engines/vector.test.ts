/** The engine over 64 rows at a time answers as the interpreter does, whatever the length of the batch and wherever the nulls and the errors are. */
import { describe, expect, it } from 'vitest';
import { engines } from '../../src/engines/engines.js';
import { arena, outcomeOf, qualOf, randomBatch } from './vector-table.js';

const predicates = [
  'a = 42',
  'a > 10 AND b < 50',
  'a BETWEEN 10 AND 20',
  'a = 42 AND b IS NOT NULL',
  "a > 10 AND b < 50 OR c = 'x7'",
  'a IN (1, 5, 9)',
  'a IN (1,5,9,14,23,42,57,61,78,99)',
  'b IN (1,5,9,14,23,42,57,61,78,99)',
  'e NOT IN (1, 5, 9, NULL)',
  'a + b > 100 AND a * 2 < b',
  "c LIKE 'x1%'",
  "c LIKE '%77%'",
  'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END',
  'coalesce(b, 0) % 7 = 3',
  'coalesce(b, a, 3) = 3',
  'd > 0.25 AND d < 0.75',
  'e % 10 = 7',
  "f >= DATE '2000-02-01' AND f < DATE '2000-03-01'",
  "h > TIMESTAMP '2000-02-01' OR h IS NULL",
  'a IS DISTINCT FROM b',
  'b IS NOT DISTINCT FROM i',
  'i < 50 AND i > b',
  'j',
  'NOT j OR a = 3',
  'j IS NOT TRUE AND (b = 5) IS NOT FALSE',
  'j = (a > 50)',
  'nullif(a, b) = 3',
  'nullif(b, 5) IS NULL',
  'k > g OR k = d',
  'g < 1.5::float4',
  'e > a',
  'e + a > 100 AND e - b < 50',
  'e * a > 100',
  'i + 1::int2 > 3::int2',
  '-b < -50',
  'abs(b) > 20',
  'd + k > 1 OR d * k < 1 OR d / 2 > k',
  'greatest(a, b, 7) = least(b, 50)',
  'f + 3 > f',
  'f - f = 0',
  'b / 3 = 5',
  'a / b > 1',
  'b <> 0 AND a / b > 1',
  'a % b = 1 AND d > 0.25',
  "length(c) > 2 AND a < 50 OR upper(c) = 'X7'",
  "CASE WHEN c = 'x7' THEN b WHEN a < 30 THEN a ELSE 4 END = 4",
  '(CASE WHEN length(c) > 2 THEN a ELSE b END) + 1 > 50 AND k IS NOT NULL',
  'a < 50 AND (a = 1 OR b = 2 AND NOT a = 3 OR b IS NULL)',
  'b::int8 = e OR b::float8 > k',
  'd::int4 = a',
  'a = 1 AND false',
  'true',
  'b IS NULL',
  "c IS NOT NULL AND c <> 'x7'",
  'coalesce(a + b, c::int4) > 3',
  '(a + b) IS NULL',
  "a + b > 100 AND c LIKE '%7%'",
  "c LIKE '%7%' AND a + b > 100",
];
const lengths = [0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193, 200];
const switchEngine = engines.switch;

describe('vector', () => {
  it.each(predicates)('selects the rows that the interpreter selects, or raises what it raises: %s', async (sql) => {
    for (const rung of [4, 2] as const) {
      const program = await qualOf(sql, rung);
      const expected = switchEngine.load(program, arena);
      const actual = engines.vector.load(program, arena);
      for (const [n, rows] of lengths.entries()) {
        const batch = randomBatch(rows, n * 7 + sql.length, {
          extremes: n % 2 === 0,
          nulls: [20, 0, 100, 60][n % 4] ?? 0,
        });
        expect([rows, outcomeOf(actual, batch)]).toEqual([rows, outcomeOf(expected, batch)]);
        batch.free();
      }
      expected.free();
      actual.free();
    }
  });
});
