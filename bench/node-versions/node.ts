/** A Node to measure with: the one that runs this, or another binary. */
import { SqlError } from '../../src/error.js';
import { AskedProcess } from '../dialogue.js';
import type { Job } from '../job.js';
import { measure } from './measure.js';
import type { MeasureOptions, NodeAnswer, NodeQuestion, Raced } from './messages.js';

export class MeasuringNode {
  readonly version: string;
  readonly #process: AskedProcess<NodeQuestion, NodeAnswer> | undefined;

  private constructor(version: string, process: AskedProcess<NodeQuestion, NodeAnswer> | undefined) {
    this.version = version;
    this.#process = process;
  }

  static readonly own = (): MeasuringNode => new MeasuringNode(process.version, undefined);

  /** Raises 58P01 when the binary is not one of Node. */
  static async of(path: string): Promise<MeasuringNode> {
    const asked = new AskedProcess<NodeQuestion, NodeAnswer>('node-versions/child', path, path);
    try {
      const { version } = await asked.ask({ kind: 'version' }, 'version');
      return new MeasuringNode(version, asked);
    } catch (error) {
      asked.end();
      const why = error instanceof Error ? `: ${error.message}` : '';
      throw new SqlError('58P01', `${path} could not be run as Node${why}`, {
        hint: 'Give the path of a node binary, of version 20.19 or newer.',
      });
    }
  }

  /** In processes of this Node, each contestant in one of its own. */
  async race(jobs: readonly Job[], options: MeasureOptions): Promise<readonly Raced[]> {
    return (await this.#ask({ kind: 'race', jobs, options }, 'raced')).raced;
  }

  /** Of each job instructions a row, or "unavailable: " and why. */
  async count(jobs: readonly Job[]): Promise<readonly (number | string)[]> {
    return (await this.#ask({ kind: 'count', jobs }, 'counted')).instructionsPerRow;
  }

  end(): void {
    this.#process?.end();
  }

  async #ask<K extends NodeAnswer['kind']>(question: NodeQuestion, kind: K): Promise<Extract<NodeAnswer, { kind: K }>> {
    if (this.#process !== undefined) return this.#process.ask(question, kind);
    return (await measure(question)) as Extract<NodeAnswer, { kind: K }>;
  }
}
