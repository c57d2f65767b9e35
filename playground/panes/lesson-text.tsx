/** A lesson's text: it asks first. What was published and what is found are folded until the reader has answered; then it says "you said, it is, why". */
import { useState } from 'preact/hooks';
import type { Result } from '../../src/lessons/experiment.js';
import type { Lesson } from '../../src/lessons/lesson.js';
import { CopyButton } from '../parts/copy-button.js';
import { EditableCode, Markdown } from '../parts/markdown.js';
import { Nothing } from '../parts/pane.js';
import { ExperimentRun } from './experiment.js';
import { OwnCompiler } from './own-compiler.js';
import { ResultLineField } from './result-line-field.js';

/** The place of the option that was said, or that the reader would not say any. */
type Answer = number | 'unasked';

/** The text with its experiment. */
export function LessonText({ lesson }: { readonly lesson: Lesson }) {
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  const [result, setResult] = useState<Result | undefined>(undefined);
  const { right } = lesson.prediction;
  return (
    <article>
      <h3>
        {lesson.number}. {lesson.title}
      </h3>
      <div class="controls">
        <CopyButton
          label="Copy link to the lesson"
          text={() => `${location.origin}${location.pathname}#lesson-${lesson.number}`}
        />
        <button type="button" onClick={printLesson}>
          Print the lesson
        </button>
      </div>
      <EditableCode.Provider value={OwnCompiler}>
        <Markdown text={lesson.opening} />
      </EditableCode.Provider>
      <h4>Your prediction</h4>
      <Markdown text={lesson.prediction.question} />
      <Question lesson={lesson} answer={answer} setAnswer={setAnswer} />
      {answer === undefined ? (
        <Nothing>
          The experiment, what was published and why it is so are here when you have guessed. A guess that was wrong is
          remembered best.
        </Nothing>
      ) : (
        <>
          {answer === 'unasked' ? null : <Verdict lesson={lesson} said={answer} />}
          <ExperimentRun name={lesson.experiment} onResult={setResult} />
          {result === undefined ? null : (
            <ResultLineField
              lesson={lesson.number}
              checks={result.checks}
              guessed={answer === 'unasked' || right === undefined ? undefined : answer === right}
            />
          )}
          <h4>What was published</h4>
          <Markdown text={lesson.published} />
          <details open={answer !== 'unasked'}>
            <summary>Why: what you see</summary>
            <Markdown text={lesson.seen} />
          </details>
        </>
      )}
      <h4>Exercises</h4>
      <ol class="exercises">
        {lesson.exercises.map(({ question, answer: solution }) => (
          <li key={question}>
            <Markdown text={question} />
            <details>
              <summary>Answer</summary>
              <Markdown text={solution} />
            </details>
          </li>
        ))}
      </ol>
    </article>
  );
}

interface QuestionProps {
  readonly lesson: Lesson;
  readonly answer: Answer | undefined;
  readonly setAnswer: (answer: Answer) => void;
}

/** The options, until one is given as the answer. */
function Question({ lesson: { number, prediction }, answer, setAnswer }: QuestionProps) {
  const [chosen, choose] = useState<number | undefined>(undefined);
  const done = answer !== undefined;
  return (
    <>
      <fieldset class="options" disabled={done}>
        <legend class="hidden">Your prediction</legend>
        {prediction.options.map((option, n) => (
          <label key={option}>
            <input
              type="radio"
              name={`prediction-${number}`}
              checked={n === (typeof answer === 'number' ? answer : chosen)}
              onChange={() => choose(n)}
            />
            <span>
              <Markdown text={option} />
            </span>
          </label>
        ))}
      </fieldset>
      {done ? null : (
        <div class="controls">
          <button
            type="button"
            class="primary"
            disabled={chosen === undefined}
            onClick={() => {
              if (chosen !== undefined) setAnswer(chosen);
            }}
          >
            That is my guess
          </button>
          <button type="button" class="quiet" onClick={() => setAnswer('unasked')}>
            Show without a guess
          </button>
        </div>
      )}
    </>
  );
}

function Verdict({ lesson: { prediction }, said }: { readonly lesson: Lesson; readonly said: number }) {
  const { options, right } = prediction;
  return (
    <div role="status">
      <dl class="said-is">
        <div>
          <dt>You said</dt>
          <dd>
            <Markdown text={options[said] ?? ''} />
          </dd>
        </div>
        {right === undefined ? null : (
          <div class={said === right ? 'holds' : 'fails'}>
            <dt>{said === right ? '✓ It is' : '✗ It is'}</dt>
            <dd>
              <Markdown text={options[right] ?? ''} />
            </dd>
          </div>
        )}
        <div>
          <dt>Why</dt>
          <dd>Run the experiment and see it on your machine; below is what others found.</dd>
        </div>
      </dl>
    </div>
  );
}

/** Prints the lesson without the rest of the page. */
function printLesson(): void {
  const { classList } = document.documentElement;
  classList.add('printing-lesson');
  addEventListener('afterprint', () => classList.remove('printing-lesson'), { once: true });
  print();
}
