/** A process whose instructions are counted, as its parent sees it: Node, started by the program that counts. */
import { fork, type ChildProcess } from 'node:child_process';
import { SqlError } from '../../src/error.js';
import { childModule } from '../child-module.js';
import type { Job } from '../job.js';
import { onInterrupt } from './interrupt.js';
import type { CountAnswer, CountRequest } from './messages.js';

/** One process for one job. Whoever starts it ends or kills it. */
export class CountedProcess {
  readonly #job: Job;
  readonly #child: ChildProcess;
  /** Settled when the process is gone: with its exit status, or the signal that ended it. */
  readonly #exit: Promise<number | string>;

  /** Starts Node by `counter` with its arguments, which are followed by Node's own. */
  constructor(job: Job, counter: string, args: readonly string[]) {
    this.#job = job;
    const { file, execArgv } = childModule('count/child');
    this.#child = fork(file, {
      execPath: counter,
      execArgv: [...args, process.execPath, ...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const takeBack = onInterrupt(() => this.#child.kill('SIGKILL'));
    this.#exit = new Promise<number | string>((resolve) => {
      this.#child.once('exit', (status, signal) => {
        resolve(signal ?? status ?? 0);
      });
      this.#child.once('error', (error) => {
        resolve(error.message);
      });
    }).finally(takeBack);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Makes the rows and the kernel, and has them run so many passes, and then for so many milliseconds, so that V8 compiles them. Returns what a pass selects. */
  async prepare(passes: number, milliseconds: number): Promise<Extract<CountAnswer, { kind: 'prepared' }>> {
    const prepared = await this.#ask({ kind: 'prepare', job: this.#job }, 'prepared');
    await this.#ask({ kind: 'warm-up', passes, milliseconds }, 'done');
    return prepared;
  }

  /** Has the kernel run on until windows are asked for. */
  async idle(): Promise<void> {
    await this.#ask({ kind: 'idle' }, 'done');
  }

  /** Runs so many passes in each window, with a mark before, between and after them. */
  async count(windows: readonly number[]): Promise<void> {
    await this.#ask({ kind: 'count', windows }, 'done');
  }

  /** Lets the process come to its end, and waits for it. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#exit;
  }

  /** Ends the process at once. Under perf Node is a process of its own, which notices that nobody asks any more. */
  async kill(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    this.#child.kill('SIGKILL');
    await this.#exit;
  }

  async #ask<K extends CountAnswer['kind']>(
    request: CountRequest,
    kind: K,
  ): Promise<Extract<CountAnswer, { kind: K }>> {
    const answer = new Promise<CountAnswer>((resolve) => {
      this.#child.once('message', (message) => {
        resolve(message as CountAnswer);
      });
      // When the process has gone, that is what is reported.
      this.#child.send(request, () => undefined);
    });
    const ended = this.#exit.then((how): CountAnswer => {
      const { contestant, predicate } = this.#job;
      const message = `the process that counts ${contestant} on ${predicate} ended with ${typeof how === 'number' ? `status ${how}` : how}`;
      return { kind: 'failed', code: 'XX000', message, hint: undefined };
    });
    const reply = await Promise.race([answer, ended]);
    if (reply.kind === 'failed') throw new SqlError(reply.code, reply.message, { hint: reply.hint });
    if (reply.kind !== kind)
      throw new SqlError('XX000', `the counted process answered ${reply.kind} to ${request.kind}`);
    return reply as Extract<CountAnswer, { kind: K }>;
  }
}
