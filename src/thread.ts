/** What runs in a thread of a table: it follows one order after the other and answers each. */
import { SqlError } from './error.js';
import { listen } from './platform/thread.js';
import { KeptParts, PartFailed } from './library/threads/kept-parts.js';
import type { Answer, Failure, Numbered, Order } from './library/threads/messages.js';

const parts = new KeptParts();
let last: Promise<void> = Promise.resolve();

const answer = listen((message) => {
  const { number, content } = message as Numbered<Order>;
  last = last.then(async () => {
    const found = await answerTo(content);
    const buffers = 'found' in found ? found.found.bitmaps.map(({ buffer }) => buffer as ArrayBuffer) : [];
    answer({ number, content: found } satisfies Numbered<Answer>, buffers);
  });
});

async function answerTo(order: Order): Promise<Answer> {
  try {
    return { found: await parts.follow(order) };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof PartFailed) return error.failure;
  const known = error instanceof SqlError ? error : new SqlError('XX000', `a thread failed: ${String(error)}`);
  return { error: known.toJSON(), part: undefined };
}
