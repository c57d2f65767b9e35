/**
 * Large predicates: compiling one takes work in proportion to its length, ten thousand conjuncts select the right rows on every engine or are refused by
 * a limit of docs/sql.md, and what is kept for many predicates is found without a search. Work is counted, not timed.
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { auto, engineNames, engines } from '../../src/engines/engines.js';
import type { Engine } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { Batch } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import { lowerQual } from '../../src/program/lower.js';
import { BitSet } from '../../src/program/passes/bit-set.js';
import { allocateSlots } from '../../src/program/passes/allocate-slots.js';
import { elideConstantChecks } from '../../src/program/passes/constant-checks.js';
import { fuseSteps } from '../../src/program/passes/fuse.js';
import { inlineFunctions } from '../../src/program/passes/inline.js';
import { returnLastQual } from '../../src/program/passes/last-qual.js';
import { elideNullChecks } from '../../src/program/passes/null-checks.js';
import { dropUnreachable } from '../../src/program/passes/reachable.js';
import { settleFlags } from '../../src/program/passes/settle-flags.js';
import type { Program } from '../../src/program/program.js';
import type { Draft } from '../../src/program/steps.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';

const arena = new Arena();
const many = 10_000;
const rows = [
  [1, 2, 'x'],
  [-1_000_000, 2, 'x'],
  [1, null, 'x'],
] as const;

beforeAll(async () => {
  await loadParser();
  for (const engine of Object.values<Engine>(engines)) await engine.prepare?.();
});

const joined = (n: number, separator: string, part: (i: number) => string): string =>
  Array.from({ length: n }, (_, i) => part(i)).join(separator);

interface Kind {
  readonly sql: (n: number) => string;
  /** Which of the three rows are selected. */
  readonly selects: readonly [boolean, boolean, boolean];
}
const ofEachType: readonly ((i: number) => string)[] = [
  (i) => `a > ${-i}`,
  (i) => `b::int8 + ${5_000_000_000 + i} > ${i}`,
  (i) => `a::float8 < ${i}.5`,
  (i) => `a::float4 <> float4 '${i}.25'`,
  (i) => `c <> 'y${i}'`,
  (i) => `a % ${i} <= 1`,
];
const kinds: Readonly<Record<string, Kind>> = {
  ranges: { sql: (n) => joined(n, ' AND ', (i) => `a > ${-i}`), selects: [true, false, true] },
  'tests that may be null': { sql: (n) => joined(n, ' AND ', (i) => `b + 1 > ${-i}`), selects: [true, true, false] },
  alternatives: { sql: (n) => `${joined(n, ' OR ', (i) => `b = ${-i - 1}`)} OR a > 0`, selects: [true, false, true] },
  branches: {
    sql: (n) => `CASE ${joined(n, ' ', (i) => `WHEN b = ${i + 100} THEN false`)} ELSE a > 0 END`,
    selects: [true, false, true],
  },
  // More constants of each representation than a kernel keeps in locals.
  constants: {
    sql: (n) => joined(n, ' AND ', (i) => ofEachType[i % ofEachType.length]?.(i) ?? ''),
    selects: [true, false, false],
  },
  // Each of these is a place that is jumped to.
  'ANDs of ORs': {
    sql: (n) => joined(n, ' AND ', (i) => `(b = ${-i - 1} OR a > ${-i})`),
    selects: [true, false, true],
  },
  // All of these values are alive at once.
  arguments: { sql: (n) => `greatest(${joined(n, ',', (i) => `b + ${i}`)}) = ${n + 1}`, selects: [true, true, false] },
};

async function compiled(sql: string): Promise<Program> {
  const schema = parseSchema('a int4 not null, b int4, c text');
  const { expr } = await compileSql(sql, 'predicate', { schema, arena, engine: 'switch' });
  return compileQual(qualList(expr), { schema });
}

/** Which rows the engine selects, or the error with which it refuses the program. */
function selection(engine: Engine, program: Program): readonly boolean[] | SqlError {
  const batch = new Batch(arena, parseSchema('a int4 not null, b int4, c text'), rows.length);
  rows.forEach((row, r) => {
    row.forEach((value, column) => {
      batch.set(column, r, value);
    });
  });
  batch.rows = rows.length;
  let kernel: ReturnType<Engine['load']> | undefined;
  try {
    kernel = engine.load(program, arena);
    kernel.run(batch);
    const bits = arena.views.i32[kernel.bitmap >> 2] ?? 0;
    return rows.map((_, r) => ((bits >>> r) & 1) === 1);
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  } finally {
    kernel?.free();
    batch.free();
  }
}

describe('ten thousand conjuncts', () => {
  const programs = new Map<string, Program>();
  beforeAll(async () => {
    for (const [name, { sql }] of Object.entries(kinds)) programs.set(name, await compiled(sql(many)));
  });

  /** What a compiler refuses of these, and a program just beyond its limit: were that not refused, the large one would take gigabytes or minutes. */
  const refused: Readonly<Record<string, { readonly kinds: readonly string[]; readonly beyond: string }>> = {
    'copy-patch': { kinds: ['arguments'], beyond: kinds['arguments']?.sql(1000) ?? '' },
    // It runs such long programs a row at a time, as copy-patch does.
    vector: { kinds: ['arguments'], beyond: kinds['arguments']?.sql(1000) ?? '' },
    optimizing: { kinds: Object.keys(kinds), beyond: kinds['ranges']?.sql(6000) ?? '' },
  };

  test.each([...engineNames, 'auto'] as const)('%s selects the right rows, or refuses with the limit', async (name) => {
    const engine = name === 'auto' ? auto : engines[name];
    const limit = refused[name];
    if (limit !== undefined)
      expect(selection(engine, await compiled(limit.beyond))).toMatchObject({
        code: '54000',
        hint: expect.any(String) as string,
      });
    for (const [kind, { selects }] of Object.entries(kinds)) {
      const program = programs.get(kind);
      const found = program === undefined ? undefined : selection(engine, program);
      if (limit?.kinds.includes(kind) === true)
        expect(found, kind).toMatchObject({ code: '54000', hint: expect.any(String) as string });
      else expect(found, kind).toEqual(selects);
    }
  });

  test('are too many where a program may have fewer steps', async () => {
    const schema = parseSchema('a int4 not null');
    const { expr } = await compileSql(
      joined(100, ' AND ', (i) => `a > ${-i}`),
      'predicate',
      { schema, arena, engine: 'switch' },
    );
    expect(() => compileQual(qualList(expr), { schema, limits: { maxSteps: 99 } })).toThrow(
      expect.objectContaining({ code: '54000' }) as SqlError,
    );
  });
});

/** How often a pass reads an item of the draft. */
function reads(pass: (draft: Draft) => Draft, draft: Draft): { readonly count: number; readonly draft: Draft } {
  let count = 0;
  const items = new Proxy([...draft.items], {
    get(target, key) {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++;
      return Reflect.get(target, key) as unknown;
    },
  });
  const after = pass({ ...draft, items });
  return { count, draft: after };
}

const passes = {
  elideConstantChecks,
  elideNullChecks,
  dropUnreachable,
  inlineFunctions,
  settleFlags,
  returnLastQual,
  fuseSteps,
  allocateSlots,
};

describe('a pass reads each step a few times, however many there are', () => {
  test.each(Object.keys(kinds))('%s', async (kind) => {
    const schema = parseSchema('a int4 not null, b int4, c text');
    const { expr } = await compileSql(kinds[kind]?.sql(300) ?? '', 'predicate', { schema, arena, engine: 'switch' });
    let draft = lowerQual(qualList(expr), schema);
    for (const [name, pass] of Object.entries(passes)) {
      const before = draft.items.length;
      const { count, draft: after } = reads(pass, draft);
      // Fusing looks ahead as far as the longest superinstruction, for each that begins with the step.
      expect(count / before, name).toBeLessThan(60);
      draft = after;
    }
  });
});

describe('sets that share their members', () => {
  const bound = 5000;
  const member = fc.nat({ max: bound - 1 });
  const action = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), of: fc.nat({ max: 3 }), member }),
    fc.record({ kind: fc.constant('delete' as const), of: fc.nat({ max: 3 }), member }),
    fc.record({ kind: fc.constant('copy' as const), of: fc.nat({ max: 3 }), to: fc.nat({ max: 3 }) }),
    fc.record({
      kind: fc.constantFrom('intersect' as const, 'unite' as const),
      of: fc.nat({ max: 3 }),
      to: fc.nat({ max: 3 }),
    }),
  );

  test('are as independent as if each had its own', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 200 }), (actions) => {
        const shared = Array.from({ length: 4 }, () => new BitSet(bound));
        const plain = Array.from({ length: 4 }, () => new Set<number>());
        for (const step of actions) {
          const [set, model] = [shared[step.of], plain[step.of]];
          if (set === undefined || model === undefined) continue;
          if (step.kind === 'add') {
            set.add(step.member);
            model.add(step.member);
          } else if (step.kind === 'delete') {
            set.delete(step.member);
            model.delete(step.member);
          } else if (step.kind === 'copy') {
            shared[step.to] = set.clone();
            plain[step.to] = new Set(model);
          } else {
            const other = shared[step.to];
            const others = plain[step.to];
            if (other === undefined || others === undefined) continue;
            set[step.kind](other);
            plain[step.of] = new Set(
              step.kind === 'unite' ? [...model, ...others] : [...model].filter((n) => others.has(n)),
            );
          }
        }
        shared.forEach((set, i) => {
          const members = Array.from({ length: bound }, (_, n) => n).filter((n) => set.has(n));
          expect(members).toEqual([...(plain[i] ?? [])].sort((x, y) => x - y));
        });
      }),
      { numRuns: 150 },
    );
  });

  test('are intersected by what they differ in', () => {
    const n = 2000;
    const set = new BitSet(n);
    for (let member = 0; member < n / 2; member++) set.add(member);
    const early = set.clone();
    // Each node of the two that is looked into is copied by one call.
    const looks = vi.spyOn(Array.prototype, 'map');
    for (let member = n / 2; member < n; member++) {
      set.add(member);
      early.intersect(set);
    }
    const count = looks.mock.calls.length;
    looks.mockRestore();
    expect(count / (n / 2)).toBeLessThan(4);
    expect(early.has(n / 2 - 1) && !early.has(n / 2)).toBe(true);
  });

  test.each([1, 31, 32, 33, 512, 513])('have room for every number below %i', (size) => {
    const set = new BitSet(size);
    for (let n = 0; n < size; n++) set.add(n);
    expect(Array.from({ length: size }, (_, n) => set.clone().has(n))).not.toContain(false);
  });
});

describe('the blocks of linear memory', () => {
  test('do not overlap, are zero, and are used again', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ size: fc.integer({ min: 1, max: 6000 }), free: fc.nat({ max: 40 }) }), { maxLength: 120 }),
        (steps) => {
          const memory = new Arena({ scratchBytes: 0 });
          const live: { address: number; size: number; mark: number }[] = [];
          const check = ({ address, size, mark }: (typeof live)[number]) =>
            memory.views.u8.subarray(address, address + size).every((byte) => byte === mark);
          steps.forEach(({ size, free }, i) => {
            const address = memory.allocate(size);
            expect(address % 64).toBe(0);
            expect(check({ address, size, mark: 0 })).toBe(true);
            memory.views.u8.fill((i % 255) + 1, address, address + size);
            live.push({ address, size, mark: (i % 255) + 1 });
            if (free >= live.length) return;
            const [freed] = live.splice(free, 1);
            if (freed === undefined) return;
            expect(check(freed)).toBe(true);
            memory.free(freed.address);
          });
          expect(live.every(check)).toBe(true);
          for (const { address } of live) memory.free(address);
          // All is one free block again.
          expect(memory.allocate(64)).toBe(memory.scratchEnd);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('do not make the memory larger when as much as is asked for was given back', () => {
    const memory = new Arena({ scratchBytes: 0 });
    const round = (size: number) => Array.from({ length: 5000 }, (_, i) => memory.allocate(size + (i % 7) * 64));
    for (const address of round(192)) memory.free(address);
    const before = memory.memory.buffer.byteLength;
    for (let n = 0; n < 5; n++) for (const address of round(64 + n * 32)) memory.free(address);
    expect(memory.memory.buffer.byteLength).toBe(before);
  });
});
