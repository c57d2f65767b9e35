/** Which commands there are, and what becomes of an error. Only the command that is asked for is loaded. */
import { createRequire } from 'node:module';
import { Command, CommanderError } from 'commander';
import { BrokenPipe, Interrupted, status, type Status } from './failure.js';
import { prepareBeside } from './prepare-beside.js';
import { report } from './report.js';

interface CommandEntry {
  readonly description: string;
  /** Whether it compiles SQL: then the parser is loaded beside the command. */
  readonly computes?: boolean;
  /** Whether it prints what all commands are: then they are loaded too. */
  readonly tellsOfAll?: boolean;
  load(): Promise<Command>;
}

const commands: Readonly<Record<string, CommandEntry>> = {
  filter: {
    description: 'print the rows of a file for which a predicate is true',
    computes: true,
    load: async () => (await import('./filter.js')).filterCommand(),
  },
  schema: {
    description: 'print the columns of a file and the types inferred',
    computes: true,
    load: async () => (await import('./schema.js')).schemaCommand(),
  },
  eval: {
    description: 'evaluate expressions; print one value a line as PostgreSQL prints it',
    computes: true,
    load: async () => (await import('./eval.js')).evalCommand(),
  },
  explain: {
    description:
      'print the program that an expression becomes, its stencils and the WebAssembly, and how it runs over a file',
    computes: true,
    load: async () => (await import('./explain.js')).explainCommand(),
  },
  export: {
    description: 'write a predicate or an expression as one WebAssembly module for other hosts',
    computes: true,
    load: async () => (await import('./export.js')).exportCommand(),
  },
  catalog: {
    description: 'list what of PostgreSQL is supported and what is not: types, functions, operators, casts',
    load: async () => (await import('./catalog.js')).catalogCommand(),
  },
  bench: {
    description: 'measure what each engine and each rung costs',
    load: async () => (await import('./bench.js')).benchCommand(),
  },
  gen: {
    description: 'write a dataset',
    load: async () => (await import('./gen.js')).genCommand(),
  },
  lesson: {
    description: 'lessons on branch prediction, dispatch and compilation, with experiments',
    load: async () => (await import('./lesson.js')).lessonCommand(),
  },
  completion: {
    description: 'print a script with which bash, zsh or fish complete the commands and options',
    tellsOfAll: true,
    load: async () => (await import('./completion.js')).completionCommand(),
  },
  man: {
    description: 'print the manual page, for man(1)',
    tellsOfAll: true,
    load: async () => (await import('./man-page.js')).manCommand(),
  },
  playground: {
    description: 'serve the playground, a page on predicates, programs, engines and predictors',
    load: async () => (await import('./playground.js')).playgroundCommand(),
  },
};

const exitStatuses = `
Exit status:
  0  done
  1  the data raised an SQL error or could not be read
  2  the command line or the SQL was wrong
  3  engines disagree
  130  interrupted with Ctrl-C; whole rows have been written
`;

/** The command that the arguments ask for, or for whose help they ask. */
const wantedBy = ([first, second]: readonly string[]): string | undefined => (first === 'help' ? second : first);

/** Runs the command line and gives the exit status. */
export async function run(args: readonly string[]): Promise<Status> {
  const wanted = wantedBy(args);
  const computes = wanted !== undefined && Object.hasOwn(commands, wanted) && commands[wanted]?.computes === true;
  const prepared = computes ? prepareBeside() : undefined;
  const { version } = createRequire(import.meta.url)('quern/package.json') as { version: string };
  const program = new Command('quern')
    .description('PostgreSQL predicates, compiled and run over your rows')
    .version(version)
    .addHelpText('after', exitStatuses)
    .showHelpAfterError('Try quern --help.');
  const tellsOfAll = wanted !== undefined && Object.hasOwn(commands, wanted) ? commands[wanted]?.tellsOfAll : undefined;
  for (const [name, { description, load }] of Object.entries(commands)) {
    const command = name === wanted || tellsOfAll === true ? await load() : new Command(name);
    program.addCommand(command.description(description).copyInheritedSettings(program));
  }
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) => {
        write(text.replace(/^error: /, 'quern: '));
      },
    });
  }
  await prepared;
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
