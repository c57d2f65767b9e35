/** What the process of an experiment is asked in the scenario `lessons`, and what it answers. */
import type { Check } from '../../src/lessons/experiment.js';

/** Run the experiment of that name with a part of its usual work. */
export interface LessonQuestion {
  readonly kind: 'run';
  readonly experiment: string;
  readonly effort: number;
}

/** Its checks, and how long it took in seconds: by the clock, and of a processor, which is less where the machine has other work. */
export interface LessonAnswer {
  readonly kind: 'checked';
  readonly checks: readonly Check[];
  readonly seconds: number;
  readonly processorSeconds: number;
}
