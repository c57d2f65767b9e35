/** What a stranger sees first: what this is, in a sentence, and three ways in. */
import { useState } from 'preact/hooks';
import type { State } from '../state/state.js';
import { EmbedDialog } from './embed-dialog.js';
import { goTo } from './go-to.js';
import { TourBox } from './tour-box.js';

interface Props {
  readonly state: State;
  /** How many lessons there are. */
  readonly lessons: number;
  readonly openLesson: (lesson: number) => void;
}

/** The pane; it is no pane of its own for those who embed. */
export function StartPane({ state, lessons, openLesson }: Props) {
  const [stop, setStop] = useState<number | undefined>(undefined);
  const [embedding, setEmbedding] = useState(false);
  return (
    <section class="start" id="start" aria-label="What this is" tabIndex={-1}>
      <p class="sentence">
        Type the <code>WHERE</code> clause of a query and see the program that it becomes, the machine code of every
        step, and what a processor guesses while it runs.
      </p>
      <div class="ways-in">
        <article>
          <h2>Learn</h2>
          <p>
            {lessons} lessons on branch prediction, interpreters and compilers. You guess first, then your machine
            answers.
          </p>
          <button
            type="button"
            class="primary"
            onClick={() => {
              openLesson(1);
              goTo('lessons');
            }}
          >
            Begin with lesson 1
          </button>
        </article>
        <article>
          <h2>Inspect</h2>
          <p>Change the predicate below, and every pane follows. Two minutes show you around.</p>
          <button type="button" class="primary" onClick={() => setStop(0)}>
            Take the tour
          </button>{' '}
          <button type="button" onClick={() => goTo('predicate')}>
            To the predicate
          </button>
        </article>
        <article>
          <h2>Embed</h2>
          <p>Put single panes, as they are set here, into your slides or pages.</p>
          <button type="button" class="primary" onClick={() => setEmbedding(true)}>
            Choose panes
          </button>
        </article>
      </div>
      {stop === undefined ? null : <TourBox at={stop} go={setStop} />}
      {embedding ? <EmbedDialog state={state} close={() => setEmbedding(false)} /> : null}
    </section>
  );
}
