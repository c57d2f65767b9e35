import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { expect, it } from 'vitest';
import { completionScript } from '../../src/cli/completion.js';
import { filterCommand } from '../../src/cli/filter.js';
import { quern } from './quern.js';
import { schemaCommand } from '../../src/cli/schema.js';

const program = new Command('quern').addCommand(filterCommand()).addCommand(schemaCommand());

/** What bash offers for the last of these words. */
function offered(...words: string[]): string[] {
  const script = `${completionScript('bash', program)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _quern; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

it('bash completes commands, options and their values', () => {
  expect(offered('quern', 'fi')).toEqual(['filter']);
  expect(offered('quern', 'filter', '--wh')).toEqual(['--where']);
  expect(offered('quern', 'filter', '--to', 'nd')).toEqual(['ndjson']);
  expect(offered('quern', 'schema', '--de')).toEqual(['--delimiter']);
  expect(offered('quern', 'filter', 'package.j')).toEqual(['package.json']);
});

it('the command prints a script with the options of all commands', async () => {
  const { stdout } = await quern(['completion', 'bash']);
  expect(stdout).toMatch(/^ {4}filter\) words='.*--where --select .*--skip-damaged/m);
  expect(stdout).toMatch(/^ {4}explain\) words='.*--analyze/m);
});

it('and a manual page that troff reads', async () => {
  const { stdout, status } = await quern(['man']);
  expect(status).toBe(0);
  expect(stdout).toContain('.SS quern filter [options] [FILE...]\n');
  expect(stdout).toContain('.B \\-\\-where <SQL>\n');
  expect(stdout).not.toMatch(/^\.(?!TH|SH|SS|TP|B |I )/m);
});

it('zsh has the same, and fish a line an option', () => {
  expect(completionScript('zsh', program)).toBe(
    `#compdef quern\nautoload -U +X bashcompinit && bashcompinit\n${completionScript('bash', program)}`,
  );
  const fish = completionScript('fish', program);
  expect(fish).toContain(
    "complete -c quern -n '__fish_seen_subcommand_from filter' -l to -x -a 'csv ndjson json table arrow parquet' -d ",
  );
  expect(fish).toContain(
    "complete -c quern -n '__fish_seen_subcommand_from filter' -s o -l output -r -F -d 'where to print it'\n",
  );
});
