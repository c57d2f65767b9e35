/** Lesson 15: before a value can be compared it must be found; in a row store that is a walk over the values before it. */
import type { Batch } from '../../engines/engine.js';
import { engineNamed, type EngineName } from '../../engines/named.js';
import { fillHeapPages, type HeapDataset } from '../../datasets/heap-dataset.js';
import { integers } from '../../datasets/integers.js';
import { RowRandom } from '../../datasets/random.js';
import { compileSql } from '../../library/front-end.js';
import { Arena } from '../../arena/arena.js';
import { Batch as ColumnBatch } from '../../memory/batch.js';
import { HeapBatch } from '../../memory/heap/batch.js';
import { compileQual } from '../../program/compile.js';
import type { DeformRung } from '../../program/deform/deform.js';
import { qualList } from '../../sql/index.js';
import { contenderOf } from '../engine-race.js';
import type { Experiment, Surroundings } from '../experiment.js';
import { pointAt, type Spread } from '../statistics.js';
import { spreadFor, timeInTurns, type Contender } from '../timing.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

const width = 40;
const places = [1, 10, 20, 30, 40] as const;
const engine: EngineName = 'copy-patch';
const pages = 96;

/** A table whose columns are NOT NULL, or may be null and in one row of ten are. */
const tableOf = (notNull: boolean): HeapDataset => integers(width, notNull ? 'not null' : 'nulls');

/** The ways to a value that are compared. */
const ways = [
  { name: 'pages, all columns walked', notNull: false, deform: 0 },
  { name: 'pages, walked up to it', notNull: false, deform: 1 },
  { name: 'pages, NOT NULL, all rungs', notNull: true, deform: 5 },
] as const satisfies readonly { readonly name: string; readonly notNull: boolean; readonly deform: DeformRung }[];
const asColumns = 'columns';

const entry = (way: string, place: number): string => `${way}, c${place}`;
const sqlOf = (place: number): string => `c${place} = 42`;

/** Scans of heap pages, each for the column at one place. */
async function heapContenders({ name, notNull, deform }: (typeof ways)[number], effort: number): Promise<Contender[]> {
  const dataset = tableOf(notNull);
  const arena = new Arena({ scratchBytes: 1024 * 1024 });
  const batch = new HeapBatch(arena, dataset.table, Math.max(8, Math.round(pages * Math.min(1, effort))));
  const filled = fillHeapPages(dataset, batch.bytes());
  batch.fill(filled.pages);
  const made = await engineNamed(engine);
  return Promise.all(
    places.map(async (place) => {
      const { expr } = await compileSql(sqlOf(place), 'predicate', { table: dataset.table });
      const program = compileQual(qualList(expr), { schema: dataset.table.columns, table: dataset.table, deform });
      return contenderOf(entry(name, place), made.load(program, arena), [batch], filled.rows);
    }),
  );
}

/** The same in columns, where a value is at its row's number. */
async function columnContenders(rows: number): Promise<Contender[]> {
  const { table } = tableOf(false);
  const arena = new Arena({ scratchBytes: 1024 * 1024 });
  const batch: Batch = new ColumnBatch(arena, table.columns, rows);
  const random = new RowRandom(1);
  for (let row = 0; row < rows; row++) {
    random.start(row);
    for (let column = 0; column < width; column++)
      batch.set(column, row, random.below(10) === 0 ? null : random.below(100));
  }
  batch.rows = rows;
  const made = await engineNamed(engine);
  return Promise.all(
    places.map(async (place) => {
      const { expr } = await compileSql(sqlOf(place), 'predicate', { schema: table.columns });
      return contenderOf(
        entry(asColumns, place),
        made.load(compileQual(qualList(expr), { schema: table.columns }), arena),
        [batch],
        rows,
      );
    }),
  );
}

async function time(surroundings: Surroundings): Promise<(way: string, place: number) => Spread> {
  const heap = (await Promise.all(ways.map((way) => heapContenders(way, surroundings.effort)))).flat();
  const contenders = [...heap, ...(await columnContenders(heap[0]?.items ?? 0))];
  const times = await timeInTurns(contenders, surroundings, { rounds: 12, warmUp: 30 });
  return (way, place) => spreadFor(times, entry(way, place));
}

/** The experiment of lesson 15. */
export const deforming: Experiment = {
  name: 'deforming',
  summary:
    'One comparison, with a column further and further back in a row of 40, in PostgreSQL’s pages and in columns.',
  async run(surroundings) {
    const at = await time(surroundings);
    const [all, walked, constant] = ways.map(({ name }) => name);
    const grows = at(walked ?? '', 40).best / at(walked ?? '', 1).best;
    const constantGrows = at(constant ?? '', 40).best / at(constant ?? '', 1).best;
    const columnsGrow = at(asColumns, 40).best / at(asColumns, 1).best;
    const dear = at(walked ?? '', 40).best / at(asColumns, 40).best;
    return {
      figures: [
        {
          kind: 'lines',
          title: 'c = 42, the column c at a place in a row of 40',
          x: { label: 'place of the column' },
          y: { label: 'ns a row' },
          series: [...ways.map(({ name }) => name), asColumns].map((name) => ({
            name,
            points: places.map((place) => pointAt(place, at(name, place))),
          })),
        },
      ],
      checks: [
        {
          what: 'Where the columns before it must be walked, the last of 40 takes at least 3 times what the first takes',
          holds: grows >= 3,
          found: `${timesAs(grows)}: ${nanoseconds(at(walked ?? '', 40).best)} after ${nanoseconds(at(walked ?? '', 1).best)}`,
          published:
            'deforming is the next bottleneck behind the expression (“JIT: So you want to be faster than an interpreter on modern CPUs”); PostgreSQL’s JIT compiles it too, since version 11',
        },
        {
          what: 'Walking only as far as needed pays for the first column: at least twice as fast as walking all',
          holds: at(all ?? '', 1).best >= 2 * at(walked ?? '', 1).best,
          found: timesAs(at(all ?? '', 1).best / at(walked ?? '', 1).best),
        },
        {
          what: 'With NOT NULL columns of fixed width nothing is walked: the last takes less than twice what the first takes',
          holds: constantGrows < 2,
          found: timesAs(constantGrows),
        },
        {
          what: 'In columns the place makes no difference (less than 1.5 times), and the last is at least 5 times as fast as in pages',
          holds: columnsGrow < 1.5 && columnsGrow > 1 / 1.5 && dear >= 5,
          found: `${timesAs(columnsGrow)}; ${timesAs(dear)} as fast`,
        },
      ],
      notes: [
        `All with the engine ${engine}: the comparison itself is compiled, what is left is finding the value.`,
        aboutTimes,
      ],
    };
  },
};
