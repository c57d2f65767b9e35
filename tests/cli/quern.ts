/** Runs the command as a person does, from its source, and hands back what it said. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** The command as a shell writes it. */
export const quernCommand = `"${process.execPath}" --import tsx "${main}"`;

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function quern(args: readonly string[], input: string | Uint8Array = ''): Promise<Result> {
  return run(process.execPath, ['--import', 'tsx', main, ...args], input);
}

/** A line of bash, which sees quern as a function. */
export function shell(line: string): Promise<Result> {
  return run('bash', ['-c', `quern() { ${quernCommand} "$@"; }; ${line}`], '');
}

function run(command: string, args: readonly string[], input: string | Uint8Array): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: fileURLToPath(new URL('../..', import.meta.url)) });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (data: Buffer) => stdout.push(data));
    child.stderr.on('data', (data: Buffer) => stderr.push(data));
    // A command that fails early does not read what it is given.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (status) => {
      resolve({ status, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() });
    });
  });
}

/** A directory for the test's files, which is removed when they are done. */
export function scratchDirectory(): {
  path: (name: string) => string;
  write: (name: string, content: string | Uint8Array) => string;
} {
  const directory = mkdtempSync(join(tmpdir(), 'quern-test-'));
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });
  const path = (name: string): string => join(directory, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}
