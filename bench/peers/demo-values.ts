/** The rows of demo as values, for those that take no file: a, b, c, d, e, and f as a text. */
import { demoFirstDay, drawDemo, emptyDemoRow } from '../../src/datasets/demo.js';
import { RowRandom } from '../../src/datasets/random.js';
import type { PeerRows } from './peer.js';

const millisecondsPerDay = 86_400_000;
const epoch = Date.UTC(2000, 0, 1);

export function* demoValues({
  rows,
  seed,
}: PeerRows): Generator<readonly [number, number | null, string | null, number, number, string]> {
  const random = new RowRandom(seed);
  const drawn = emptyDemoRow();
  for (let row = 0; row < rows; row++) {
    drawDemo(random, row, drawn);
    const { a, b, c, d, f } = drawn;
    const day = new Date(epoch + (demoFirstDay + f) * millisecondsPerDay).toISOString().slice(0, 10);
    yield [a, b < 0 ? null : b, c < 0 ? null : `x${c}`, d, row, day];
  }
}
