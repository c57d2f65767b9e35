/** The example's server, driven over HTTP: clients' rows are those of SELECT, while it is killed and started again, and while clients come and go. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isVisible, parseSnapshot } from '../../examples/changes/snapshot.js';
import { formatPlace, hasSeen, parsePlace } from '../../examples/changes/place.js';
import { Dice } from '../heap/dice.js';
import { builtExample } from '../built-package.js';
import { serverInstalled } from '../heap/installed.js';
import { EventClient, type ServerEvent } from './event-client.js';
import { startLogicalServer, type LogicalServer } from './logical-server.js';

/** The server is killed in each round but the last. */
const rounds = process.env['QUERN_CHANGES'] === 'full' ? 11 : 2;
const timeout = rounds * 60_000;

type Row = Readonly<Record<string, string | null>>;

describe('a place to go on from', () => {
  const snapshot = parseSnapshot('100:110:103,105');

  test('is after what the first rows have, and what was committed after', () => {
    expect(snapshot).toBeDefined();
    if (snapshot === undefined) return;
    expect([99, 100, 103, 104, 105, 109, 110, 111].map((xid) => isVisible(xid, snapshot))).toEqual([
      true,
      true,
      false,
      true,
      false,
      true,
      false,
      false,
    ]);
    const place = parsePlace('0/10@100:110:103,105@0/50');
    expect(place).toBeDefined();
    if (place === undefined) return;
    expect(formatPlace(place)).toBe('0/10@100:110:103,105@0/50');
    expect(formatPlace({ ...place, end: 0x50n })).toBe('0/50');
    expect(hasSeen(place, { xid: 103, end: 0x10n })).toBe(true);
    expect(hasSeen(place, { xid: 103, end: 0x11n })).toBe(false);
    expect(hasSeen(place, { xid: 104, end: 0x11n })).toBe(true);
    expect(hasSeen(place, { xid: 104, end: 0x51n })).toBe(false);
  });

  test('knows numbers of transactions after four thousand million of them', () => {
    const later = parseSnapshot(`${2n ** 32n - 5n}:${2n ** 32n + 5n}:`);
    expect(later).toBeDefined();
    if (later === undefined) return;
    expect([2 ** 32 - 1, 0, 4, 5, 2 ** 31 + 10].map((xid) => isVisible(xid, later))).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  test.each(['', 'x', '0/1@', '0/1@1:2@0/1', '0/1@1:2:3', '1'])('is not "%s"', (text) => {
    expect(parsePlace(text)?.first).toBeUndefined();
  });
});

/** Waits for what other processes do; what has not come after a minute the test finds absent. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 2400 && !holds(); tries++) await sleep(25);
}

/** A client that keeps its rows, and notices what is lost or comes twice. */
class Watcher {
  readonly client: EventClient;
  readonly rows = new Map<string, Row>();
  readonly wrong: string[] = [];
  firsts = 0;
  failed: unknown;

  constructor(
    readonly where: string,
    port: () => number,
  ) {
    const url = (): string => `http://127.0.0.1:${port()}/rows?where=${encodeURIComponent(where)}`;
    this.client = new EventClient(url, (event) => this.#take(event));
  }

  #take({ event, data }: ServerEvent): void {
    if (event === 'failed') this.failed = data;
    if (event === 'first') {
      this.firsts++;
      this.rows.clear();
      for (const row of (data as { rows: Row[] }).rows) this.rows.set(String(row['id']), row);
    }
    if (event !== 'changes') return;
    const { changes } = data as { changes: { kind: string; old?: Row; new?: Row }[] };
    for (const change of changes) {
      if (change.kind === 'truncated') this.rows.clear();
      if (change.old !== undefined && !this.rows.delete(String(change.old['id'])))
        this.wrong.push(`lost before ${JSON.stringify(change)}`);
      if (change.new === undefined) continue;
      if (this.rows.has(String(change.new['id']))) this.wrong.push(`twice ${JSON.stringify(change)}`);
      this.rows.set(String(change.new['id']), change.new);
    }
  }
}

describe.skipIf(!serverInstalled)('the server', () => {
  let logical: LogicalServer;
  let child: ChildProcess | undefined;
  let port = 0;
  const watchers: Watcher[] = [];

  async function startExample(...options: string[]): Promise<void> {
    const file = await builtExample('changes/server');
    const { host, user, database } = logical.client;
    child = spawn(process.execPath, [file, '--table', 'orders', '--port', String(port), ...options], {
      env: { ...process.env, PGHOST: host, PGUSER: user, PGDATABASE: database },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('no output');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    port = Number(/:(\d+)\s*$/.exec(line.toString())?.[1]);
  }

  async function killExample(): Promise<void> {
    const ended = once(child ?? process, 'exit');
    child?.kill('SIGKILL');
    await ended;
  }

  const watch = (where: string): Watcher => {
    const watcher = new Watcher(where, () => port);
    watchers.push(watcher);
    return watcher;
  };

  const selected = async (where: string): Promise<Row[]> =>
    (await logical.server.query(`SELECT id, city, total, note FROM orders WHERE ${where} ORDER BY id`)).map(
      ([id = null, city = null, total = null, note = null]) => ({ id, city, total, note }),
    );

  const kept = ({ rows }: Watcher): Row[] => [...rows.values()].sort((a, b) => Number(a['id']) - Number(b['id']));

  /** Waits until the client has what PostgreSQL selects, and fails with the difference if it never has. */
  async function settled(watcher: Watcher): Promise<void> {
    const theirs = await selected(watcher.where);
    await until(() => JSON.stringify(kept(watcher)) === JSON.stringify(theirs) && watcher.firsts > 0);
    expect(kept(watcher)).toEqual(theirs);
    expect(watcher.firsts).toBeGreaterThan(0);
  }

  beforeAll(async () => {
    logical = await startLogicalServer();
    await logical.server.query(
      `CREATE TABLE orders (id int PRIMARY KEY, city text, total numeric(8,2), note text);
       ALTER TABLE orders REPLICA IDENTITY FULL; ALTER TABLE orders ALTER note SET STORAGE EXTERNAL;
       INSERT INTO orders SELECT i, (ARRAY['Oslo', 'Rome'])[1 + i % 2], i * 1.5, NULL FROM generate_series(1, 50) i`,
    );
    await startExample();
  });
  afterAll(async () => {
    for (const { client } of watchers) client.close();
    if (child?.exitCode === null) await killExample();
    await logical?.server.stop();
  });

  const random = (dice: Dice): string => {
    const id = dice.between(1, 80);
    return dice.pick([
      `INSERT INTO orders VALUES (${id}, 'Oslo', ${dice.below(200)}, repeat('n', 2500)) ON CONFLICT DO NOTHING`,
      `UPDATE orders SET total = total + ${dice.between(-50, 50)} WHERE id BETWEEN ${id} AND ${id + 3}`,
      `UPDATE orders SET city = ${dice.pick(["'Oslo'", "'Rome'", 'NULL'])} WHERE id = ${id}`,
      `DELETE FROM orders WHERE id = ${id}`,
      `BEGIN; UPDATE orders SET total = 1 WHERE id = ${id}; UPDATE orders SET total = 99 WHERE id = ${id}; COMMIT`,
      `BEGIN; DELETE FROM orders WHERE id < ${id}; ROLLBACK`,
    ]);
  };

  test('clients have the rows of SELECT after changes, kills and lost connections', { timeout }, async () => {
    const dice = new Dice(3);
    const wheres = [
      'true',
      "city = 'Oslo' AND total > 60",
      'total BETWEEN 10 AND 40',
      'city IS NULL',
      'length(note) > 2000',
      'id % 7 = 3 OR total < 0',
    ];
    for (const where of wheres) watch(where);
    await until(() => watchers.every(({ firsts }) => firsts > 0));
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < 40; i++) {
        await logical.server.query(random(dice));
        // Clients that come in the middle, and such that lose their connection.
        if (i % 15 === 7) watch(dice.pick(wheres));
        if (i % 10 === 3) dice.pick(watchers).client.drop();
        if (i === 20 && round < rounds - 1) await killExample();
        if (i === 30 && round < rounds - 1) await startExample();
        if (i === 35) await until(() => watchers.every(({ firsts }) => firsts > 0));
      }
    }
    for (const watcher of watchers) await settled(watcher);
    expect(watchers.flatMap(({ wrong }) => wrong)).toEqual([]);
    expect(watchers.map(({ failed }) => failed)).toEqual(watchers.map(() => undefined));
    // After a kill they went on from where they were: nobody but those who had nothing yet got first rows again.
    expect(watchers.slice(0, wheres.length).map(({ firsts }) => firsts)).toEqual(wheres.map(() => 1));
    expect(watchers[0]?.client.connections).toBeGreaterThanOrEqual(rounds);
  });

  test('all rows go at once, and the table gets a column', async () => {
    await logical.server.query(
      'TRUNCATE orders; ALTER TABLE orders ADD COLUMN rush bool; INSERT INTO orders VALUES (1, NULL, 50, NULL, true)',
    );
    for (const watcher of watchers.slice(0, 6)) {
      const theirs = await selected(watcher.where);
      await until(() => kept(watcher).length === theirs.length);
      expect(kept(watcher).map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
    }
    const rush = watch('rush');
    await until(() => rush.firsts > 0);
    expect(kept(rush)).toEqual([{ id: '1', city: null, total: '50.00', note: null, rush: 't' }]);
  });

  test('what is no predicate over the table is refused when it comes, and one that raises ends alone', async () => {
    const wrong = watch('totl > 3');
    const injected = watch('true) OR (SELECT true');
    const raises = watch('1 / (id - 1000) = 1');
    await until(() => wrong.client.refused !== undefined && injected.client.refused !== undefined && raises.firsts > 0);
    expect(JSON.parse(wrong.client.refused ?? '')).toMatchObject({
      code: '42703',
      message: 'column "totl" does not exist',
    });
    expect(JSON.parse(injected.client.refused ?? '')).toMatchObject({ code: '42601' });
    await logical.server.query("INSERT INTO orders VALUES (1000, 'Oslo', 99, NULL, false)");
    await until(() => raises.failed !== undefined);
    expect(raises.failed).toMatchObject({ code: '22012', message: 'division by zero' });
    raises.client.close();
    const all = watchers[0];
    await until(() => all?.rows.has('1000') === true);
    expect(all?.rows.has('1000')).toBe(true);
  });
});
