/** A process of ours that is asked one thing at a time: both ends of the conversation. */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SqlError } from '../src/error.js';
import { childModule } from './child-module.js';

/** What an answer is when the question could not be answered. */
interface Failed {
  readonly kind: 'failed';
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

interface Kind {
  readonly kind: string;
}

/** The asking end. `Q` are the questions, `A` the answers. */
export class AskedProcess<Q extends Kind, A extends Kind> {
  readonly #child: ChildProcess;
  readonly #name: string;

  /** `module` is the answering module, compiled, or its path from this folder without its extension; `name` says in errors what the process is for; `node` is the binary to run it with. */
  constructor(module: string | URL, name: string, node: string = process.execPath) {
    this.#name = name;
    const { file, execArgv } =
      module instanceof URL ? { file: fileURLToPath(module), execArgv: [] } : childModule(module);
    this.#child = fork(file, {
      execPath: node,
      execArgv: [...execArgv],
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    // A binary that cannot be started is told of by the question that is not answered.
    this.#child.on('error', () => undefined);
  }

  /** Raises the SqlError that the process raised, or XX000 when it has ended. */
  async ask<K extends A['kind']>(question: Q, kind: K): Promise<Extract<A, { kind: K }>> {
    const answer = await new Promise<A | Failed>((resolve, reject) => {
      const child = this.#child;
      const onEnd = (how: unknown): void => {
        const told = how instanceof Error ? how.message : `ended with ${String(child.signalCode ?? child.exitCode)}`;
        reject(new SqlError('XX000', `the process for ${this.#name}: ${told}`));
      };
      child.once('exit', onEnd);
      child.once('error', onEnd);
      child.once('message', (message) => {
        child.off('exit', onEnd);
        child.off('error', onEnd);
        resolve(message as A | Failed);
      });
      // When the process has gone, that is what is told.
      if (!child.connected) onEnd(undefined);
      else child.send(question, () => undefined);
    });
    if (isFailed(answer)) throw new SqlError(answer.code, answer.message, { hint: answer.hint });
    if (answer.kind !== kind)
      throw new SqlError('XX000', `the process for ${this.#name} answered ${answer.kind} to ${question.kind}`);
    return answer as Extract<A, { kind: K }>;
  }

  end(): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}

const isFailed = (answer: Kind): answer is Failed => answer.kind === 'failed';

/** The answering end, in the process: `answer` is given each question in turn. The process ends when nobody is left to ask. */
export function answering<Q, A extends Kind>(answer: (question: Q) => Promise<A>): void {
  process.on('message', (question: Q) => {
    void answer(question)
      .catch(failure)
      .then((reply) => process.send?.(reply));
  });
  process.on('disconnect', () => process.exit());
}

function failure(error: unknown): Failed {
  if (error instanceof SqlError) return { kind: 'failed', code: error.code, message: error.message, hint: error.hint };
  return {
    kind: 'failed',
    code: 'XX000',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    hint: undefined,
  };
}
