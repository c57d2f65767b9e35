/** Lesson 4: the price of one wrong guess is the slope of the time against the number of wrong guesses. */
import type { Experiment } from '../experiment.js';
import { cycleTime } from '../cycle-ruler.js';
import { today } from '../processor-models.js';
import { sweepSelectivity } from '../selectivity-sweep.js';
import { correlation, lineThrough, pointAt } from '../statistics.js';
import { aboutTimes, nanoseconds, timesAs } from '../wording.js';

/** The experiment of lesson 4. */
export const mispredictionPrice: Experiment = {
  name: 'misprediction-price',
  summary: 'The time of the branching filter against its simulated mispredictions: the slope is the price of one.',
  async run(surroundings) {
    const { onStep } = surroundings;
    const before = await cycleTime(surroundings, [0, 0.05]);
    const model = today.conditional;
    const points = await sweepSelectivity({ ...surroundings, onStep: (done) => onStep(0.05 + 0.9 * done) }, [model]);
    // The fastest of both counts: other programs can only make it slower.
    const cycle = Math.min(before, await cycleTime(surroundings, [0.95, 1]));
    const measured = points
      .map(({ branching, simulated }) => ({ wrong: simulated.get(model.name) ?? Number.NaN, time: branching }))
      .sort((p, q) => p.wrong - q.wrong);
    const [wrong, times] = [measured.map((point) => point.wrong), measured.map(({ time }) => time.best)];
    const { slope, start } = lineThrough(wrong, times);
    const straight = correlation(wrong, times);
    const cycles = slope / cycle;
    const branchFree = Math.min(...points.map((point) => point.branchFree.best));
    return {
      figures: [
        {
          kind: 'lines',
          title: 'Time against wrong guesses, and the straight line through them',
          x: { label: 'simulated mispredictions a row' },
          y: { label: 'ns a row' },
          series: [
            { name: 'measured', points: measured.map(({ wrong: x, time }) => pointAt(x, time)) },
            { name: 'straight line', points: wrong.map((x) => ({ x, y: start + slope * x })) },
          ],
        },
      ],
      checks: [
        {
          what: 'The points lie on a straight line: correlation above 0.95',
          holds: straight > 0.95,
          found: straight.toFixed(4),
        },
        {
          what: 'One wrong guess costs 8 to 30 cycles',
          holds: cycles >= 8 && cycles <= 30,
          found: `${cycles.toFixed(1)} cycles, ${nanoseconds(slope)}`,
          published: '12 to 13 cycles on AMD K10, at least 15 on Sandy Bridge, at least 17 on Nehalem (Agner Fog)',
        },
        {
          what: 'It costs as much as at least 3 rows of the branch-free loop',
          holds: slope >= 3 * branchFree,
          found: timesAs(slope / branchFree),
        },
      ],
      notes: [
        `A cycle took ${cycle.toFixed(3)} ns (${(1 / cycle).toFixed(2)} GHz), measured with additions that wait for each other.`,
        `The mispredictions are those of a simulated predictor (${model.title}): programs in a sandbox cannot read the processor's own counters.`,
        aboutTimes,
      ],
    };
  },
};
