/** `quern completion`: what a shell needs to complete commands, options and the values that options take, made from the commands themselves. */
import { Argument, Command } from 'commander';
import { Output } from './output.js';

const shells = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof shells)[number];

const moreHelp = `
Examples:
  quern completion bash > ~/.local/share/bash-completion/completions/quern
  quern completion zsh > "\${fpath[1]}/_quern"
  quern completion fish > ~/.config/fish/completions/quern.fish
`;

export function completionCommand(): Command {
  const command = new Command('completion')
    .description('print a script by which a shell completes commands and options')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .addHelpText('after', moreHelp);
  return command.action(async (shell: Shell) => {
    const output = Output.standard();
    output.add(completionScript(shell, command.parent ?? command));
    await output.end();
  });
}

/** The script for the program's commands. */
export function completionScript(shell: Shell, program: Command): string {
  const commands = program.commands.map(wordsOf);
  return shell === 'fish'
    ? fish(commands)
    : shell === 'zsh'
      ? `#compdef quern\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`
      : bash(commands);
}

interface Words {
  readonly name: string;
  readonly description: string;
  readonly options: readonly {
    readonly flags: readonly string[];
    readonly description: string;
    readonly choices: readonly string[];
    readonly takesFile: boolean;
  }[];
}

function wordsOf(command: Command): Words {
  return {
    name: command.name(),
    description: command.description(),
    options: command.options.map((option) => ({
      flags: [option.short, option.long].flatMap((flag) => (flag === undefined || flag === null ? [] : [flag])),
      description: option.description,
      choices: option.argChoices ?? [],
      takesFile: /FILE/.test(option.flags),
    })),
  };
}

function bash(commands: readonly Words[]): string {
  const options = commands.map(
    ({ name, options: all }) => `    ${name}) words='${all.flatMap(({ flags }) => flags).join(' ')}' ;;`,
  );
  const choices = commands.flatMap(({ name, options: all }) =>
    all
      .filter((option) => option.choices.length > 0)
      .map(
        ({ flags, choices: words }) =>
          `    ${flags.map((flag) => `${name}:${flag}`).join('|')}) words='${words.join(' ')}' ;;`,
      ),
  );
  return `_quern() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$current"))
    return
  fi
  case $command:$before in
${choices.join('\n')}
  esac
  if [ -z "$words" ] && [[ $current == -* ]]; then
    case $command in
${options.join('\n')}
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _quern quern
`;
}

function fish(commands: readonly Words[]): string {
  const lines = commands.flatMap(({ name, description, options }) => [
    `complete -c quern -n __fish_use_subcommand -a ${name} -d ${fishText(description)}`,
    ...options.map(({ flags, description: what, choices, takesFile }) => {
      const names = flags
        .map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`))
        .join(' ');
      const values = choices.length > 0 ? ` -x -a '${choices.join(' ')}'` : takesFile ? ' -r -F' : '';
      return `complete -c quern -n '__fish_seen_subcommand_from ${name}' ${names}${values} -d ${fishText(what)}`;
    }),
  ]);
  return `${lines.join('\n')}\n`;
}

const fishText = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
