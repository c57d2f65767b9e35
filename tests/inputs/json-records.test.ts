/** Records of any text: whatever stands there, each step goes on, and no byte that could be a value's is passed over. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findLine, valueFinder, type FindRecord, type JsonRecord } from '../../src/inputs/json-records.js';

const pieces = fc.array(
  fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', ' ', '\n', '{"a":1}', '"x"', 'null', '-1', '\u{1F600}'),
  { maxLength: 40, size: 'max' },
);

test.each([
  ['lines', () => findLine],
  ['values', valueFinder],
] as [string, () => FindRecord][])('%s: any text is gone through to its end', (_, finder) => {
  fc.assert(
    fc.property(pieces, (parts) => {
      const bytes = new TextEncoder().encode(parts.join(''));
      const find = finder();
      const record: JsonRecord = { start: 0, end: 0, next: 0, blank: false };
      for (let at = 0; at < bytes.length; at = record.next) {
        expect(find(bytes, at, bytes.length, true, record)).toBe(true);
        expect(record.next).toBeGreaterThan(at);
        expect(record.start).toBeGreaterThanOrEqual(at);
        expect(record.end).toBeGreaterThanOrEqual(record.start);
        expect(record.next).toBeGreaterThanOrEqual(record.end);
        // Between records there is white space alone, or what separates them.
        const between = [...bytes.subarray(at, record.start), ...bytes.subarray(record.end, record.next)];
        for (const byte of between) expect('[], \t\r\n').toContain(String.fromCharCode(byte));
      }
    }),
    { numRuns: 3000 },
  );
});
