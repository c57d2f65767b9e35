/** The threads of a table: what is asked of each is answered, or fails when the thread ends, so that nothing waits for ever. */
import { reasonOf, SqlError } from '../../error.js';
import { Thread, type WorkerLike } from '../../platform/thread.js';
import type { Answer, Failure, Found, Numbered, Order } from './messages.js';

/** What a thread answered is an error, of a part of the rows or of none. */
export class OrderFailed extends Error {
  readonly error: SqlError;
  readonly part: number | undefined;

  constructor({ error: { code, message, ...details }, part }: Failure) {
    super(message);
    this.error = new SqlError(code, message, details);
    this.part = part;
  }
}

interface Waiting {
  resolve(found: Found): void;
  reject(error: Error): void;
}

interface Member {
  readonly thread: Thread;
  readonly waiting: Map<number, Waiting>;
  /** It has answered once: its file is loaded. */
  started: boolean;
}

export class Crew {
  readonly #members: Member[] = [];
  #next = 0;
  /** Why nothing more can be asked. */
  #ended: SqlError | undefined;

  /** Raises 58P01 where a thread cannot be made. */
  constructor(threads: number, start: () => WorkerLike) {
    for (let member = 0; member < threads; member++) this.#members.push(this.#member(start));
  }

  get size(): number {
    return this.#members.length;
  }

  /** Raises what has ended it. */
  mustLive(): void {
    if (this.#ended !== undefined) throw this.#ended;
  }

  /** What the thread answers. Rejects with OrderFailed for an error that it answers, 58000 when it ends meanwhile, and what has ended it before. */
  ask(member: number, order: Order, transfer: ArrayBuffer[] = []): Promise<Found> {
    return new Promise((resolve, reject) => {
      const asked = this.#members[member];
      if (this.#ended !== undefined || asked === undefined) {
        reject(this.#ended ?? new SqlError('XX000', `there is no thread ${member}`));
        return;
      }
      const number = this.#next++;
      asked.waiting.set(number, { resolve, reject });
      asked.thread.isAwaited = true;
      try {
        asked.thread.post({ number, content: order } satisfies Numbered<Order>, transfer);
      } catch (error) {
        this.#settle(asked, number)?.reject(error as Error);
      }
    });
  }

  /** The same of all threads. */
  askAll(order: (member: number) => Order): Promise<PromiseSettledResult<Found>[]> {
    return Promise.allSettled(this.#members.map((_, member) => this.ask(member, order(member))));
  }

  /** Stops all threads; what is asked, and whatever will be, is rejected with the reason. */
  end(reason: SqlError): void {
    if (this.#ended !== undefined) return;
    this.#ended = reason;
    for (const { thread, waiting } of this.#members) {
      thread.stop();
      for (const { reject } of waiting.values()) reject(reason);
      waiting.clear();
    }
  }

  #member(start: () => WorkerLike): Member {
    let worker: WorkerLike;
    try {
      worker = start();
    } catch (error) {
      const refused = cannotStart(error);
      this.end(refused);
      throw refused;
    }
    const thread = new Thread(worker, {
      onMessage: (message) => {
        const { number, content } = message as Numbered<Answer>;
        member.started = true;
        const waiting = this.#settle(member, number);
        if ('found' in content) waiting?.resolve(content.found);
        else waiting?.reject(new OrderFailed(content.failure));
      },
      onEnd: (reason) => {
        this.end(member.started ? hasEnded(reason) : cannotStart(reason));
      },
    });
    thread.isAwaited = false;
    const member: Member = { thread, waiting: new Map(), started: false };
    return member;
  }

  #settle({ thread, waiting }: Member, number: number): Waiting | undefined {
    const found = waiting.get(number);
    waiting.delete(number);
    if (waiting.size === 0) thread.isAwaited = false;
    return found;
  }
}

const cannotStart = (reason: unknown): SqlError =>
  new SqlError('58P01', 'threads cannot be started here', {
    detail: reasonOf(reason),
    hint:
      "Quern's file thread.js must be reachable and allowed: by worker-src in a page's content security policy, by --allow-worker with Node's " +
      '--permission. The option `worker` starts quern/thread as the bundler wants it; `load` needs no threads.',
  });

function hasEnded(reason: unknown): SqlError {
  const { code } = reason as { code?: unknown };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new SqlError('53200', 'a thread of the table ran out of memory');
  return new SqlError('58000', 'a thread of the table has ended', {
    detail: reasonOf(reason),
    hint: 'Its rows are lost: free the table and load it again.',
  });
}
