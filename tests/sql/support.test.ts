/** A regular expression that is a text is a LIKE: it has the same answers as one that comes as a parameter, which nobody rewrites. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { predicate } from '../../src/index.js';

const letters = fc.constantFrom('a', 'b', '%', '_', ' ', '\n', 'Ä', '\u{1F600}');
const text = fc.string({ unit: letters, maxLength: 6 });
const pattern = fc.tuple(
  fc.constantFrom('', '^'),
  fc.string({ unit: letters, maxLength: 3 }),
  fc.constantFrom('', '$'),
);

test('it matches what the regular expression matches', async () => {
  const asked = {
    '~': await predicate('c ~ $1', { schema: 'c text' }),
    '!~': await predicate('c !~ $1', { schema: 'c text' }),
  };
  const seen = new Map([
    [true, 0],
    [false, 0],
  ]);
  await fc.assert(
    fc.asyncProperty(
      pattern,
      fc.array(text, { minLength: 20, maxLength: 20 }),
      async ([begins, inside, ends], texts) => {
        const source = begins + inside + ends;
        for (const operator of ['~', '!~'] as const) {
          using p = await predicate(`c ${operator} '${source}'`, { schema: 'c text' });
          expect(await p.explain()).toMatch(/TEXTN?LIKE|TEXTEQ|TEXTNE|true/);
          for (const c of [...texts, null, inside, `x${inside}`, `${inside}x`]) {
            const answer = p.test({ c });
            expect(answer, `${JSON.stringify(c)} ${operator} ${JSON.stringify(source)}`).toBe(
              asked[operator].test({ c }, [source]),
            );
            if (answer !== null) seen.set(answer, (seen.get(answer) ?? 0) + 1);
          }
        }
      },
    ),
    { numRuns: 60, seed: 5 },
  );
  expect(Math.min(...seen.values())).toBeGreaterThan(100);
});

test.each(["c ~ 'a.b'", "c ~ 'a|b'", String.raw`c ~ 'a\b'`, "c ~ '***=ab'", "c ~* 'ab'", "c ~ 'a{2}'"])(
  '%s stays a regular expression',
  async (sql) => {
    using p = await predicate(sql, { schema: 'c text' });
    expect(await p.explain()).not.toContain('TEXTLIKE');
  },
);
