/** Regular expressions against PGlite, under the collation "C": random patterns, valid ones and others, over random texts. */
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callerOf, type Caller } from './calling.js';
import { type Pick, picker, randomPattern, randomText } from './regexp-random.js';

const count = Number(process.env['QUERN_REGEXP_CASES'] ?? 1500);

let db: PGlite;
let caller: Caller;
beforeAll(async () => {
  db = new PGlite();
  caller = await callerOf('text', 'regexp', 'array');
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

async function compare(
  name: string,
  expression: string,
  cases: readonly (readonly string[])[],
  read: (text: string | null) => string | null = asText,
) {
  const expected = await answers(expression, cases);
  const wrong = cases.flatMap((given, i) => {
    const got = read(caller.call(name, given));
    return got === expected[i] || got?.startsWith('0A000') === true ? [] : [{ given, got, expected: expected[i] }];
  });
  expect(wrong.slice(0, 4)).toEqual([]);
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

  const cases = (seed: number, more: (pick: Pick) => readonly string[] = () => []) => {
    const pick = picker(seed);
    return Array.from({ length: count }, () => [randomText(pick), randomPattern(pick), ...more(pick)]);
  };
  const replacements = ['<\\1>', '[\\&]', '\\2\\1', 'x', '\\\\', '\\', '(\\3\\x)'];
  const options = ['', 'g', 'i', 'gi', 'n', 'q', 'x', 'p', 'w', 's', 'ng', 'z', 'e'];
  const numbers = ['1', '1', '2', '3', '0', '5', '-1', '100'];

  test('find the same submatches', async () => {
    await compare('textregexsubstr', 'substring($1 from $2)', cases(3));
    await compare(
      'regexp_substr',
      'regexp_substr($1, $2, $3::int, $4::int, $5, $6::int)',
      cases(4, (pick) => [pick(numbers), pick(numbers), pick(options), pick(numbers)]),
    );
    await compare(
      'textregexreplace_noopt',
      'regexp_replace($1, $2, $3)',
      cases(5, () => ['<\\1|\\2|\\3|\\4|\\5>']),
    );
  });

  test('find the same matches, one after another', async () => {
    await compare(
      'regexp_count',
      'regexp_count($1, $2, $3::int, $4)',
      cases(6, (pick) => [pick(numbers), pick(options)]),
    );
    await compare(
      'regexp_instr',
      'regexp_instr($1, $2, $3::int, $4::int, $5::int, $6, $7::int)',
      cases(7, (pick) => [pick(numbers), pick(numbers), pick(['0', '1']), pick(options), pick(numbers)]),
    );
    await compare(
      'textregexreplace',
      'regexp_replace($1, $2, $3, $4)',
      cases(8, (pick) => [pick(replacements), pick(options)]),
    );
    await compare(
      'textregexreplace_extended',
      'regexp_replace($1, $2, $3, $4::int, $5::int, $6)',
      cases(9, (pick) => [pick(replacements), pick(numbers), pick(numbers), pick(options)]),
    );
  });

  test('give the same arrays', async () => {
    await compare(
      'regexp_match',
      'to_jsonb(regexp_match($1, $2, $3))',
      cases(10, (pick) => [pick(options)]),
      (x) => x,
    );
    await compare(
      'regexp_split_to_array',
      'to_jsonb(regexp_split_to_array($1, $2, $3))',
      cases(11, (pick) => [pick(options)]),
      (x) => x,
    );
  });

  test('translate SIMILAR TO alike', async () => {
    const pick = picker(12);
    const pieces = ['a', '%', '_', '[', ']', '^', '\\', '"', '\\"', '(', ')', '|', '{2}', '.', '$', 'é', '#', '-'];
    const patterns = Array.from({ length: count }, () => [
      Array.from({ length: pick([1, 2, 4, 7]) }, () => pick(pieces)).join(''),
      pick(['\\', '#', '', 'é', '##']),
    ]);
    await compare('similar_to_escape_2', 'similar_to_escape($1, $2)', patterns);
    await compare('similar_to_escape_1', 'similar_to_escape($1)', patterns);
  });
});
