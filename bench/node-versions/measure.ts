/** Measuring with the Node that runs this: the processes that it starts run the same one. */
import { countInstructions } from '../count/callgrind.js';
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
    case 'count': {
      const counts = await countInstructions(question.job);
      return { kind: 'counted', instructionsPerRow: typeof counts === 'string' ? counts : counts.instructionsPerRow };
    }
  }
}
