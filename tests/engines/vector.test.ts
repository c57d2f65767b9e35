/** The engine over 64 rows at a time answers as the interpreter does, whatever the length of the batch and wherever the nulls and the errors are. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import wabt from 'wabt';
import { autoEngine } from '../../src/engines/auto/engine.js';
import { engines } from '../../src/engines/engines.js';
import { divisors } from '../../src/engines/stencils/baking.js';
import { writeVectorModule } from '../../src/engines/vector/write.js';
import { Batch } from '../../src/memory/batch.js';
import { encoded, instructions, type Instruction } from '../../wasm/lanes/instructions.js';
import { arena, outcomeOf, qualOf, randomBatch, schema } from './vector-table.js';

const predicates = [
  'a = 42',
  'a > 10 AND b < 50',
  'a BETWEEN 10 AND 20',
  'a = 42 AND b IS NOT NULL',
  "a > 10 AND b < 50 OR c = 'x7'",
  'a IN (1, 5, 9)',
  'a IN (1,5,9,14,23,42,57,61,78,99)',
  'b IN (1,5,9,14,23,42,57,61,78,99)',
  'e NOT IN (1, 5, 9, NULL)',
  'b NOT IN (0, 8, 15, 31, 32, 63, 64, 96, 127) AND i IN (-10, -9, -8, 0, 1, 2, 3, 4, 5, 6)',
  'a IN (1, 50, 100, 150, 200, 250, 300, 350, 400, 450, 500)',
  'coalesce(b, -5) IN (-5, 1, 2, 3, 4, 5, 6, 7, 8, 9, NULL)',
  'a + b > 100 AND a * 2 < b',
  "c LIKE 'x1%'",
  "c LIKE '%77%'",
  'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END',
  'coalesce(b, 0) % 7 = 3',
  'coalesce(b, a, 3) = 3',
  'd > 0.25 AND d < 0.75',
  'e % 10 = 7',
  "f >= DATE '2000-02-01' AND f < DATE '2000-03-01'",
  "h > TIMESTAMP '2000-02-01' OR h IS NULL",
  'a IS DISTINCT FROM b',
  'b IS NOT DISTINCT FROM i',
  'i < 50 AND i > b',
  'j',
  'NOT j OR a = 3',
  'j IS NOT TRUE AND (b = 5) IS NOT FALSE',
  'j = (a > 50)',
  'nullif(a, b) = 3',
  'nullif(b, 5) IS NULL',
  'k > g OR k = d',
  'g < 1.5::float4',
  'e > a',
  'e + a > 100 AND e - b < 50',
  'e * a > 100',
  'i + 1::int2 > 3::int2',
  '-b < -50',
  'abs(b) > 20',
  'd + k > 1 OR d * k < 1 OR d / 2 > k',
  'greatest(a, b, 7) = least(b, 50)',
  'f + 3 > f',
  'f - f = 0',
  'b / 3 = 5',
  'a / b > 1',
  'b <> 0 AND a / b > 1',
  'a % b = 1 AND d > 0.25',
  "length(c) > 2 AND a < 50 OR upper(c) = 'X7'",
  "CASE WHEN c = 'x7' THEN b WHEN a < 30 THEN a ELSE 4 END = 4",
  '(CASE WHEN length(c) > 2 THEN a ELSE b END) + 1 > 50 AND k IS NOT NULL',
  'a < 50 AND (a = 1 OR b = 2 AND NOT a = 3 OR b IS NULL)',
  'b::int8 = e OR b::float8 > k',
  'd::int4 = a',
  'a = 1 AND false',
  'true',
  'b IS NULL',
  "c IS NOT NULL AND c <> 'x7'",
  'coalesce(a + b, c::int4) > 3',
  '(a + b) IS NULL',
  "a + b > 100 AND c LIKE '%7%'",
  "c LIKE '%7%' AND a + b > 100",
];
const lengths = [0, 1, 2, 31, 32, 33, 63, 64, 65, 127, 128, 129, 191, 192, 193, 200];
const switchEngine = engines.switch;

describe('vector', () => {
  it.each(predicates)('selects the rows that the interpreter selects, or raises what it raises: %s', async (sql) => {
    for (const rung of [4, 2] as const) {
      const program = await qualOf(sql, rung);
      const expected = switchEngine.load(program, arena);
      const actual = engines.vector.load(program, arena);
      for (const [n, rows] of lengths.entries()) {
        const batch = randomBatch(rows, n * 7 + sql.length, {
          extremes: n % 2 === 0,
          nulls: [20, 0, 100, 60][n % 4] ?? 0,
        });
        expect([rows, outcomeOf(actual, batch)]).toEqual([rows, outcomeOf(expected, batch)]);
        batch.free();
      }
      expected.free();
      actual.free();
    }
  });

  it('does so for batches of every length', async () => {
    for (const sql of ["a > 10 AND b < 50 OR c = 'x7'", 'a + b > 100 AND a * 2 < b']) {
      const [expected, actual] = await kernelsOf(sql);
      for (let rows = 0; rows <= 200; rows++) {
        const batch = randomBatch(rows, rows, { extremes: rows % 3 === 0 });
        expect([rows, outcomeOf(actual, batch)]).toEqual([rows, outcomeOf(expected, batch)]);
        batch.free();
      }
    }
  });

  it('has a null at every place of a word', async () => {
    for (const sql of [
      'b = 5',
      'b IS NULL',
      'b <> 4 OR a = 3',
      'NOT b = 5',
      'b IS DISTINCT FROM 5',
      'coalesce(b, 5) = 5',
    ]) {
      const [expected, actual] = await kernelsOf(sql);
      for (let row = 0; row < 130; row++) {
        const batch = fives(130);
        batch.setNull(1, row);
        // What lies under the flag of a null is nothing.
        arena.views.i32[((batch.columns[1]?.values ?? 0) >> 2) + row] = 5;
        expect([sql, row, outcomeOf(actual, batch)]).toEqual([sql, row, outcomeOf(expected, batch)]);
        batch.free();
      }
    }
  });

  it('raises the error of the first row that has one, whichever lanes have errors', async () => {
    const [, actual] = await kernelsOf('a + b > 0 AND 10 / b > 0');
    for (let row = 0; row < 130; row++) {
      const batch = fives(130);
      batch.set(0, row, 2147483647);
      batch.set(1, Math.min(row + 1 + (row % 5), 129), row === 129 ? 5 : 0);
      expect(outcomeOf(actual, batch)).toBe(`22003 integer out of range in row ${row}`);
      batch.set(0, row, 5);
      batch.set(1, row, 0);
      expect(outcomeOf(actual, batch)).toBe(`22012 division by zero in row ${row}`);
      batch.free();
    }
  });

  it('raises nothing for rows that are null, that do not come by, or that are none', async () => {
    const [, actual] = await kernelsOf('i > 0 AND a + b > 0');
    const batch = fives(192);
    batch.rows = 100;
    for (const row of [3, 64, 77]) {
      batch.set(0, row, 2147483647);
      batch.setNull(1, row);
      arena.views.i32[((batch.columns[1]?.values ?? 0) >> 2) + row] = 5;
    }
    batch.set(0, 50, 2147483647);
    batch.set(8, 50, 0);
    for (let row = 100; row < 192; row++) batch.set(0, row, 2147483647);
    expect(outcomeOf(actual, batch)).toBe('fffffff7 fffbffff ffffdffe f');
    batch.free();
  });

  it('has lanes where it can, and one kernel of both where only a part can', async () => {
    const textOf = async (sql: string): Promise<string> => {
      const program = await qualOf(sql);
      const { readWasm } = await wabt();
      const module = readWasm(writeVectorModule(program, divisors(program)).bytes, { readDebugNames: false });
      const text = module.toText({});
      module.destroy();
      // The last function is the kernel; one before it is for rows that could raise.
      return text.slice(text.lastIndexOf('(func (;'));
    };
    for (const sql of [
      'a = 42',
      'a IN (1,5,9,14,23,42,57,61,78,99)',
      'g < 1.5::float4',
      'e + a > 3',
      'CASE WHEN a < 10 THEN b ELSE 3 END = 3',
      'coalesce(b, 0) % 7 = 3',
    ])
      expect(await textOf(sql), sql).not.toMatch(/i32\.load8_u|i64\.ctz/);
    for (const sql of ["c = 'x7'", "c LIKE 'x1%'", "c <> 'twelve bytes'", "c IN ('a', 'b')"])
      expect(await textOf(sql), sql).not.toMatch(/i64\.ctz|call/);
    expect(await textOf("a > 10 AND b < 50 OR c = 'more than twelve bytes'")).toMatch(/i8x16\.bitmask[\s\S]*i64\.ctz/);
    expect(await textOf("c LIKE '%77%'")).toMatch(/i64x2\.eq[\s\S]*i64\.ctz/);
    expect(await textOf('upper(c) = lower(c)')).not.toMatch(/v128/);
  });
});

describe('where there is no SIMD', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('says so, and auto compiles without', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    await expect(engines.vector.prepare?.()).rejects.toMatchObject({
      code: '0A000',
      message: 'the engine "vector" needs WebAssembly SIMD, which this runtime does not have',
    });
    const auto = autoEngine(engines.switch, engines.vector, {
      otherwiseCompiler: () => Promise.resolve(engines['copy-patch']),
    });
    await auto.prepare?.();
    const kernel = auto.load(await qualOf('a = 5'), arena);
    const batch = fives(100_032);
    kernel.run(batch);
    expect(kernel.history?.stretches.map(({ engine }) => engine)).toEqual(['copy-patch']);
    kernel.free();
    batch.free();
  });
});

describe('the instructions for lanes', () => {
  it('are those that an assembler gives', async () => {
    const { parseWat } = await wabt();
    for (const name of Object.keys(instructions) as Instruction[]) {
      const immediate =
        name === 'v128.const'
          ? ' i32x4 0 0 0 0'
          : name === 'i8x16.shuffle'
            ? ' 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15'
            : '';
      const shifts = /\.sh[lr]/.test(name);
      // After `unreachable`, operands need not be there.
      const module = parseWat(name, `(module (func unreachable ${name}${immediate} drop))`, { simd: true });
      const hexadecimal = Buffer.from(module.toBinary({}).buffer).toString('hex');
      expect(hexadecimal.split('00fd')[1]?.slice(0, encoded(name).length - 2), `${name} ${shifts}`).toBe(
        encoded(name).slice(2),
      );
      module.destroy();
    }
  });
});

async function kernelsOf(sql: string) {
  const program = await qualOf(sql);
  return [switchEngine.load(program, arena), engines.vector.load(program, arena)] as const;
}

/** Rows of which every number is 5. */
function fives(rows: number): Batch {
  const batch = new Batch(arena, schema, rows);
  for (let row = 0; row < rows; row++) {
    schema.forEach(({ type }, column) => {
      batch.set(
        column,
        row,
        type === 'text' ? 'x' : type === 'bool' ? 1 : ['int8', 'timestamp'].includes(type) ? 5n : 5,
      );
    });
  }
  batch.rows = rows;
  return batch;
}
