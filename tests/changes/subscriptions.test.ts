/**
 * Judged by PostgreSQL: random tables, subscriptions and transactions; after each commit the rows of every subscription, kept from the stream alone, are those that a SELECT gave at that
 * moment. QUERN_CHANGES=full makes 2,000 subscriptions and 20,000 changes of it.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Replication, type ReplicationOptions } from '../../examples/changes/replication.js';
import type { Connection } from '../../bench/postgres/connection.js';
import type { SqlError } from '../../src/error.js';
import { Dice } from '../heap/dice.js';
import { serverInstalled } from '../heap/installed.js';
import { Hashes, judged, kept } from './judge.js';
import { startLogicalServer, type LogicalServer } from './logical-server.js';
import { Workload, type Identity } from './random-workload.js';
import { Replica } from './replica.js';

const full = process.env['QUERN_CHANGES'] === 'full';
const [perTable, transactions, mostRows, large] = full ? [667, 6500, 30, 0.003] : [20, 80, 30, 0.08];
const kills = 10;
const identities: readonly Identity[] = ['default', 'full', 'index'];

/** What each commit left, by the number of its transaction. */
type Expected = Map<number, readonly Uint32Array[]>;

/** Where a stream of ours stands when its consumer is killed, and how it is asked for. */
const streams: readonly (readonly [string, Partial<ReplicationOptions>])[] = [
  ['protocol 1, text', {}],
  ['protocol 2, streamed, binary', { protocol: 2, streaming: true, binary: true }],
  ['protocol 2, streamed, text', { protocol: 2, streaming: true }],
];

describe.skipIf(!serverInstalled)('subscriptions over a server', () => {
  let logical: LogicalServer;
  const workloads = identities.map((identity, i) => new Workload(`t_${identity}`, identity, 100 + i, mostRows, large));
  const predicates = new Map(
    workloads.map((w) => [w.table, ['true', ...Array.from({ length: perTable }, () => w.predicate())]]),
  );
  const columnsOf = new Map(
    workloads.map((w) => [w.table, ['id', 'code', ...w.columns.map(({ name }) => name), 'big']]),
  );
  const expected: Expected = new Map();

  beforeAll(async () => {
    logical = await startLogicalServer();
    const { server } = logical;
    for (const w of workloads) await server.query(w.create());
    await server.query(`CREATE PUBLICATION judged FOR TABLE ${workloads.map(({ table }) => table).join(', ')}`);
    for (const i of streams.keys())
      await server.query(`SELECT pg_create_logical_replication_slot('slot${i}', 'pgoutput')`);
    await work(server, expected);
  }, 3_600_000);
  afterAll(() => logical?.server.stop());

  /** Runs transactions in two sessions, one statement of each in turn, and asks PostgreSQL after each commit. */
  async function work(server: LogicalServer['server'], into: Expected): Promise<void> {
    const dice = new Dice(7);
    const sessions = [await server.connect(), await server.connect()] as const;
    const running: { statements: string[]; xid: number | undefined }[] = [0, 1].map(() => ({
      statements: [],
      xid: undefined,
    }));
    let begun = 0;
    while (begun < transactions || running.some(({ statements }) => statements.length > 0)) {
      const turn = dice.below(2) as 0 | 1;
      const [session, state] = [sessions[turn], running[turn]];
      if (state === undefined) continue;
      if (state.statements.length === 0) {
        if (begun >= transactions) continue;
        begun++;
        const w = dice.pick(workloads);
        const others = running[1 - turn]?.statements.length ?? 0;
        const isUpheaval = others === 0 && dice.chance(0.06);
        const [[id] = []] = await session.query('BEGIN; SELECT txid_current()');
        state.xid = Number(id);
        state.statements = isUpheaval ? [w.upheaval()] : w.transaction(turn);
        state.statements.push(dice.chance(0.1) && !isUpheaval ? 'ROLLBACK' : 'COMMIT');
        // An upheaval waits for everybody, so nobody else may begin before it has ended.
        if (isUpheaval) await finish(session, state, into);
        continue;
      }
      await step(session, state, into);
    }
    // The last one is one that is sent.
    const [[id] = []] = await server.query('BEGIN; SELECT txid_current()');
    for (const { table } of workloads.slice(0, 1))
      await server.query(`INSERT INTO ${table} (id, code) VALUES (-1, 'last'); COMMIT`);
    into.set(Number(id), await answers(sessions[0]));
    for (const session of sessions) await session.close();
  }

  async function finish(session: Connection, state: { statements: string[]; xid: number | undefined }, into: Expected) {
    while (state.statements.length > 0) await step(session, state, into);
  }

  async function step(session: Connection, state: { statements: string[]; xid: number | undefined }, into: Expected) {
    const sql = state.statements.shift() ?? '';
    await session.query(sql);
    if (sql === 'COMMIT' && state.xid !== undefined) into.set(state.xid, await answers(session));
  }

  async function answers(session: Connection): Promise<Uint32Array[]> {
    const sums: Uint32Array[] = [];
    for (const [table, sql] of predicates) sums.push(await judged(session, table, columnsOf.get(table) ?? [], sql));
    return sums;
  }

  /** Connects, waiting until the server has noticed that the last consumer is gone. */
  async function start(options: ReplicationOptions): Promise<Replication> {
    for (;;) {
      try {
        return await Replication.start(logical.client, options);
      } catch (error) {
        if ((error as Partial<SqlError>).code !== '55006') throw error;
      }
    }
  }

  test.each(streams)(
    '%s: every commit leaves what SELECT gives, nothing is lost, nothing comes twice',
    async (name, form) => {
      const number = streams.findIndex(([other]) => other === name);
      const dice = new Dice(31 + number);
      const replica = new Replica(predicates);
      const hashes = new Hashes();
      const wrong: string[] = [];
      const applied: number[] = [];
      const last = [...expected.keys()].at(-1);
      expect(last).toBeDefined();
      // The moments to be killed at, in transactions applied.
      const deaths = new Set(
        Array.from({ length: kills }, (_, i) => Math.floor(((i + 1) * expected.size) / (2 * kills))),
      );
      expect(deaths.size).toBe(kills);
      let lives = 0;
      while (!applied.includes(last ?? 0)) {
        lives++;
        const replication = await start({ slot: `slot${number}`, publication: 'judged', ...form, after: replica.end });
        try {
          for await (const event of replication) {
            if (event.kind !== 'transaction') continue;
            await replica.apply(event);
            const wanted = expected.get(event.xid);
            if (event.changes.length > 0) {
              if (wanted === undefined) throw new Error(`transaction ${event.xid} did not commit`);
              let table = 0;
              for (const [copy, { sets }] of replica.copies) {
                const sums = kept(sets, columnsOf.get(copy) ?? [], hashes);
                const theirs = wanted[table++];
                for (const [i, sum] of sums.entries())
                  if (sum !== theirs?.[i]) wrong.push(`after ${event.xid}: ${copy} WHERE ${predicates.get(copy)?.[i]}`);
              }
            }
            applied.push(event.xid);
            const dies = deaths.delete(applied.length);
            // What is safe is told to the server at times only: what it does not know to be safe it sends again.
            if (!dies && dice.chance(0.3)) replication.confirm(event.end);
            if (dies || event.xid === last) break;
          }
        } finally {
          await replication.close();
        }
      }
      expect(wrong.slice(0, 5)).toEqual([]);
      expect(lives).toBe(kills + 1);
      // Transactions that changed nothing are not sent; the others in the order of their commits. That each comes once, the replica has checked.
      expect(applied).toEqual([...expected.keys()].filter((xid) => replica.seen.has(xid)));
      const [[streamed] = []] = await logical.server.query(
        `SELECT stream_txns > 0 FROM pg_stat_replication_slots WHERE slot_name = 'slot${number}'`,
      );
      expect(streamed).toBe(form.streaming === true ? 't' : 'f');
      expect(replica.copies.get('t_full')?.asked).toBe(0);
      expect(replica.copies.get('t_default')?.asked).toBeGreaterThan(0);
    },
    3_600_000,
  );
});
