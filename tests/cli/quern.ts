/** Runs the command as a person does who has installed it, and hands back what it said. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { builtCommand } from '../built-package.js';

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function quern(args: readonly string[], input: string | Uint8Array = ''): Promise<Result> {
  return run(process.execPath, [await builtCommand(), ...args], input);
}

/** A line of bash, which sees quern as a function. */
export async function shell(line: string): Promise<Result> {
  return run('bash', ['-c', `quern() { "${process.execPath}" "${await builtCommand()}" "$@"; }; ${line}`], '');
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
