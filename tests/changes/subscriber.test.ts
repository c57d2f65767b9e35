/** What the example's server keeps for clients: a bounded history, and connections only of those that read. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { History } from '../../examples/changes/history.js';
import { Subscriber } from '../../examples/changes/subscriber.js';
import type { Transaction } from '../../src/changes.js';

const transaction = (end: number): Transaction => ({
  kind: 'transaction',
  xid: end,
  lsn: BigInt(end - 1),
  end: BigInt(end),
  commitTime: new Date(0),
  origin: undefined,
  changes: [],
});
const ends = (steps: readonly { readonly transaction: Transaction }[] | undefined) =>
  steps?.map(({ transaction: { end } }) => end);

test('the history has the latest transactions, and says where it can no longer tell', () => {
  const history = new History(3, 60_000);
  expect(history.after(0n)).toBeUndefined();
  history.begin(5n);
  expect(history.end).toBe(5n);
  for (const end of [10, 20, 30, 40, 50]) history.add({ transaction: transaction(end), changes: [] });
  expect(ends(history.after(5n))).toEqual([10n, 20n, 30n, 40n, 50n]);
  // What is forgotten is what the server is told to be safe.
  expect(history.forget()).toBe(20n);
  expect(history.forget()).toBeUndefined();
  expect(history.size).toBe(3);
  expect(history.after(19n)).toBeUndefined();
  expect(ends(history.after(20n))).toEqual([30n, 40n, 50n]);
  expect(ends(history.after(45n))).toEqual([50n]);
  expect(ends(history.latest(2))).toEqual([40n, 50n]);
});

test('the history forgets what is old', () => {
  const history = new History(100, -1);
  history.begin(0n);
  history.add({ transaction: transaction(10), changes: [] });
  expect(history.forget()).toBe(10n);
  expect(history.end).toBe(10n);
  expect(ends(history.after(10n))).toEqual([]);
});

test('a client that does not read loses its connection', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.pause();
  socket.on('error', () => undefined);
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const subscriber = new Subscriber(1, response);
  subscriber.open();
  subscriber.begin({ end: 0n, first: undefined }, []);
  expect(subscriber.isOpen).toBe(true);
  const megabyte = JSON.stringify('x'.repeat(2 ** 20));
  let sent = 0;
  while (subscriber.isOpen && sent < 100) {
    sent++;
    subscriber.deliver({ transaction: transaction(sent), changes: [megabyte] });
    await new Promise(setImmediate);
  }
  expect(subscriber.isOpen).toBe(false);
  expect(sent).toBeGreaterThan(4);
  socket.destroy();
  server.close();
});
