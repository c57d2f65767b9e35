/** The lessons: their text, and their experiments run in a worker of this browser. One that is added to the folder appears here. */
import { useEffect, useState } from 'preact/hooks';
import { parseLesson, type Lesson } from '../../src/lessons/lesson.js';
import { Nothing, Pane } from '../parts/pane.js';
import { goTo } from '../start/go-to.js';
import type { LessonText } from './lesson-text.js';

const files = import.meta.glob<string>('../../lessons/[0-9]*.md', { query: '?raw', import: 'default' });

interface Entry {
  readonly number: number;
  readonly file: string;
  readonly title: string;
}

/** Put in when the site is built (vite.config.ts). */
declare const LESSON_TITLES: Readonly<Record<string, string>>;

const entries: readonly Entry[] = Object.keys(files)
  .flatMap((file): Entry[] => {
    const [, name = '', number] = /\/((\d+)-[^/]+)$/.exec(file) ?? [];
    return number === undefined ? [] : [{ number: Number(number), file, title: LESSON_TITLES[name] ?? name }];
  })
  .sort((x, y) => x.number - y.number);

/** How many lessons there are. */
export const lessonCount = entries.length;

type Opened = { readonly lesson: Lesson; readonly Text: typeof LessonText } | { readonly error: string };

/** The pane of the lessons. */
export function LessonsPane({
  chosen,
  choose,
}: {
  readonly chosen: number;
  readonly choose: (lesson: number) => void;
}) {
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  useEffect(() => {
    let current = true;
    setOpened(undefined);
    const file = entries.find(({ number }) => number === chosen)?.file;
    if (file === undefined) return;
    const text = files[file]?.() ?? Promise.reject(new Error('it is not there'));
    // What shows lessons comes with the first of them.
    Promise.all([text, import('./lesson-text.js')]).then(
      ([markdown, { LessonText }]) => {
        if (current) setOpened(readLesson(file, markdown, LessonText));
      },
      (error: unknown) => {
        if (current) setOpened({ error: String(error) });
      },
    );
    return () => {
      current = false;
    };
  }, [chosen]);
  useEffect(() => {
    // A link to a lesson leads to it.
    if (chosen !== 0 && location.hash === `#lesson-${chosen}`) goTo('lessons');
  }, [chosen]);
  const onClick = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-lesson]') : null;
    if (link === null) return;
    event.preventDefault();
    choose(Number(link.dataset['lesson']));
  };
  return (
    <Pane
      id="lessons"
      title="Lessons"
      class="wide"
      about="Each asks what you expect, measures it here, and sets it beside what was published."
    >
      {entries.length === 0 ? <Nothing>This site was built without lessons.</Nothing> : null}
      <div class={chosen === 0 ? 'lessons closed' : 'lessons'}>
        <nav aria-label="Lessons">
          <ol>
            {entries.map(({ number, title }) => (
              <li key={number}>
                <button
                  type="button"
                  class="quiet"
                  aria-pressed={number === chosen}
                  onClick={() => choose(number === chosen ? 0 : number)}
                >
                  <span class="at">{number}</span> {title}
                </button>
              </li>
            ))}
          </ol>
        </nav>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is clicked */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link that has the focus is clicked by Enter */}
        <div class="lesson" onClick={onClick}>
          {opened === undefined ? (
            <Nothing>
              {chosen === 0
                ? 'Choose a lesson: it asks what you expect, then you run its experiment here.'
                : entries.some(({ number }) => number === chosen)
                  ? 'The lesson is being fetched …'
                  : `There is no lesson ${chosen}.`}
            </Nothing>
          ) : 'error' in opened ? (
            <Nothing>The lesson cannot be shown: {opened.error}</Nothing>
          ) : (
            <opened.Text key={chosen} lesson={opened.lesson} />
          )}
        </div>
      </div>
    </Pane>
  );
}

function readLesson(file: string, markdown: string, Text: typeof LessonText): Opened {
  try {
    return { lesson: parseLesson(file, markdown), Text };
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) };
  }
}
