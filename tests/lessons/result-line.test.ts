/** The line of a result: what is written can be read again, whatever was found, and nothing else is taken for one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseResultLine, resultLine, type ResultLine } from '../../src/lessons/result-line.js';

const line: ResultLine = {
  lesson: 3,
  processor: 'AMD EPYC 7763',
  place: 'Node 20.20',
  guessed: true,
  checks: [
    { what: 'it is slowest in the middle', holds: true, found: 'at 50 %, 7.8 times' },
    { what: 'branch-free is flat', holds: false, found: 'it varies by 40 %' },
  ],
};

test('a line is read as it was written', () => {
  expect(resultLine(line)).toBe(
    'quern lesson 3 | processor: AMD EPYC 7763 | in: Node 20.20 | guessed: right | ✓ it is slowest in the middle: at 50 %, 7.8 times | ✗ branch-free is flat: it varies by 40 %',
  );
  expect(parseResultLine(resultLine(line))).toEqual(line);
  const unasked = { ...line, guessed: undefined };
  expect(parseResultLine(resultLine(unasked))).toEqual(unasked);
});

test('signs that separate do not get into the fields', () => {
  const words = fc.string({ maxLength: 30 });
  fc.assert(
    fc.property(words, words, words, fc.boolean(), (processor, what, found, holds) => {
      const read = parseResultLine(resultLine({ ...line, processor, checks: [{ what: `x${what}`, holds, found }] }));
      expect(read?.lesson).toBe(3);
      expect(read?.place).toBe('Node 20.20');
      expect(read?.checks).toHaveLength(1);
      expect(read?.checks[0]?.holds).toBe(holds);
    }),
  );
});

test.each(['', 'quern lesson', 'quern lesson x | in: y', 'a | b', `quern lesson 3 | ${'x'.repeat(9000)}`])(
  '%#: another text is no line',
  (text) => {
    expect(parseResultLine(text)).toBeUndefined();
  },
);
