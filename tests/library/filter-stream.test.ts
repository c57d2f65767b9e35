/** Rows that are awaited: from async iterables and Web streams, one at a time, to their end or the caller's. */
import { afterEach, describe, expect, it } from 'vitest';
import { predicate, type Predicate } from '../../src/index.js';

interface Row {
  readonly a: number | null;
}
const rows = Array.from({ length: 20 }, (_, a): Row => ({ a }));

/** What a source was asked. */
let asked = 0;
let closed = false;
afterEach(() => {
  asked = 0;
  closed = false;
});
async function* slowly(): AsyncGenerator<Row> {
  try {
    for (const row of rows) {
      asked++;
      await Promise.resolve();
      yield row;
    }
  } finally {
    closed = true;
  }
}
const stream = (): ReadableStream<Row> =>
  new ReadableStream<Row>(
    {
      pull(controller) {
        const row = rows[asked++];
        if (row === undefined) controller.close();
        else controller.enqueue(row);
      },
      cancel() {
        closed = true;
      },
    },
    { highWaterMark: 0 },
  );
/** Such as some browsers have it: no async iterable. */
const plainStream = (): Pick<ReadableStream<Row>, 'getReader'> => {
  const given = stream();
  return { getReader: () => given.getReader() } as Pick<ReadableStream<Row>, 'getReader'>;
};

const collect = async (found: AsyncIterable<Row>): Promise<Row[]> => {
  const all: Row[] = [];
  for await (const row of found) all.push(row);
  return all;
};
const over = async (sql: string, work: (p: Predicate<Row>) => Promise<void>): Promise<void> => {
  const p = (await predicate(sql, { schema: 'a int4' })) as unknown as Predicate<Row>;
  await work(p);
  p.free();
};

const sources = { 'an async iterable': slowly, 'a Web stream': stream, 'a stream with a reader only': plainStream };

describe.each(Object.entries(sources))('rows of %s', (_, source) => {
  it('are those that filter gives', () =>
    over('a % $1 = 1', async (p) => {
      expect(await collect(p.filterAsync(source() as AsyncIterable<Row>, [3]))).toEqual(p.filter(rows, [3]));
    }));

  it('are asked for one at a time, and no more once nobody takes them', () =>
    over('a >= 0', async (p) => {
      const taken: Row[] = [];
      for await (const row of p.filterAsync(source() as AsyncIterable<Row>)) {
        taken.push(row);
        expect(asked).toBe(taken.length);
        if (taken.length === 3) break;
      }
      await Promise.resolve();
      expect([taken.length, asked, closed]).toEqual([3, 3, true]);
    }));

  it('end with the error of a row, which is named', () =>
    over('1 / (a - 7) < 9', async (p) => {
      const found = collect(p.filterAsync(source() as AsyncIterable<Row>));
      await expect(found).rejects.toMatchObject({ code: '22012', row: 7 });
      await Promise.resolve();
      expect(closed).toBe(true);
    }));
});

it('a row of the wrong kind is named by its place', () =>
  over('a > 0', async (p) => {
    const wrong = [{ a: 1 }, { a: 'x' as unknown as number }];
    await expect(collect(p.filterAsync(wrong))).rejects.toMatchObject({ row: 1, message: /row 1, column "a"/ });
    expect(() => p.filter(slowly() as unknown as Row[])).toThrow(/filterAsync/);
    await expect(collect(p.filterAsync(5 as unknown as Row[]))).rejects.toThrow(TypeError);
  }));

it('an aborted signal ends it, also while it waits for a row that never comes', () =>
  over('a >= 0', async (p) => {
    const controller = new AbortController();
    async function* stuck(): AsyncGenerator<Row> {
      yield { a: 1 };
      await new Promise(() => undefined);
    }
    const taken: Row[] = [];
    const taking = (async () => {
      for await (const row of p.filterAsync(stuck(), [], controller)) taken.push(row);
    })();
    await new Promise((resolve) => setTimeout(resolve));
    controller.abort();
    await expect(taking).rejects.toMatchObject({ code: '57014' });
    expect(taken).toEqual([{ a: 1 }]);
    await expect(collect(p.filterAsync(slowly(), [], controller))).rejects.toMatchObject({ code: '57014' });
  }));

it('a predicate that is freed meanwhile says so', () =>
  over('a >= 0', async (p) => {
    const found = p.filterAsync(slowly());
    await found.next();
    p.free();
    await expect(found.next()).rejects.toMatchObject({ code: '55000' });
  }));
