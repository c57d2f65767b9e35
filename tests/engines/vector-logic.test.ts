/** Random logic over conditions on columns that may be null: the engine over 64 rows at a time runs all of it so, and selects what the interpreter selects. */
import { expect, test } from 'vitest';
import { engines } from '../../src/engines/engines.js';
import { vectorReport } from '../../src/engines/vector/report.js';
import { Random } from '../families/json-random.js';
import { arena, outcomeOf, qualOf, randomBatch } from './vector-table.js';

/** Each runs in lanes or words by itself. */
const conditions = [
  ...['b < 50', 'a > 3', 'b BETWEEN 1 AND 9', 'd > 0.5', 'e = 7', 'b IS NULL', 'b + 1 > a', 'b IS DISTINCT FROM 5'],
  ...['coalesce(b, 0) = 0', "f > DATE '2000-02-01'", 'b IN (1, 2, 3)', '(b > 4) IS NOT TRUE', 'nullif(b, 3) = 4'],
  ...['greatest(a, b) > 5', 'NOT b < 3', 'j', 'b::int8 < e'],
];

/** AND, OR, NOT and CASE over the conditions. */
function logic(random: Random, depth: number): string {
  if (depth === 0) return random.pick(conditions);
  const [x, y, z] = [0, 1, 2].map(() => logic(random, depth - 1));
  return random.pick([`NOT (${x})`, `(${x}) AND (${y})`, `(${x}) OR (${y})`, `CASE WHEN ${x} THEN ${y} ELSE ${z} END`]);
}

// A slot may hold a number on one way and be null on the other, where a boolean is read: that is no mixture of the two.
test.each([4, 2] as const)('all logic runs in lanes and words, on rung %i', async (rung) => {
  const random = new Random(rung);
  for (let n = 0; n < 150; n++) {
    const sql = logic(random, 1 + (n % 3));
    const program = await qualOf(sql, rung);
    expect(vectorReport(program), sql).not.toContain('a row at a time');
    const [expected, actual] = [engines.switch, engines.vector].map((engine) => engine.load(program, arena));
    const batch = randomBatch(150, n, { extremes: n % 5 === 0, nulls: [20, 0, 60][n % 3] ?? 0 });
    if (expected === undefined || actual === undefined) throw new RangeError('two engines are compared');
    expect([sql, outcomeOf(actual, batch)]).toEqual([sql, outcomeOf(expected, batch)]);
    for (const each of [batch, expected, actual]) each.free();
  }
});
