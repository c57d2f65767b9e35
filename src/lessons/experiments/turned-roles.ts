/** Lesson 20: one row and very many predicates: their literals become the columns, and the row's values the constants. */
import { predicateSet } from '../../library/sets/predicate-set.js';
import { predicate } from '../../library/predicate.js';
import type { Experiment } from '../experiment.js';
import { randomColumn } from '../random-columns.js';
import { pointAt, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns, type Contender } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

const sizes = [1000, 10_000, 100_000] as const;
/** One predicate in a hundred is true of the row: a list of half of the keys would take longer than to find them. */
const range = 1000;
const columns = { a: 'int4', b: 'int4' } as const;
const row = { a: 99, b: 900 };

/** The experiment of lesson 20. */
export const turnedRoles: Experiment = {
  name: 'turned-roles',
  summary: 'A row against a thousand, ten thousand and a hundred thousand predicates: each by itself, and turned.',
  async run(surroundings) {
    const used = surroundings.effort < 0.2 ? sizes.slice(0, 2) : sizes;
    const largest = used.at(-1) ?? sizes[0];
    const [lower, upper] = [randomColumn(largest, range, 1), randomColumn(largest, range, 2)];
    const contenders: Contender[] = [];
    const found = new Map<string, number>();
    for (const size of used) {
      const set = await predicateSet<number, typeof columns>(columns);
      const text = await predicate('a > $1 AND b < $2', { schema: set.schema });
      const equal = await predicateSet<number, typeof columns>(columns);
      const equalText = await predicate('a = $1 AND b < $2', { schema: equal.schema });
      const closures: ((of: typeof row) => boolean)[] = [];
      for (let n = 0; n < size; n++) {
        const [low, high] = [lower[n] ?? 0, upper[n] ?? 0];
        set.add(n, text, [low, high]);
        equal.add(n, equalText, [low, high]);
        closures.push(({ a, b }) => a > low && b < high);
      }
      const turned = (): number => set.match(row).length;
      const oneByOne = (): number => {
        const keys: number[] = [];
        for (let n = 0; n < closures.length; n++) if (closures[n]?.(row) === true) keys.push(n);
        return keys.length;
      };
      found.set(`turned ${size}`, turned());
      found.set(`one by one ${size}`, oneByOne());
      contenders.push(
        { name: `turned ${size}`, items: size, pass: turned },
        { name: `one by one ${size}`, items: size, pass: oneByOne },
        { name: `looked up ${size}`, items: size, pass: () => equal.match(row).length },
      );
    }
    const times = await timeInTurns(contenders, surroundings, { rounds: 10, warmUp: 40 });
    const time = (way: string, size: number): Spread => spreadFor(times, `${way} ${size}`);
    const smallest = used[0] ?? sizes[0];
    const ahead = time('one by one', largest).best / time('turned', largest).best;
    const grows = time('turned', largest).best / time('turned', smallest).best;
    const alike = used.every((size) => found.get(`turned ${size}`) === found.get(`one by one ${size}`));
    return {
      figures: [
        {
          kind: 'lines',
          title: 'a > $1 AND b < $2, of one row',
          x: { label: 'predicates', scale: 'log' },
          y: { label: 'ns a predicate', scale: 'log' },
          series: [
            { name: 'closures, one by one', points: used.map((size) => pointAt(size, time('one by one', size))) },
            {
              name: 'turned, and a = $1 looked up',
              points: used.map((size) => pointAt(size, time('looked up', size))),
            },
            { name: 'turned, by predicateSet', points: used.map((size) => pointAt(size, time('turned', size))) },
          ],
        },
      ],
      checks: [
        {
          what: 'Both ways find as many predicates true',
          holds: alike,
          found: used.map((size) => `${found.get(`turned ${size}`)} of ${size}`).join(', '),
        },
        {
          what: `Turned, ${largest} predicates are at least 1.3 times as fast as closures`,
          holds: ahead >= 1.3,
          found: `${timesAs(ahead)}: ${nanoseconds(time('turned', largest).best)} against ${nanoseconds(time('one by one', largest).best)} a predicate`,
          published:
            'a predicate index instead of one test after the other (Hanson et al. 1990; Yan and García-Molina 1994)',
        },
        {
          what: `With an equality among the conditions only those with the row’s value are looked at: ${largest} predicates are at least 10 times as fast`,
          holds: time('turned', largest).best / time('looked up', largest).best >= 10,
          found: timesAs(time('turned', largest).best / time('looked up', largest).best),
        },
        {
          what: 'More predicates are not dearer: a predicate of the largest set takes at most as long as one of the smallest',
          holds: grows <= 1,
          found: timesAs(grows),
        },
      ],
      notes: [aboutTimes],
    };
  },
};
