/** How a reader's predictor did: its place among the built-in models, its score on each recording, and how it learned. It is fetched with the first run. */
import type { ConditionalPredictor, Score, ScoreLine } from '../../src/predictor/index.js';
import { score, scoreLine } from '../../src/predictor/score.js';
import { Scroll } from '../parts/scroll.js';
import type { SandboxRun } from '../predictor/run.js';
import type { Contest } from '../worker/contest.js';
import { Learning } from './learning.js';
import { ColumnHeads } from '../parts/column-heads.js';

/** What ran, and what each run guessed. */
export interface Ran {
  readonly contest: Contest;
  readonly runs: readonly SandboxRun[];
}

/** The first recording, the page's predicate, as it was learned. */
export function LearningOf({ contest, runs }: Ran) {
  const [recording, first] = [contest.recordings[0], runs[0]];
  return recording === undefined || first === undefined ? null : <Learning trace={recording} run={first} />;
}

/** The guesses that were made, as a predictor: the library's own scoring runs over it. */
function replay({ guesses }: SandboxRun): ConditionalPredictor {
  let n = 0;
  return { predict: () => guesses[n++] === 1, update: () => undefined };
}

interface Line extends ScoreLine {
  readonly bits: number | undefined;
}

const mpki = (score: Score | undefined): string => score?.perThousandInstructions.toFixed(2) ?? '';

/** The table to beat. */
export function Scores({ contest: { recordings, lines: models }, runs }: Ran) {
  const scores = recordings.flatMap((recording, n) => {
    const run = runs[n];
    return run === undefined ? [] : [score(recording, replay(run))];
  });
  // The mean is over the library's recordings, the same for everybody.
  const own: Line = { ...scoreLine('yours', scores.slice(1)), scores, bits: undefined };
  const lines: readonly Line[] = [own, ...models].sort((one, other) => one.mean - other.mean);
  const place = lines.indexOf(own) + 1;
  const beaten = lines.slice(place).map(({ title }) => title);
  return (
    <>
      <p class="verdict">
        <strong>
          {place === 1 ? 'Nothing here is better than yours.' : `Yours is number ${place} of ${lines.length}.`}
        </strong>{' '}
        {beaten.length === 0 ? 'Everything beats it: try the history.' : `It beats ${beaten.join(', ')}.`}
      </p>
      <Scroll label="Scores">
        <table class="score-table">
          <caption>Mispredictions in a thousand instructions; less is better</caption>
          <ColumnHeads
            of={['predictor', 'kilobits', 'this predicate', `mean of ${recordings.length - 1} recordings`]}
          />
          <tbody>
            {lines.map((line) => (
              <tr key={line.title} class={line === own ? 'own' : ''}>
                <th scope="row">{line.title}</th>
                <td class="number">{line.bits === undefined ? '–' : (line.bits / 1024).toFixed(1)}</td>
                <td class="number">{mpki(line.scores[0])}</td>
                <td class="number">{line.mean.toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <details class="numbers">
        <summary>Each recording</summary>
        <Scroll label="Scores of each recording">
          <table class="score-table">
            <thead>
              <tr>
                <th scope="col">recording</th>
                {lines.map(({ title }) => (
                  <th scope="col" key={title}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {recordings.map(({ name }, n) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {lines.map((line) => (
                    <td key={line.title} class={line === own ? 'number own' : 'number'}>
                      {mpki(line.scores[n])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </details>
    </>
  );
}
