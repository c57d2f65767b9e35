/** Running a program to its end, with what it wrote, or why there is nothing. */
import { execFile } from 'node:child_process';

export interface Finished {
  /** Undefined when it did not end by itself, or was never started. */
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** There is no such program. */
  readonly missing: boolean;
}

/** Never rejects. A program that takes longer than `timeout` milliseconds is ended. */
export function runProgram(file: string, args: readonly string[], timeout = 30_000): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(file, [...args], { timeout, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      // The library's types know exit statuses only; a program that is not started has the system's error name.
      const missing = (code as unknown) === 'ENOENT';
      resolve({ status: typeof code === 'number' ? code : undefined, stdout, stderr, missing });
    });
  });
}

/** The first line in which a program says something. */
export const firstLine = ({ stderr, stdout }: Finished): string =>
  `${stderr}\n${stdout}`
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim() ?? 'no reason given';
