/** `bench dispatch --count`: what valgrind and perf say is read rightly, and where they are missing the report says so instead of zeros. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { runBuiltBench } from '../built-package.js';
import { benchCommand } from '../../src/cli/bench.js';
import { comparisonTable } from '../../bench/compare.js';
import { countInstructions, parseDump } from '../../bench/count/callgrind.js';
import { perRow, type Counted } from '../../bench/count/counts.js';
import type { CountedJob } from '../../bench/count/counted-job.js';
import { checkEqual } from '../../bench/count/dispatch.js';
import { countByProcessor, eventTotal } from '../../bench/count/perf.js';
import { countTables } from '../../bench/count/table.js';
import { readReports, stringifyReports, type AnyReport, type CountedResult } from '../../bench/json.js';
import { jobOf } from '../../bench/scenarios/scenario.js';
import { status } from '../../src/cli/failure.js';

beforeAll(runBuiltBench);

const settings = { rows: 100_000, batchRows: 65_536, seed: 1, harness: 'plain' } as const;
const path = process.env['PATH'] ?? '';
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'quern-test-'));
});
afterEach(() => {
  process.env['PATH'] = path;
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** A directory that holds nothing but programs of that name and text. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(directory, 'path-'));
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** Recorded from callgrind 3.19, with most functions left out. */
const dump = `# callgrind format
version: 1
creator: callgrind-3.19.0
part: 24
thread: 1

desc: Timerange: Basic block 1965010 - 2116146
desc: Trigger: --dump-before=uv_loadavg

positions: line
events: Ir Bc Bcm Bi Bim
summary: 1335015 140809 3405 286 131

ob=(4) /usr/lib/x86_64-linux-gnu/libc.so.6
fn=(166) __memcpy_avx_unaligned_erms
264 7
+6 7

totals: 1335015 140809 3405 286 131
`;

describe('a callgrind file', () => {
  it('gives its totals', () => {
    expect(parseDump(dump)).toEqual([1335015, 140809, 3405, 286, 131]);
  });

  it('leaves zeros out at the end of a line', () => {
    expect(parseDump(dump.replace(/^totals:.*/m, 'totals: 5000 400'))).toEqual([5000, 400, 0, 0, 0]);
  });

  it('that has no branches is refused, not read as none', () => {
    const withoutBranches = dump.replace(' Bc Bcm Bi Bim', '');
    expect(() => parseDump(withoutBranches)).toThrow(
      expect.objectContaining({ code: 'XX000', message: expect.stringContaining('Bc') }),
    );
    expect(() => parseDump('')).toThrow(/Ir/);
  });
});

describe('windows', () => {
  const window = (passes: number, ...totals: number[]) => ({ passes, totals });

  it('give what a row costs, without what they have in common', () => {
    const pairs = [
      window(1, 700 + 1300, 70),
      window(3, 700 + 3900, 70),
      window(1, 700 + 1301, 70),
      window(3, 700 + 3901, 70),
    ];
    expect(perRow(pairs, 100)).toEqual([13, 0]);
  });

  it('give nothing while V8 exchanges code between them', () => {
    expect(perRow([window(1, 9000), window(3, 27_000), window(1, 5000), window(3, 15_000)], 100)).toBeUndefined();
  });
});

/** Recorded from perf 6.1 on a virtual machine. */
const withoutCounters = `<not supported>,,instructions:u,0,100.00,,
<not supported>,,branches:u,0,100.00,,
<not supported>,,branch-misses:u,0,100.00,,
47,,page-faults:u,988421,100.00,,
`;

describe("perf's output", () => {
  it('gives the totals of events', () => {
    expect(eventTotal(withoutCounters, 'page-faults:u')).toBe(47);
    // A processor with two kinds of cores, as in perf's documentation (intel-hybrid.txt).
    const hybrid =
      '1500,,cpu_core/instructions/u,10,99.00,,\n<not counted>,,cpu_atom/instructions/u,0,0.00,,\n250,,cpu_atom/branches/u,10,50.00,,\n';
    expect(eventTotal(hybrid, 'instructions:u')).toBe(1500);
    expect(eventTotal(hybrid, 'branches:u')).toBe(250);
  });

  it('gives a reason and no zero where there is no counter', () => {
    expect(eventTotal(withoutCounters, 'instructions:u')).toBe('no PMU');
    expect(eventTotal('<not counted>,,branches:u,0,0.00,,\n', 'branches:u')).toMatch(/in use/);
  });
});

describe('counting', () => {
  it('says which program is not installed', async () => {
    const job = await jobOf(settings, 'copy-patch', 'eq', 4);
    process.env['PATH'] = pathWith({});
    expect(await countInstructions(job)).toBe('unavailable: valgrind is not installed');
    expect(await countByProcessor(job)).toBe('unavailable: perf is not installed');
  });

  it('says why a program that is installed cannot count', async () => {
    const job = await jobOf(settings, 'copy-patch', 'eq', 4);
    process.env['PATH'] = pathWith({
      valgrind: "echo 'valgrind: fatal error: no symbols for ld-linux' >&2; exit 1",
      perf: `echo '${withoutCounters}' >&2`,
    });
    expect(await countInstructions(job)).toMatch(
      /^unavailable: valgrind cannot run Node here: .*no symbols for ld-linux/,
    );
    expect(await countByProcessor(job)).toBe('unavailable: no PMU');
    process.env['PATH'] = pathWith({
      perf: "echo 'Access to performance monitoring and observability operations is limited.' >&2; exit 255",
    });
    expect(await countByProcessor(job)).toMatch(/^unavailable: perf is not permitted/);
    process.env['PATH'] = pathWith({
      perf: "printf '0,,%s,9,100.00,,\\n' instructions:u branches:u branch-misses:u >&2",
    });
    expect(await countByProcessor(job)).toBe('unavailable: no PMU');
  });

  it('takes the difference of two processes under perf', async () => {
    const job = await jobOf(settings, 'copy-patch', 'eq', 4);
    // What it writes for its first program is less than for its second by 13, 2 and 0.25 for each of 50 million rows.
    const perf = `
      case "$*" in *ex_ret*|*br_inst*) exit 129;; esac
      here=$(dirname "$0")
      write() { printf '%s,,%s,9,100.00,,\\n' "$1" instructions:u "$2" branches:u "$3" branch-misses:u; }
      if [ "$4" != -o ]; then write 9 9 9 >&2; exit 0; fi
      file=$5
      if [ -e "$here/second" ]; then write 651000000 100200000 12500900 > "$file"; else write 1000000 200000 900 > "$file"; : > "$here/second"; fi
      while [ "$1" != -- ]; do shift; done; shift
      exec "$@"`;
    process.env['PATH'] = `${pathWith({ perf })}:${path}`;
    expect(await countByProcessor(job)).toMatchObject({
      counts: { rows: 100_000, instructionsPerRow: 13, branchesPerRow: 2, branchMissesPerRow: 0.25 },
      selected: expect.any(Number),
    });
  });

  const installed = spawnSync('valgrind', ['--version']).status === 0;
  if (!installed) console.warn('valgrind is not installed: copy-patch is not counted');
  it.skipIf(!installed)(
    "counts copy-patch's kernel for a = 42",
    async () => {
      const counts = await countInstructions(await jobOf(settings, 'copy-patch', 'eq', 4));
      if (typeof counts === 'string') throw new Error(counts);
      // Load, compare, keep the bit, every fourth or eighth row a loop's end, and what a call costs, spread over a batch. Only one row in a hundred is unlike the others.
      expect(counts.instructionsPerRow).toBeGreaterThan(6);
      expect(counts.instructionsPerRow).toBeLessThan(25);
      expect(counts.branchesPerRow).toBeGreaterThan(0.05);
      expect(counts.branchesPerRow).toBeLessThan(4);
      expect(counts.branchMissesPerRow).toBeLessThan(0.1);
      expect(counts.indirectBranchesPerRow).toBeLessThan(0.05);
      expect(counts.indirectMissesPerRow).toBeLessThanOrEqual(counts.indirectBranchesPerRow);
    },
    600_000,
  );
});

const counts = {
  rows: 65_536,
  instructionsPerRow: 13.16,
  branchesPerRow: 1.36,
  branchMissesPerRow: 0.03,
  indirectBranchesPerRow: 0,
  indirectMissesPerRow: 0,
};

async function countedJob(contestant: 'copy-patch' | 'switch', selected: number): Promise<CountedJob> {
  const valgrind = { counts, selected, checksum: selected };
  return { job: await jobOf(settings, contestant, 'eq', 4), valgrind, perf: 'unavailable: no PMU' };
}

describe('the report', () => {
  it('has a table of what was counted and one line for what was not', async () => {
    const text = countTables([await countedJob('copy-patch', 5), await countedJob('switch', 5)]);
    expect(text).toMatch(/eq, rung 4.*valgrind.*65,536 rows/);
    expect(text).toMatch(/copy-patch +13\.16 +1\.36 +0\.03 +0\.00 +0\.00/);
    expect(text.match(/perf: unavailable: no PMU/g)).toHaveLength(1);
  });

  it('names those that alone were not counted', async () => {
    const failed = { ...(await countedJob('switch', 5)), valgrind: 'unavailable: the counts did not settle' };
    expect(countTables([await countedJob('copy-patch', 5), failed])).toMatch(
      /valgrind: unavailable: the counts did not settle \(switch on eq\)/,
    );
  });

  it('is not made when contestants select different rows', async () => {
    const counted = [await countedJob('copy-patch', 5), await countedJob('switch', 6)];
    const way = ({ valgrind }: CountedJob): Counted | string => valgrind;
    expect(() => checkEqual(counted, way)).toThrow(expect.objectContaining({ code: 'XX001' }));
    expect(() => checkEqual(counted.slice(0, 1), way)).not.toThrow();
  });

  it('can be read again and compared', () => {
    const file = join(directory, 'counts.json');
    const report = (instructionsPerRow: number): AnyReport => {
      const result: CountedResult = {
        engine: 'copy-patch',
        rung: 4,
        predicate: 'a = 42',
        selected: null,
        counts: { valgrind: { ...counts, instructionsPerRow }, perf: 'unavailable: no PMU' },
      };
      return {
        quern: '0',
        machine: { cpu: 'x', node: 'v20', v8: '11' },
        scenario: 'dispatch',
        layout: 'columns',
        rows: 100_000,
        results: [result],
      };
    };
    writeFileSync(file, stringifyReports([report(10)]));
    const [before] = readReports(file);
    if (before === undefined) throw new Error('nothing was read');
    expect(before).toEqual(report(10));
    expect(comparisonTable(report(13), before)).toMatch(/a = 42 +copy-patch +4 +10\.00 +13\.00 +1\.300/);
  });
});

describe('quern bench --count', () => {
  const bench = (...args: string[]) => benchCommand().exitOverride().parseAsync(args, { from: 'user' });

  it('is refused for what it cannot count', async () => {
    await expect(bench('ladder', '--count')).rejects.toMatchObject({
      status: status.usage,
      error: { hint: expect.stringContaining('dispatch') },
    });
  });

  it('writes reasons where nothing can count', async () => {
    const file = join(directory, 'report.json');
    process.env['PATH'] = pathWith({});
    const written: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    };
    try {
      await bench('dispatch', '--count', '--predicate', 'eq', '--engine', 'copy-patch', '--json', file);
    } finally {
      process.stdout.write = write;
    }
    expect(written.join('')).toContain(
      'valgrind: unavailable: valgrind is not installed\nperf: unavailable: perf is not installed\n',
    );
    const [report] = readReports(file);
    expect(report?.results).toEqual([
      {
        engine: 'copy-patch',
        rung: 4,
        predicate: 'a = 42',
        name: 'eq',
        selected: null,
        counts: { valgrind: 'unavailable: valgrind is not installed', perf: 'unavailable: perf is not installed' },
      },
    ]);
  });
});
