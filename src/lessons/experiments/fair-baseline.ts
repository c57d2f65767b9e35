/** Lesson 11: how fast something is depends on what it is compared with. */
import { demoSchema } from '../../datasets/demo.js';
import type { Batch } from '../../engines/engine.js';
import { fieldOf, type Field } from '../engine-race.js';
import { slices } from '../random-columns.js';
import type { Experiment } from '../experiment.js';
import { pointAt } from '../statistics.js';
import { mustAgree, spreadFor, timeInTurns, type Contender } from '../timing.js';
import { aboutTimes, perCent, timesAs } from '../wording.js';

const sql = 'a > 10 AND b < 50';
const usualRows = 65_536;
/** Passes in which a batch is filtered in JavaScript. */
const parts = 4;

/** A row as programs in JavaScript often have it. */
interface Row {
  readonly a: number;
  readonly b: number | null;
}

/** All rows as objects, filtered as one writes it without thinking of speed; a part of them in each pass. */
function objects(field: Field): Contender {
  const rows: Row[] = field.batches.flatMap((batch) =>
    Array.from({ length: batch.rows }, (_, row) => ({ a: cell(batch, 0, row) ?? 0, b: cell(batch, 1, row) })),
  );
  const inPass = field.rows / field.batches.length / parts;
  const next = slices(field.rows, inPass);
  return {
    name: 'objects and filter()',
    items: inPass,
    pass: () => {
      const first = next();
      return rows
        .slice(first, first + inPass)
        .map((row) => ({ ...row }))
        .filter(({ a, b }) => a > 10 && b !== null && b < 50).length;
    },
  };
}

function cell(batch: Batch, column: number, row: number): number | null {
  const value = batch.get(column, row);
  return value === null ? null : Number(value);
}

/** The loop that a person would write for exactly this predicate, over the same columns. */
function handWritten(field: Field): Contender {
  const columns = field.batches.flatMap((batch) => {
    if (batch.layout !== 'columns') return [];
    const [a, b] = batch.columns;
    const { buffer } = field.arena.memory;
    return a === undefined || b === undefined
      ? []
      : [
          {
            a: new Int32Array(buffer, a.values, batch.rows),
            b: new Int32Array(buffer, b.values, batch.rows),
            valid: new Uint8Array(buffer, b.validity, batch.capacity / 8),
          },
        ];
  });
  const inPass = field.rows / field.batches.length / parts;
  const next = slices(field.rows, inPass);
  const inBatch = field.rows / columns.length;
  return {
    name: 'a loop written by hand',
    items: inPass,
    pass: () => {
      let found = 0;
      const first = next();
      const part = columns[Math.floor(first / inBatch)];
      if (part === undefined) return found;
      const { a, b, valid } = part;
      const from = first % inBatch;
      for (let row = from; row < from + inPass; row++) {
        if ((a[row] ?? 0) > 10 && (((valid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0 && (b[row] ?? 0) < 50) found++;
      }
      return found;
    },
  };
}

/** What is praised, and what it is held against, the weakest first. */
const praised = 'wasm-threaded';
const fair = 'wasm-switch';

/** The experiment of lesson 11. */
export const fairBaseline: Experiment = {
  name: 'fair-baseline',
  summary: `The engine ${praised} against one baseline after another.`,
  async run(surroundings) {
    const field = fieldOf(usualRows, surroundings.effort);
    const generic = await field.program(sql, 0);
    const best = await field.program(sql);
    const engineContenders = [
      await field.contender('switch in JavaScript, nothing specialised', 'switch', generic),
      await field.contender('wasm-switch, nothing specialised', fair, generic),
      await field.contender('wasm-switch, specialised alike', fair, best),
    ];
    const contender = await field.contender(praised, praised, best);
    const baselines = [objects(field), ...engineContenders, handWritten(field)];
    // Over all rows: as many passes as there are parts.
    const whole = ({ name, items, pass }: Contender): Contender => ({
      name,
      items: field.rows,
      pass: () => Array.from({ length: field.rows / items }, pass).reduce((sum, found) => sum + found, 0),
    });
    mustAgree([whole(objects(field)), whole(handWritten(field))]);
    const times = await timeInTurns([contender, ...baselines], surroundings, { rounds: 15 });
    const time = (name: string): number => spreadFor(times, name).best;
    const speedup = (name: string): number => time(name) / time(praised);
    const names = baselines.map(({ name }) => name);
    const [naive, weak, fairOne, hand] = [names[0] ?? '', names[1] ?? '', names[3] ?? '', names[4] ?? ''];
    const shrinks = (speedup(weak) - 1) / Math.max(speedup(fairOne) - 1, 1e-9);
    return {
      figures: [
        {
          kind: 'bars',
          title: `${praised}: how many times as fast as …`,
          x: { label: 'baseline', labels: names },
          y: { label: 'times as fast' },
          series: [{ name: 'times as fast', points: names.map((name, n) => ({ x: n, y: speedup(name) })) }],
        },
        {
          kind: 'bars',
          title: `The times behind it: ${sql}`,
          x: { label: 'contender', labels: [praised, ...names] },
          y: { label: 'ns a row' },
          series: [{ name: 'time', points: [praised, ...names].map((name, n) => pointAt(n, spreadFor(times, name))) }],
        },
      ],
      checks: [
        {
          what: 'Against a weak baseline it looks at least 1.5 times as fast',
          holds: speedup(weak) >= 1.5 && speedup(naive) >= 1.5,
          found: `${timesAs(speedup(naive))} (${naive}), ${timesAs(speedup(weak))} (${weak})`,
          published: '10 to 15 % claimed for CPython’s tail calls',
        },
        {
          what: 'Against the fair baseline, which differs only in how it dispatches, at most a third of that gain is left',
          holds: speedup(fairOne) <= 1 || shrinks >= 3,
          found:
            speedup(fairOne) <= 1
              ? `nothing: it is ${perCent(1 / speedup(fairOne) - 1)} slower`
              : `${perCent(speedup(fairOne) - 1)} of ${perCent(speedup(weak) - 1)}`,
          published: '1 to 5 % left against a fixed baseline (Elhage 2025)',
        },
        {
          what: 'Against the loop that a person would write it loses',
          holds: speedup(hand) < 1,
          found: `it takes ${timesAs(1 / speedup(hand))} the time`,
        },
      ],
      notes: [
        aboutTimes,
        `All take the same ${field.rows.toLocaleString('en-US')} rows of ${demoSchema.length} columns; the objects are copied before they are filtered, as rows are that come from elsewhere.`,
      ],
    };
  },
};
