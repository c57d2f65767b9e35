/** Lesson 20: one row and very many predicates: their literals become the columns, and the row's values the constants. */
import { predicateSet } from '../../library/sets/predicate-set.js';
import { predicate } from '../../library/predicate.js';
import type { Experiment } from '../experiment.js';
import { randomColumn } from '../random-columns.js';
import { pointAt, ratioOf, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns, type Contender } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

const sizes = [1000, 10_000, 100_000] as const;
/** One predicate in a hundred is true of the row: a list of half of the keys would take longer than to find them. */
const values = 1000;
const columns = { a: 'int4', b: 'int4' } as const;
const row = { a: 99, b: 900 };

const closureWay = 'closures, one by one';
/** What stands in the set. */
const turned = {
  'turned, by predicateSet': 'a > $1 AND b < $2',
  'turned, and a = $1 looked up': 'a = $1 AND b < $2',
} as const satisfies Readonly<Record<string, string>>;
const [range, equal] = [
  'turned, by predicateSet',
  'turned, and a = $1 looked up',
] as const satisfies readonly (keyof typeof turned)[];

/** The experiment of lesson 20. */
export const turnedRoles: Experiment = {
  name: 'turned-roles',
  summary: 'A row against a thousand, ten thousand and a hundred thousand predicates: each by itself, and turned.',
  async run(surroundings) {
    const used = surroundings.effort < 0.2 ? sizes.slice(0, 2) : sizes;
    const largest = used.at(-1) ?? sizes[0];
    const [lower, upper] = [randomColumn(largest, values, 1), randomColumn(largest, values, 2)];
    const contenders: Contender[] = [];
    const found = new Map<string, number>();
    for (const size of used) {
      const closures: ((of: typeof row) => boolean)[] = [];
      for (let n = 0; n < size; n++) {
        const [low, high] = [lower[n] ?? 0, upper[n] ?? 0];
        closures.push(({ a, b }) => a > low && b < high);
      }
      const oneByOne = (): number => {
        const keys: number[] = [];
        for (let n = 0; n < closures.length; n++) if (closures[n]?.(row) === true) keys.push(n);
        return keys.length;
      };
      found.set(`${closureWay} ${size}`, oneByOne());
      contenders.push({ name: `${closureWay} ${size}`, items: size, pass: oneByOne });
      for (const [way, text] of Object.entries(turned)) {
        const set = await predicateSet<number, typeof columns>(columns);
        const compiled = await predicate(text, { schema: set.schema });
        for (let n = 0; n < size; n++) set.add(n, compiled, [lower[n] ?? 0, upper[n] ?? 0]);
        const match = (): number => set.match(row).length;
        found.set(`${way} ${size}`, match());
        contenders.push({ name: `${way} ${size}`, items: size, pass: match });
      }
    }
    const times = await timeInTurns(contenders, surroundings, { rounds: 10, warmUp: 40 });
    const time = (way: string, size: number): Spread => spreadFor(times, `${way} ${size}`);
    const smallest = used[0] ?? sizes[0];
    const ahead = ratioOf(time(closureWay, largest), time(range, largest));
    const lookedUp = ratioOf(time(closureWay, largest), time(equal, largest));
    const further = ratioOf(time(range, largest), time(equal, largest));
    const grows = ratioOf(time(range, largest), time(range, smallest));
    const alike = used.every((size) => found.get(`${range} ${size}`) === found.get(`${closureWay} ${size}`));
    return {
      figures: [
        {
          kind: 'lines',
          title: 'a > $1 AND b < $2, of one row',
          x: { label: 'predicates', scale: 'log' },
          y: { label: 'ns a predicate', scale: 'log' },
          series: [closureWay, range, equal].map((way) => ({
            name: way,
            points: used.map((size) => pointAt(size, time(way, size))),
          })),
        },
      ],
      checks: [
        {
          what: 'Both ways find as many predicates true',
          holds: alike,
          found: used.map((size) => `${found.get(`${range} ${size}`)} of ${size}`).join(', '),
        },
        {
          what: `Turned, ${largest} predicates are at least twice as fast as closures`,
          holds: ahead >= 2,
          found: `${timesAs(ahead)}: ${nanoseconds(time(range, largest).best)} against ${nanoseconds(time(closureWay, largest).best)} a predicate`,
          published:
            'a predicate index instead of one test after the other (Hanson et al. 1990; Yan and García-Molina 1993)',
        },
        {
          what: 'With an equality among the conditions only those with the row’s value are looked at: at least 10 times as fast as closures, and 1.5 times as fast as without',
          holds: lookedUp >= 10 && further >= 1.5,
          found: `${timesAs(lookedUp)} and ${timesAs(further)}: ${nanoseconds(time(equal, largest).best)} a predicate`,
        },
        {
          what: `More predicates are not dearer: one of ${largest} takes at most as long as one of ${smallest}`,
          holds: grows <= 1,
          found: timesAs(grows),
        },
      ],
      notes: [aboutTimes],
    };
  },
};
