import { expect, it } from 'vitest';
import { articleCsv, articleHeader, articleSchema, fillArticle } from '../../src/datasets/article.js';
import { demoCsv } from '../../src/datasets/demo.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';

const text = (rows: number, options = {}): string => [...articleCsv(rows, options)].join('');

it('the dataset article is the same in memory and as CSV, for any range of rows, and is the first column of demo', () => {
  expect(articleHeader).toBe('a\n');
  expect(text(2)).toBe('79\n56\n');
  const batch = new Batch(new Arena(), articleSchema, 128);
  fillArticle(batch, { first: 1000 });
  const held = Array.from({ length: 128 }, (_, row) => `${String(batch.get(0, row))}\n`).join('');
  expect([batch.rows, held]).toEqual([128, text(128, { first: 1000 })]);
  expect(text(200_000).endsWith(text(500, { first: 199_500 }))).toBe(true);
  expect(text(1000)).toBe([...demoCsv(1000)].join('').replaceAll(/,.*/g, ''));
  expect(text(1000, { seed: 2 })).not.toBe(text(1000));
});

it('the dataset article has every number from 0 to 99 about as often', () => {
  const counts = new Map<string, number>();
  for (const value of text(100_000).trimEnd().split('\n')) counts.set(value, (counts.get(value) ?? 0) + 1);
  expect([...counts.keys()].map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, n) => n));
  expect(Math.min(...counts.values())).toBeGreaterThan(850);
  expect(Math.max(...counts.values())).toBeLessThan(1150);
});
