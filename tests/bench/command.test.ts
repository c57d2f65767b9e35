/** The command line of `quern bench`: what is asked for, and what is refused before minutes are spent. */
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { benchCommand } from '../../src/cli/bench.js';
import { contestantNames } from '../../bench/contestants.js';
import { predicateNames } from '../../bench/predicates.js';
import { Failure, status } from '../../src/cli/failure.js';

async function failureOf(...args: string[]): Promise<unknown> {
  const command = benchCommand()
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  return command.parseAsync(args, { from: 'user' }).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('quern bench', () => {
  it.each([
    [['nothing'], /no scenario "nothing"/],
    [['dispatch', '--engine', 'turbo'], /no engine "turbo"/],
    [['dispatch', '--predicate', 'eq,neq'], /no canonical predicate "neq"/],
  ])('refuses %j and says what there is', async (args, message) => {
    const failure = await failureOf(...args);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({
      status: status.usage,
      message: expect.stringMatching(message),
      error: { hint: expect.stringContaining('There are') },
    });
  });

  it.each([
    [['--rows', '0']],
    [['--rows', 'many']],
    [['--rows', '-5']],
    [['--rung', '5']],
    [['--samples', '1.5']],
    [['--harness', 'mine']],
    [['--speed']],
    [['--json']],
  ])('refuses %j as a wrong command line', async (args) => {
    const failure = await failureOf(...args);
    expect(failure).toBeInstanceOf(CommanderError);
    expect((failure as CommanderError).exitCode).not.toBe(0);
  });

  it('refuses a file that cannot be written or compared with before it measures', async () => {
    expect(await failureOf('--json', '/nowhere/at/all.json')).toMatchObject({
      status: status.data,
      message: expect.stringContaining('/nowhere/at/all.json'),
    });
    expect(await failureOf('--compare', '/nowhere/at/all.json')).toMatchObject({ status: status.data });
  });

  it('lists scenarios, contestants and predicates', async () => {
    const written: string[] = [];
    const { write } = process.stdout;
    process.stdout.write = (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    };
    try {
      expect(await failureOf('--list')).toBeUndefined();
    } finally {
      process.stdout.write = write;
    }
    const text = written.join('');
    for (const name of ['dispatch', 'ladder', 'compile', ...contestantNames, ...predicateNames])
      expect(text).toContain(name);
  });
});
