/** The reader guesses before a lesson's experiment runs, and hears afterwards what is right and why. */
import { createInterface } from 'node:readline/promises';
import type { Lesson } from '../lessons/lesson.js';
import { letters, markdownText, optionsText, type Paper } from './lesson-text.js';

/** Asks until a letter of one of the options is given; an empty answer is none, and asks no more. Gives the option's place. */
export async function askGuess(
  lesson: Lesson,
  paper: Paper,
  ask: (question: string) => Promise<string>,
): Promise<number | undefined> {
  const { question, options } = lesson.prediction;
  const last = letters[options.length - 1] ?? '';
  let text = `${markdownText(question, paper)}\n\n${optionsText(lesson, paper)}\n\nYour guess (a to ${last}, or nothing): `;
  for (;;) {
    const answer = (await ask(text)).trim().toLowerCase().replace(/\)$/, '');
    if (answer === '') return undefined;
    const chosen = letters.slice(0, options.length).indexOf(answer);
    if (chosen >= 0) return chosen;
    text = `One of the letters a to ${last}, please: `;
  }
}

/** Asks on the terminal. The end of the input is no guess. */
export async function guessOnTerminal(lesson: Lesson, paper: Paper): Promise<number | undefined> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => {
    terminal.once('close', () => {
      resolve('');
    });
  });
  try {
    return await askGuess(lesson, paper, (question) => Promise.race([terminal.question(question), ended]));
  } finally {
    terminal.close();
  }
}

/** What was said, what is right, and why: the first paragraph of the lesson's explanation. Ends with a line break. */
export function verdict({ prediction, seen, number }: Lesson, guess: number, paper: Paper): string {
  const { options, right } = prediction;
  if (right === undefined) return '';
  const named = (n: number): string => `${letters[n] ?? ''}) ${options[n] ?? ''}`;
  const blocks = seen.split(/\n\s*\n/);
  // Before the table stands where it was measured; what explains it comes after.
  const table = blocks.findIndex((block) => block.startsWith('|'));
  const why = blocks.slice(table + 1).find((block) => !/^[|`#-]/.test(block)) ?? '';
  const lines = [
    `You said ${named(guess)}`,
    guess === right ? 'So it is.' : `It is ${named(right)}`,
    why,
    `More: \`quern lesson ${number}\``,
  ];
  return `${lines.map((line) => markdownText(line, paper)).join('\n\n')}\n`;
}
