/** Cold processes, one after the other and in turns, each started many times: how long each takes from its start to its end. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { SqlError } from '../../src/error.js';
import { median } from '../statistics.js';

/** A process that is measured. */
interface Cold {
  readonly name: string;
  readonly args: readonly string[];
  /** What it must print. */
  readonly prints: string | undefined;
}

/** What came out, in milliseconds. */
export interface ColdTime {
  readonly name: string;
  readonly median: number;
  readonly fastest: number;
  /** More than `node -e 0` took, of the medians. */
  readonly beyondNode: number;
}

export interface Inside {
  readonly import: number;
  readonly predicate: number;
  readonly test: number;
}

/** The folder of the package, built or not. */
export const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve('quern/package.json'));

const isSource = import.meta.url.endsWith('.ts');
const child = fileURLToPath(new URL(isSource ? '../../dist/bench/start-up/child.js' : './child.js', import.meta.url));
const rows = `id,age\n${Array.from({ length: 10 }, (_, n) => `${n},${n * 7}\n`).join('')}`;

/** The processes, in milliseconds; `inside` what the library's own parts take in one. Raises 58P01 when the package is not built. */
export function coldTimes(
  samples: number,
  onStep: (what: string, done: number) => void,
): { readonly times: readonly ColdTime[]; readonly inside: Inside } {
  const dist = join(packageFolder(), 'dist');
  const folder = mkdtempSync(join(tmpdir(), 'quern-start-'));
  try {
    const file = join(folder, 'ten.csv');
    writeFileSync(file, rows);
    const command = join(dist, 'src/cli/main.js');
    const library = pathToFileURL(join(dist, 'src/index.js')).href;
    const filter = [command, 'filter', file, '--where', 'age > 60'];
    const processes: readonly Cold[] = [
      { name: 'node -e 0', args: ['-e', '0'], prints: '' },
      { name: "import('quern') to the first test()", args: [child, library], prints: undefined },
      { name: 'quern eval 1', args: [command, 'eval', '1'], prints: '1\n' },
      { name: 'quern filter, ten lines', args: filter, prints: 'id,age\n9,63\n' },
      {
        name: 'quern filter --schema, ten lines',
        args: [...filter, '--schema', 'id int4, age int4'],
        prints: 'id,age\n9,63\n',
      },
    ];
    const spent = processes.map((): number[] => []);
    const parts: Inside[] = [];
    for (let sample = 0; sample < samples; sample++) {
      for (const [n, cold] of processes.entries()) {
        onStep(cold.name, (sample + n / processes.length) / samples);
        const { milliseconds, stdout } = start(cold);
        spent[n]?.push(milliseconds);
        if (cold.prints === undefined) parts.push(JSON.parse(stdout) as Inside);
      }
    }
    const medians = spent.map(median);
    return {
      times: processes.map(({ name }, n) => ({
        name,
        median: medians[n] ?? Number.NaN,
        fastest: Math.min(...(spent[n] ?? [])),
        beyondNode: (medians[n] ?? Number.NaN) - (medians[0] ?? Number.NaN),
      })),
      inside: {
        import: median(parts.map((part) => part.import)),
        predicate: median(parts.map((part) => part.predicate)),
        test: median(parts.map((part) => part.test)),
      },
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function start({ name, args, prints }: Cold): { readonly milliseconds: number; readonly stdout: string } {
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const milliseconds = performance.now() - begun;
  if (status !== 0 || (prints !== undefined && stdout !== prints)) {
    throw new SqlError('58P01', `${name} did not do what it should`, {
      detail: stderr.slice(0, 500),
      hint: 'In a clone of the repository, `npm run build` builds what is measured.',
    });
  }
  return { milliseconds, stdout };
}
