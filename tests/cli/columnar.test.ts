import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { quern, scratchDirectory } from './quern.js';

const files = scratchDirectory();
const flights = 'node_modules/vega-datasets/data/flights-3m.parquet';

describe('gen and filter', () => {
  it.each(['arrow', 'parquet'] as const)('write and read %s with the rows that CSV has', async (format) => {
    const file = files.path(`demo.${format}`);
    const csv = files.path(`demo-${format}.csv`);
    await Promise.all([
      quern(['gen', 'demo', '--rows', '500', '--to', format, '--out', file]),
      quern(['gen', 'demo', '--rows', '500', '--out', csv]),
    ]);
    const where = ['--where', 'a < 50 AND b IS NOT NULL', '--quiet', '--to', 'ndjson'];
    const schema =
      'a int4 not null, b int4, c text, d float8 not null, e int8 not null, f date not null, g text, h timestamp not null';
    const [typed, text] = await Promise.all([
      quern(['filter', file, ...where]),
      quern(['filter', csv, '--schema', schema, ...where]),
    ]);
    expect(typed.stderr).toBe('');
    expect(typed.status).toBe(0);
    expect(typed.stdout.split('\n').length).toBeGreaterThan(100);
    expect(typed.stdout).toBe(text.stdout);
    // The same from a file without an ending and from the standard input, known by the first bytes.
    const bytes = readFileSync(file);
    const [unnamed, piped] = await Promise.all([
      quern(['filter', files.write(`unnamed-${format}`, bytes), ...where]),
      quern(['filter', '-', ...where], bytes),
    ]);
    expect([unnamed.stdout, piped.stdout]).toEqual([typed.stdout, typed.stdout]);
  });
});

it('several files are one; errors say which and where; a schema that contradicts is refused', async () => {
  const [two, error, schema, cut] = await Promise.all([
    quern(['filter', flights, flights, '--where', 'delay > 1570', '--select', 'origin, delay * 2 AS twice']),
    quern(['filter', flights, '--where', '1 / (delay - 33) > 5', '--count']),
    quern(['filter', flights, '--where', 'true', '--schema', 'delay text', '--count']),
    quern(['filter', files.write('cut.parquet', readFileSync(flights).subarray(0, 50_000)), '--where', 'true']),
  ]);
  expect(two.stdout).toBe('origin,twice\nMCO,3150\nHNL,3376\nMCO,3150\nHNL,3376\n');
  expect([error.status, error.stderr]).toEqual([1, `quern: file "${flights}", row 0: division by zero\n`]);
  expect(schema.stderr).toContain('column "delay" of the file is bigint, not what --schema says');
  expect([cut.status, cut.stdout]).toEqual([1, '']);
  expect(cut.stderr).toContain('is not a Parquet file, or its end is missing');
});

it('an output that an error ends is not whole', async () => {
  const out = files.path('broken.arrow');
  const made = await quern(['filter', flights, '--where', '1 / (1575 - delay) >= 0', '--to', 'arrow', '-o', out]);
  expect([made.status, made.stderr]).toEqual([1, expect.stringContaining('division by zero')]);
  const read = await quern(['filter', out, '--where', 'true', '--count']);
  expect([read.status, read.stderr]).toEqual([1, expect.stringContaining('the mark ARROW1 is missing')]);
});
