/**
 * TimeZone, DateStyle and IntervalStyle against PostgreSQL: each style with each order, zones of each kind, random moments and intervals, read, printed and
 * computed with. SETTINGS_CASES makes it longer.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, Oracle } from './asking.js';
import { Random } from './datetime/random.js';
import { expressionOf, sessions } from './settings-cases.js';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start();
}, 180_000);
afterAll(() => oracle.close());

const cases = Number(process.env['SETTINGS_CASES'] ?? 60);
test.each(sessions)('with $dateStyle, $timeZone and $intervalStyle', async (settings) => {
  const r = new Random(sessions.indexOf(settings) + 1);
  await oracle.set(settings);
  const expressions = Array.from({ length: cases }, () => expressionOf(r));
  expect(await differences(oracle, expressions, settings)).toEqual([]);
});
