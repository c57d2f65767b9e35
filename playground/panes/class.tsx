/** Your processor among a class: result lines of many machines, laid side by side. They stay in this page. */
import { useState } from 'preact/hooks';
import { parseResultLine, type ResultLine } from '../../src/lessons/result-line.js';
import { Nothing, Pane } from '../parts/pane.js';
import { Scroll } from '../parts/scroll.js';

/** The most lines that are read. */
const mostLines = 300;

/** The pane of the class. */
export function ClassPane() {
  const [text, setText] = useState('');
  const written = text
    .split('\n')
    .slice(0, mostLines)
    .filter((line) => line.trim() !== '');
  const lines = written.flatMap((line) => parseResultLine(line) ?? []);
  const lessons = [...new Set(lines.map(({ lesson }) => lesson))].sort((one, other) => one - other);
  return (
    <Pane
      id="class"
      title="Your processor among a class"
      class="wide"
      about="Every lesson’s experiment gives a line to copy. Paste many of them here, one a line, and see what differs from processor to processor."
    >
      <label>
        <span class="label">Result lines</span>
        <textarea
          class="lines"
          rows={4}
          spellcheck={false}
          value={text}
          placeholder="quern lesson 3 | processor: … | in: … | ✓ …: …"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      {written.length > lines.length ? (
        <Nothing>
          {written.length - lines.length === 1
            ? 'One line is no result line'
            : `${written.length - lines.length} lines are no result lines`}{' '}
          and left out.
        </Nothing>
      ) : null}
      {lessons.length === 0 ? (
        <Nothing>
          Run a lesson’s experiment, press “Copy the result as a line”, and paste it here: each processor gets a column,
          each check a row.
        </Nothing>
      ) : (
        lessons.map((lesson) => (
          <LessonTable key={lesson} lesson={lesson} lines={lines.filter((line) => line.lesson === lesson)} />
        ))
      )}
    </Pane>
  );
}

function LessonTable({ lesson, lines }: { readonly lesson: number; readonly lines: readonly ResultLine[] }) {
  const checks = [...new Set(lines.flatMap((line) => line.checks.map(({ what }) => what)))];
  const guesses = lines.filter(({ guessed }) => guessed !== undefined);
  return (
    <>
      <h3>Lesson {lesson}</h3>
      <p class="summary">
        {lines.length} {lines.length === 1 ? 'machine' : 'machines'}
        {guesses.length === 0
          ? ''
          : `; ${guesses.filter(({ guessed }) => guessed).length} of ${guesses.length} guesses were right`}
        .
      </p>
      <Scroll label={`Results of lesson ${lesson}`}>
        <table class="class-table">
          <caption class="hidden">What each processor found in lesson {lesson}</caption>
          <thead>
            <tr>
              <th scope="col">check</th>
              {lines.map(({ processor, place }, n) => (
                <th scope="col" key={n}>
                  {processor === '' ? 'unknown' : processor}
                  <br />
                  {place}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {checks.map((what) => (
              <tr key={what}>
                <th scope="row">{what}</th>
                {lines.map((line, n) => {
                  const check = line.checks.find((one) => one.what === what);
                  return (
                    <td key={n} class={check === undefined ? '' : check.holds ? 'holds' : 'fails'}>
                      {check === undefined ? (
                        '–'
                      ) : (
                        <>
                          <strong>{check.holds ? '✓' : '✗'}</strong> {check.found}
                        </>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
