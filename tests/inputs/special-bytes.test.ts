import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dialectOf } from '../../src/inputs/csv-sniffer.js';
import { SpecialBytes } from '../../src/inputs/special-bytes.js';
import { Arena } from '../../src/arena/arena.js';

const arena = new Arena();
const room = 100_000;
const block = arena.allocate(room);

it('the next byte that means something is the one that a search byte by byte finds, wherever the text begins and ends', () => {
  const piece = fc.constantFrom('a', ',', '"', '\n', '\r', '1234567890abcdef', 'x'.repeat(40_000), 'é', ';');
  const settings = fc.record({
    pieces: fc.array(piece, { maxLength: 30 }),
    skipped: fc.integer({ min: 0, max: 40 }),
    steps: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 10 }),
    quote: fc.constantFrom('"', ''),
  });
  fc.assert(
    fc.property(settings, ({ pieces, skipped, steps, quote }) => {
      const text = new TextEncoder().encode(pieces.join('')).subarray(0, room - 64);
      arena.views.u8.set(text, block);
      const start = block + Math.min(skipped, text.length);
      const end = block + text.length;
      const dialect = dialectOf(arena.views.u8, start, end, true, { delimiter: ',', quote });
      const specials = new SpecialBytes(arena, dialect);
      specials.reset(start, end);
      const wanted = new Set([...(quote === '' ? ',\n\r' : ',"\n\r')].map((character) => character.charCodeAt(0)));
      for (let at = start, step = 0; at < end; step++) {
        const rest = text.subarray(at - block).findIndex((byte) => wanted.has(byte));
        const expected = rest < 0 ? end : at + rest;
        expect(specials.next(at)).toBe(expected);
        at = expected + 1 + (steps[step % steps.length] ?? 0);
      }
      specials.free();
    }),
    { numRuns: 200 },
  );
});
