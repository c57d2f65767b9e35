/** `quern man`: the manual page in troff, made from the commands themselves, as the package has it for man(1). */
import type { Command } from 'commander';
import { Command as Commander } from 'commander';
import { Output } from './output.js';

export function manCommand(): Command {
  const command = new Commander('man').description('print the manual page, for man(1)').addHelpText('after', moreHelp);
  return command.action(async () => {
    const output = Output.standard();
    output.add(manPage(command.parent ?? command));
    await output.end();
  });
}

const moreHelp = `
Examples:
  quern man | man -l -
`;

/** The page for the program's commands. */
export function manPage(program: Command): string {
  const sections = program.commands.map(commandSection).join('');
  return `.TH QUERN 1 "" "quern ${troff(program.version() ?? '')}"
.SH NAME
quern \\- ${troff(program.description())}
.SH SYNOPSIS
.B quern
.I command
[options]
.SH COMMANDS
${sections}.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
the data raised an SQL error or could not be read
.TP
.B 2
the command line or the SQL was wrong
.TP
.B 3
engines disagree
.TP
.B 130
interrupted; whole rows have been written
.SH SEE ALSO
docs/inputs.md and docs/heap.md in the package.
`;
}

function commandSection(command: Command): string {
  const options = command.options.map(
    ({ flags, description }) => `.TP\n.B ${troff(flags)}\n${line(troff(description))}\n`,
  );
  return `.SS quern ${troff(command.name())} ${troff(command.usage())}\n${line(troff(command.description()))}\n${options.join('')}`;
}

/** Text as troff reads it: a backslash and a hyphen mean something else there. */
const troff = (text: string): string => text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('\n', ' ');

/** A line that begins with a dot or a quote would be a request. */
const line = (text: string): string => (/^[.']/.test(text) ? `\\&${text}` : text);
