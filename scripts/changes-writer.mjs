/** The thread that changes a table at a given rate: each transaction inserts, updates and deletes as many rows. */
import { setTimeout as sleep } from 'node:timers/promises';
import { workerData } from 'node:worker_threads';
import pg from 'pg';

const { client, columns, tableRows, transactionsPerSecond, each } = workerData;
const session = new pg.Client(client);
await session.connect();
const start = performance.now();
for (let n = 0, next = tableRows; ; n++, next += each) {
  const wait = start + (n * 1000) / transactionsPerSecond - performance.now();
  if (wait > 0) await sleep(wait);
  const oldest = next - tableRows;
  await session.query(`BEGIN;
    INSERT INTO events SELECT i, ${columns} FROM generate_series(${next + 1}, ${next + each}) i;
    UPDATE events SET total = (random() * 10000)::int + 0.25, qty = (random() * 100)::int
      WHERE id = ANY (SELECT ${oldest + each} + i * ${Math.floor(tableRows / 2 / each)} FROM generate_series(1, ${each}) i);
    DELETE FROM events WHERE id BETWEEN ${oldest + 1} AND ${oldest + each};
    COMMIT`);
}
