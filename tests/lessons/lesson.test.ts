/** The form of a lesson: what every one of them has, and what is refused. */
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { experimentNames } from '../../src/lessons/experiments.js';
import { parseLesson } from '../../src/lessons/lesson.js';
import { readLessons } from '../../src/lessons/texts.js';

const small = `# 7. A *small* lesson

It begins with this,
and goes on.

## Your prediction

What comes out?

- One thing:
  this one.
- Another one.

<!-- right: 2 -->

\`\`\`experiment
some-thing
\`\`\`

## What was published

Something, by somebody.

## What you see

| a | b |
|---|---|
| 1 | 2 |

## Exercises

1. Why?

   <details><summary>Answer</summary>

   Because of \`x\`.

   It is so.

   </details>

2. And how?

   <details><summary>Answer</summary>

   Like this.

   </details>
`;

/** The message of the SqlError that parsing raises. */
function refusal(file: string, markdown: string): string {
  try {
    parseLesson(file, markdown);
  } catch (error) {
    if (error instanceof SqlError && error.code === '22023') return error.message;
    throw error;
  }
  return 'it was taken';
}

describe('parseLesson', () => {
  it('takes a lesson apart', () => {
    expect(parseLesson('lessons/07-small.md', small.replaceAll('\n', '\r\n'))).toEqual({
      number: 7,
      slug: 'small',
      title: 'A *small* lesson',
      opening: 'It begins with this,\nand goes on.',
      prediction: { question: 'What comes out?', options: ['One thing: this one.', 'Another one.'], right: 1 },
      experiment: 'some-thing',
      published: 'Something, by somebody.',
      seen: '| a | b |\n|---|---|\n| 1 | 2 |',
      exercises: [
        { question: 'Why?', answer: 'Because of `x`.\n\nIt is so.' },
        { question: 'And how?', answer: 'Like this.' },
      ],
    });
  });

  it.each([
    ['small.md', small, /not named like/],
    ['07-small.md', small.slice(2), /does not begin/],
    [
      '07-small.md',
      small.replace('## What you see', '## What I saw'),
      /headings Your prediction, What was published, What I saw/,
    ],
    ['07-small.md', small.replace('```experiment', '```js'), /names no experiment/],
    ['07-small.md', small.replace('- Another one.', ''), /fewer than two predictions/],
    ['07-small.md', small.replace('right: 2', 'right: 3'), /calls the prediction 3 right, and has 2/],
    ['07-small.md', small.replace('Like this.', ''), /exercise without an answer/],
  ])('refuses %s when something is not there', (file, markdown, message) => {
    expect(refusal(file, markdown)).toMatch(message);
  });
});

describe('which prediction is right', () => {
  it('need not be said', () => {
    expect(parseLesson('07-small.md', small.replace('<!-- right: 2 -->', '')).prediction.right).toBeUndefined();
  });
});

describe('the lessons', () => {
  const lessons = readLessons();

  it('are numbered from 1 on without gaps, and no two share an experiment', () => {
    expect(lessons.map(({ number }) => number)).toEqual(lessons.map((_, n) => n + 1));
    expect(lessons.length).toBeGreaterThanOrEqual(15);
    expect(new Set(lessons.map(({ experiment }) => experiment)).size).toBe(lessons.length);
    expect(new Set(lessons.map(({ slug }) => slug)).size).toBe(lessons.length);
  });

  it.each(lessons.map((lesson) => [lesson.number, lesson] as const))(
    'lesson %i has all its parts, and its experiment exists',
    (_, lesson) => {
      expect(experimentNames).toContain(lesson.experiment);
      expect(lesson.opening.length).toBeGreaterThan(300);
      expect(lesson.prediction.question).toContain('?');
      expect(lesson.prediction.options.length).toBeGreaterThanOrEqual(2);
      expect(lesson.prediction.options.length).toBeLessThanOrEqual(4);
      // The page says "you said, it is": `<!-- right: 2 -->` below the options.
      expect(lesson.prediction.right).toBeTypeOf('number');
      expect(lesson.published.length).toBeGreaterThan(100);
      // What was measured is in a table.
      expect(lesson.seen).toMatch(/^\|.*\d/m);
      expect(lesson.exercises.length).toBeGreaterThanOrEqual(2);
      expect(lesson.exercises.length).toBeLessThanOrEqual(3);
      for (const { question, answer } of lesson.exercises) {
        expect(question).not.toMatch(/<\/?(details|summary)/);
        expect(answer.length).toBeGreaterThan(40);
      }
    },
  );

  it('point only to lessons and pages that there are', () => {
    const files = new Set(lessons.map(({ number, slug }) => `${String(number).padStart(2, '0')}-${slug}.md`));
    const wrong = lessons.flatMap((lesson) =>
      [
        ...Object.values(lesson)
          .filter((part) => typeof part === 'string')
          .join('\n')
          .matchAll(/\]\((\d\d-[^)#]+)\)/g),
      ]
        .map(([, target = '']) => target)
        .filter((target) => !files.has(target)),
    );
    expect(wrong).toEqual([]);
  });

  it('every experiment belongs to a lesson', () => {
    expect([...experimentNames].sort()).toEqual(lessons.map(({ experiment }) => experiment).sort());
  });
});

it('says where lessons should be when they are not there', () => {
  expect(() => readLessons('/nowhere/at/all')).toThrow(/lessons are not in \/nowhere\/at\/all/);
});
