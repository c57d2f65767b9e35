import { describe, expect, it } from 'vitest';
import { demoCsv, demoHeader, demoSchema, fillDemo } from '../../src/datasets/demo.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { formatValue } from '../../src/functions/text-value.js';
import { readCsv } from './reading.js';

const rows = 64 * 100;
const arena = new Arena();

describe('the dataset demo', () => {
  it('is the same in memory and as CSV', async () => {
    const batch = new Batch(arena, demoSchema, rows);
    fillDemo(batch);
    const { rows: read, error } = await readCsv(demoHeader + [...demoCsv(rows)].join(''), { schema: demoSchema });
    expect(error).toBeUndefined();
    expect(read).toHaveLength(rows);
    read.forEach((fields, row) => {
      const held = demoSchema.map(({ type }, column) => {
        const value = batch.get(column, row);
        return value === null ? null : formatValue(arena, type, value);
      });
      expect(fields).toEqual(held);
    });
  });

  it('is the same for any range of rows, and another one for another seed', () => {
    const all = [...demoCsv(1000)].join('').split('\n');
    expect([...demoCsv(10, { first: 900 })].join('').split('\n').slice(0, 10)).toEqual(all.slice(900, 910));
    expect([...demoCsv(10, { seed: 2 })].join('')).not.toBe([...demoCsv(10)].join(''));
  });

  it('never changes', () => {
    expect([...demoCsv(2)].join('')).toBe(
      '79,71,x772,0.17863691360779754,0,1995-02-05,7852.75,2000-01-01 00:00:00\n56,27,x139,0.46764418470330704,1,1997-10-14,839.91,2000-01-01 00:00:01\n',
    );
  });

  it('has the values and nulls that it is said to have', () => {
    const fields = [...demoCsv(100_000)]
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const share = (has: (row: string[]) => boolean): number => fields.filter(has).length / fields.length;
    expect(share(([, b]) => b === '')).toBeCloseTo(0.1, 2);
    expect(share(([, , c]) => c === '')).toBeCloseTo(0.1, 2);
    expect(share((row) => row[6] === '')).toBeCloseTo(0.05, 2);
    expect(share(([a]) => a === '42')).toBeCloseTo(0.01, 2);
    expect(share((row) => Number(row[3]) < 0.25)).toBeCloseTo(0.25, 2);
    expect(new Set(fields.map(([a]) => a)).size).toBe(100);
    expect(new Set(fields.map(([, , c]) => c)).size).toBe(1001);
    const dates = fields.map((row) => row[5] ?? '').sort();
    expect([dates[0], dates.at(-1), new Set(dates).size]).toEqual(['1992-01-01', '1998-12-31', 2557]);
  });
});
