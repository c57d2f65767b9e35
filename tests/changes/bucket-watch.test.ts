/** What the bucket of subscriptions says when an entry cannot be taken: nobody waits for what will not come. */
import type { KV } from '@nats-io/kv';
import { expect, test } from 'vitest';
import { BucketWatch } from '../../examples/changes/nats/bucket-watch.js';

/** A bucket of entries with these revisions, of which the first is there at the beginning. */
function bucket(revisions: readonly number[]): KV {
  const entries = revisions.map((revision, i) => ({
    key: `k${revision}`,
    operation: 'PUT',
    revision,
    delta: i === 0 ? 0 : 1,
    string: () => '{}',
  }));
  const fake: unknown = {
    status: () => Promise.resolve({ values: 1, streamInfo: { state: { last_seq: 1 } } }),
    watch: async () => {
      await Promise.resolve();
      return (async function* () {
        for (const entry of entries) {
          await Promise.resolve();
          yield entry;
        }
      })();
    },
  };
  return fake as KV;
}

test('a revision is reached when its entry is taken', async () => {
  const taken: string[] = [];
  const watch = await BucketWatch.start(bucket([1, 2, 3]), (key) => Promise.resolve(void taken.push(key)));
  await watch.reached(3);
  expect(taken).toEqual(['k1', 'k2', 'k3']);
  expect(watch.revision).toBe(3);
});

test('an entry that cannot be taken ends the wait for it and for those behind it', async () => {
  const broken = new Error('no disk');
  const watch = await BucketWatch.start(bucket([1, 2, 3]), (key) =>
    key === 'k2' ? Promise.reject(broken) : Promise.resolve(),
  );
  await expect(watch.reached(3)).rejects.toBe(broken);
  await expect(watch.reached(1)).rejects.toBe(broken);
  expect(() => watch.revision).toThrow('no disk');
});
