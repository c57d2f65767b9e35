/** The clock and the session's time zone: what now, today and the current date are, against PGlite's casts of the same instant. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadFamily } from '../../src/functions/registry.js';
import { DatetimeCaller } from './datetime/family-call.js';
import { Oracle } from './datetime/oracle.js';

let oracle: Oracle;
let caller: DatetimeCaller;
beforeAll(async () => {
  oracle = await Oracle.start();
  await loadFamily('datetime');
  caller = new DatetimeCaller();
}, 60_000);
afterAll(() => oracle.close());

const instants = [
  '2024-07-01 23:30:15.123456+00',
  '2024-01-15 03:59:59.9+00',
  '1999-12-31 12:00:00+00',
  '2024-03-10 07:30:00+00',
];

/** What is called, and what PostgreSQL computes from the instant. */
const cases: readonly (readonly [name: string, args: readonly string[], sql: string])[] = [
  ['now', [], 't'],
  ['statement_timestamp', [], 't'],
  ['clock_timestamp', [], 't'],
  ['current_timestamp', ['2'], 't::timestamptz(2)'],
  ['current_date', ['-1'], 't::date'],
  ['current_time', ['-1'], 't::timetz'],
  ['current_time', ['1'], 't::timetz(1)'],
  ['localtime', ['0'], 't::time(0)'],
  ['localtimestamp', ['-1'], 't::timestamp'],
  ['timestamptz_in', ['now', '-1'], 't'],
  ['timestamptz_in', ['today', '-1'], 't::date::timestamptz'],
  ['timestamptz_in', ['tomorrow 04:05', '-1'], `(t::date + 1 + time '04:05')::timestamptz`],
  ['timestamptz_in', ['yesterday 10:00+02', '-1'], `((t::date - 1)::text || ' 10:00+02')::timestamptz`],
  ['timestamp_in', ['now'], 't::timestamp'],
  ['timestamp_in', ['tomorrow'], '(t::date + 1)::timestamp'],
  ['date_in', ['yesterday'], 't::date - 1'],
  ['date_in', ['now'], 't::date'],
  ['time_in', ['now', '-1'], 't::time'],
  ['time_timetz', ['10:00:00'], `(t::date + time '10:00')::timestamptz::timetz`],
  ['timetz_in', ['10:00:00', '-1'], `(t::date + time '10:00')::timestamptz::timetz`],
  ['timetz_zone', ['Asia/Kolkata', '10:00:00+00'], `timetz '15:30+05:30'`],
  ['timetz_at_local', ['10:00:00+00'], `(timetz '10:00+00' at time zone (extract(timezone from t) * interval '1 s'))`],
];

test.each(['UTC', 'America/New_York', 'Pacific/Auckland', 'Asia/Kathmandu'])('in the time zone %s', async (zone) => {
  await oracle.setZone(zone);
  caller.setZone(zone);
  const wrong: unknown[] = [];
  for (const instant of instants) {
    const [row] = await oracle.query<{ us: string }>(
      `select ((extract(epoch from $1::text::timestamptz) - 946684800) * 1000000)::bigint::text as us`,
      [instant],
    );
    caller.setClock(BigInt(row?.us ?? 0));
    for (const [name, args, sql] of cases) {
      const [answer] = await oracle.query<{ v: string }>(
        `select (${sql})::text as v from (select $1::text::timestamptz as t)`,
        [instant],
      );
      const own = caller.call(name, args);
      if (own !== answer?.v) wrong.push({ instant, name, args, quern: own, postgres: answer?.v });
    }
  }
  expect(wrong).toEqual([]);
});

test('without a clock, what depends on it is refused', () => {
  caller.setClock(0n);
  expect(caller.call('timestamptz_in', ['today', '-1'])).toMatch(/^0A000 .*depends on the current time/);
});
