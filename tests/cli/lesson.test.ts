/** `quern lesson` as a person calls it. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lessonText, markdownText } from '../../src/cli/lesson-text.js';
import { resultText } from '../../src/cli/lesson.js';
import { readLessons } from '../../src/lessons/texts.js';
import { quern, scratchDirectory, shell } from './quern.js';

const scratch = scratchDirectory();
const plain = { width: 80, colors: false } as const;

describe('quern lesson', () => {
  it('lists the lessons', async () => {
    const { status, stdout } = await quern(['lesson']);
    expect(status).toBe(0);
    for (const { number, title } of readLessons()) expect(stdout).toContain(`${number}  ${title}\n`);
  });

  it('prints a lesson, its answers folded away unless asked for', async () => {
    const { status, stdout } = await quern(['lesson', '2']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^2\. Sorted and shuffled\n=+\n/);
    for (const heading of ['Your prediction', 'What was published', 'What you see', 'Exercises'])
      expect(stdout).toContain(`\n${heading}\n---`);
    expect(stdout).toContain('quern lesson 2 --run');
    const [exercise] = readLessons()[1]?.exercises ?? [];
    const answer = exercise?.answer.split(/[ \n]/).slice(0, 4).join(' ') ?? '';
    expect(stdout).not.toContain(answer);
    const answered = await quern(['lesson', '02', '--answers']);
    expect(answered.status).toBe(0);
    expect(answered.stdout).toContain(answer);
  });

  it('runs the experiment, draws it, and writes it as JSON', async () => {
    const file = scratch.path('result.json');
    const { status, stdout, stderr } = await quern(['lesson', '2', '--run', '--effort', '0.02', '--json', file]);
    expect(status).toBe(0);
    expect(stderr).toContain('running the experiment of lesson 2');
    expect(stdout).toContain('█');
    expect(stdout).toMatch(/^[✓✗] .*(\n.*)*found: .*(\n.*)*published: /m);
    const result: unknown = JSON.parse(readFileSync(file, 'utf8'));
    expect(result).toMatchObject({
      lesson: 2,
      experiment: 'sorted-shuffled',
      effort: 0.02,
      figures: [{ kind: 'bars' }, { kind: 'bars' }],
    });
  });

  it.each([
    [['lesson', '99'], /no lesson "99"[\s\S]*Sorted and shuffled/],
    [['lesson', 'two'], /no lesson "two"/],
    [['lesson', '--run'], /which lesson/],
    [['lesson', '2', '--json', 'x.json'], /--json needs --run/],
    [['lesson', '2', '--run', '--effort', '0'], /above 0/],
  ])('refuses %j with status 2', async (args, message) => {
    const { status, stderr, stdout } = await quern(args);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });

  /** The command on a terminal of its own, which util-linux's `script` makes, with lines that are typed. */
  const onTerminal = (args: string, typed: string) =>
    shell(`export -f quern; printf '${typed}' | SHELL=/bin/bash script -qec 'quern ${args}' /dev/null`);
  it.runIf(existsSync('/usr/bin/script'))('asks on a terminal before it runs, unless told not to', async () => {
    const asked = await onTerminal('lesson 7 --run --effort 0.02', 'b\\n');
    expect(asked.stdout).toMatch(/Your guess \(a to c, or nothing\)[\s\S]*So it is\./);
    const told = await onTerminal('lesson 7 --run --no-ask --effort 0.02', '');
    expect(told.stdout).toContain('█');
    expect(told.stdout).not.toContain('Your guess');
  });

  it('says when the file cannot be written', async () => {
    const { status, stderr } = await quern([
      'lesson',
      '1',
      '--run',
      '--effort',
      '0.02',
      '--json',
      '/nowhere/at/all.json',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('could not write /nowhere/at/all.json');
  });
});

describe('what a check that does not hold becomes', () => {
  const check = { what: 'The one is faster', holds: false, found: 'it is not', published: 'twice' };

  it('is marked, and explained', () => {
    const text = resultText({ figures: [], checks: [{ ...check, holds: true }, check], notes: ['A note.'] }, plain, 1);
    expect(text).toContain('✓ The one is faster');
    expect(text).toContain('✗ The one is faster\n    found: it is not\n    published: twice');
    expect(text).toContain('1 of 2 checks did not hold. A busy machine');
    expect(resultText({ figures: [], checks: [check], notes: [] }, plain, 0.1)).toContain('quick look');
  });
});

describe('Markdown on a terminal', () => {
  it('wraps paragraphs and lists, aligns tables and keeps code', () => {
    const markdown =
      'One **bold** word, `code` and a [page](other.md), in a *long* paragraph that must be broken.\n\n- first item that is long enough to be broken too\n- second\n\n| a | long head |\n|---|---:|\n| x \\| y | 1 |\n\n```\nkept   as\n\n  it is\n```';
    expect(markdownText(markdown, { width: 40, colors: false })).toBe(
      [
        'One bold word, code and a page, in a',
        'long paragraph that must be broken.',
        '',
        '-  first item that is long enough to be',
        '   broken too',
        '-  second',
        '',
        'a      long head',
        '-----  ---------',
        'x | y          1',
        '',
        '   kept   as',
        '',
        '     it is',
      ].join('\n'),
    );
  });

  it('no line of prose is wider than the terminal, also with colours', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
    const bare = (line: string): string => line.replaceAll(/\u001b\[\d+m/g, '');
    for (const lesson of readLessons()) {
      for (const colors of [false, true]) {
        const text = lessonText(lesson, { width: 72, colors }, true);
        const prose = text
          .split('\n')
          .map(bare)
          // An address cannot be broken.
          .filter((line) => !/^ {3}| {2}|^-+$|^=+$|^<?https:\S+$/.test(line));
        expect(prose.filter((line) => [...line].length > 72)).toEqual([]);
        // A program that is printed may hold anything.
        expect(text.replaceAll(/^ {3}.*$/gm, '')).not.toMatch(/<details>|<summary>|```|\*\*/);
      }
    }
  });
});
