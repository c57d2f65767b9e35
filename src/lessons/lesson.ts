/**
 * A lesson: one file of Markdown in a fixed form, taken apart. The terminal and the playground show the same parts; each renders their Markdown in its own way.
 */
import { SqlError } from '../error.js';

/** A question at the end of a lesson. Both are Markdown. */
export interface Exercise {
  readonly question: string;
  readonly answer: string;
}

/** What a reader is asked first. */
export interface Prediction {
  readonly question: string;
  readonly options: readonly string[];
  /** The place of the right option, from 0; undefined where the text does not say. */
  readonly right: number | undefined;
}

/** The parts of a lesson, all Markdown, in the order in which they are read. */
export interface Lesson {
  readonly number: number;
  /** As files and addresses name it: `selectivity-tent`. */
  readonly slug: string;
  readonly title: string;
  readonly opening: string;
  /** What the reader should guess before anything runs, and the answers to choose from. */
  readonly prediction: Prediction;
  /** The name of the experiment. */
  readonly experiment: string;
  readonly published: string;
  readonly seen: string;
  readonly exercises: readonly Exercise[];
}

/** The headings below the title, in order. */
export const lessonHeadings = ['Your prediction', 'What was published', 'What you see', 'Exercises'] as const;
type Heading = (typeof lessonHeadings)[number];

const experimentBlock = /^```experiment\n([a-z0-9-]+)\n```$/m;

/** Takes a lesson apart. `file` is its name, `03-selectivity-tent.md`, also with a path; raises 22023 when something is not there. */
export function parseLesson(file: string, markdown: string): Lesson {
  const text = markdown.replaceAll('\r\n', '\n').trim();
  const fail = (what: string): SqlError =>
    new SqlError('22023', `the lesson ${file} ${what}`, { hint: 'docs/lessons.md shows the form of a lesson.' });
  const slug = /(?:^|\/)\d+-([a-z0-9-]+)\.md$/.exec(file)?.[1];
  if (slug === undefined) throw fail('is not named like 03-selectivity-tent.md');
  const [, number = '', title = ''] = /^# (\d+)\. (.+)$/m.exec(text) ?? [];
  if (!text.startsWith(`# ${number}. ${title}`) || title === '') throw fail('does not begin with `# 3. Title`');
  const [opening = '', ...sections] = text.split(/^## /m);
  const found = sections.map((section) => section.slice(0, section.indexOf('\n')).trim());
  if (found.join('|') !== lessonHeadings.join('|'))
    throw fail(`has the headings ${found.join(', ')} instead of ${lessonHeadings.join(', ')}`);
  const section = (heading: Heading): string => {
    const content = sections[lessonHeadings.indexOf(heading)] ?? '';
    return content.slice(content.indexOf('\n') + 1).trim();
  };
  const asked = section('Your prediction');
  const experiment = experimentBlock.exec(asked)?.[1];
  if (experiment === undefined) throw fail('names no experiment in a block of its own');
  const prediction = predictionIn(asked.replace(experimentBlock, '').trim());
  if (prediction.options.length < 2) throw fail('gives fewer than two predictions to choose from');
  if (prediction.right !== undefined && prediction.options[prediction.right] === undefined)
    throw fail(`calls the prediction ${prediction.right + 1} right, and has ${prediction.options.length}`);
  const exercises = exercisesIn(section('Exercises'));
  if (exercises.some(({ answer }) => answer === '')) throw fail('has an exercise without an answer');
  return {
    number: Number(number),
    slug,
    title,
    opening: opening.slice(opening.indexOf('\n') + 1).trim(),
    prediction,
    experiment,
    published: section('What was published'),
    seen: section('What you see'),
    exercises,
  };
}

/** Which option is right is a comment, which no reader of the text sees before answering. */
const rightComment = /^<!-- right: (\d+) -->$/m;

/** The question is what comes before the list. */
function predictionIn(text: string): Prediction {
  const right = rightComment.exec(text)?.[1];
  const [question = '', ...options] = text.replace(rightComment, '').split(/^- /m);
  return {
    question: question.trim(),
    options: options.map((option) => option.trim().replaceAll(/\s*\n\s*/g, ' ')),
    right: right === undefined ? undefined : Number(right) - 1,
  };
}

const answerBlock = /<details>\s*<summary>Answer<\/summary>([\s\S]*?)<\/details>/;

/** Numbered questions, each followed by its folded answer. */
function exercisesIn(text: string): Exercise[] {
  return text
    .split(/^\d+\. /m)
    .slice(1)
    .map((part) => ({
      question: dedent(part.replace(answerBlock, '')),
      answer: dedent(answerBlock.exec(part)?.[1] ?? ''),
    }));
}

/** The text without the indentation that belongs to the list. */
const dedent = (text: string): string => text.replaceAll(/^ {1,3}/gm, '').trim();
