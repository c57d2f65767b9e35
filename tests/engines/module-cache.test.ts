/** Programs of one shape share a module, others do not; modules are few however many programs live; a kernel whose module is gone goes on. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kernelModules } from '../../src/engines/copy-patch/engine.js';
import type { Kernel } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { divisors } from '../../src/engines/stencils/baking.js';
import { ModuleCache } from '../../src/engines/stencils/module-cache.js';
import { writeModule, type KernelModule } from '../../src/engines/stencils/module.js';
import { shapeOf } from '../../src/engines/stencils/shape.js';
import { predicate } from '../../src/index.js';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program } from '../../src/program/program.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';
import { tableOf } from './table.js';

await loadParser();
const schema = parseSchema('a int4, b int8, c text, d float8, e date');
const arena = new Arena({ scratchBytes: 1024 * 1024 });

async function qual(sql: string, paramTypes?: readonly 'int4'[]): Promise<Program> {
  const { expr, params } = await compileSql(sql, 'predicate', {
    schema,
    arena,
    ...(paramTypes === undefined ? {} : { paramTypes }),
  });
  return compileQual(qualList(expr), { schema, params });
}
const shape = async (sql: string): Promise<string> => {
  const program = await qual(sql);
  return shapeOf(program, divisors(program));
};

describe('the shape of a program', () => {
  it.each([
    ['a = 1', 'a = 2'],
    ['a > 1 AND b < 20000000000', 'a > -7 AND b < 5000000000'],
    ["c = 'x' OR c LIKE 'y%'", "c = 'a longer text' OR c LIKE '%'"],
    ["d > 0.5 AND e < DATE '2000-01-01'", "d > -0.0 AND e < DATE '1999-01-01'"],
    ['a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)', 'a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 30)'],
    ['a % 7 = 1', 'a % 7 = 3'],
  ])('is the same for %s and %s', async (one, other) => {
    expect(await shape(one)).toBe(await shape(other));
  });

  it.each([
    ['a = 1', 'a = 1 AND b = 1'],
    ['a = 1', 'a <> 1'],
    ['a = 1', 'b = 1'],
    // Dividing by a constant is not dividing.
    ['a % 7 = 1', 'a % 8 = 1'],
    // A table of bits, and a hash table.
    ['a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10)', 'a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 1000000)'],
    ['a = 1', 'a = $1'],
  ])('differs for %s and %s', async (one, other) => {
    expect(await shape(one)).not.toBe(await shape(other));
  });

  it('is all that a module depends on: equal shapes, equal bytes', async () => {
    const texts = [
      'a = 1',
      'a = 2',
      "c LIKE 'x%'",
      "c LIKE '%yy'",
      'd > 0.5',
      'd > 1.5',
      'a % 3 = 1',
      'a % 3 = 2',
      'a IN (1,2,3,4,5,6,7,8,9)',
      'a IN (11,2,3,4,5,6,7,8,9)',
    ];
    const modules = new Map<string, string>();
    for (const text of texts) {
      const program = await qual(text);
      const bytes = Buffer.from(writeModule(program, divisors(program)).bytes).toString('hex');
      const key = shapeOf(program, divisors(program));
      expect(modules.get(key) ?? bytes).toBe(bytes);
      modules.set(key, bytes);
    }
    expect(modules.size).toBe(texts.length / 2);
  });
});

describe('kernels of one shape', () => {
  const table = tableOf(
    arena,
    schema,
    Array.from({ length: 40 }, (_, i) => [
      i % 9 === 0 ? null : i,
      BigInt(i) * 1_000_000_000n,
      i % 5 === 0 ? null : `x${i}`,
      i / 8,
      i * 100,
    ]),
  );
  const selected = (kernel: Kernel): number[] => {
    kernel.run(table.all);
    return table.rows.flatMap((_, row) =>
      ((arena.views.i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1 ? [row] : [],
    );
  };

  beforeEach(() => {
    kernelModules.clear();
  });

  it.each([
    (k: number) => `a = ${k}`,
    (k: number) => `a > ${k} AND b < ${k + 7}000000000`,
    (k: number) => `c = 'x${k}' OR c LIKE '%${k}'`,
    (k: number) => `d > ${k}.25 OR e < DATE '2000-01-01' + ${k}`,
    (k: number) => `a IN (1, 2, 3, 4, 5, 6, 7, 8, 9, ${10 + k})`,
    (k: number) => `CASE WHEN a < ${k} THEN b > 5 ELSE c <> 'x${k}' END`,
    (k: number) => `coalesce(a, ${k}) = ${k}`,
  ])('share a module and keep their constants: %s', async (sql) => {
    const kernels = await Promise.all(Array.from({ length: 12 }, async (_, k) => ({ k, program: await qual(sql(k)) })));
    const fast = kernels.map(({ program }) => engines['copy-patch'].load(program, arena));
    const slow = kernels.map(({ program }) => engines.switch.load(program, arena));
    for (let round = 0; round < 3; round++) expect(fast.map(selected)).toEqual(slow.map(selected));
    expect(kernelModules.size).toBe(1);
    for (const kernel of [...fast, ...slow]) kernel.free();
  });

  it('are rebound: another parameter compiles nothing', async () => {
    const kernel = engines['copy-patch'].load(await qual('a >= $1 AND a < $2'), arena);
    for (let k = 1; k < 20; k++) {
      kernel.setParams([k, k + 3]);
      expect(selected(kernel)).toEqual([k, k + 1, k + 2].filter((row) => row % 9 !== 0));
    }
    kernel.setParams([null, 5]);
    expect(selected(kernel)).toEqual([]);
    expect(kernelModules.size).toBe(1);
  });

  it('go on when their module has been dropped, and many programs leave few modules', async () => {
    const sql = (n: number) =>
      Array.from({ length: 9 }, (_, bit) => `a ${(n >> bit) & 1 ? '<>' : '<'} ${50 + bit}`).join(' AND ');
    const programs = await Promise.all(Array.from({ length: kernelModules.capacity + 44 }, (_, n) => qual(sql(n))));
    const kernels = programs.map((program) => engines['copy-patch'].load(program, arena));
    const all = table.rows.flatMap((row, n) => (row[0] === null ? [] : [n]));
    for (const kernel of kernels) expect(selected(kernel)).toEqual(all);
    expect(kernelModules.size).toBe(kernelModules.capacity);
    for (const kernel of kernels) expect(selected(kernel)).toEqual(all);
    for (const kernel of kernels) kernel.free();
  });
});

describe('the cache', () => {
  let module: KernelModule;
  beforeAll(async () => {
    module = writeModule(await qual('a = 1'), new Set());
  });

  it('drops what was not used since it was last looked at', () => {
    const cache = new ModuleCache(3);
    let written = 0;
    const get = (shape: string) =>
      cache.get(shape, () => {
        written++;
        return module;
      });
    const first = ['x', 'y', 'z'].map(get);
    // All are new and so used: the hand passes over each once, and drops the first.
    get('u');
    expect([written, ...first.map(({ live }) => live)]).toEqual([4, false, true, true]);
    get('y').scan(arena);
    get('v');
    expect([cache.has('y'), cache.has('z'), cache.has('u'), cache.has('v'), cache.size]).toEqual([
      true,
      false,
      true,
      true,
      3,
    ]);
    get('x');
    expect(written).toBe(6);
  });

  it('keeps a module in each arena', () => {
    const cache = new ModuleCache(3);
    const entry = cache.get('x', () => module);
    expect(entry.scan(arena)).toBe(entry.scan(arena));
    expect(entry.scan(new Arena({ scratchBytes: 65_536 }))).not.toBe(entry.scan(arena));
  });
});

describe('a prepared predicate', () => {
  it('gives for each parameter what the literal gives', async () => {
    const rows = Array.from({ length: 200 }, (_, i) => ({ a: i % 11 === 0 ? null : i, c: `x${i}` }));
    const columns = { a: 'int4', c: 'text' } as const;
    for (const engine of ['auto', 'copy-patch', 'wasm-switch'] as const) {
      const prepared = await predicate('a % 10 = $1 AND c LIKE $2', { schema: columns, engine });
      for (const [digit, pattern] of [
        [3, '%1_3'],
        [7, 'x%'],
        [null, 'x%'],
        [4, '%4'],
      ] as const) {
        const literal = await predicate(`a % 10 = ${digit ?? 'NULL'} AND c LIKE '${pattern}'`, {
          schema: columns,
          engine: 'switch',
        });
        expect(prepared.filter(rows, [digit, pattern])).toEqual(literal.filter(rows));
      }
    }
  });
});
