/**
 * One trace of branches under all conditional predictors, from the one that always says the same to TAGE. The predicate has branches of every kind: some follow a
 * pattern, some follow from other branches, some are random.
 */
import { conditionalModels } from '../../predictor/models.js';
import { record } from '../../predictor/record.js';
import { simulate, type Simulation, type SiteResult } from '../../predictor/simulate.js';
import { demoRows } from '../demo-programs.js';
import type { Experiment } from '../experiment.js';
import { scaledRows } from '../random-columns.js';

/** `e` is the row's number, so `e % 6 < 3` is a pattern; `a` and `b` are random; the second test of each is known from the first. */
const predicate = 'e % 6 < 3 AND a < 50 OR e % 6 >= 3 AND (a >= 50 OR b > 10)';
const rowsOfTrace = 10_240;
/** Shown branch by branch. */
const compared = ['two-bit', 'local', 'gshare', 'tage'];

const conditionalSites = ({ sites }: Simulation): readonly SiteResult[] =>
  sites.filter(({ site }) => site.kind === 'conditional');
const wrongOf = (simulation: Simulation): number =>
  conditionalSites(simulation).reduce((sum, { mispredicted }) => sum + mispredicted, 0);

/** The experiment of lesson 7. */
export const staticToTage: Experiment = {
  name: 'static-to-tage',
  summary: 'All conditional predictors over the same branches of one predicate, and which branch each guesses wrong.',
  async run({ onStep, effort }) {
    const demo = demoRows(scaledRows(rowsOfTrace, effort));
    const trace = record(await demo.program(predicate, 4), demo.arena, demo.batch, { dispatch: 'shared' });
    demo.free();
    const runs = new Map<string, Simulation>();
    for (const model of conditionalModels) {
      runs.set(model.name, simulate(trace, { conditional: model.make(), indirect: noTargets }));
      await onStep(runs.size / conditionalModels.length);
    }
    const sitesOf = (name: string): readonly SiteResult[] => conditionalSites(runs.get(name) ?? nothing);
    const perRow = (name: string): number => wrongOf(runs.get(name) ?? nothing) / trace.rows;
    const asked = sitesOf('two-bit');
    const branches = asked.reduce((sum, { executed }) => sum + executed, 0) / trace.rows;
    const ladder = ['static', 'two-bit', 'gshare', 'tage'];
    const share = (site: SiteResult | undefined): number =>
      site === undefined ? Number.NaN : site.mispredicted / site.executed;
    // Of the branches that two-bit guesses badly, the one that gshare guesses best.
    const [seen] = asked
      .map((site, n) => ({ name: site.site.name, before: share(site), after: share(sitesOf('gshare')[n]) }))
      .filter(({ before }) => before > 0.25)
      .sort((one, other) => one.after - other.after);
    const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
    return {
      figures: [
        {
          kind: 'bars',
          title: `Wrong guesses, of ${branches.toFixed(1)} branches a row`,
          x: { label: 'predictor', labels: conditionalModels.map(({ title }) => title) },
          y: { label: 'mispredictions a row' },
          series: [{ name: 'simulated', points: conditionalModels.map(({ name }, x) => ({ x, y: perRow(name) })) }],
        },
        {
          kind: 'bars',
          title: 'Which branches they are',
          x: { label: 'branch', labels: asked.map(({ site }) => site.name) },
          y: { label: 'mispredictions a row' },
          series: conditionalModels
            .filter(({ name }) => compared.includes(name))
            .map(({ name, title }) => ({
              name: title,
              points: sitesOf(name).map(({ mispredicted }, x) => ({ x, y: mispredicted / trace.rows })),
            })),
        },
      ],
      checks: [
        {
          what: 'Static is wrong more often than two-bit counters, these more often than gshare, and gshare more often than TAGE',
          holds: ladder.every((name, n) => n === 0 || perRow(name) < 0.95 * perRow(ladder[n - 1] ?? '')),
          found: ladder.map((name) => `${name} ${perRow(name).toFixed(2)}`).join(', '),
          published: 'each better than those before it: Smith 1981 (two bits), McFarling 1993, Seznec and Michaud 2006',
        },
        {
          what: 'A history of its own (local) helps a branch with a pattern: fewer wrong guesses than two-bit counters',
          holds: perRow('local') < 0.9 * perRow('two-bit'),
          found: `${perRow('local').toFixed(2)} against ${perRow('two-bit').toFixed(2)} a row`,
        },
        {
          what: 'There is a branch that follows from others: two-bit counters are wrong a quarter of the time, gshare one time in fifty at most',
          holds: seen !== undefined && seen.after <= 0.02,
          found: seen === undefined ? 'none' : `${seen.name}: ${percent(seen.before)} against ${percent(seen.after)}`,
        },
        {
          what: 'What is random stays: TAGE too is wrong every fourth row at least',
          holds: perRow('tage') >= 0.25,
          found: `${perRow('tage').toFixed(2)} a row`,
        },
      ],
      notes: [
        `The predicate is ${predicate}, over ${trace.rows} rows, as the engine switch runs it on rung 4.`,
        `State in kilobits: ${conditionalModels.map(({ title, bits, sizes }) => `${title} ${(bits(sizes) / 1024).toFixed(0)}`).join(', ')}.`,
      ],
    };
  },
};

/** Jumps are not looked at here. */
const noTargets = { predict: () => undefined, update: () => undefined };
const nothing: Simulation = {
  executed: 0,
  mispredicted: 0,
  perRow: 0,
  perThousandInstructions: 0,
  sites: [],
  opcodes: new Map(),
};
