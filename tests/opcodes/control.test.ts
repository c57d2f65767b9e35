/** The control cells: JavaScript, kernels, hand-written loops and runtime functions all write there, so no two may share a byte. */
import { expect, test } from 'vitest';
import { control } from '../../opcodes/language/control.js';

test('no two control cells share a byte', () => {
  const { runtimeBase, ...cells } = control;
  const bytes = Object.entries(cells).flatMap(([name, address]) =>
    Array.from({ length: name === 'touched' ? 8 : 4 }, (_, n) => address + n),
  );
  expect(new Set(bytes).size).toBe(bytes.length);
  expect(Math.max(...bytes)).toBeLessThan(runtimeBase);
  expect(Object.values(cells).filter((address) => address % 4 !== 0)).toEqual([]);
  expect(control.touched % 8).toBe(0);
});
