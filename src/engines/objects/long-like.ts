/** LIKE and ILIKE where a text and a pattern are so long that V8's search of strings, or the retries of `matches`, could take text × pattern steps: the runtime's search is linear. */
import type { Arena } from '../../arena/arena.js';
import { callOn } from '../../functions/call.js';

/** So many steps are taken in a few milliseconds. */
const fewSteps = 2 ** 20;

/** Whether comparing each place of the text with each of the pattern would take long. */
export const isLong = (text: string, pattern: string): boolean => text.length * pattern.length > fewSteps;

const encoder = new TextEncoder();

/** The runtime's LIKE of that name. It may be called with texts that the scratch area has no room for. */
export function longLike(arena: Arena, name: string): (text: string, pattern: string) => boolean {
  return (text, pattern) => {
    const [bytes, patternBytes] = [encoder.encode(text), encoder.encode(pattern)];
    const address = arena.allocate(bytes.length + patternBytes.length);
    try {
      arena.views.u8.set(bytes, address);
      arena.views.u8.set(patternBytes, address + bytes.length);
      const args = [
        { address, length: bytes.length },
        { address: address + bytes.length, length: patternBytes.length },
      ];
      return callOn(arena, name, args, Number) === 1;
    } finally {
      arena.free(address);
    }
  };
}
