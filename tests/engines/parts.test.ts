/** A kernel of any engine runs parts of a batch, wherever they begin and end: the bits are those of the whole run, and an error ends one part only. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { auto, engineNames, engines } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Batch } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { analyzePredicate, loadParser, parseSchema, qualList, simplify } from '../../src/sql/index.js';

const arena = new Arena();
const rows = 200;
const call = constantCaller(arena);

beforeAll(async () => {
  await loadParser();
  for (const engine of [...Object.values(engines), auto]) await engine.prepare?.();
});

function loaded(sql: string, name: (typeof engineNames)[number] | 'auto') {
  const schema = parseSchema('a int4 not null, b int4');
  const { expr } = analyzePredicate(sql, { schema, call, supported: supportedFunctions });
  const program = compileQual(qualList(simplify(expr, { call, supported: supportedFunctions })), { schema });
  const batch = new Batch(arena, schema, rows);
  for (let row = 0; row < rows; row++) {
    batch.set(0, row, (row * 7) % 11);
    batch.set(1, row, row % 5 === 0 ? null : row % 13);
  }
  batch.rows = rows;
  const kernel = (name === 'auto' ? auto : engines[name]).load(program, arena);
  const run = kernel.open?.(batch);
  if (run === undefined) throw new TypeError(`${name} cannot run parts`);
  const bit = (row: number): number => ((arena.views.i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1;
  return { kernel, run, bit };
}

const names = [...engineNames, 'auto' as const];

test.each(names)('%s runs any part of a batch', (name) => {
  const { kernel, run, bit } = loaded('a > 3 AND b < 8', name);
  const expected = Array.from({ length: rows }, (_, row) =>
    Number((row * 7) % 11 > 3 && row % 5 !== 0 && row % 13 < 8),
  );
  fc.assert(
    fc.property(fc.nat(rows), fc.nat(rows), (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      run(from, to);
      const found = Array.from({ length: to - from }, (_, i) => bit(from + i));
      expect(found).toEqual(expected.slice(from, to));
    }),
    { numRuns: 100 },
  );
  kernel.free();
});

test.each(names)('%s goes on after an error', (name) => {
  const { kernel, run, bit } = loaded('100 / a > 20', name);
  for (let row = 0; row < rows; row++) {
    const a = (row * 7) % 11;
    if (a === 0) expect(() => run(row, row + 1)).toThrow(SqlError);
    else {
      run(row, row + 1);
      expect(bit(row)).toBe(Number(Math.trunc(100 / a) > 20));
    }
  }
  kernel.free();
});
