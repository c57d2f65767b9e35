/** LIKE over rows that are objects, with texts and patterns so long that a search by comparing each place with each would take minutes. */
import { beforeAll, describe, expect, test } from 'vitest';
import { predicate, prepare } from '../../src/index.js';

beforeAll(() => prepare());

const a = (count: number): string => 'a'.repeat(count);
const text = a(100_000);
const half = a(50_000);

describe.each(['LIKE', 'ILIKE'])('%s', (operator) => {
  // What the pattern is, a text that it matches, and one that it does not although it nearly does.
  test.each([
    ['the odd letter last', `%${half}b%`, `${text}b${text}`, text],
    ['the odd letter first', `%b${half}%`, `${text}b${text}`, text],
    ['the odd letter in the middle', `%${half}b${half}%`, `${text}b${text}`, `${a(49_999)}b${text}`],
    ['the odd letter at the end of the text', `%${half}b`, `${text}b`, text],
    ['wild places', `%${'a_'.repeat(1000)}b%`, `${text}b`, text],
    ['characters of several bytes', `%${half}é_%`, `${text}é😀`, `${text}é`],
    ['an escape', `%${half}\\_%`, `${text}_`, text],
  ])('%s', async (_, pattern, matching, other) => {
    const rows = [{ t: matching }, { t: other }];
    const written = await predicate(`t ${operator} '${pattern}'`, { schema: 't text' });
    expect(written.filter(rows)).toEqual([rows[0]]);
    const given = await predicate(`t NOT ${operator} $1`, { schema: 't text' });
    expect(given.filter(rows, [pattern])).toEqual([rows[1]]);
    expect(rows.map((row) => given.test(row, [pattern]))).toEqual([false, true]);
  });

  test('an escape at the end of the pattern', async () => {
    const p = await predicate(`t ${operator} $1`, { schema: 't text' });
    expect(() => p.test({ t: `${text}bc` }, [`%${half}b\\`])).toThrowError(expect.objectContaining({ code: '22025' }));
    expect(p.test({ t: 'c' }, [`%${half}b\\`])).toBe(false);
  });
});
