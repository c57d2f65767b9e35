/** Written heap files in a real server's place, and a real server's pages beside ours. */
import { copyFileSync, chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../bench/postgres/server.js';
import { articleCsv, articleHeader } from '../../src/datasets/article.js';
import { demoCsv, demoHeader, demoSeed } from '../../src/datasets/demo.js';
import { articleHeap, demoHeap } from '../../src/datasets/heap-dataset.js';
import { writeHeapFile } from '../../src/cli/gen-heap.js';
import { scratchDirectory } from '../cli/quern.js';
import { serverInstalled } from './installed.js';
import { timeless } from './timeless.js';

const files = scratchDirectory();
/** The server runs as another user, and COPY reads as that user. */
chmodSync(dirname(files.path('x')), 0o755);

const pageBytes = 8192;
const datasets = {
  article: { rows: 30_000, csv: articleHeader + [...articleCsv(30_000)].join(''), heap: articleHeap, total: 'sum(a)' },
  demo: { rows: 20_000, csv: demoHeader + [...demoCsv(20_000)].join(''), heap: demoHeap, total: 'sum(a + e) + sum(g)' },
} as const;
type Dataset = keyof typeof datasets;
const names: readonly Dataset[] = ['article', 'demo'];

const generated = async (name: Dataset, checksums: boolean): Promise<string> => {
  const out = files.path(`${name}-${checksums}`);
  const { heap, rows } = datasets[name];
  await writeHeapFile({ dataset: heap, rows, seed: demoSeed, out, checksums });
  return out;
};

describe.skipIf(!serverInstalled).each([{ checksums: false }, { checksums: true }])(
  'a written heap file, checksums: $checksums',
  ({ checksums }) => {
    let server: Server;
    const own = new Map<Dataset, string>();
    beforeAll(async () => {
      server = await startServer({ checksums });
      await server.query('CREATE EXTENSION pageinspect; CREATE EXTENSION amcheck');
      for (const name of names) {
        const { heap, csv } = datasets[name];
        const { schema } = heap;
        const csvFile = files.write(`${name}.csv`, csv);
        await server.query(`CREATE TABLE ${name} (${schema})`);
        // Into a table of its own transaction, COPY appends; else it may put a row into what is free on an earlier page.
        const copied = (table: string, options: string): Promise<unknown> =>
          server.query(
            `BEGIN; CREATE TABLE ${table} (${schema}); COPY ${table} FROM '${csvFile}' (FORMAT csv, HEADER${options}); COMMIT`,
          );
        await copied(`${name}_copied`, ', FREEZE');
        await copied(`${name}_vacuumed`, '');
        await server.query(`VACUUM FREEZE ${name}_vacuumed`);
        own.set(name, await generated(name, checksums));
      }
      const places = new Map<string, string>();
      for (const [name, file] of own) places.set(file, await server.relationPath(name));
      // Overwritten in place: the file keeps its owner and mode.
      await server.whileStopped(() => {
        for (const [file, place] of places) copyFileSync(file, place);
      });
    });
    afterAll(() => server?.stop());

    test.each(names)('has all rows of the CSV form: %s', async (name) => {
      const { rows, total } = datasets[name];
      const [counted] = await server.query(`SELECT count(*), ${total} FROM ${name}`);
      expect(counted).toEqual((await server.query(`SELECT count(*), ${total} FROM ${name}_copied`))[0]);
      expect(counted?.[0]).toBe(String(rows));
      const difference = `(TABLE ${name} EXCEPT ALL TABLE ${name}_copied) UNION ALL (TABLE ${name}_copied EXCEPT ALL TABLE ${name})`;
      expect(await server.query(difference)).toEqual([]);
      const inOrder = (table: string): Promise<readonly unknown[]> =>
        server.query(`SELECT md5(string_agg(t::text, E'\\n' ORDER BY ctid)) FROM ${table} t`);
      expect(await inOrder(name)).toEqual(await inOrder(`${name}_copied`));
    });

    test.each(names)('is sound to amcheck and pageinspect: %s', async (name) => {
      expect(await server.query(`SELECT * FROM verify_heapam('${name}', skip => 'none')`)).toEqual([]);
      const pages = statSync(own.get(name) ?? '').size / pageBytes;
      expect(
        await server.query(`SELECT DISTINCT flags, special, pagesize, version, prune_xid, lsn::text,
        checksum ${checksums ? '=' : '<>'} page_checksum(get_raw_page('${name}', block), block)
        FROM generate_series(0, ${pages} - 1) block, page_header(get_raw_page('${name}', block))`),
      ).toEqual([['4', '8192', '8192', '4', '0', '0/0', checksums ? 't' : expect.anything()]]);
      const items = (table: string): string =>
        `SELECT block, lp, lp_off, lp_flags, lp_len, t_xmax, t_ctid, t_infomask2, t_infomask, t_hoff, t_bits, t_data
       FROM generate_series(0, ${pages} - 1) block, heap_page_items(get_raw_page('${table}', block))`;
      for (const other of ['copied', 'vacuumed']) {
        expect(
          await server.query(
            `(${items(name)} EXCEPT ${items(`${name}_${other}`)}) UNION ALL (${items(`${name}_${other}`)} EXCEPT ${items(name)})`,
          ),
        ).toEqual([]);
      }
    });

    test.each(names)('is byte for byte what COPY FREEZE and VACUUM FREEZE leave: %s', async (name) => {
      await server.checkpoint();
      const ours = timeless(readFileSync(own.get(name) ?? ''));
      for (const other of ['copied', 'vacuumed']) {
        const theirs = timeless(readFileSync(await server.relationPath(`${name}_${other}`)));
        expect([other, theirs.length, theirs.equals(ours)]).toEqual([other, ours.length, true]);
      }
    });

    test('takes new rows, updates and a vacuum as its own', async () => {
      await server.query(
        'UPDATE demo SET b = 7 WHERE e % 10 = 0; DELETE FROM demo WHERE e % 10 = 1; INSERT INTO demo SELECT * FROM demo_copied',
      );
      await server.query('VACUUM FREEZE demo');
      expect(
        await server.query('SELECT count(*), count(*) FILTER (WHERE b = 7 AND e % 10 = 0) >= 2000 FROM demo'),
      ).toEqual([['38000', 't']]);
      expect(await server.query("SELECT * FROM verify_heapam('demo', skip => 'none')")).toEqual([]);
    });

    test('without its checksums is refused by a cluster that has them, so the checksums are real', async () => {
      const file = await generated('article', false);
      await server.query('CREATE TABLE plain (a int4 not null)');
      const place = await server.relationPath('plain');
      await server.whileStopped(() => copyFileSync(file, place));
      const counted = server.query('SELECT count(*) FROM plain');
      if (checksums) await expect(counted).rejects.toMatchObject({ code: 'XX001' });
      else expect(await counted).toEqual([['30000']]);
    });
  },
);
