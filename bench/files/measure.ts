/** One command, run once: its wall clock, its processor time where the system says it, and how many rows it found. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { SqlError } from '../../src/error.js';
import type { Command } from './contestants.js';

export interface Run {
  readonly seconds: number;
  /** User and system time of the process and its children; undefined where the system does not tell. */
  readonly cpuSeconds: number | undefined;
  readonly rows: number;
}

/** Linux counts the processor time of children that have ended in hundredths of a second. */
function childrenSeconds(): number | undefined {
  try {
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

/** Runs it; `output` is a file for its rows, undefined where it counts them. Raises 58P01 when it fails. */
export function runCommand({ command, args, writes, header }: Command, output: string | undefined): Run {
  const printed = output !== undefined && writes !== true ? openSync(output, 'w') : undefined;
  const before = childrenSeconds();
  const begun = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    stdio: ['ignore', printed ?? 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  const seconds = (performance.now() - begun) / 1000;
  const after = childrenSeconds();
  if (printed !== undefined) closeSync(printed);
  if (status !== 0)
    throw new SqlError('58P01', `${command} ${args.join(' ')} failed`, { detail: stderr.slice(0, 500) });
  return {
    seconds,
    cpuSeconds: before === undefined || after === undefined ? undefined : after - before,
    rows: output === undefined ? Number(stdout) : lineCount(output) - (header ? 1 : 0),
  };
}

function lineCount(file: string): number {
  const bytes = readFileSync(file);
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}
