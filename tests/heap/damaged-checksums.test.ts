/**
 * Damage that checksums find. A checksum of 16 bits is by chance the same for one changed page in 65,535, so of the 65,536 bits of a page one or two
 * can be flipped unseen. That is how PostgreSQL's checksum is (storage/checksum_impl.h); tests/runtime holds it against pages of a server.
 */
import { beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { pageBytes, pageHeader } from '../../src/memory/heap/page-layout.js';
import { loadParser } from '../../src/sql/index.js';
import { withChecksums } from '../inputs/heap-pages.js';
import { specimens } from './specimens.js';

beforeAll(() => loadParser());

/** So many unseen flips in one page are hardly chance: a Poisson distribution of mean 1 has them once in ten million pages. */
const byChance = 10;

test.each(Object.keys(specimens))(
  'a flipped bit of a page %s is found by its checksum, but for one by chance',
  (name) => {
    const arena = new Arena({ scratchBytes: 65536 });
    const pages = withChecksums(arena, specimens[name]?.(arena).pages ?? new Uint8Array());
    const page = arena.allocate(pageBytes);
    expect(pages.length).toBeGreaterThan(0);
    for (let block = 0; block * pageBytes < pages.length; block++) {
      const bytes = arena.views.u8.subarray(page, page + pageBytes);
      bytes.set(pages.subarray(block * pageBytes, (block + 1) * pageBytes));
      const view = new DataView(bytes.buffer, page, pageBytes);
      const isValid = (): boolean =>
        arena.runtime.page_checksum(page, block) === view.getUint16(pageHeader.pd_checksum, true);
      expect(isValid()).toBe(true);
      const unseen: string[] = [];
      for (let byte = 0; byte < pageBytes; byte++) {
        const whole = bytes[byte] ?? 0;
        for (let bit = 0; bit < 8; bit++) {
          bytes[byte] = whole ^ (1 << bit);
          if (isValid()) unseen.push(`${byte}.${bit}`);
        }
        bytes[byte] = whole;
      }
      expect(unseen.length, `page ${block}: ${unseen.join(' ')}`).toBeLessThan(byChance);
      // A flip in the checksum itself is always seen.
      expect(unseen.filter((flip) => flip.startsWith('8.') || flip.startsWith('9.'))).toEqual([]);
    }
  },
);
