/** The process in which `quern bench lessons` runs an experiment. */
import { expect, it } from 'vitest';
import { AskedProcess } from '../../bench/dialogue.js';
import type { LessonAnswer, LessonQuestion } from '../../bench/lessons/messages.js';
import { scenarioNames } from '../../bench/scenarios/scenarios.js';

it('gives the checks of an experiment, and raises what it cannot run', async () => {
  expect(scenarioNames).toContain('lessons');
  const asked = new AskedProcess<LessonQuestion, LessonAnswer>('lessons/child', 'an experiment');
  try {
    const { checks, seconds } = await asked.ask({ kind: 'run', experiment: 'superscalar', effort: 0.02 }, 'checked');
    expect(checks.length).toBeGreaterThanOrEqual(2);
    expect(checks.every(({ what, found }) => what !== '' && found !== '')).toBe(true);
    expect(seconds).toBeGreaterThan(0);
    await expect(asked.ask({ kind: 'run', experiment: 'nothing', effort: 1 }, 'checked')).rejects.toMatchObject({
      code: '22023',
    });
  } finally {
    asked.end();
  }
});
