/** The reader guesses before a lesson's experiment runs, and hears afterwards what is right and why. */
import { createInterface } from 'node:readline/promises';
import { wordsOf, type Language } from '../lessons/languages.js';
import type { Lesson } from '../lessons/lesson.js';
import { letters, markdownText, optionsText, type Paper } from './lesson-text.js';

/** Asks until a letter of one of the options is given; an empty answer is none, and asks no more. Gives the option's place. */
export async function askGuess(
  lesson: Lesson,
  paper: Paper,
  ask: (question: string) => Promise<string>,
  language: Language = 'en',
): Promise<number | undefined> {
  const { question, options } = lesson.prediction;
  const { guess, again } = wordsOf(language);
  const last = letters[options.length - 1] ?? '';
  let text = `${markdownText(question, paper)}\n\n${optionsText(lesson, paper)}\n\n${guess(last)}`;
  for (;;) {
    const answer = (await ask(text)).trim().toLowerCase().replace(/\)$/, '');
    if (answer === '') return undefined;
    const chosen = letters.slice(0, options.length).indexOf(answer);
    if (chosen >= 0) return chosen;
    text = again(last);
  }
}

/** Asks on the terminal. The end of the input is no guess. */
export async function guessOnTerminal(lesson: Lesson, paper: Paper, language: Language): Promise<number | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
  });
  try {
    return await askGuess(lesson, paper, (question) => Promise.race([terminal.question(question), ended]), language);
  } finally {
    terminal.close();
  }
}

/** What was said, what is right, and why: the first paragraph of the lesson's explanation. Ends with a line break. */
export function verdict(
  { prediction, seen, number }: Lesson,
  guess: number,
  paper: Paper,
  language: Language = 'en',
): string {
  const { options, right } = prediction;
  const { youSaid, itIs, soItIs, more } = wordsOf(language);
  if (right === undefined) return '';
  const named = (n: number): string => `${letters[n] ?? ''}) ${options[n] ?? ''}`;
  const blocks = seen.split(/\n\s*\n/);
  // Before the table stands where it was measured; what explains it comes after.
  const table = blocks.findIndex((block) => block.startsWith('|'));
  const why = blocks.slice(table + 1).find((block) => !/^[|`#-]/.test(block)) ?? '';
  const lines = [
    `${youSaid} ${named(guess)}`,
    guess === right ? soItIs : `${itIs} ${named(right)}`,
    why,
    `${more} \`quern lesson ${number}${language === 'en' ? '' : ` --language ${language}`}\``,
  ];
  return `${lines.map((line) => markdownText(line, paper)).join('\n\n')}\n`;
}
