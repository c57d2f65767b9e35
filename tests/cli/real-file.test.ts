import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startPGlite } from '../pglite.js';
import { describe, expect, it } from 'vitest';
import { quern } from './quern.js';

const file = fileURLToPath(new URL('../../node_modules/vega-datasets/data/seattle-weather.csv', import.meta.url));
const columns = 'date date, precipitation float8, temp_max float8, temp_min float8, wind float8, weather text';

/** The file's lines, without the header, for which PostgreSQL finds the predicate true. */
async function linesByPostgres(where: string): Promise<string[]> {
  const lines = readFileSync(file, 'utf8').trimEnd().split(/\r?\n/).slice(1);
  const db = await startPGlite();
  await db.exec(`CREATE TABLE weather (n int, ${columns})`);
  const records = lines.map((line, n) => [n, ...line.split(',')]);
  await db.query(
    `INSERT INTO weather SELECT (r->>0)::int, (r->>1)::date, (r->>2)::float8, (r->>3)::float8, (r->>4)::float8, (r->>5)::float8, r->>6 FROM jsonb_array_elements($1::jsonb) r`,
    [JSON.stringify(records)],
  );
  const { rows } = await db.query<{ n: number }>(`SELECT n FROM weather WHERE ${where} ORDER BY n`);
  await db.close();
  return rows.map(({ n }) => lines[n] ?? '');
}

describe('a real CSV', () => {
  it.each([
    "precipitation > 10 AND weather = 'rain'",
    "date >= DATE '2014-01-01' AND temp_max - temp_min > 15",
    "weather NOT IN ('rain', 'sun') OR wind IS NULL",
  ])('filtered with %s gives the rows that PostgreSQL gives', async (where) => {
    const { stdout, status } = await quern(['filter', file, '--where', where]);
    const [header, ...kept] = stdout.trimEnd().split(/\r?\n/);
    expect(status).toBe(0);
    expect(header).toBe('date,precipitation,temp_max,temp_min,wind,weather');
    const expected = await linesByPostgres(where);
    expect(expected.length).toBeGreaterThan(10);
    expect(kept).toEqual(expected);
  });
});
