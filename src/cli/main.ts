#!/usr/bin/env node
/** The command `quern`: which commands there are, and what becomes of an error. */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { completionCommand } from './completion.js';
import { evalCommand } from './eval.js';
import { explainCommand } from './explain.js';
import { BrokenPipe, Interrupted, status, type Status } from './failure.js';
import { filterCommand } from './filter.js';
import { genCommand } from './gen.js';
import { lessonCommand } from './lesson.js';
import { playgroundCommand } from './playground.js';
import { report } from './report.js';
import { schemaCommand } from './schema.js';

const exitStatuses = `
Exit status:
  0  done
  1  the data raised an SQL error or could not be read
  2  the command line or the SQL was wrong
  3  engines disagree
  130  interrupted with Ctrl-C; whole rows have been written
`;

/** The benchmarks are loaded only when they are asked for. */
async function benchCommand(args: readonly string[]): Promise<Command> {
  const wanted = args[0] === 'bench' || (args[0] === 'help' && args[1] === 'bench');
  if (!wanted) return new Command('bench').description('measure what each engine and each rung costs');
  const { benchCommand: make } = await import('../../bench/command.js');
  return make();
}

async function main(args: readonly string[]): Promise<Status> {
  const { version } = createRequire(import.meta.url)('quern/package.json') as { version: string };
  const program = new Command('quern')
    .description('PostgreSQL predicates, compiled and run over your rows')
    .version(version)
    .addHelpText('after', exitStatuses)
    .showHelpAfterError('Try quern --help.');
  for (const command of [
    filterCommand(),
    schemaCommand(),
    evalCommand(),
    explainCommand(),
    await benchCommand(args),
    genCommand(),
    lessonCommand(),
    playgroundCommand(),
    completionCommand(),
  ]) {
    program.addCommand(command.copyInheritedSettings(program));
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'quern: '));
      },
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status.done;
  } catch (error) {
    if (error instanceof BrokenPipe) return status.done;
    if (error instanceof Interrupted) return status.interrupted;
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.done : status.usage;
    return report(error);
  }
}

// Everything has been written by now, and a standard input that nobody ends must not keep the process.
process.exit(await main(process.argv.slice(2)));
