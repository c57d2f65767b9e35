/** Measuring with the Node that runs this: the processes that it starts run the same one. */
import { availableParallelism } from 'node:os';
import { countInstructions } from '../count/callgrind.js';
import type { Job } from '../job.js';
import { race } from '../race.js';
import type { NodeAnswer, NodeQuestion } from './messages.js';

export async function measure(question: NodeQuestion): Promise<NodeAnswer> {
  switch (question.kind) {
    case 'version':
      return { kind: 'version', version: process.version };
    case 'race': {
      const contenders = await race(question.jobs, { ...question.options, stages: 'once', onStep: () => undefined });
      const raced = contenders.map(({ job, selected, checksum, summary, stages }) => ({
        contestant: job.contestant,
        selected,
        checksum,
        summary,
        stages,
      }));
      return { kind: 'raced', raced };
    }
    case 'count':
      return { kind: 'counted', instructionsPerRow: await countAll(question.jobs) };
  }
}

/** Some at a time: unlike times, counts do not depend on what else the machine does. */
async function countAll(jobs: readonly Job[]): Promise<readonly (number | string)[]> {
  const counted: (number | string)[] = [];
  const waiting = [...jobs.entries()];
  const counter = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [n, job] = next;
      const counts = await countInstructions(job);
      counted[n] = typeof counts === 'string' ? counts : counts.instructionsPerRow;
    }
  };
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, counter));
  return counted;
}
