/** The compiler of lesson 18: what the lesson prints is what runs, and it compiles every operator rightly. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { comparisons, type Condition } from '../../src/lessons/conditions.js';
import { compile, instantiate } from '../../src/lessons/sixty-lines.js';
import { readLessons } from '../../src/lessons/texts.js';

const source = readFileSync(fileURLToPath(new URL('../../src/lessons/sixty-lines.js', import.meta.url)), 'utf8');

test('the lesson prints the file, which has sixty lines at most', () => {
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(60);
  const lesson = readLessons().find(({ slug }) => slug === 'sixty-lines');
  const printed = /```js editable\n([\s\S]*?)\n```/.exec(lesson?.opening ?? '')?.[1];
  expect(printed).toBe(source.slice(source.indexOf('\n') + 1).trim());
});

describe('compile', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const values = [-70_000, -1, 0, 1, 63, 64, 1_000_000];
  const stride = values.length * 4;
  new Int32Array(memory.buffer, 0, values.length).set(values);
  new Int32Array(memory.buffer, stride, values.length).set(values.toReversed());

  const countOf = (...conditions: readonly Condition[]): number =>
    instantiate(compile(conditions, stride), memory)(0, stride);

  it.each(['<', '<=', '>', '>=', '='])('counts the rows for which %s is true, whatever the number', (operator) => {
    for (const value of values) {
      const expected = values.filter((one) => comparisons[operator]?.(one, value)).length;
      expect(countOf([operator, 0, value])).toBe(expected);
    }
  });
  it('joins conditions by AND, over several columns', () => {
    expect(countOf(['>', 0, -1], ['>=', 1, 0], ['<', 0, 64])).toBe(3);
    expect(countOf()).toBe(values.length);
  });
});
