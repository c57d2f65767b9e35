/** What it gains to ask a predicate's parts of the values of a dictionary: the same rows with the dictionary asked, with its values stored for each row, and as plain texts. */
import Table from 'cli-table3';
import type * as Apache from 'apache-arrow';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { ArrowReader } from '../../src/inputs/arrow.js';
import { selectedRows } from '../../src/library/filter-table.js';
import { predicateFor } from '../../src/library/predicate-for.js';
import { orMissing } from '../optional.js';
import { median } from '../statistics.js';
import { count, tableStyle } from '../table.js';
import type { Outcome, Scenario, Settings } from './scenario.js';

const predicates = [
  "city LIKE '%sl%' AND a < 10",
  "a < 10 AND city LIKE '%sl%'",
  "city = 'Oslo 12' OR a = 7",
  "lower(city) LIKE 'b%' AND length(city) > 8",
];
/** So many different cities, and one null in so many rows. */
const cities = 500;
const nullsEvery = 17;
const names = ['Oslo', 'Bergen', 'Tbilisi', 'Bratislava', 'Wroclaw'];

const ways = ['asked', 'stored', 'Utf8'] as const;
type Way = (typeof ways)[number];

export const dictionaries: Scenario = {
  summary: 'a column with a dictionary: conditions asked once a value, its values stored for each row, and plain texts',
  usualRows: 2_000_000,
  async run({ rows, samples, seed, onStep }: Settings): Promise<Outcome> {
    const name = 'apache-arrow';
    const apache = await import('apache-arrow').catch(orMissing(name));
    onStep('making the rows', 0);
    const tables = tablesOf(apache, rows, seed);
    const table = new Table({ head: ['', ...ways, 'rows'], ...tableStyle });
    for (const [n, sql] of predicates.entries()) {
      const taken: Record<Way, number[]> = { asked: [], stored: [], Utf8: [] };
      let selected: Uint32Array | undefined;
      // The first sample is for V8's optimising compiler, and does not count.
      for (let sample = 0; sample <= samples; sample++)
        for (const way of ways) {
          onStep(sql, (n + sample / (samples + 1)) / predicates.length);
          const { rows: found, milliseconds } = await timed(way === 'Utf8' ? tables.plain : tables.numbered, way, sql);
          selected ??= found;
          if (selected.length !== found.length || selected.some((row, at) => row !== found[at]))
            throw new SqlError('XX000', `${way} selects other rows: ${sql}`);
          if (sample > 0) taken[way].push(milliseconds);
        }
      table.push([sql, ...ways.map((way) => spread(taken[way])), count(selected?.length ?? 0)]);
    }
    const text = `dictionaries: milliseconds of the processor, ${count(rows)} rows, ${cities} different texts, best and median\n${table.toString()}\n`;
    return { contenders: [], text };
  },
};

const spread = (taken: readonly number[]): string => `${Math.min(...taken).toFixed(0)} (${median(taken).toFixed(0)})`;

/** The rows that a predicate selects, and the time that it took the processor, without compiling it. */
async function timed(
  table: Apache.Table,
  way: Way,
  sql: string,
): Promise<{ readonly rows: Uint32Array; readonly milliseconds: number }> {
  const arena = new Arena();
  const reader = ArrowReader.of(arena, table);
  // A reader that does not say which columns are numbers of values is not asked.
  if (way === 'stored') Object.defineProperty(reader, 'numbered', { value: undefined });
  const predicate = await predicateFor(reader, sql, { arena });
  const before = process.cpuUsage();
  const rows = await selectedRows(reader, predicate);
  const { user, system } = process.cpuUsage(before);
  predicate.free();
  await reader.close();
  return { rows, milliseconds: (user + system) / 1000 };
}

function tablesOf(
  apache: typeof Apache,
  rows: number,
  seed: number,
): { readonly numbered: Apache.Table; readonly plain: Apache.Table } {
  let state = seed;
  /** A linear congruential generator's upper bits. */
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const texts = Array.from({ length: cities }, (_, n) => `${names[n % names.length] ?? ''} ${n}`);
  const numbers = new Int32Array(rows);
  const validity = new Uint8Array(Math.ceil(rows / 8));
  const values: (string | null)[] = [];
  const a = new Int32Array(rows);
  let nulls = 0;
  for (let row = 0; row < rows; row++) {
    a[row] = next(100);
    const isNull = next(nullsEvery) === 0;
    numbers[row] = isNull ? 0 : next(cities);
    if (isNull) nulls++;
    else validity[row >> 3] = (validity[row >> 3] ?? 0) | (1 << (row & 7));
    values.push(isNull ? null : (texts[numbers[row] ?? 0] ?? ''));
  }
  const dictionary = apache.vectorFromArray(texts, new apache.Utf8());
  const type = new apache.Dictionary(new apache.Utf8(), new apache.Int32());
  const city = apache.makeVector({
    type,
    length: rows,
    nullCount: nulls,
    nullBitmap: validity,
    data: numbers,
    dictionary,
  });
  const numeric = apache.makeVector(a);
  return {
    numbered: new apache.Table({ city, a: numeric }),
    plain: new apache.Table({ city: apache.vectorFromArray(values, new apache.Utf8()), a: numeric }),
  };
}
