/** Rows of every type, written by us and read by a real server, and written by that server from what it read. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../bench/postgres/server.js';
import type { Attribute } from '../../src/catalog/attribute.js';
import { catalogType } from '../../src/catalog/catalog.js';
import { types, type TypeName, type Value } from '../../src/catalog/types.js';
import { Arena } from '../../src/arena/arena.js';
import { PageWriter } from '../../src/memory/heap/page-writer.js';
import { TupleWriter } from '../../src/memory/heap/tuple-writer.js';
import { formatValue } from '../../src/functions/text-value.js';
import { typeNames, type CoreType } from '../random/columns.js';
import { Dice } from './dice.js';
import { serverInstalled } from './installed.js';
import { timeless } from './timeless.js';

const arena = new Arena();
const dice = new Dice(5);

const minInt8 = -(2n ** 63n);
const digits = (count: number): string => dice.noise(count, [...'0123456789']);
const decimal = (): string => {
  const whole = digits(dice.below(dice.pick([2, 6, 30, 300]))).replace(/^0+/, '') || '0';
  const scale = dice.below(dice.pick([1, 3, 10, 100]));
  const text =
    whole + (scale > 0 ? `.${dice.pick(['0'.repeat(scale), digits(scale), '0'.repeat(scale - 1) + '1'])}` : '');
  return /[1-9]/.test(text) && dice.below(3) === 0 ? `-${text}` : text;
};
const bits = (): bigint => BigInt.asIntN(64, (BigInt(dice.below(2 ** 32)) << 32n) | BigInt(dice.below(2 ** 32)));

type Drawn = CoreType | 'numeric';
const draw: Record<Drawn, () => Value> = {
  bool: () => dice.below(2),
  int2: () => dice.pick([-32768, 32767, 0, dice.below(100)]),
  int4: () => dice.pick([-(2 ** 31), 2 ** 31 - 1, 0, dice.below(2 ** 31)]),
  int8: () => dice.pick([minInt8, -minInt8 - 1n, 0n, bits()]),
  float4: () => dice.pick([Number.NaN, Number.POSITIVE_INFINITY, -0, 0.1, Math.fround(3.4e38), dice.below(1000) / 7]),
  float8: () => dice.pick([Number.NaN, Number.NEGATIVE_INFINITY, -0, 5e-324, 1.7e308, dice.below(1000) / 7]),
  text: () => dice.pick(['', 'x', 'é✓😀', 'a'.repeat(126), 'b'.repeat(127), digits(dice.below(300))]),
  date: () => dice.pick([-(2 ** 31), 2 ** 31 - 1, 0, dice.below(20_000) - 10_000]),
  timestamp: () => dice.pick([minInt8, -minInt8 - 1n, 0n, bits() / 100_000n]),
  numeric: () =>
    dice.pick(['0', '0.00', '10000', '0.0001', '99999999.9900', 'NaN', 'Infinity', '-Infinity', decimal()]),
};

const drawn: readonly Drawn[] = [...typeNames, 'numeric', 'text', 'bool', 'int8'];
const attributes = Array.from({ length: 30 }, (_, index): Attribute & { readonly draw: () => Value } => {
  const type = dice.pick(drawn);
  const { length, align } = catalogType(type);
  return {
    name: `c${index}`,
    type,
    length,
    align,
    notNull: dice.below(3) === 0,
    missing: null,
    column: undefined,
    draw: draw[type],
  };
});
const columns = attributes.map(({ name, type, notNull }) => `${name} ${type}${notNull ? ' not null' : ''}`).join(', ');
const rows = Array.from({ length: 1500 }, () =>
  attributes.map(({ notNull, draw }) => (!notNull && dice.below(4) === 0 ? null : draw())),
);
/** Compared as the server prints it; a numeric is drawn as it prints it. */
const texts = rows.map((row) =>
  row.map((value, index) => {
    const type = attributes[index]?.type ?? '';
    return value === null || !(type in types) ? value : formatValue(arena, type as TypeName, value);
  }),
);

/** The pages that hold the rows, one after the other. */
function written(table: readonly Attribute[], tuples: readonly (readonly (Value | null)[])[]): Uint8Array {
  const bytes = new Uint8Array(8192 * tuples.length);
  const pages = new PageWriter(bytes);
  const tuple = new TupleWriter(table);
  for (const values of tuples) {
    tuple.form(values);
    expect(pages.add(tuple)).toBe(true);
  }
  return bytes.subarray(0, pages.pages * 8192);
}

describe.skipIf(!serverInstalled)('rows of every type, written as heap pages', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer();
    await server.query(`CREATE EXTENSION amcheck; CREATE TABLE ours (${columns}); CREATE TABLE wide (a int4, b text)`);
    const place = await server.relationPath('ours');
    const wide = await server.relationPath('wide');
    const wideTable = ['int4', 'text'].map(
      (type): Attribute => ({ ...catalogType(type), type, notNull: false, missing: null, column: undefined }),
    );
    await server.whileStopped(() => {
      writeFileSync(place, written(attributes, rows));
      writeFileSync(
        wide,
        written(
          wideTable,
          [2000, 2033, 4000, 8128].map((length) => [length, 'w'.repeat(length)]),
        ),
      );
    });
  });
  afterAll(() => server?.stop());

  test('are what the server reads', async () => {
    expect(
      await server.query(
        `SELECT ${attributes.map(({ name, type }) => (type === 'bool' ? name : `${name}::text`)).join(', ')} FROM ours`,
      ),
    ).toEqual(texts);
    expect(await server.query("SELECT * FROM verify_heapam('ours')")).toEqual([]);
  });

  test('are byte for byte what the server writes for the same values', async () => {
    const file = `${server.data}/ours.csv`;
    await server.query(`COPY ours TO '${file}' (FORMAT csv)`);
    await server.query(
      `BEGIN; CREATE TABLE theirs (${columns}); COPY theirs FROM '${file}' (FORMAT csv, FREEZE); COMMIT; CHECKPOINT`,
    );
    const theirs = timeless(readFileSync(await server.relationPath('theirs')));
    const ours = timeless(Buffer.from(written(attributes, rows)));
    expect([theirs.length, theirs.equals(ours)]).toEqual([ours.length, true]);
  });

  test('may be as wide as a page, which a server would have compressed', async () => {
    expect(await server.query("SELECT a, length(b), b = repeat('w', a) FROM wide")).toEqual(
      [2000, 2033, 4000, 8128].map((length) => [String(length), String(length), 't']),
    );
    expect(await server.query("SELECT * FROM verify_heapam('wide')")).toEqual([]);
  });
});
