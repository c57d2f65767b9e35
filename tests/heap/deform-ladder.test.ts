/** What the rungs of the deform ladder do and leave out, as `explain` shows it and as damage beyond what is needed shows it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { engineNames } from '../../src/engines/engines.js';
import { predicate } from '../../src/library/predicate.js';
import { Arena } from '../../src/arena/arena.js';
import { pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';
import { loadParser } from '../../src/sql/index.js';
import { BothLayouts, type TupleValues } from './both-layouts.js';
import { tableOf } from './specimens.js';

beforeAll(() => loadParser());

const deforms = deformRungs.map((_, deform) => deform as DeformRung);
const table = 'a int4 not null, b int4 not null, c text, d int4, e int8';

/** The steps of a program on a deform rung, without what the expression itself does where `steps` leaves that out. */
async function stepsOf(sql: string, deform: DeformRung): Promise<readonly string[]> {
  const p = await predicate(sql, { table, rung: 0 });
  const [title = '', ...lines] = (await p.explain({ deform })).split('\n');
  p.free();
  expect(title).toBe(`Program (rung 0: generic; deform rung ${deform}: ${deformRungs[deform]})`);
  return lines.flatMap((line) => /^ +\d+ {2}(.*)$/.exec(line)?.[1]?.replace(/ +/, ' ') ?? []);
}

/** How many steps there are whose text begins so. */
const countOf = (steps: readonly string[], begin: string): number =>
  steps.filter((step) => step.startsWith(begin)).length;
/** The steps for any tuple: what stands behind the version for plain ones, if there is one. */
const general = (steps: readonly string[]): readonly string[] =>
  steps.slice(steps.findIndex((step) => step.startsWith('SCAN_FETCHSOME ')));
const plain = (steps: readonly string[]): readonly string[] =>
  steps.slice(
    0,
    steps.findIndex((step) => step.startsWith('SCAN_FETCHSOME ')),
  );

describe('a deform rung', () => {
  const sql = 'b = 1 AND d > 2';

  it('0 fetches all attributes but a text that nobody needs, and 1 those up to the last that is needed', async () => {
    const all = await stepsOf(sql, 0);
    expect(
      [0, 1, 2, 3, 4].map(
        (n) => all.filter((step) => step.startsWith('FETCHATT') && step.endsWith(`attribute ${n}`)).length,
      ),
    ).toEqual([1, 1, 0, 1, 1]);
    const some = await stepsOf(sql, 1);
    expect(
      [0, 1, 2, 3, 4].map(
        (n) => some.filter((step) => step.startsWith('FETCHATT') && step.endsWith(`attribute ${n}`)).length,
      ),
    ).toEqual([1, 1, 0, 1, 0]);
    expect([countOf(all, 'CHECK_NOT_NULL'), countOf(some, 'CHECK_NOT_NULL')]).toEqual([2, 2]);
  });

  it('2 knows where the first columns that are not null are, and checks their null bits at once', async () => {
    const steps = await stepsOf(sql, 2);
    expect(
      steps.filter((step) => step.startsWith('FETCHATT_INT4_AT')).map((step) => step.replace(/.*offset/, 'offset')),
    ).toEqual(['offset 0', 'offset 4']);
    expect([
      countOf(steps, 'CHECK_NULL_BITS'),
      countOf(steps, 'CHECK_NOT_NULL'),
      countOf(steps, 'SCAN_FETCHSOME_PLAIN'),
    ]).toEqual([1, 0, 0]);
    expect(countOf(await stepsOf(sql, 1), 'FETCHATT_INT4_AT')).toBe(0);
  });

  it('3 has a version for tuples without nulls, which asks for none', async () => {
    const steps = await stepsOf(sql, 3);
    expect(steps.find((step) => step.startsWith('SCAN_FETCHSOME'))).toMatch(/^SCAN_FETCHSOME_PLAIN/);
    const without = plain(steps);
    expect(countOf(without, 'CHECK_N')).toBe(0);
    expect(without.filter((step) => step.startsWith('FETCHATT') && !/_AT /.test(step))).toEqual([]);
    expect(general(steps).map((step) => step.split(' ')[0])).toEqual(
      (await stepsOf(sql, 2)).map((step) => step.split(' ')[0]).filter((name) => name !== 'RESET_EXPRCONTEXT'),
    );
  });

  it('4 only passes what is not needed', async () => {
    const [before, steps] = [await stepsOf(sql, 3), await stepsOf(sql, 4)];
    expect([countOf(before, 'FETCHATT_INT4'), countOf(steps, 'FETCHATT_INT4')]).toEqual([6, 4]);
    expect(plain(steps).filter((step) => step.startsWith('FETCHATT'))).toHaveLength(2);
    expect(plain(before).filter((step) => step.startsWith('FETCHATT'))).toHaveLength(3);
  });

  it('has a scratch area to empty only when a text is made whole, which IS NULL does not need', async () => {
    const resets = async (predicate: string) => countOf(await stepsOf(predicate, 5), 'RESET_EXPRCONTEXT');
    expect([await resets(sql), await resets("c > 'x'"), await resets('c IS NULL')]).toEqual([0, 1, 0]);
    const asked = await stepsOf('c IS NULL', 5);
    expect([countOf(asked, 'FETCHATT_TEXT'), countOf(asked, 'ATT_ISNULL')]).toEqual([0, 1]);
  });

  it('5 fetches what the second conjunct needs behind the first one, and 4 before it', async () => {
    const places = async (deform: DeformRung) => {
      const steps = await stepsOf(sql, deform);
      return [plain(steps), general(steps)].map((part) => {
        const [first = -1, last = -1] = [
          part.findIndex((step) => step.startsWith('FETCHATT')),
          part.findLastIndex((step) => step.startsWith('FETCHATT')),
        ];
        const qual = part.findIndex((step) => step.startsWith('QUAL'));
        return { first: first < qual, last: last < qual };
      });
    };
    expect(await places(4)).toEqual([
      { first: true, last: true },
      { first: true, last: true },
    ]);
    expect(await places(5)).toEqual([
      { first: true, last: false },
      { first: true, last: false },
    ]);
  });

  it('5 fetches a column once, for the first conjunct that needs it, and all at once for what is no conjunct', async () => {
    const steps = plain(await stepsOf('a > 1 AND b > a AND a + b > d', 5));
    expect(steps.map((step) => step.split(' ')[0]).filter((name) => /^(FETCHATT|QUAL)/.test(name ?? ''))).toEqual([
      'FETCHATT_INT4_AT',
      'QUAL',
      'FETCHATT_INT4_AT',
      'QUAL',
      'FETCHATT_INT4_AT',
      'QUAL',
    ]);
    const either = plain(await stepsOf('a > 1 OR b > 5', 5)).map((step) => step.split(' ')[0] ?? '');
    expect(either.lastIndexOf('FETCHATT_INT4_AT')).toBeLessThan(
      either.findIndex((name) => name.startsWith('FUNCEXPR')),
    );
  });

  it('does not matter to a program that reads no column', async () => {
    for (const deform of deforms)
      expect((await stepsOf('1 = 1', deform)).filter((step) => /FETCH/.test(step))).toEqual([]);
  });
});

describe('what is not fetched', () => {
  /** Rows whose last tuple ends before its second value. */
  function cutShort(arena: Arena, schema: string, rows: readonly TupleValues[], length: number): BothLayouts {
    const both = new BothLayouts(arena, tableOf(arena, schema), rows);
    const bytes = both.heap.bytes();
    const view = new DataView(bytes.buffer, bytes.byteOffset, pageBytes);
    const pointer = pageHeader.pd_linp + 4 * (rows.length - 1);
    view.setUint32(pointer, (view.getUint32(pointer, true) & 0x1ffff) | (length << 17), true);
    return both;
  }

  it.each(engineNames)(
    'is not looked at: a conjunct that a damaged tuple does not reach, in the engine %s',
    async (engine) => {
      const arena = new Arena({ scratchBytes: 65536 });
      const schema = 'a int4 not null, b int4';
      const rows = [1, 2, 3, 4, 5, 6].map((n) => [n, n]);
      const both = cutShort(arena, schema, rows, 28);
      const found = async (sql: string, deform: DeformRung): Promise<unknown> => {
        const p = await predicate(sql, { table: both.table, arena, engine, deform });
        try {
          return [...p.select(both.heap).indices()];
        } catch (error) {
          return error;
        } finally {
          p.free();
        }
      };
      const damaged = expect.objectContaining({
        code: 'XX001',
        row: 5,
        message: expect.stringMatching(/a value lies behind the end of its tuple.*: block 0, tuple 6 of memory$/),
      });
      for (const deform of deforms)
        expect([deform, await found('a < 5', deform)]).toEqual([deform, deform === 0 ? damaged : [0, 1, 2, 3]]);
      for (const deform of deforms)
        expect([deform, await found('a < 5 AND b > 2', deform)]).toEqual([deform, deform < 5 ? damaged : [2, 3]]);
      for (const deform of deforms) expect([deform, await found('a > 5 AND b > 2', deform)]).toEqual([deform, damaged]);
    },
  );

  it.each(engineNames)(
    'cannot raise, and what is raised is what comes first in the predicate, in the engine %s',
    async (engine) => {
      const arena = new Arena({ scratchBytes: 65536 });
      const rows = [4, 2, 0, 1, 5].map((n, row) => [n, row === 3 ? null : 10 - n]);
      const both = new BothLayouts(arena, tableOf(arena, 'a int4 not null, b int4'), rows);
      for (const deform of deforms) {
        const outcome = async (sql: string): Promise<unknown> => {
          const p = await predicate(sql, { table: both.table, arena, engine, deform });
          try {
            return [...p.select(both.heap).indices()];
          } catch (error) {
            return error;
          } finally {
            p.free();
          }
        };
        const byZero = (row: number) =>
          expect.objectContaining({
            code: '22012',
            row,
            detail: `It is raised by block 0, tuple ${row + 1} of memory.`,
          });
        expect(await outcome('a <> 0 AND 10 / a > 1')).toEqual([0, 1, 3, 4]);
        expect(await outcome('10 / a > 1 AND a <> 0')).toEqual(byZero(2));
        expect(await outcome('b < 9 AND 10 / a > 1')).toEqual([0, 1, 4]);
        expect(await outcome('1 / (a - 4) < 1 AND 1 / a > 1')).toEqual(byZero(0));
        expect(await outcome('a < 4 AND 2147483647 + b > 0 AND 1 / (a - 2) > 0')).toEqual(
          expect.objectContaining({ code: '22003', row: 1 }),
        );
        expect(await outcome('b IS NOT NULL AND 1 / (b - 5) > 7')).toEqual(byZero(4));
      }
    },
  );

  it('is no reason to take a tuple that has more attributes than the schema', async () => {
    const arena = new Arena({ scratchBytes: 65536 });
    const both = new BothLayouts(arena, tableOf(arena, 'a int4 not null, b int4'), [[1, 2]]);
    const bytes = both.heap.bytes();
    const view = new DataView(bytes.buffer, bytes.byteOffset, pageBytes);
    view.setUint16((view.getUint32(pageHeader.pd_linp, true) & 0x7fff) + tupleHeader.t_infomask2, 3, true);
    for (const deform of deforms) {
      const p = await predicate('a = 1', { table: both.table, arena, deform });
      expect(() => p.select(both.heap)).toThrow(
        /a tuple has more attributes than the schema has columns: block 0, tuple 1 of memory/,
      );
    }
  });
});
