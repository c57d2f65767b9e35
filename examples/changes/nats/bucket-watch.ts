/** The bucket of subscriptions as a process has seen it: in the order of its revisions, first what is there, then what comes and goes. */
import type { KV } from '@nats-io/kv';

/** Takes an entry: a condition as JSON, or undefined when the subscription is deleted. */
export type TakeEntry = (key: string, json: string | undefined, revision: number) => Promise<void>;

export class BucketWatch {
  #revision = 0;
  #waiting: { readonly revision: number; readonly resolve: () => void; readonly reject: (why: unknown) => void }[] = [];
  /** Why no more entries are taken. */
  #failure: { readonly why: unknown } | undefined;

  private constructor() {}

  /** Gives entries one after the other; resolves when all that are there now are taken. */
  static async start(subscriptions: KV, take: TakeEntry): Promise<BucketWatch> {
    const watch = new BucketWatch();
    const { streamInfo, values } = await subscriptions.status();
    const entries = await subscriptions.watch();
    await new Promise<void>((resolve, reject) => {
      if (values === 0) resolve();
      const read = async (): Promise<void> => {
        for await (const entry of entries) {
          const { key, operation, revision, delta } = entry;
          await take(key, operation === 'PUT' ? entry.string() : undefined, revision);
          watch.#reach(revision);
          // The number of entries after it that were there when it began.
          if (delta === 0) resolve();
        }
      };
      read().catch((why: unknown) => {
        watch.#fail(why);
        reject(why);
      });
    });
    // The latest revisions may have been purged since.
    watch.#reach(streamInfo.state.last_seq);
    return watch;
  }

  /** All entries up to here are taken. Raises why none is taken any more. */
  get revision(): number {
    if (this.#failure !== undefined) throw this.#failure.why;
    return this.#revision;
  }

  /** Waits until all entries up to a revision are taken. Raises why that will not be. */
  async reached(revision: number): Promise<void> {
    if (revision <= this.revision) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ revision, resolve, reject });
    });
  }

  #fail(why: unknown): void {
    this.#failure = { why };
    for (const { reject } of this.#waiting) reject(why);
    this.#waiting = [];
  }

  #reach(revision: number): void {
    if (revision <= this.#revision) return;
    this.#revision = revision;
    for (const waiting of this.#waiting) if (waiting.revision <= revision) waiting.resolve();
    this.#waiting = this.#waiting.filter((waiting) => waiting.revision > revision);
  }
}
