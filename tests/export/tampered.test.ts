/**
 * Modules and batches that were tampered with: the host in JavaScript gives an answer or an SqlError, whatever comes, and reads nothing outside the kernel's memory, which would be a
 * RangeError. `QUERN_TAMPERED=20000 npx vitest run tests/export/tampered.test.ts` is the long run; integrations/python/tests/test_tampered.py is the same for the host in Python.
 */
import { expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { exportKernel } from '../../src/export.js';
import { Kernel, type ColumnData } from '../../src/kernel.js';
import { RowRandom } from '../../src/datasets/random.js';

const count = Number(process.env['QUERN_TAMPERED'] ?? 600);
const seed = Number(process.env['SEED'] ?? 20260101);
const random = new RowRandom(seed);
random.start(0);

const schema = 'a int4, b bool, c text, d date, p numeric(12,2), g numeric';
const sql = "10 / a > 1 OR b AND c LIKE 'x%' OR d > date '2000-01-01' OR p > 1.5 OR g < 3";
const rows = 70;

async function outcome(run: () => unknown): Promise<string> {
  try {
    await run();
    return 'an answer';
  } catch (error) {
    // Anything else is what this test is for.
    if (!(error instanceof SqlError)) throw error;
    return error.code;
  }
}

const numbers = (length: number): number[] => Array.from({ length }, () => random.below(256));
const bytes = (length: number): Uint8Array => Uint8Array.from(numbers(length));
/** Mostly what a batch needs, sometimes less, sometimes nothing. */
const size = (needed: number): number => (random.below(3) > 0 ? needed : random.below(needed + 1));

function offsets(length: number): Int32Array | BigInt64Array {
  let at = 0;
  const list = Array.from({ length }, () => {
    at += random.below(4);
    return random.below(200) === 0 ? random.below(2 ** 32) - 2 ** 31 : at;
  });
  return random.below(2) === 0 ? Int32Array.from(list) : BigInt64Array.from(list, BigInt);
}

/** A column of any layout, right or wrong for whatever column it is given for. */
function column(): ColumnData {
  const common = {
    validity: random.below(2) === 0 ? bytes(size(12)) : null,
    offset: random.below(4) === 0 ? random.below(100) - 20 : random.below(9),
  };
  const length = size(rows + 8);
  switch (random.below(9)) {
    case 0:
      return { ...common, values: Int32Array.from(numbers(length)) };
    case 1:
      return { ...common, values: bytes(length) };
    case 2:
      return { ...common, values: new BigInt64Array(bytes(length * 8).buffer as ArrayBuffer) };
    case 3:
      return { ...common, decimals: bytes(length * 16) };
    case 4:
    case 5:
      return { ...common, offsets: offsets(length + 1), bytes: bytes(size(300)) };
    case 6: {
      const views = bytes(length * 16);
      // Lengths that are short, or not.
      for (let at = 0; at < views.length; at += 16) views.fill(0, at + 1, at + (random.below(9) === 0 ? 1 : 4));
      return { ...common, views, buffers: [bytes(300), bytes(8)] };
    }
    case 7:
      return { ...common, texts: Array.from({ length }, (_, n) => (n % 5 === 0 ? null : String(numbers(1)[0]))) };
    default:
      return { ...common, values: Float64Array.from(numbers(length)) };
  }
}

const right: Readonly<Record<string, ColumnData>> = {
  a: { values: Int32Array.from({ length: rows }, (_, n) => n + 1) },
  b: { values: new Uint8Array(9) },
  c: { texts: Array.from({ length: rows }, (_, n) => (n % 3 === 0 ? null : `x${n}`)) },
  d: { values: new Int32Array(rows) },
  p: { values: new BigInt64Array(rows) },
  g: { texts: Array.from({ length: rows }, (_, n) => `${n}.5`) },
};

test.each(['copy-patch', 'vector'] as const)(
  'batches that are not what a kernel of %s reads',
  async (engine) => {
    const kernel = await Kernel.load((await exportKernel(sql, { schema, engine })).bytes);
    const answer = [...kernel.mask(rows, right)];
    const outcomes = new Map<string, number>();
    for (let n = 0; n < count / 3; n++) {
      const columns: Record<string, ColumnData> = { ...right };
      for (const name of Object.keys(right)) if (random.below(4) === 0) columns[name] = column();
      if (random.below(20) === 0) delete columns['c'];
      const found = await outcome(() => kernel.mask(random.below(20) === 0 ? random.below(2 ** 31) : rows, columns));
      outcomes.set(found, (outcomes.get(found) ?? 0) + 1);
    }
    expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['an answer', '22000', '42804']));
    // Nothing of it stays: the same instance gives the same answer.
    expect([...kernel.mask(rows, right)]).toEqual(answer);
  },
  600_000,
);

test('modules that were cut, whose bytes were changed, or whose description was', async () => {
  const { bytes: module } = await exportKernel(sql, { schema });
  const described = new TextDecoder('latin1').decode(module).indexOf('{"abi":1');
  const outcomes = new Map<string, number>();
  for (let n = 0; n < count / 3; n++) {
    let changed = module.slice();
    const kind = random.below(3);
    if (kind === 0) changed = module.slice(0, random.below(module.length));
    const from = kind === 1 ? described : 0;
    if (kind > 0)
      for (let each = 0; each <= random.below(4); each++)
        changed[from + random.below(changed.length - from)] = random.below(256);
    const found = await outcome(async () => (await Kernel.load(changed)).mask(rows, right));
    outcomes.set(found, (outcomes.get(found) ?? 0) + 1);
  }
  expect([...outcomes.keys()]).toEqual(expect.arrayContaining(['XX001']));
}, 600_000);
