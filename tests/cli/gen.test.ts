import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeHeapFile } from '../../src/cli/gen-heap.js';
import { articleCsv } from '../../src/datasets/article.js';
import { articleHeap, demoHeap, fillHeapPages } from '../../src/datasets/heap-dataset.js';
import { quern, scratchDirectory, shell } from './quern.js';

const files = scratchDirectory();
const pageBytes = 8192;

/** The pages of as many rows. */
function pagesOf(dataset: typeof articleHeap, rows: number): Buffer {
  const bytes = new Uint8Array(pageBytes * (1 + Math.ceil(rows / 50)));
  return Buffer.from(bytes.subarray(0, fillHeapPages(dataset, bytes, { rows }).pages * pageBytes));
}

describe.concurrent('quern gen', () => {
  it('writes the dataset article as CSV', async () => {
    const { status, stdout, stderr } = await quern(['gen', 'article', '--rows', '500']);
    expect({ status, stdout, stderr }).toEqual({
      status: 0,
      stdout: `a\n${[...articleCsv(500)].join('')}`,
      stderr: '',
    });
  });

  it('writes heap pages to a file, and says by which schema to read them', async () => {
    const file = files.path('demo');
    expect(await quern(['gen', 'demo', '--rows', '1000', '--to', 'heap', '--out', file])).toEqual({
      status: 0,
      stdout: '',
      stderr:
        "Read it with --from heap --schema 'a int4 not null, b int4, c text, d float8 not null, e int8 not null, f date not null, g numeric(12,2), h timestamp not null'\n",
    });
    expect(readFileSync(file).equals(pagesOf(demoHeap, 1000))).toBe(true);
    expect(await quern(['gen', 'demo', '--rows', '0', '--to', 'heap', '--out', file, '--quiet'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
    expect(readFileSync(file)).toHaveLength(0);
  });

  it('writes heap pages with and without checksums, which are all that differs', async () => {
    const plain = files.path('plain');
    const checked = files.path('checked');
    const gen = (out: string, ...flags: string[]) =>
      quern(['gen', 'article', '--rows', '1000', '--to', 'heap', '--quiet', '--out', out, ...flags]);
    expect(await gen(plain)).toMatchObject({ status: 0 });
    expect(await gen(checked, '--checksums')).toMatchObject({ status: 0 });
    const pages = readFileSync(checked);
    for (let page = 0; page < pages.length; page += pageBytes) {
      expect(pages.readUInt16LE(page + 8)).not.toBe(0);
      pages.writeUInt16LE(0, page + 8);
    }
    expect(pages.equals(readFileSync(plain))).toBe(true);
  });

  it('writes heap pages to the standard output as to a file, if they fit into one', async () => {
    const file = files.path('piped');
    const gen = 'quern gen article --rows 140_000 --to heap --quiet';
    expect(await shell(`${gen} --out "${file}" && ${gen} | cmp - "${file}" && echo same`)).toEqual({
      status: 0,
      stdout: 'same\n',
      stderr: '',
    });
  });

  it('says what is wrong with a file that cannot be written', async () => {
    for (const out of [files.path('x/y'), files.path('.'), '/dev/null/x']) {
      const { status, stderr } = await quern(['gen', 'article', '--rows', '1', '--to', 'heap', '--out', out]);
      expect([out, status, stderr.startsWith('quern: could not write: ')]).toEqual([out, 1, true]);
    }
  });

  it('refuses what makes no sense', async () => {
    const refused = async (...args: string[]): Promise<string> => {
      const { status, stdout, stderr } = await quern(['gen', 'article', '--rows', '100000000', ...args]);
      expect([status, stdout]).toEqual([2, '']);
      return stderr;
    };
    expect(await refused('--to', 'heap')).toBe(
      'quern: 100000000 rows take more than one file of 1 GB, and the standard output is one\nhint: Name a file with --out.\n',
    );
    expect(await refused('--to', 'csv', '--checksums')).toContain('--checksums is for heap pages');
  });
});

describe('heap files', () => {
  const rows = 226 * 128 * 2 + 1;
  const writing = (out: string, count = rows, checksums = false): Promise<void> =>
    writeHeapFile({ dataset: articleHeap, rows: count, seed: 1, out, checksums, segmentPages: 128 });

  it('go on in a next segment where one is full, and only there', async () => {
    const out = files.path('segments');
    await writing(out);
    const segments = ['', '.1', '.2'].map((suffix) => readFileSync(`${out}${suffix}`));
    expect(segments.map(({ length }) => length / pageBytes)).toEqual([128, 128, 1]);
    expect(Buffer.concat(segments).equals(pagesOf(articleHeap, rows))).toBe(true);
    expect(existsSync(`${out}.3`)).toBe(false);
    await writing(files.path('full'), 226 * 128);
    expect(readFileSync(files.path('full'))).toHaveLength(128 * pageBytes);
    expect(existsSync(files.path('full.1'))).toBe(false);
  });

  it('replace a relation with all its segments, and no file that is none of them', async () => {
    const out = files.path('replaced');
    await writing(out);
    writeFileSync(`${out}.3`, 'not a segment: the one before it is not full');
    await writing(out, 10);
    expect(['', '.1', '.2', '.3'].map((suffix) => existsSync(`${out}${suffix}`))).toEqual([true, false, false, true]);
    expect(readFileSync(out)).toHaveLength(pageBytes);
  });

  it('are refused on the standard output exactly when they are more than one', async () => {
    await expect(writing('-')).rejects.toMatchObject({ status: 2 });
    await expect(writing('-', 226 * 128 + 1)).rejects.toMatchObject({ status: 2 });
  });
});
