/** `explain` says which parts of a predicate are asked once a value of a dictionary: those that are when a table with one is filtered. */
import { expect, test } from 'vitest';
import { predicate } from '../../src/index.js';

const heading = /^Once a value, not once a row, .*\n/m;
const schema = 'city text, a int4, b int4, c text';

async function partsOf(sql: string, engine: 'vector' | 'switch' = 'vector'): Promise<string[] | undefined> {
  using p = await predicate(sql, { schema, engine });
  const [, text] = (await p.explain({ engine })).split(heading);
  return text?.trimEnd().split('\n');
}

test('the largest parts that read one column, by the column', async () => {
  expect(await partsOf("(city LIKE '%sl%' OR city IS NULL) AND (b > a OR lower(c) = 'x')")).toEqual([
    "  city: city LIKE '%sl%' OR city IS NULL",
    "  c: lower(c) = 'x'",
  ]);
});

test('no number that is loaded for another part, but a text that is', async () => {
  expect(await partsOf('a < 10 AND b > a')).toBeUndefined();
  expect(await partsOf("city > 'B' AND city <> c AND a < 10")).toEqual(["  city: city > 'B'", '  a: a < 10']);
});

test('nothing where no part is about one column, and for other engines', async () => {
  expect(await partsOf('b > a')).toBeUndefined();
  expect(await partsOf("city = 'Oslo'", 'switch')).toBeUndefined();
});
