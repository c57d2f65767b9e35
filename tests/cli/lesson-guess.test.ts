/** Guessing in the terminal: what is asked, and what is said afterwards. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { askGuess, verdict } from '../../src/cli/lesson-guess.js';
import { lessonText } from '../../src/cli/lesson-text.js';
import { languages } from '../../src/lessons/languages.js';
import { lessonFolder, readLessons } from '../../src/lessons/texts.js';
import type { Lesson } from '../../src/lessons/lesson.js';

const paper = { width: 80, colors: false };
const lesson = (number: number): Lesson => {
  const found = readLessons().find((one) => one.number === number);
  if (found === undefined) throw new Error(`there is no lesson ${number}`);
  return found;
};

/** Somebody who gives these answers in turn, and what they were asked. */
function reader(...answers: string[]) {
  const asked: string[] = [];
  const ask = async (question: string): Promise<string> => {
    asked.push(question);
    return answers.shift() ?? '';
  };
  return { asked, ask };
}

describe('askGuess', () => {
  it('shows the question and the options, and takes a letter', async () => {
    const { asked, ask } = reader(' B) ');
    expect(await askGuess(lesson(3), paper, ask)).toBe(1);
    expect(asked[0]).toMatch(/Where is it slowest\?[\s\S]*a\) At 99 %[\s\S]*Your guess \(a to d, or nothing\): $/);
  });
  it('asks again for what is no letter of an option, and takes nothing for no guess', async () => {
    const { asked, ask } = reader('e', 'perhaps', '');
    expect(await askGuess(lesson(3), paper, ask)).toBeUndefined();
    expect(asked.slice(1)).toEqual(['One of the letters a to d, please: ', 'One of the letters a to d, please: ']);
  });
});

describe('verdict', () => {
  it('says what was said, what it is and why', () => {
    const text = verdict(lesson(3), 0, paper);
    expect(text).toMatch(/^You said a\) At 99 %[\s\S]*It is b\) At 50 %[\s\S]*coin toss[\s\S]*quern lesson 3/);
    expect(verdict(lesson(3), 1, paper)).toContain('So it is.');
  });
});

const found = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([all]) => all).sort();
const linksIn = (text: string): readonly string[] => found(text, /\]\([^)]+\)/g);
/** Without the points and commas in them, which German has the other way round. */
const numbersIn = (text: string): readonly string[] => found(text.replaceAll(/(?<=\d)[.,](?=\d)/g, ''), /\d+/g);
/** Code that is run and names of files: what a translation must leave as it is. Keywords of pseudo-code it may translate. */
const commandsIn = (text: string): readonly string[] =>
  found(text, /`(quern|node) [^`]+`|\.(ts|js)`|```js editable[\s\S]*?```|--[a-z-]+/g);

describe('other languages', () => {
  const english = readLessons();
  it.each(languages.filter((language) => language !== 'en'))(
    'lessons in %s are those in English, with the same experiments and right answers',
    (language) => {
      const lessons = readLessons(`${lessonFolder()}/${language}`, language);
      expect(lessons.length).toBeGreaterThanOrEqual(20);
      for (const { number, slug, experiment, prediction, exercises } of lessons) {
        const other = english.find((one) => one.number === number);
        expect({
          slug,
          experiment,
          right: prediction.right,
          options: prediction.options.length,
          exercises: exercises.length,
        }).toEqual({
          slug: other?.slug,
          experiment: other?.experiment,
          right: other?.prediction.right,
          options: other?.prediction.options.length,
          exercises: other?.exercises.length,
        });
      }
    },
  );
  it.each(
    readLessons(`${lessonFolder()}/de`, 'de').map(({ number, slug }) => ({
      number,
      file: `${String(number).padStart(2, '0')}-${slug}.md`,
    })),
  )('lesson $number in German has the links, the code and the numbers of the English one', ({ file }) => {
    const original = readFileSync(join(lessonFolder(), file), 'utf8');
    const translated = readFileSync(join(lessonFolder(), 'de', file), 'utf8');
    for (const parts of [linksIn, numbersIn, commandsIn])
      expect(parts(translated.replaceAll('](../../', '](../'))).toEqual(parts(original));
  });
  it('name the parts in their language', () => {
    const [first] = readLessons(`${lessonFolder()}/de`, 'de');
    if (first === undefined) throw new Error('there are none');
    const text = lessonText(first, paper, false, 'de');
    for (const part of ['Ihre Vorhersage', 'Was man sieht', 'Aufgaben', '--language de']) expect(text).toContain(part);
  });
});
