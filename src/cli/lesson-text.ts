/** A lesson's Markdown on a terminal: paragraphs wrapped, headings bold, tables aligned, answers folded away. */
import pc from 'picocolors';
import { wordsOf, type Language } from '../lessons/languages.js';
import type { Lesson } from '../lessons/lesson.js';

/** How text is written: with how many characters a line, and whether bold and faint can be shown. */
export interface Paper {
  readonly width: number;
  readonly colors: boolean;
}

/** The whole lesson. Ends with a line break. */
export function lessonText(lesson: Lesson, paper: Paper, withAnswers: boolean, language: Language = 'en'): string {
  const { headings, thenRun, theAnswers } = wordsOf(language);
  const [prediction, published, seen, exercisesHeading] = headings;
  const inLanguage = language === 'en' ? '' : ` --language ${language}`;
  const { bold } = pc.createColors(paper.colors);
  const heading = (text: string): string => bold(paper.colors ? text : `${text}\n${'-'.repeat(text.length)}`);
  const title = `${lesson.number}. ${lesson.title}`;
  const exercises = lesson.exercises.map(({ question, answer }, n) => {
    const shown = withAnswers ? `\n\n${indent(markdownText(answer, narrower(paper)))}` : '';
    return `${hanging(`${n + 1}. `, markdownText(question, narrower(paper)))}${shown}`;
  });
  return `${[
    paper.colors ? bold(title) : `${title}\n${'='.repeat(title.length)}`,
    markdownText(lesson.opening, paper),
    heading(prediction),
    markdownText(lesson.prediction.question, paper),
    optionsText(lesson, paper),
    markdownText(`${thenRun} \`quern lesson ${lesson.number} --run${inLanguage}\``, paper),
    heading(published),
    markdownText(lesson.published, paper),
    heading(seen),
    markdownText(lesson.seen, paper),
    heading(exercisesHeading),
    ...exercises,
    ...(withAnswers
      ? []
      : [markdownText(`${theAnswers} \`quern lesson ${lesson.number} --answers${inLanguage}\``, paper)]),
  ].join('\n\n')}\n`;
}

/** The predictions to choose from, each with its letter. */
export const optionsText = ({ prediction }: Lesson, paper: Paper): string =>
  prediction.options
    .map((option, n) => hanging(`${letters[n] ?? '-'}) `, markdownText(option, narrower(paper))))
    .join('\n');

/** By which predictions are chosen. */
export const letters: readonly string[] = ['a', 'b', 'c', 'd', 'e', 'f'];
const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, '   ');
const narrower = (paper: Paper): Paper => ({ ...paper, width: paper.width - 3 });
const hanging = (mark: string, text: string): string => `${mark}${indent(text).slice(mark.length)}`;

/** Blocks of Markdown as text: paragraphs, lists, tables and code. */
export function markdownText(markdown: string, paper: Paper): string {
  const blocks = markdown.split(/\n\s*\n/).filter((block) => block.trim() !== '');
  return joinCode(blocks)
    .map((block) => blockText(block, paper))
    .join('\n\n');
}

/** Puts together again what an empty line inside a block of code has parted. */
function joinCode(blocks: readonly string[]): string[] {
  const joined: string[] = [];
  for (const block of blocks) {
    const before = joined.at(-1);
    const open = before?.startsWith('```') === true && (before.match(/^```/gm)?.length ?? 0) % 2 === 1;
    if (open) joined[joined.length - 1] = `${before}\n\n${block}`;
    else joined.push(block);
  }
  return joined;
}

function blockText(block: string, paper: Paper): string {
  if (block.startsWith('```')) return indent(block.replaceAll(/^```.*\n?/gm, '').trimEnd());
  if (/^\|/.test(block)) return table(block, paper);
  if (/^(- |\d+\. )/.test(block)) return list(block, paper);
  return wrap(inline(block.replaceAll(/\s*\n\s*/g, ' '), paper), paper.width);
}

function list(block: string, paper: Paper): string {
  return block
    .split(/^(?=- |\d+\. )/m)
    .map((item) => {
      const mark = /^(- |\d+\. )/.exec(item)?.[0] ?? '- ';
      return hanging(
        mark.padEnd(3),
        wrap(
          inline(
            item
              .slice(mark.length)
              .trim()
              .replaceAll(/\s*\n\s*/g, ' '),
            paper,
          ),
          paper.width - 3,
        ),
      );
    })
    .join('\n');
}

function table(block: string, paper: Paper): string {
  const rows = block.split('\n').map((line) =>
    line
      .replaceAll(/^\||\|\s*$/g, '')
      .split(/(?<!\\)\|/)
      .map((cell) => inline(cell.trim().replaceAll('\\|', '|'), paper)),
  );
  const [head = [], alignment = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => visible(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        const space = ' '.repeat(Math.max(0, width - visible(cell)));
        return alignment[column]?.endsWith(':') === true ? `${space}${cell}` : `${cell}${space}`;
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)].join('\n');
}

/** Bold and code are shown as such where that is possible; a link is its text and its address. */
function inline(text: string, { colors }: Paper): string {
  const { bold, cyan } = pc.createColors(colors);
  return text
    .replaceAll(/\[([^\]]+)\]\((https?:[^)]+)\)/g, '$1 <$2>')
    .replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, (_, inner: string) => bold(inner))
    .replaceAll(/(?<![*\w])\*([^*\s][^*]*)\*(?!\*)/g, '$1')
    .replaceAll(/`([^`]+)`/g, (_, inner: string) => (colors ? cyan(inner) : inner));
}

/** How many characters are seen: escape sequences are not. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
const visible = (text: string): number => [...text.replaceAll(/\u001b\[\d+m/g, '')].length;

/** Breaks lines between words. */
export function wrap(text: string, width: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && visible(line) + 1 + visible(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join('\n');
}
