/** The process in which `quern bench lessons` runs an experiment. */
import { expect, it } from 'vitest';
import { ExperimentProcesses } from '../../bench/lessons/experiment-processes.js';
import { measured } from '../../bench/lessons/measured.js';
import type { LessonAnswer } from '../../bench/lessons/messages.js';
import { scenarioNames } from '../../bench/scenarios/scenarios.js';

it('gives the checks of an experiment, and raises what it cannot run', async () => {
  expect(scenarioNames).toContain('lessons');
  const processes = await ExperimentProcesses.prepared();
  try {
    const { checks, seconds } = await processes.run('superscalar', 0.02);
    expect(checks.length).toBeGreaterThanOrEqual(2);
    expect(checks.every(({ what, found }) => what !== '' && found !== '')).toBe(true);
    expect(seconds).toBeGreaterThan(0);
    await expect(processes.run('nothing', 1)).rejects.toMatchObject({ code: '22023' });
  } finally {
    processes.end();
  }
});

it('runs an experiment again with twice the work when a check does not hold, and once only', async () => {
  const answers = (...held: readonly boolean[]) => {
    const efforts: number[] = [];
    const run = async (effort: number): Promise<LessonAnswer> => {
      const holds = held[efforts.length] ?? false;
      efforts.push(effort);
      return { kind: 'checked', checks: [{ what: 'it holds', holds, found: '1' }], seconds: 2, processorSeconds: 1 };
    };
    return { efforts, run };
  };
  const [good, late, bad] = [answers(true), answers(false, true), answers(false, false, true)];
  expect(await measured(good.run, 0.5)).toMatchObject({ again: false, seconds: 2 });
  expect(await measured(late.run, 0.5)).toMatchObject({ again: true, checks: [{ holds: true }], seconds: 4 });
  expect(await measured(bad.run, 0.5)).toMatchObject({ again: true, checks: [{ holds: false }], processorSeconds: 2 });
  expect([good, late, bad].map(({ efforts }) => efforts)).toEqual([[0.5], [0.5, 1], [0.5, 1]]);
});
