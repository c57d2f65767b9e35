/**
 * `npx tsx bench/hosts/node-host.ts FOLDER`: runs the kernels of `prepare.ts` in Node. For each line of its standard input, the name of a kernel's file, it answers with the
 * milliseconds of the processor's time and the number of rows. integrations/python/bench asks it, so that both hosts take turns.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Kernel, type ColumnData } from '../../src/kernel.js';

const [folder = 'hosts'] = process.argv.slice(2);
const file = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, name)));
const validity = Object.fromEntries(['b', 'c', 'g'].map((name) => [name, file(`${name}.validity`)]));
const ints = (name: string): Int32Array => new Int32Array(file(name).buffer);
const [a, b, f, offsets] = [ints('a.values'), ints('b.values'), ints('f.values'), ints('c.offsets')];
const bytes = file('c.bytes');
const decimals = file('g.decimals');
const d = new Float64Array(file('d.values').buffer);
const e = new BigInt64Array(file('e.values').buffer);
/** Rows that are given at once, as the host in Python does. */
const piece = 1 << 19;

function columns(from: number, to: number): Record<string, ColumnData> {
  const bits = (name: string): Uint8Array | undefined => validity[name]?.subarray(from >> 3, (to + 7) >> 3);
  const first = offsets[from] ?? 0;
  const texts = offsets.slice(from, to + 1).map((at) => at - first);
  return {
    a: { values: a.subarray(from, to) },
    b: { values: b.subarray(from, to), validity: bits('b') },
    c: { offsets: texts, bytes: bytes.subarray(first, offsets[to]), validity: bits('c') },
    d: { values: d.subarray(from, to) },
    e: { values: e.subarray(from, to) },
    f: { values: f.subarray(from, to) },
    g: { decimals: decimals.subarray(16 * from, 16 * to), validity: bits('g') },
  };
}

const pieces = Array.from({ length: Math.ceil(a.length / piece) }, (_, n) => {
  const from = n * piece;
  const to = Math.min(from + piece, a.length);
  return { rows: to - from, columns: columns(from, to) };
});

const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
const kernels = new Map<string, Kernel>();

for await (const name of createInterface({ input: process.stdin })) {
  const kernel = kernels.get(name) ?? (await Kernel.load(file(name)));
  kernels.set(name, kernel);
  const start = process.cpuUsage();
  const masks = pieces.map(({ rows, columns: data }) => kernel.mask(rows, data));
  const { user, system } = process.cpuUsage(start);
  let selected = 0;
  for (const mask of masks) for (const byte of mask) selected += ones[byte] ?? 0;
  process.stdout.write(`${(user + system) / 1000} ${selected}\n`);
}
