/** The engine that chooses: when it compiles, by a clock that the test turns; that what it does never shows in the answers. */
import { beforeAll, describe, expect, it } from 'vitest';
import { autoEngine } from '../../src/engines/auto/engine.js';
import type { Decision } from '../../src/engines/auto/history.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { engines } from '../../src/engines/engines.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program } from '../../src/program/program.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';

await loadParser();
const schema = parseSchema('a int4 not null, b int4, c text, d float8');
const arena = new Arena({ scratchBytes: 1024 * 1024 });
beforeAll(async () => {
  for (const engine of Object.values(engines)) await (engine as Engine).prepare?.();
});

async function qual(sql: string): Promise<Program> {
  const { expr } = await compileSql(sql, 'predicate', { schema, arena });
  return compileQual(qualList(expr), { schema });
}

/** An engine whose kernels only let time pass; `nanoseconds` a row, by the program. */
class TimedEngine implements Engine {
  readonly dispatch = 'none';
  readonly runs: { readonly program: Program; readonly rows: number }[] = [];
  loaded = 0;
  freed = 0;
  constructor(
    readonly name: string,
    readonly clock: { milliseconds: number },
    readonly nanoseconds: (program: Program) => number,
    public compileTime = 0,
  ) {}
  load(program: Program): Kernel {
    this.loaded++;
    let compiled = false;
    return {
      setParams: () => undefined,
      run: (batch) => {
        if (!compiled) this.clock.milliseconds += this.compileTime / 1e6;
        compiled = true;
        this.clock.milliseconds += (batch.rows * this.nanoseconds(program)) / 1e6;
        if (batch.rows > 0) this.runs.push({ program, rows: batch.rows });
      },
      bitmap: 0,
      results: 0,
      free: () => {
        this.freed++;
      },
    };
  }
}

function timed(interpreted: number | (() => number), compiled: (program: Program) => number, compileTime = 80_000) {
  const clock = { milliseconds: 0 };
  const interpreter = new TimedEngine('slow', clock, () =>
    typeof interpreted === 'number' ? interpreted : interpreted(),
  );
  const compiler = new TimedEngine('fast', clock, compiled, compileTime);
  return { interpreter, compiler, engine: autoEngine(interpreter, compiler, { now: () => clock.milliseconds }) };
}

const kinds = ({ history }: Kernel): string[] => (history?.decisions ?? []).map(({ kind }: Decision) => kind);
const batchOf = (rows: number): Batch => {
  const batch = new Batch(arena, schema, rows);
  batch.rows = rows;
  return batch;
};

describe('auto', () => {
  it('compiles before the first row of a large batch, and not at all for a few rows', async () => {
    const { interpreter, compiler, engine } = timed(10, () => 2);
    const large = engine.load(await qual('a = 1'), arena);
    large.run(batchOf(65_536));
    expect([interpreter.runs.length, compiler.runs.map(({ rows }) => rows), kinds(large)]).toEqual([
      0,
      [65_536],
      ['compile'],
    ]);
    const small = engine.load(await qual('a = 1'), arena);
    for (let n = 0; n < 10; n++) small.run(batchOf(10));
    expect([interpreter.runs.length, compiler.runs.length, kinds(small)]).toEqual([10, 1, ['interpret']]);
  });

  it('compiles after so many small batches that it would have paid, but not twice as many', async () => {
    const { interpreter, compiler, engine } = timed(10, () => 2);
    const kernel = engine.load(await qual('a = 1'), arena);
    const batch = batchOf(512);
    for (let n = 0; n < 200; n++) kernel.run(batch);
    // It expects compiling to take some 220 µs, which 7 ns less a row pay back in 31,000 rows: as many have been, as many are to come.
    expect(kinds(kernel)).toEqual(['interpret', 'compile']);
    expect(interpreter.runs.length * 512).toBeGreaterThan(25_000);
    expect(interpreter.runs.length * 512).toBeLessThan(40_000);
    expect(compiler.runs).toHaveLength(200 - interpreter.runs.length);
    expect(kernel.history?.stretches.map(({ engine: name, rows, runs }) => [name, rows, runs])).toEqual([
      ['slow', interpreter.runs.length * 512, interpreter.runs.length],
      ['fast', compiler.runs.length * 512, compiler.runs.length],
    ]);
    expect([interpreter.freed, compiler.freed]).toEqual([1, 0]);
    kernel.free();
    expect(compiler.freed).toBe(1);
  });

  it('rather compiles than runs an interpreter for long that would be optimised, until it has spent as much', async () => {
    const { interpreter, compiler, engine } = timed(10, () => 2, 400_000);
    Object.assign(interpreter, { optimising: 2e6 });
    const program = await qual('a = 1');
    const chosen = (rows: number): Decision[] => {
      const kernel = engine.load(program, arena);
      kernel.run(batchOf(rows));
      return kernel.history?.decisions.slice() ?? [];
    };
    // Few rows do not make it long, whoever runs them.
    for (let n = 0; n < 20; n++) expect(chosen(100)).toMatchObject([{ kind: 'interpret' }]);
    const first = chosen(5000);
    expect(first).toMatchObject([{ kind: 'compile', why: 'spares', rows: 5000 }]);
    const later = Array.from({ length: 20 }, () => chosen(5000)[0]?.kind);
    // Two milliseconds are five times 400 µs. Afterwards it is interpreted, and no longer spared.
    expect(later.filter((kind) => kind === 'compile')).toHaveLength(4);
    expect(later.slice(0, 4)).toEqual(Array.from({ length: 4 }, () => 'compile'));
    expect([compiler.loaded, interpreter.loaded]).toEqual([5, 36]);
  });

  it('learns from one program what the next ones cost', async () => {
    // The interpreter is a hundred times as slow as it expects.
    const { engine } = timed(400, () => 2);
    const program = await qual('a = 1');
    const chosen: string[][] = [];
    for (let n = 0; n < 20; n++) {
      const kernel = engine.load(program, arena);
      kernel.run(batchOf(8192));
      chosen.push(kinds(kernel));
    }
    expect([chosen.at(0), chosen.at(-1)]).toEqual([['interpret'], ['compile']]);
  });

  it('stops compiling at once what it wrongly thought to be slow in the interpreter', async () => {
    const chosen: string[][] = [];
    let nanoseconds = 1000;
    const { engine } = timed(
      () => nanoseconds,
      () => nanoseconds / 5,
    );
    const program = await qual('a = 1');
    for (let n = 0; n < 60; n++) {
      if (n === 30) nanoseconds = 5;
      const kernel = engine.load(program, arena);
      kernel.run(batchOf(8192));
      chosen.push(kinds(kernel));
    }
    expect([chosen.at(29), chosen.at(-1)]).toEqual([['compile'], ['interpret']]);
  });

  it('compiles again when the time is over in which everything took a hundred times as long', async () => {
    const { compiler, engine } = timed(10, () => 2);
    const program = await qual('a = 1');
    const chosen = () => {
      const kernel = engine.load(program, arena);
      kernel.run(batchOf(65_536));
      kernel.run(batchOf(65_536));
      return kinds(kernel);
    };
    compiler.compileTime = 20_000_000;
    for (let n = 0; n < 30; n++) chosen();
    compiler.compileTime = 80_000;
    expect(chosen()).toContain('compile');
    for (let n = 0; n < 20; n++) chosen();
    expect(chosen()).toEqual(['compile']);
  });

  it('takes what is compiled already', async () => {
    const { compiler, interpreter, engine } = timed(10, () => 2);
    Object.assign(compiler, { has: () => true });
    const kernel = engine.load(await qual('a = 1'), arena);
    kernel.run(batchOf(8192));
    expect(kernel.history?.decisions).toMatchObject([{ kind: 'compile', why: 'cached', row: 0 }]);
    expect(interpreter.loaded).toBe(0);
  });

  it('has what takes long compiled in the background, and waits for it no longer than it is worth', async () => {
    const long = Array.from({ length: 4000 }, (_, n) => `a <> ${n}`).join(' AND ');
    for (const finishes of [true, false]) {
      const { compiler, interpreter, engine } = timed(1000, () => 2, 10_000_000);
      let has = false;
      let asked = 0;
      Object.assign(compiler, {
        has: () => has,
        compile: () => {
          asked++;
          return Promise.resolve();
        },
      });
      const kernel = engine.load(await qual(long), arena);
      const batch = batchOf(1024);
      for (let n = 0; n < 90; n++) kernel.run(batch);
      expect([asked, compiler.loaded, kinds(kernel)]).toEqual([1, 0, ['interpret', 'compile in the background']]);
      const before = interpreter.runs.length;
      has = finishes;
      for (let n = 0; n < 600; n++) kernel.run(batch);
      expect(kernel.history?.decisions.at(-1)).toMatchObject({ kind: 'compile', why: finishes ? 'ready' : 'pays' });
      expect(interpreter.runs.length > before).toBe(!finishes);
      expect([asked, compiler.loaded]).toEqual([1, 1]);
    }
  });

  it('is as good as before when a run raises', async () => {
    const p = await qual('1 / a > 0');
    const kernel = autoEngine(engines['wasm-switch'], engines['copy-patch']).load(p, arena);
    kernel.setParams([]);
    const batch = batchOf(2000);
    for (let row = 0; row < 2000; row++) batch.set(0, row, row === 1500 ? 0 : 1);
    for (let n = 0; n < 50; n++) {
      expect(() => {
        kernel.run(batch);
      }).toThrowError(expect.objectContaining({ code: '22012', row: 1500 }));
      batch.rows = 1500;
      kernel.run(batch);
      expect(arena.views.i32[kernel.bitmap >> 2]).toBe(-1);
      batch.rows = 2000;
    }
  });
});

describe('the order of conjuncts', () => {
  const firstConstant = ({ constants }: Program): number => Number(constants[0]?.value);
  const half = batchOf.bind(undefined, 4096);

  async function run(sql: string, compiled: (program: Program) => number) {
    const clock = { milliseconds: 0 };
    const compiler = new TimedEngine('fast', clock, compiled);
    // What passes is really computed, and all conjuncts cost the same.
    const interpreter: Engine = {
      name: 'slow',
      dispatch: 'shared',
      load(program, memory) {
        const kernel = engines['wasm-switch'].load(program, memory);
        const { run: really } = kernel;
        kernel.run = (batch) => {
          really(batch);
          clock.milliseconds += (batch.rows * 10) / 1e6;
        };
        return kernel;
      },
    };
    const kernel = autoEngine(interpreter, compiler, { now: () => clock.milliseconds }).load(await qual(sql), arena);
    kernel.setParams([]);
    const batch = half();
    for (let row = 0; row < batch.rows; row++) {
      batch.set(0, row, row % 100);
      batch.set(1, row, row % 7 === 0 ? null : row % 100);
    }
    for (let n = 0; n < 20_000; n++) kernel.run(batch);
    const lastRan = compiler.runs.at(-1)?.program;
    return {
      decisions: kernel.history?.decisions ?? [],
      kinds: kinds(kernel),
      first: lastRan === undefined ? NaN : firstConstant(lastRan),
      compiler,
    };
  }

  it('becomes the better one, when that is faster as measured', async () => {
    const {
      decisions,
      kinds: all,
      first,
      compiler,
    } = await run('a > 5 AND b = 3', (program) => (firstConstant(program) === 3 ? 2 : 4));
    expect(all).toEqual(['interpret', 'compile', 'try order', 'new order']);
    expect(decisions[2]).toMatchObject({ order: [1, 0], passes: [expect.closeTo(0.94, 2), expect.closeTo(0.0086, 3)] });
    expect(first).toBe(3);
    expect(compiler.loaded - compiler.freed).toBe(1);
  });

  it('stays when the other one is no faster', async () => {
    const { kinds: all, first, compiler } = await run('a > 5 AND b = 3', () => 3);
    expect(all).toEqual(['interpret', 'compile', 'try order', 'keep order']);
    expect(first).toBe(5);
    expect(compiler.loaded - compiler.freed).toBe(1);
  });

  it('stays where a conjunct can raise', async () => {
    expect((await run('a > 5 AND b + a < 3', () => 3)).kinds).toEqual(['interpret', 'compile']);
    expect((await run('1 / (a + 1) >= 0 AND b = 3', () => 3)).kinds).toEqual(['interpret', 'compile']);
  });
});

describe('whatever the clock says', () => {
  it('auto answers as the switch does, run after run', async () => {
    const predicates = [
      'a > 40 AND b < 50',
      "b = 3 AND a > 5 AND c LIKE 'x%'",
      "c = 'x7' OR d > 0.5 AND b IS NOT NULL",
      'a > 5 AND 10 / (a - 50) > 0 AND b < 90',
      'b < 90 AND a <> 50 AND a > 5 AND 10 / (a - 50) > 0',
      'd < 0.5 AND b > 3 AND a BETWEEN 3 AND 80',
    ];
    let seed = 7;
    const dice = (): number => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
      return seed / 2 ** 32;
    };
    const batch = batchOf(3000);
    for (let row = 0; row < 3000; row++) {
      batch.set(0, row, Math.floor(dice() * 100));
      batch.set(1, row, dice() < 0.1 ? null : Math.floor(dice() * 100));
      batch.set(2, row, dice() < 0.1 ? null : `x${Math.floor(dice() * 20)}`);
      batch.set(3, row, dice());
    }
    const answer = (kernel: Kernel): string => {
      try {
        kernel.run(batch);
        return arena.views.i32.subarray(kernel.bitmap >> 2, (kernel.bitmap >> 2) + ((batch.rows + 31) >> 5)).join();
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
        return `${error.code} in row ${error.row}`;
      }
    };
    const seen = new Set<string>();
    for (const sql of predicates) {
      const program = await qual(sql);
      const reference = engines.switch.load(program, arena);
      for (let round = 0; round < 4; round++) {
        // Time goes by leaps and bounds, so that everything pays at some time, and any order may win.
        let time = 0;
        const restless = autoEngine(engines['wasm-switch'], engines['copy-patch'], {
          now: () => (time += dice() ** 4 * 40),
        }).load(program, arena);
        for (let n = 0; n < 150; n++) {
          batch.rows = dice() < 0.5 ? 3000 : Math.floor(dice() * 3000);
          expect(answer(restless)).toBe(answer(reference));
        }
        for (const kind of kinds(restless)) seen.add(kind);
        restless.free();
      }
      reference.free();
    }
    expect([...seen].sort()).toEqual(['compile', 'interpret', 'keep order', 'new order', 'try order']);
  });
});
