/**
 * The process that keeps a server: a shell that starts and stops it as it is told on its standard input, and that stops it and removes
 * its folder when that input ends. An input ends however the process at its other end ends, so no server and no folder outlives us,
 * not even when we are killed.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { SqlError } from '../../src/error.js';
import type { Account } from './installation.js';

/**
 * `$1` is the folder, the rest the server's command line. SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one. A shell learns
 * that a child has ended while it waits for another one: hence the sleep before the question whether the server still runs.
 */
const script = `
folder=$1; shift
server=
while read -r command; do
  case $command in
    start) "$@" >>"$folder/log" 2>&1 & server=$!; echo started ;;
    runs) sleep 0.02; if kill -0 "$server" 2>/dev/null; then echo yes; else echo no; fi ;;
    stop) kill -INT "$server"; wait "$server"; server=; echo stopped ;;
    *) break ;;
  esac
done
if [ -n "$server" ]; then kill -QUIT "$server"; wait "$server"; fi
cd /
rm -rf -- "$folder"
`;

/** The supervisor of a server's folder. */
export class Supervisor {
  readonly #shell: ChildProcess;
  readonly #lines: Interface;
  readonly #answers: AsyncIterator<string>;

  /** Nothing runs yet; the folder is removed in the end in any case. */
  constructor(folder: string, command: readonly string[], account: Account | undefined) {
    // Detached: an interrupt from the keyboard is for us, and the supervisor learns of our end from its input.
    this.#shell = spawn('/bin/sh', ['-c', script, 'sh', folder, ...command], {
      stdio: ['pipe', 'pipe', 'ignore'],
      detached: true,
      cwd: folder,
      ...account,
    });
    if (this.#shell.stdout === null) throw new SqlError('58000', 'no pipe to the shell');
    this.#lines = createInterface({ input: this.#shell.stdout });
    this.#answers = this.#lines[Symbol.asyncIterator]();
  }

  /** Starts the server. It may end at once, which its log then explains. */
  async start(): Promise<void> {
    await this.#tell('start');
  }

  /** Does the server still run? Asked a moment from now. */
  async runs(): Promise<boolean> {
    return (await this.#tell('runs')) === 'yes';
  }

  /** Stops the server, sessions and all, with a checkpoint, and waits until it has ended. */
  async stop(): Promise<void> {
    await this.#tell('stop');
  }

  /** Stops the server if it runs, without a checkpoint, and removes the folder. */
  async end(): Promise<void> {
    if (this.#shell.exitCode !== null || this.#shell.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#shell.once('close', resolve));
    this.#shell.stdin?.end();
    await ended;
    this.#lines.close();
  }

  async #tell(command: string): Promise<string> {
    this.#shell.stdin?.write(`${command}\n`);
    const { value, done } = await this.#answers.next();
    if (done === true) throw new SqlError('58000', 'the shell that keeps the PostgreSQL server has ended');
    return value;
  }
}
