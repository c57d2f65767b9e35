/** `quern explain SQL --analyze FILE`, as a person runs it. */
import { describe, expect, it } from 'vitest';
import { demoHeap, fillHeapPages } from '../../src/datasets/heap-dataset.js';
import { pageBytes } from '../../src/memory/heap/page-layout.js';
import { quern, scratchDirectory, type Result } from './quern.js';

const files = scratchDirectory();
const lines = Array.from({ length: 100 }, (_, row) => `${row},${row % 10 === 3 ? '' : row % 7}`);
const numbers = files.write('numbers.csv', `a,b\n${lines.join('\n')}\n`);
const typed = ['--schema', 'a int4 not null, b int4'] as const;

const explain = (sql: string, ...args: string[]): Promise<Result> => quern(['explain', sql, '--analyze', ...args]);

/** The part of the text from the analysis on, without what is another at each run: times. */
async function analysis(sql: string, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await explain(sql, ...args);
  expect([status, stderr]).toEqual([0, '']);
  return analysisOf(stdout);
}
const analysisOf = (stdout: string): string => stdout.slice(stdout.indexOf('Analysis\n'));

/** The table of conjuncts: their numbers and texts, without the spaces between. */
const conjuncts = (text: string): string[][] =>
  (/Conjuncts, in the order written\n.*\n((?: {2}.*\n)*)/.exec(text)?.[1] ?? '')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim().split(/ {2,}/));

describe('quern explain --analyze', () => {
  it('prints the program and what each conjunct let through', async () => {
    const { status, stdout, stderr } = await explain('a BETWEEN 10 AND 29 AND b IS NOT NULL', numbers, ...typed);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Program \(rung 4: fused\)\n/);
    const text = analysisOf(stdout);
    expect(text).toContain('\n  rows      100 in 1 batch\n  selected  18 (18 %)\n  time      ');
    expect(conjuncts(text)).toEqual([
      ['1', '100', '90', '90 %', 'a BETWEEN 10 AND 29 (1 of 2)'],
      ['2', '90', '20', '22 %', 'a BETWEEN 10 AND 29 (2 of 2)'],
      ['3', '20', '18', '90 %', 'b IS NOT NULL'],
    ]);
    expect(text).toMatch(/\nEngines\n {2}from row 0 {2}\S+: /);
    expect(text).toMatch(
      /\nTime\n[\s\S]*100 rows, [\d.]+ (µs|ms|s) \([\d.,]+ ns a row\)\n {2}loading, compiling and choosing +[\d.]+ (µs|ms|s)\n$/,
    );
  });

  it('counts the same on an engine that decides nothing, and prints all that explain prints', async () => {
    for (const engine of ['closure', 'copy-patch']) {
      const text = await analysis(
        'a > 49 AND b = 1',
        numbers,
        ...typed,
        '--engine',
        engine,
        '--rung',
        '1',
        '--no-reorder',
      );
      expect(conjuncts(text)).toEqual([
        ['1', '100', '50', '50 %', 'a > 49'],
        ['2', '50', '8', '16 %', 'b = 1'],
      ]);
      expect(text).not.toContain('Engines');
      expect(text).toMatch(new RegExp(`\\nTime\\n {2}${engine} +100 rows, `));
    }
    const { stdout } = await explain('a > 49', numbers, ...typed, '--hex', '--wat');
    expect(stdout).toMatch(/Bytes\n[\s\S]*00 61 73 6d[\s\S]*\(module[\s\S]*\nAnalysis\n/);
  });

  it('takes parameters, other formats and the standard input, and tells the types that it inferred', async () => {
    expect(conjuncts(await analysis('a < $1 AND b = $2', numbers, ...typed, '--param', '50', '6'))).toEqual([
      ['1', '100', '50', '50 %', 'a < $1'],
      ['2', '50', '6', '12 %', 'b = $2'],
    ]);
    const events = '{"kind": "click", "n": 1}\n{"kind": "view", "n": 2}\n';
    const { status, stdout, stderr } = await quern(
      ['explain', "kind = 'click'", '--analyze', '-', '--from', 'ndjson'],
      events,
    );
    expect([status, stderr]).toEqual([0, "quern: types inferred from the first rows: --schema 'kind text, n int8'\n"]);
    expect(stdout).toContain('\n  selected  1 (50 %)\n');
    const tabs = files.write('tabs.csv', 'a\tb\n1\t2\n');
    expect(await analysis('b = 2', tabs, ...typed, '--delimiter', '\\t')).toContain('\n  selected  1 (100 %)\n');
  });

  it('runs over the pages of a heap file', async () => {
    const pages = new Uint8Array(8 * pageBytes);
    const { pages: written } = fillHeapPages(demoHeap, pages, { rows: 500 });
    const file = files.write('16384', pages.subarray(0, written * pageBytes));
    const schema = ['--schema', demoHeap.schema];
    const text = await analysis('e >= 100 AND a >= 0', file, '--from', 'heap', ...schema);
    expect(text).toContain('\n  rows      500 in 1 batch of heap pages\n  selected  400 (80 %)\n');
    expect(conjuncts(text)).toEqual([
      ['1', '500', '400', '80 %', 'e >= 100'],
      ['2', '400', '400', '100 %', 'a >= 0'],
    ]);
    expect(
      await analysis('e >= 100', file, '--layout', 'heap', '--deform', '0', ...schema, '--engine', 'closure'),
    ).toContain('selected  400 (80 %)');
    expect(await explain('e >= 100', file, '--layout', 'columns', '--from', 'heap', ...schema)).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  it('prints what was found out before a row raised an error', async () => {
    const { status, stdout, stderr } = await explain('b >= 0 AND 10 / (a - 42) < 3', numbers, ...typed);
    expect([status, stderr]).toEqual([1, 'quern: line 44: division by zero\n']);
    expect(stdout).toContain('\n  rows      42 in 1 batch\n');
    // 3, 13, 23 and 33 are null.
    expect(conjuncts(stdout)).toEqual([
      ['1', '42', '38', '90 %', 'b >= 0'],
      ['2', '38', '38', '100 %', '10 / (a - 42) < 3'],
    ]);
    const first = await explain('1 / a > 0', numbers, ...typed);
    expect(first).toMatchObject({ status: 1, stderr: 'quern: line 2: division by zero\n' });
    expect(first.stdout).toContain('\n  rows      0 in 0 batches\n  selected  0 (–)\n');
    const broken = await explain('a > 0', files.write('broken.csv', 'a,b\n1,2\nx,3\n'), ...typed);
    expect(broken).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('invalid input syntax for type integer: "x"') as string,
    });
    expect(broken.stdout).toContain('\n  rows      1 in 1 batch\n');
  });

  it('works for a file without rows and a predicate without conjuncts', async () => {
    const text = await analysis('a = 1 AND b = 2', files.write('empty.csv', 'a,b\n'), ...typed);
    expect(text).toContain('\n  rows      0 in 0 batches\n  selected  0 (–)\n');
    expect(conjuncts(text)).toEqual([
      ['1', '0', '0', '–', 'a = 1'],
      ['2', '0', '0', '–', 'b = 2'],
    ]);
    expect(text).not.toMatch(/NaN|Infinity/);
    const all = await analysis('true', numbers, ...typed);
    expect(all).toContain('\n  selected  100 (100 %)\n');
    expect(all).toContain('none: every row is selected');
  });

  it('says what is wrong with the command line, the SQL or the file', async () => {
    const wrong = async (status: number, message: string, result: Promise<Result>): Promise<void> => {
      expect(await result).toEqual({ status, stdout: '', stderr: expect.stringContaining(message) as string });
    };
    await wrong(
      2,
      'argument of WHERE must be type boolean, not type integer at position 1',
      explain('a + 1', numbers, ...typed),
    );
    await wrong(2, 'the SQL has 1 parameters, but 0 values are given', explain('a = $1', numbers, ...typed));
    await wrong(1, 'No such file or directory', explain('a = 1', files.path('nothing.csv'), ...typed));
  });

  it('does not take options for a file that is not read', async () => {
    expect(await quern(['explain', 'a = $1', ...typed, '--param', '1'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'quern: --param is for --analyze only\nhint: Give the file that is to be read with --analyze.\n',
    });
  });
});

it('quern filter --no-reorder selects the same rows', async () => {
  const result = await quern(['filter', numbers, ...typed, '--where', 'a > 49 AND b = 1', '--count', '--no-reorder']);
  expect(result).toEqual({ status: 0, stdout: '8\n', stderr: '' });
});
