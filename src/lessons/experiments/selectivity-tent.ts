/** Lesson 3: the time of a filter with branches against how many rows pass has the form of a tent; without branches it is flat. */
import { conditionalModels } from '../../predictor/models.js';
import type { Check, Experiment, Series } from '../experiment.js';
import { today } from '../processor-models.js';
import { sweepSelectivity, type SweepPoint } from '../selectivity-sweep.js';
import { correlation, pointAt, ratioOf } from '../statistics.js';
import { aboutTimes, timesAs } from '../wording.js';

const best = (points: readonly SweepPoint[], selectivity: number): number =>
  points.find((point) => point.selectivity === selectivity)?.branching.best ?? Number.NaN;

/** Compares the middle of the tent with one of its ends. */
function against(points: readonly SweepPoint[], end: number): Check {
  const ratio = best(points, 50) / best(points, end);
  return {
    what: `At 50 % the branching loop takes at least 2.5 times what it takes at ${end} %`,
    holds: ratio >= 2.5,
    found: timesAs(ratio),
    published: 'slowest in the middle, fast at both ends (Ross 2002, 2004)',
  };
}

/** The form of Ross's figure, and that the simulated mispredictions have it too. */
function checksOf(points: readonly SweepPoint[]): Check[] {
  const middle = points.find(({ selectivity }) => selectivity === 50)?.branchFree;
  const flat = points.map(({ branchFree }) => (middle === undefined ? Number.NaN : ratioOf(branchFree, middle)));
  const variation = Math.max(...flat) / Math.min(...flat);
  const model = today.conditional;
  const together = correlation(
    points.map(({ branching }) => branching.best),
    points.map(({ simulated }) => simulated.get(model.name) ?? Number.NaN),
  );
  return [
    against(points, 1),
    against(points, 99),
    {
      what: 'The branch-free loop varies by less than 1.3 times over all selectivities',
      holds: variation < 1.3,
      found: timesAs(variation),
      published: 'the same time at every selectivity (Ross 2002, 2004)',
    },
    {
      what: `The branching loop's time goes with the mispredictions of a simulated predictor (${model.title}): correlation above 0.95`,
      holds: together > 0.95,
      found: together.toFixed(4),
    },
  ];
}

const simulatedSeries = (points: readonly SweepPoint[]): Series[] =>
  conditionalModels
    .filter(({ name }) => name !== 'static')
    .map(({ name, title }) => ({
      name: title,
      points: points.map(({ selectivity, simulated }) => ({ x: selectivity, y: simulated.get(name) ?? Number.NaN })),
    }));

/** The experiment of lesson 3. */
export const selectivityTent: Experiment = {
  name: 'selectivity-tent',
  summary: 'A filter of two conditions over a million rows, with branches and without, from 1 to 99 % of the rows.',
  async run(surroundings) {
    const points = await sweepSelectivity(surroundings, conditionalModels);
    const x = { label: 'rows for which each condition is true, %' };
    return {
      figures: [
        {
          kind: 'lines',
          title: 'a < t AND b < t, with branches and without',
          x,
          y: { label: 'ns a row' },
          series: [
            { name: 'branching', points: points.map(({ selectivity, branching }) => pointAt(selectivity, branching)) },
            {
              name: 'branch-free',
              points: points.map(({ selectivity, branchFree }) => pointAt(selectivity, branchFree)),
            },
          ],
        },
        {
          kind: 'lines',
          title: 'What simulated predictors guess wrong in the branching loop',
          x,
          y: { label: 'mispredictions a row' },
          series: simulatedSeries(points),
        },
      ],
      checks: checksOf(points),
      notes: [
        aboutTimes,
        'The static predictor is left out of the second figure: it guesses the loop itself wrong in every row.',
      ],
    };
  },
};
