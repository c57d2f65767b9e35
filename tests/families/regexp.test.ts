/** Regular expressions against PGlite, under the collation "C": random patterns, valid ones and others, over random texts. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, type Caller } from './calling.js';
import { picker, randomPattern, randomText } from './regexp-random.js';

const count = Number(process.env['QUERN_REGEXP_CASES'] ?? 1500);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  db = new PGlite();
  caller = await callerOf('text', 'regexp');
});
afterAll(() => db.close());

/** The answers of PostgreSQL, value or error, to an expression over the arguments $1, $2, … of each case. */
async function answers(expression: string, cases: readonly (readonly string[])[]): Promise<(string | null)[]> {
  await db.exec(`create or replace function attempt(a text[]) returns text language plpgsql as $body$
    begin return (${expression.replace(/\$(\d)/g, (_, n: string) => `(a[${n}] collate "C")`)})::text;
    exception when others then return sqlstate || ' ' || sqlerrm; end $body$`);
  const { rows } = await db.query<{ answer: string | null }>(
    `select attempt(array(select jsonb_array_elements_text(v))) as answer
     from jsonb_array_elements($1::jsonb) with ordinality t(v, n) order by n`,
    [JSON.stringify(cases)],
  );
  return rows.map(({ answer }) => answer);
}

const asText = (value: string | null): string | null => (value === 't' ? 'true' : value === 'f' ? 'false' : value);

async function compare(name: string, expression: string, cases: readonly (readonly string[])[]) {
  const expected = await answers(expression, cases);
  const wrong = cases.flatMap((given, i) => {
    const got = asText(caller.call(name, given));
    return got === expected[i] || got?.startsWith('0A000') === true ? [] : [{ given, got, expected: expected[i] }];
  });
  expect(wrong.slice(0, 12)).toEqual([]);
}

describe('regular expressions', () => {
  test('match as PostgreSQL’s do', async () => {
    const pick = picker(1);
    await compare(
      'textregexeq',
      '$1 ~ $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick)]),
    );
    await compare(
      'texticregexeq',
      '$1 ~* $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick)]),
    );
  });

  test('fail as PostgreSQL’s do', async () => {
    const pick = picker(2);
    await compare(
      'textregexeq',
      '$1 ~ $2',
      Array.from({ length: count }, () => [randomText(pick), randomPattern(pick, true)]),
    );
  });
});
