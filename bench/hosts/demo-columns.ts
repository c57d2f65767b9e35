/** The dataset `demo` as Arrow lays its columns out, each buffer a file of its own, which other languages read as they are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFirstDay, demoSeed, demoWords, drawDemo, emptyDemoRow } from '../../src/datasets/demo.js';
import { RowRandom } from '../../src/datasets/random.js';

/** Days from 1970-01-01, from which Arrow counts, to 2000-01-01. */
const days = 10_957;

/** Writes `a.values`, `b.values`, `b.validity`, … into the folder. The timestamps of `h` are in no canonical predicate and are left out. */
export function writeDemoColumns(folder: string, rows: number): void {
  const random = new RowRandom(demoSeed);
  const drawn = emptyDemoRow();
  const bits = (): Uint8Array => new Uint8Array((rows + 7) >> 3);
  const [a, b, f, offsets] = [0, 1, 2, 3].map((n) => new Int32Array(rows + (n === 3 ? 1 : 0))) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const [d, e, g] = [new Float64Array(rows), new BigInt64Array(rows), new BigInt64Array(2 * rows)];
  const [ofB, ofC, ofG] = [bits(), bits(), bits()];
  const bytes = new Uint8Array(4 * rows);
  let end = 0;
  const set = (validity: Uint8Array, row: number): void => {
    validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
  };
  for (let row = 0; row < rows; row++) {
    drawDemo(random, row, drawn);
    a[row] = drawn.a;
    d[row] = drawn.d;
    e[row] = BigInt(row);
    f[row] = demoFirstDay + drawn.f + days;
    if (drawn.b >= 0) {
      b[row] = drawn.b;
      set(ofB, row);
    }
    const word = demoWords[drawn.c];
    if (word !== undefined) {
      bytes.set(word, end);
      end += word.length;
      set(ofC, row);
    }
    offsets[row + 1] = end;
    if (drawn.g >= 0) {
      g[2 * row] = BigInt(drawn.g);
      set(ofG, row);
    }
  }
  const buffers = {
    ...{ 'a.values': a, 'b.values': b, 'b.validity': ofB, 'c.offsets': offsets, 'c.bytes': bytes.subarray(0, end) },
    ...{ 'c.validity': ofC, 'd.values': d, 'e.values': e, 'f.values': f, 'g.decimals': g, 'g.validity': ofG },
  };
  for (const [name, buffer] of Object.entries(buffers)) writeFileSync(join(folder, name), buffer);
}
