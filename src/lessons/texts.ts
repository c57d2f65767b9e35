/** The lessons of this package, read from its files: for Node. A page gets the same texts from what builds it. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { SqlError } from '../error.js';
import { withEnglishParts, type Language } from './languages.js';
import { parseLesson, type Lesson } from './lesson.js';

/** The folder of the lessons. */
export const lessonFolder = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('quern/package.json')), 'lessons');

/** All lessons in a language, in order; in another one than English those that have been translated. */
export function readLessons(folder: string = lessonFolder(), language: Language = 'en'): readonly Lesson[] {
  let files: string[];
  try {
    files = readdirSync(folder).filter((file) => /^\d.*\.md$/.test(file));
  } catch {
    throw new SqlError('58P01', `the lessons are not in ${folder}`, {
      hint: 'They are part of the package; install it again.',
    });
  }
  return files
    .map((file) => parseLesson(file, withEnglishParts(readFileSync(join(folder, file), 'utf8'), language)))
    .sort((x, y) => x.number - y.number);
}
