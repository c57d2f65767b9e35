/** The process of one experiment in the scenario `lessons`: V8 has seen nothing else in it. */
import { performance } from 'node:perf_hooks';
import { experimentNamed } from '../../src/lessons/experiments.js';
import { answering } from '../dialogue.js';
import type { LessonAnswer, LessonQuestion } from './messages.js';

answering(async ({ experiment, effort }: LessonQuestion): Promise<LessonAnswer> => {
  const start = performance.now();
  const used = process.cpuUsage();
  const loaded = await experimentNamed(experiment);
  const { checks } = await loaded.run({ now: () => performance.now(), onStep: () => undefined, effort });
  const { user, system } = process.cpuUsage(used);
  const seconds = (performance.now() - start) / 1000;
  return { kind: 'checked', checks, seconds, processorSeconds: (user + system) / 1e6 };
});
