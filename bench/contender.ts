/** A measuring process as its parent sees it. */
import { fork, type ChildProcess } from 'node:child_process';
import { SqlError } from '../src/error.js';
import { childModule } from './child-module.js';
import type { Answer, AnyJob, Job, Request } from './job.js';
import type { Tier } from './opcodes/tier.js';
import { medianStages, type Stages } from './stages.js';
import { summarize, type Summary } from './statistics.js';

export class Contender<J extends AnyJob = Job> {
  readonly job: J;
  /** What it selects, if it can say it. */
  selected: number | undefined;
  checksum: number | undefined;
  readonly samples: number[] = [];
  readonly #stages: Stages[] = [];
  #tiers: readonly Tier[] = [];
  readonly #child: ChildProcess;

  private constructor(job: J) {
    this.job = job;
    const { file, execArgv } = childModule('worker');
    this.#child = fork(file, {
      serialization: 'advanced',
      execArgv: [...execArgv],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
  }

  /** What the samples say. */
  get summary(): Summary {
    return summarize(this.samples);
  }

  /** The stages of compiling: medians over the processes, none if they were not measured. */
  get stages(): Stages {
    return medianStages(this.#stages);
  }

  /** V8's tiers for an interpreter that the job gave: in each process the one after its last sample. */
  get tiers(): readonly Tier[] {
    return this.#tiers;
  }

  /** Takes over what another process measured for the same job. */
  add(other: Contender<J>): void {
    this.samples.push(...other.samples);
    this.#stages.push(...other.#stages);
    this.#tiers = [...this.#tiers, ...other.#tiers];
  }

  /** Starts the process and has it make its rows and its kernel. */
  static async start<J extends AnyJob>(job: J): Promise<Contender<J>> {
    const contender = new Contender(job);
    try {
      const { selected, checksum } = await contender.#ask({ kind: 'prepare', job }, 'prepared');
      contender.selected = selected;
      contender.checksum = checksum;
      return contender;
    } catch (error) {
      contender.end();
      throw error;
    }
  }

  async warmUp(): Promise<void> {
    await this.#ask({ kind: 'warm-up' }, 'warm');
  }

  /** Takes one more sample, or as many as the harness gives. */
  async sample(): Promise<void> {
    const { nsPerRow, tier } = await this.#ask({ kind: 'sample' }, 'samples');
    this.samples.push(...nsPerRow);
    if (tier !== undefined) this.#tiers = [tier];
  }

  async measureStages(): Promise<void> {
    this.#stages.push((await this.#ask({ kind: 'stages' }, 'stages')).stages);
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  async #ask<K extends Answer['kind']>(request: Request, kind: K): Promise<Extract<Answer, { kind: K }>> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const child = this.#child;
      const { contestant, predicate } = this.job;
      const onExit = (status: number | null, signal: string | null) => {
        reject(
          new SqlError(
            'XX000',
            `the process that measures ${contestant} on ${predicate} ended with ${signal ?? `status ${status}`}`,
          ),
        );
      };
      child.once('exit', onExit);
      child.once('message', (message) => {
        child.off('exit', onExit);
        resolve(message as Answer);
      });
      child.send(request);
    });
    if (answer.kind === 'failed') throw new SqlError(answer.code, answer.message, { hint: answer.hint });
    if (answer.kind !== kind)
      throw new SqlError('XX000', `the measuring process answered ${answer.kind} to ${request.kind}`);
    return answer as Extract<Answer, { kind: K }>;
  }
}
