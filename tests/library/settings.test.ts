/** TimeZone, DateStyle and IntervalStyle belong to an arena, and predicates of different settings do not disturb each other. */
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena, expression, fromJSON, load, predicate, prepare, predicateSet, predicateSync } from '../../src/index.js';

const berlin = { timeZone: 'Europe/Berlin', dateStyle: 'SQL, DMY', intervalStyle: 'iso_8601' } as const;
const schema = { at: 'timestamptz', day: 'date', lasts: 'interval' } as const;

async function errorOf(work: () => unknown): Promise<{ code: string; message: string; detail?: string | undefined }> {
  try {
    await work();
  } catch (error) {
    if (error instanceof SqlError) return { code: error.code, message: error.message, detail: error.detail };
    throw error;
  }
  throw new Error('nothing was raised');
}

describe('settings of a session', () => {
  it('say what texts mean and how values are printed', async () => {
    const e = await expression("at::date || ' ' || at || ' ' || lasts", { schema, ...berlin });
    const row = { at: '2024-06-30 22:30:00Z', lasts: '1 day' };
    expect(e.evaluate(row)).toBe('01/07/2024 01/07/2024 00:30:00 CEST P1D');
    expect((await expression('day', { schema, ...berlin })).evaluate({ day: '29/02/2024' })).toBe('29/02/2024');
    expect((await expression('lasts', { schema, ...berlin })).evaluate({ lasts: '1 day' })).toBe('P1D');
    const p = await predicate("at::date = '1/7/2024' AND extract(hour FROM at) = $1", { schema, ...berlin });
    expect([p.test(row, [0]), p.test(row, [22])]).toEqual([true, false]);
    expect(p.filter([row, { at: '2024-06-30 21:30:00Z' }], [0])).toEqual([row]);
  });

  it('belong to the predicate: another one with the same text has its own', async () => {
    const text = "at >= '2024-07-01 00:00'";
    const [there, here] = [
      await predicate(text, { schema, timeZone: 'Asia/Tokyo' }),
      await predicate(text, { schema }),
    ];
    const row = { at: '2024-06-30 15:00:00Z' };
    for (let i = 0; i < 2; i++) expect([there.test(row), here.test(row)]).toEqual([true, false]);
    await prepare({ families: ['datetime'] });
    expect(predicateSync(text, { schema, timeZone: 'asia/tokyo' }).test(row)).toBe(true);
  });

  it('are those of the arena, for tables and sets of predicates too', async () => {
    const arena = new Arena(berlin);
    expect(arena.settings).toEqual(berlin);
    const table = await load(schema, [{ at: '2024-06-30 22:30:00Z', day: null, lasts: null }], { arena });
    const p = await predicate("at::date = '1/7/2024'", { schema: table.schema, arena });
    expect(table.filter(p)).toHaveLength(1);
    const set = await predicateSet(schema, berlin);
    await set.add('a', "at::date = '1/7/2024'");
    await set.add('b', "at::date = '30/6/2024'");
    expect(set.match({ at: '2024-06-30 22:30:00Z', day: null, lasts: null })).toEqual(['a']);
    expect(await errorOf(() => predicate('true', { arena, timeZone: 'UTC' }))).toEqual({
      code: '22023',
      message: 'the arena has other settings',
      detail: 'The arena has Europe/Berlin; SQL, DMY; iso_8601, and UTC; ISO, MDY; postgres is asked for.',
    });
  });

  it('go with the predicate as JSON, and predicates of different ones are not joined', async () => {
    const p = await predicate("day > '1/7/2024'", { schema, ...berlin });
    const json = JSON.parse(JSON.stringify(p)) as ReturnType<typeof p.toJSON>;
    expect(json.settings).toEqual(berlin);
    const again = await fromJSON(json);
    expect([again.test({ day: '2024-02-01' }), again.test({ day: '2024-07-02' })]).toEqual([false, true]);
    expect(p.not().test({ day: '2/7/2024' })).toBe(false);
    const q = await predicate("day > '1/7/2024'", { schema });
    expect(q.toJSON()).not.toHaveProperty('settings');
    expect(await errorOf(() => p.and(q))).toMatchObject({
      code: '22023',
      message: 'the predicates have different settings',
    });
  });

  it('do not change the texts of predicates that quern writes, which others read', async () => {
    const p = await predicate("day > '1/7/2024'", { schema, ...berlin });
    expect(p.sql).toBe((await predicate("day > '2024-07-01'", { schema })).sql);
  });

  it('are refused as PostgreSQL refuses them', async () => {
    const messages = await Promise.all(
      [
        { timeZone: 'Nowhere/Land' },
        { timeZone: 'PST' },
        { timeZone: '' },
        { timeZone: 'EST5EDT,M3.2.0,M11.1.0' },
        { dateStyle: 'ISO, foo' },
        { dateStyle: 'SQL, German' },
        { intervalStyle: 'iso' },
        { timeZone: 5 as unknown as string },
      ].map(async (settings) => {
        const { code, message } = await errorOf(() => predicate('true', settings));
        return `${code} ${message}`;
      }),
    );
    expect(messages).toEqual([
      '22023 invalid value for parameter "TimeZone": "Nowhere/Land"',
      '22023 invalid value for parameter "TimeZone": "PST"',
      '22023 invalid value for parameter "TimeZone": ""',
      '0A000 a time zone with a rule for daylight saving time, "EST5EDT,M3.2.0,M11.1.0", cannot be set',
      '22023 invalid value for parameter "DateStyle": "ISO, foo"',
      '22023 invalid value for parameter "DateStyle": "SQL, German"',
      '22023 invalid value for parameter "IntervalStyle": "iso"',
      '22023 the setting timeZone must be a text, not number',
    ]);
  });
});
