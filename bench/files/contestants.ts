/** Who filters files in the scenario `files`: quern, and others where they are installed. Each is a command that prints rows, or their number. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from '../start-up/cold.js';
import type { FileCase } from './cases.js';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
  /** It writes the rows to the file itself, instead of printing them. */
  readonly writes?: true;
  /** It prints a header before the rows. */
  readonly header: boolean;
}

export interface FileContestant {
  readonly name: string;
  /** Why it does not take part, if so. */
  readonly missing: string | undefined;
  /** What answers the case; `output` is where rows go, undefined where they are counted. Undefined for a case that is not its own. */
  command(one: FileCase, file: string, output: string | undefined): Command | undefined;
}

const isSource = import.meta.url.endsWith('.ts');
const child = fileURLToPath(new URL(isSource ? '../../dist/bench/files/child.js' : './child.js', import.meta.url));
const quern = join(packageFolder(), 'dist/src/cli/main.js');

const installed = (command: string, ...args: string[]): string | undefined =>
  spawnSync(command, args).error === undefined ? undefined : `${command} is not installed`;

function duckdbMissing(): string | undefined {
  try {
    createRequire(join(process.cwd(), 'package.json')).resolve('@duckdb/node-api');
    return undefined;
  } catch {
    return 'the package @duckdb/node-api is not installed; run: npm install --no-save @duckdb/node-api';
  }
}

/** What others are compared with. */
export const duckdbName = 'DuckDB, one thread';

/** All of them. */
export const fileContestants = (): readonly FileContestant[] => [
  {
    name: 'quern',
    missing: undefined,
    command: ({ sql, file: kind }, file, output) => ({
      command: process.execPath,
      args: [quern, 'filter', file, '--quiet', '--where', sql, ...(output === undefined ? ['--count'] : [])],
      header: kind !== 'objects',
    }),
  },
  {
    name: duckdbName,
    missing: duckdbMissing(),
    command: ({ sql, file: kind }, file, output) => ({
      command: process.execPath,
      args: [child, 'duckdb', file, sql, ...(output === undefined ? [] : [output])],
      writes: true,
      header: kind !== 'objects',
    }),
  },
  {
    name: 'mawk',
    missing: installed('mawk', '-W', 'version'),
    command: ({ awk }, file, output) =>
      awk === undefined
        ? undefined
        : {
            command: 'mawk',
            args: [
              '-F,',
              output === undefined ? `NR > 1 && ${awk} { n++ } END { print n + 0 }` : `NR == 1 || ${awk}`,
              file,
            ],
            header: true,
          },
  },
  {
    name: 'miller',
    missing: installed('mlr', '--version'),
    command: ({ miller }, file, output) =>
      miller === undefined
        ? undefined
        : {
            command: 'mlr',
            args: [
              '--icsv',
              output === undefined ? '--onidx' : '--ocsv',
              'filter',
              miller,
              ...(output === undefined ? ['then', 'count'] : []),
              file,
            ],
            header: true,
          },
  },
  {
    name: 'jq',
    missing: installed('jq', '--version'),
    command: ({ jq }, file, output) =>
      jq === undefined
        ? undefined
        : {
            command: 'jq',
            args:
              output === undefined
                ? ['-n', `reduce (inputs | select(${jq})) as $row (0; . + 1)`, file]
                : ['-c', `select(${jq})`, file],
            header: false,
          },
  },
  {
    name: 'readline and JSON.parse',
    missing: undefined,
    command: ({ javascript }, file, output) =>
      javascript === undefined
        ? undefined
        : {
            command: process.execPath,
            args: [child, 'loop', file, javascript, ...(output === undefined ? [] : [output])],
            writes: true,
            header: false,
          },
  },
];
