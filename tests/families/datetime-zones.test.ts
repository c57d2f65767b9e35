/** Time zones from the platform against PostgreSQL's: the offset at and around every change since 1900. ZONES=all looks at all of them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findZone, zoneRegion } from '../../src/functions/zone-memory.js';
import { zoneTable } from '../../src/arena/zones.js';
import { Oracle } from './datetime/oracle.js';
import { zoneDifferences } from './datetime/zone-check.js';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start();
}, 60_000);
afterAll(() => oracle.close());

const some = [
  ...[
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'Europe/Dublin',
    'Africa/Monrovia',
  ],
  ...[
    'Pacific/Apia',
    'America/Argentina/San_Luis',
    'CET',
    'EST',
    'MST',
    'Factory',
    'Etc/GMT+5',
    'Antarctica/Troll',
    'America/Vancouver',
  ],
];
/** From when on PostgreSQL 18.6's data (2026) knows of changes that a platform with the data of 2025 does not. */
const changedSince: Readonly<Record<string, number>> = {
  'Africa/Casablanca': 2026,
  'Africa/El_Aaiun': 2026,
  'America/Edmonton': 2026,
  'America/Vancouver': 2026,
  'America/Yellowknife': 2026,
  'Canada/Mountain': 2026,
  'Canada/Pacific': 2026,
  'Europe/Chisinau': 2022,
  'Europe/Tiraspol': 2022,
};

test('a zone has the offsets that it has in PostgreSQL', async () => {
  const all = await oracle.query<{ name: string }>('select name from pg_timezone_names order by 1');
  const names = process.env['ZONES'] === 'all' ? all.map(({ name }) => name) : some;
  const wrong: unknown[] = [];
  for (const name of names) {
    const until = Date.UTC(changedSince[name] ?? 2100, 0, 1) / 1000;
    const differences = (await zoneDifferences(oracle, name))?.filter((time) => time < until);
    if (differences === undefined || differences.length > 0)
      wrong.push({ name, at: differences?.slice(0, 3).map((time) => new Date(time * 1000).toISOString()) });
  }
  expect(wrong).toEqual([]);
}, 3_600_000);

test('a name that the platform does not know has no table', () => {
  expect(zoneTable('Nowhere/Land')).toBeUndefined();
  expect(zoneTable('eUROPE/bERLIN')).toBe(zoneTable('Europe/Berlin'));
});

test('more zones than there is room for are found all the same, each at an address with its own table', () => {
  const memory = new WebAssembly.Memory({ initial: 8 });
  const find = findZone(memory);
  const names = Intl.supportedValuesOf('timeZone').filter((name) => name.startsWith('Europe/'));
  const bytes = new Uint8Array(memory.buffer);
  const ask = (name: string): number => find(0, new TextEncoder().encodeInto(name, bytes).written);
  for (const name of [...names, ...names]) {
    const at = ask(name);
    const table = zoneTable(name) ?? new Uint8Array();
    expect(at).toBeGreaterThan(zoneRegion.start);
    expect(at + table.length).toBeLessThanOrEqual(zoneRegion.end);
    expect([...bytes.subarray(at, at + table.length)]).toEqual([...table]);
  }
  const generation = new DataView(memory.buffer).getInt32(zoneRegion.start, true);
  expect(generation).toBeGreaterThan(0);
  expect(ask('Nowhere/Land')).toBe(0);
});
