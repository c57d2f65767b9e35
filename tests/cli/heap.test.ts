/** `quern filter --from heap` and `quern explain --layout heap`, as a person runs them. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { HeapTable } from '../../src/catalog/attribute.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Arena } from '../../src/arena/arena.js';
import { infomask, pageBytes, pageHeader, tupleHeader } from '../../src/memory/heap/page-layout.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { loadFamily } from '../../src/functions/registry.js';
import { loadParser, parseHeapTable } from '../../src/sql/index.js';
import {
  pagesOf,
  pointerPlace,
  putPointer,
  toastPages,
  tupleAt,
  withChecksums,
  type Row,
} from '../inputs/heap-pages.js';
import { quern, scratchDirectory, type Result } from './quern.js';

const files = scratchDirectory();
const arena = new Arena();
const schema = "a int4 not null, g numeric(12,2), b text, d date, n int8 default 7, ok bool default 'yes'";
let table: HeapTable;
let pages: Uint8Array<ArrayBuffer>;
let path: string;
beforeAll(async () => {
  await Promise.all([loadParser(), loadFamily('numeric')]);
  table = parseHeapTable(schema, { call: constantCaller(arena), supported: supportedFunctions });
  pages = pagesOf(table, [
    [
      [1, '1.50', 'one, "1"', 0, 10n, 1],
      [2, null, null, null],
    ],
    [],
    [
      [3, '9999.99', '', -1, null, 0],
      [40, '0', 'forty', 8825],
    ],
  ]);
  path = files.write('16384', pages);
});

const filter = (file: string, ...args: string[]): Promise<Result> =>
  quern(['filter', file, '--from', 'heap', '--schema', schema, ...args]);
/** A table with a column that is walked past, and with a DEFAULT of a type that is not of the core. */
let points = 0;
async function filterPoints(...args: string[]): Promise<Result> {
  const columns = 'a int4 not null, g point, n numeric(9,2) default 7.25';
  const options = { call: constantCaller(arena), supported: supportedFunctions };
  const file = files.write(
    `points${points++}`,
    pagesOf(parseHeapTable(columns, options), [
      [
        [1, null, '1.5'],
        [2, null],
      ],
    ]),
  );
  return quern(['filter', file, '--from', 'heap', '--schema', columns, ...args]);
}
async function printed(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await filter(path, '--quiet', ...args);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe.concurrent('the rows of a heap file', () => {
  it('are printed in the order of the file, as PostgreSQL prints their values', async () => {
    expect(await printed('--where', 'a > 0')).toBe(
      'a,g,b,d,n,ok\n1,1.50,"one, ""1""",2000-01-01,10,t\n2,,,,7,t\n3,9999.99,"",1999-12-31,,f\n40,0,forty,2024-02-29,7,t\n',
    );
    expect(await printed('--where', 'a = 3', '--to', 'ndjson')).toBe(
      '{"a":3,"g":9999.99,"b":"","d":"1999-12-31","n":null,"ok":false}\n',
    );
    expect(JSON.parse(await printed('--where', 'n = 7', '--to', 'json', '--select', 'A,n'))).toEqual([
      { a: 2, n: 7 },
      { a: 40, n: 7 },
    ]);
    expect(await printed('--where', "d >= DATE '2024-01-01'", '--select', 'b')).toBe('b\nforty\n');
  });

  it('are counted, for parameters, on every engine and rung', async () => {
    for (const [engine, rung, deform] of [
      ['switch', '0', '0'],
      ['closure', '2', '2'],
      ['copy-patch', '4', '3'],
      ['copy-patch', '0', '5'],
      ['switch', '4', '5'],
    ] as const) {
      const how = ['--engine', engine, '--rung', rung, '--deform', deform];
      expect(
        await printed(
          '--where',
          'ok AND a <> $1 AND coalesce(b, $2) <> $3',
          '--param',
          '1',
          'x',
          'y',
          '--count',
          ...how,
        ),
      ).toBe('2\n');
    }
  });

  it('are told to lack the columns that cannot be printed', async () => {
    const { status, stdout, stderr } = await filterPoints('--where', 'true');
    expect([status, stdout]).toEqual([0, 'a,n\n1,1.5\n2,7.25\n']);
    expect(stderr).toBe('quern: column "g" is left out: type point is not supported\n');
    expect((await filterPoints('--where', 'true', '--select', 'a')).stderr).toBe('');
    expect((await filterPoints('--where', 'true', '--count')).stderr).toBe('');
  });

  it('may be many', async () => {
    const rows: Row[][] = Array.from({ length: 300 }, (_, page) =>
      Array.from({ length: 150 }, (_, n) => [page * 150 + n, null, 'x']),
    );
    const many = files.write('many', pagesOf(table, rows));
    const { status, stdout } = await filter(many, '--quiet', '--where', 'a % 1000 = 999', '--select', 'a');
    expect([status, stdout]).toEqual([0, `a\n${Array.from({ length: 45 }, (_, n) => `${n * 1000 + 999}\n`).join('')}`]);
    const failed = await filter(many, '--quiet', '--where', '100 / (40000 - a) > 30', '--select', 'a');
    expect([failed.status, failed.stdout]).toEqual([1, 'a\n39997\n39998\n39999\n']);
    expect(failed.stderr).toBe(`quern: division by zero\ndetail: It is raised by block 266, tuple 101 of ${many}.\n`);
  });

  it('may be deleted ones, on demand', async () => {
    const changed = pages.slice();
    const view = new DataView(changed.buffer);
    const tuple = tupleAt(changed, 0, 1);
    view.setUint16(pageHeader.pd_flags, 0, true);
    view.setUint32(tuple + tupleHeader.t_xmax, 900, true);
    view.setUint16(
      tuple + tupleHeader.t_infomask,
      infomask.HEAP_HASVARWIDTH | infomask.HEAP_XMIN_FROZEN | infomask.HEAP_XMAX_COMMITTED,
      true,
    );
    const deleted = files.write('deleted', changed);
    expect((await filter(deleted, '--where', 'true', '--count')).stdout).toBe('3\n');
    expect((await filter(deleted, '--where', 'true', '--count', '--all-tuples')).stdout).toBe('4\n');
  });

  it('may have values in a TOAST table', async () => {
    const long = 'toast '.repeat(2000);
    const pointing = pagesOf(table, [[[1, null, pointerPlace]]]);
    putPointer(pointing, tupleAt(pointing, 0, 1) + 28, 77, long.length);
    const file = files.write('pointing', pointing);
    const toast = files.write('toast', toastPages(new Map([[77, long]])));
    const found = await filter(file, '--toast', toast, '--where', "b LIKE '%toast toast %'", '--select', 'b');
    expect([found.status, found.stdout]).toEqual([0, `b\n${long}\n`]);
    const without = await filter(file, '--where', "b LIKE '%x'", '--count');
    expect([without.status, without.stdout]).toEqual([1, '']);
    expect(without.stderr).toMatch(
      /^quern: a value is stored out of line.*: block 0, tuple 1 of .*pointing\nhint: .*--toast/,
    );
  });
});

describe.concurrent('a wrong heap file', () => {
  it('has its rows printed up to what is wrong, and the place named', async () => {
    const changed = pages.slice();
    new DataView(changed.buffer).setUint32(2 * pageBytes + pageHeader.pd_linp + 4, 8190 | (1 << 15) | (40 << 17), true);
    const file = files.write('beyond', changed);
    const { status, stdout, stderr } = await filter(
      file,
      '--quiet',
      '--where',
      'true',
      '--select',
      'a',
      '--to',
      'json',
    );
    expect([status, JSON.parse(stdout)]).toEqual([1, [{ a: 1 }, { a: 2 }, { a: 3 }]]);
    expect(stderr).toContain(`block 2, tuple 2 of ${file}`);
  });

  it('leaves what is printed whole when a value cannot be read', async () => {
    const changed = pages.slice();
    // The varlena of b, which has a header of one byte, claims to be longer than its tuple.
    const at = tupleAt(changed, 2, 2);
    const header = changed.indexOf(new TextEncoder().encode('f')[0] ?? 0, at) - 1;
    changed[header] = 0xff;
    const file = files.write('longer', changed);
    const { status, stdout, stderr } = await filter(
      file,
      '--quiet',
      '--where',
      'a > 1',
      '--select',
      'a,b',
      '--to',
      'json',
    );
    expect([status, JSON.parse(stdout)]).toEqual([
      1,
      [
        { a: 2, b: null },
        { a: 3, b: '' },
      ],
    ]);
    expect(stderr).toMatch(/^quern: a value is longer than its tuple: block 2, tuple 2 of .*longer\nhint: /);
  });

  it('is read past its damaged pages on demand, which are told', async () => {
    const damaged = (make: (changed: Uint8Array<ArrayBuffer>) => void): string => {
      const changed = pagesOf(table, [
        [[1, null, 'one', null]],
        [
          [2, null, 'two', null],
          [3, null, 'three', null],
          [4, null, 'four', null],
        ],
        [[5, null, 'five', null]],
      ]);
      const summed = withChecksums(arena, changed);
      const bytes = new Uint8Array(summed);
      make(bytes);
      return files.write(`skipped${points++}`, bytes);
    };
    const pastDamage = async (file: string, ...args: string[]): Promise<unknown[]> => {
      const result = await filter(file, '--quiet', '--skip-damaged', '--where', 'a > 0', ...args);
      return [result.status, result.stdout, result.stderr.split('\n')[0]?.replace(file, 'FILE')];
    };
    const wrongPointer = damaged((changed) => {
      new DataView(changed.buffer).setUint32(pageBytes + pageHeader.pd_linp + 4, 8190 | (1 << 15) | (40 << 17), true);
    });
    expect(await pastDamage(wrongPointer, '--count')).toEqual([
      0,
      '2\n',
      expect.stringMatching(
        /^quern: block 1 was left at its first damage: invalid page in block 1 of "FILE": its checksum/,
      ),
    ]);
    expect(await pastDamage(wrongPointer, '--count', '--no-checksums')).toEqual([
      0,
      '3\n',
      expect.stringMatching(/^quern: block 1 was left at its first damage: .*block 1, tuple 2 of FILE$/),
    ]);
    const longValue = damaged((changed) => {
      const at = tupleAt(changed, 1, 2);
      changed[changed.indexOf(new TextEncoder().encode('three')[0] ?? 0, at) - 1] = 0xff;
    });
    for (const args of [
      ['--select', 'a, b'],
      ['--select', 'a, b || $$!$$ AS b'],
    ]) {
      const [status, stdout, told] = await pastDamage(longValue, '--no-checksums', ...args);
      expect([status, String(stdout).match(/^\d/gm)]).toEqual([0, ['1', '2', '5']]);
      expect(told).toMatch(
        /^quern: block 1 was left at its first damage: a value is longer than its tuple: block 1, tuple 2/,
      );
    }
    const cut = files.write('cut', pages.subarray(0, pageBytes * 3 - 100));
    expect(await pastDamage(cut, '--count')).toEqual([0, '2\n', expect.stringContaining('ends within block 2')]);
    expect((await quern(['filter', 'x.csv', '--skip-damaged', '--where', 'true'])).stderr).toContain(
      'for heap files only',
    );
  });

  it('is told by its checksum, unless that is not to be compared', async () => {
    const changed = withChecksums(arena, pages);
    changed[pageBytes * 2 + 4000] = 1;
    const file = files.write('checksum', changed);
    const { status, stdout, stderr } = await filter(file, '--quiet', '--where', 'true', '--select', 'a');
    expect([status, stdout]).toEqual([1, 'a\n1\n2\n']);
    expect(stderr).toMatch(
      /^quern: invalid page in block 2 of ".*checksum": its checksum is \d+ but \d+ is stored\nhint: .*--no-checksums/,
    );
    expect((await filter(file, '--where', 'true', '--count', '--no-checksums')).stdout).toBe('4\n');
  });

  it('may be cut off', async () => {
    const file = files.write('cut', pages.subarray(0, 2 * pageBytes + 5));
    const { status, stdout, stderr } = await filter(file, '--quiet', '--where', 'true', '--select', 'a');
    expect([status, stdout]).toEqual([1, 'a\n1\n2\n']);
    expect(stderr).toMatch(/^quern: file ".*cut" ends within block 2: its 16389 bytes are no multiple of 8192\nhint: /);
  });
});

describe.concurrent('a wrong command line', () => {
  const cases: readonly (readonly [name: string, args: readonly string[], message: string])[] = [
    ['no schema', ['filter', 'x', '--from', 'heap', '--where', 'true'], 'a heap file needs --schema'],
    [
      'the standard input',
      ['filter', '-', '--from', 'heap', '--schema', 'a int4', '--where', 'true'],
      'a heap file is not read from the standard input',
    ],
    ['--toast for CSV', ['filter', 'x.csv', '--toast', 'y', '--where', 'true'], '--toast is for heap files only'],
    [
      '--all-tuples for CSV',
      ['filter', 'x.csv', '--all-tuples', '--where', 'true'],
      '--all-tuples is for heap files only',
    ],
    [
      '--no-checksums for NDJSON',
      ['filter', 'x.ndjson', '--no-checksums', '--where', 'true'],
      '--no-checksums is for heap files only',
    ],
    ['--deform for CSV', ['filter', 'x.csv', '--deform', '0', '--where', 'true'], '--deform is for heap files only'],
    [
      'a deform rung that there is not',
      ['filter', 'x', '--deform', '6', '--where', 'true'],
      "option '--deform <0-5>' argument '6' is invalid. It must be 0, 1, 2, 3, 4 or 5.",
    ],
    [
      '--delimiter for heap',
      ['filter', 'x', '--from', 'heap', '--delimiter', ';', '--where', 'true'],
      '--delimiter is for CSV files only',
    ],
    ['explain without a schema', ['explain', 'true', '--layout', 'heap'], 'the layout heap needs --schema'],
    ['explain --deform of columns', ['explain', 'true', '--deform', '1'], '--deform is for heap pages only'],
    [
      'explain with a wrong schema',
      ['explain', 'true', '--layout', 'heap', '--schema', 'a int4, b mood'],
      'type "mood" does not exist at position 11',
    ],
    [
      'explain of a column that is not supported',
      ['explain', 'g > 1', '--layout', 'heap', '--schema', 'g point'],
      'column "g" is of type point, which is not supported at position 1',
    ],
  ];
  it.each(cases)('%s', async (_, args, message) => {
    const { status, stdout, stderr } = await quern(args);
    expect([status, stdout, stderr.split('\n')[0]]).toEqual([2, '', `quern: ${message}`]);
  });

  it('names a column that cannot be used', async () => {
    const where = await filterPoints('--where', 'a = 1 AND g > 2');
    expect([where.status, where.stderr.split('\n').at(-3)]).toEqual([
      2,
      'quern: column "g" is of type point, which is not supported at position 11',
    ]);
    const select = await filterPoints('--where', 'true', '--select', 'a,G');
    expect([select.status, select.stderr.split('\n')[0]]).toEqual([
      2,
      'quern: column "g" is of type point, which is not supported',
    ]);
    const none = await filter(files.path('none'), '--where', 'true');
    expect([none.status, none.stderr]).toEqual([
      1,
      `quern: could not open file "${files.path('none')}": No such file or directory\n`,
    ]);
  });
});

describe('quern explain --layout heap', () => {
  it('shows how the tuple is deformed, on each rung', async () => {
    const explain = async (deform: string): Promise<string> => {
      const { status, stdout, stderr } = await quern([
        'explain',
        'ok AND a = 42',
        '--layout',
        'heap',
        '--schema',
        schema,
        '--deform',
        deform,
      ]);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain('SCAN_FETCHSOME');
      return stdout;
    };
    const texts = await Promise.all(['0', '1', '2', '3', '4', '5'].map(explain));
    expect(texts[0]).toContain('ATT_ADDLENGTH_VARLENA');
    expect(new Set(texts).size).toBe(6);
  });
});
