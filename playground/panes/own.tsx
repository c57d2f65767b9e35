/** A predictor of one's own: an editor, its score beside the built-in models, and its state as it learns. */
import { useState } from 'preact/hooks';
import type { ConditionalPredictor, Score, ScoreLine } from '../../src/predictor/index.js';
import { ownPredictorExample } from '../../src/predictor/own.js';
import { score, scoreLine } from '../../src/predictor/score.js';
import { Editor } from '../parts/editor.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { Scroll } from '../parts/scroll.js';
import { PredictorError, runPredictor, type SandboxRun } from '../predictor/sandbox.js';
import { failureFrom } from '../state/answer.js';
import type { State } from '../state/state.js';
import { simulating } from '../worker/client.js';
import type { Contest } from '../worker/contest.js';
import type { Failure } from '../worker/protocol.js';
import { Learning } from './learning.js';

/** A predictor may take so long for all traces together, in milliseconds. */
const patience = 3000;
/** How many branches are watched: the first ones, and from there on ever fewer. */
const mostWatched = 120;

interface Props {
  readonly state: State;
  /** Changes when the state comes from elsewhere than the editor. */
  readonly revision: number;
  readonly set: (change: Partial<State>) => void;
}

interface Ran {
  readonly contest: Contest;
  readonly runs: readonly SandboxRun[];
}

/** The pane of the editor. */
export function OwnPane({ state, revision, set }: Props) {
  const [ran, setRan] = useState<Ran | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [waiting, setWaiting] = useState(false);
  const text = state.predictor === '' ? ownPredictorExample : state.predictor;
  const { sql, schema, rung, params, nullRate } = state;
  const run = async (): Promise<void> => {
    setWaiting(true);
    setFailure(undefined);
    try {
      const contest = await simulating.call('contest', { sql, schema, rung, params, nullRate });
      const traces = contest.recordings.map(({ sites, at, taken }, n) => ({
        addresses: sites.map(({ address }) => address),
        at,
        taken,
        watched: n === 0 ? watchedOf(at.length) : [],
      }));
      setRan({ contest, runs: await runPredictor(text, traces, patience) });
    } catch (error) {
      setFailure(error instanceof PredictorError ? error.failure : failureFrom(error));
    } finally {
      setWaiting(false);
    }
  };
  const tools = (
    <>
      <button type="button" class="primary" disabled={waiting} onClick={() => void run()}>
        Run it
      </button>
      <button
        type="button"
        disabled={state.predictor === ''}
        onClick={() => {
          set({ predictor: '' });
        }}
      >
        The sample again
      </button>
    </>
  );
  return (
    <Pane
      id="own"
      title="A predictor of your own"
      class="wide"
      tools={tools}
      waiting={waiting}
      about="Twenty lines of JavaScript against forty years of papers. Copy link takes it along. It runs in a worker that belongs to no site and is stopped after three seconds."
    >
      <div class="contest">
        <div>
          <Editor
            id="predictor"
            label="Your predictor, in JavaScript"
            value={text}
            revision={state.predictor === '' ? -1 - revision : revision}
            onChange={(changed) => set({ predictor: changed === ownPredictorExample ? '' : changed })}
            failure={failure?.position === undefined ? undefined : failure}
            plain
          />
          <div id="predictor-failure" role="status">
            {failure === undefined ? null : <FailureNote failure={failure} lead="Your predictor was not scored:" />}
          </div>
        </div>
        <div class="scores">
          {ran === undefined ? (
            <Nothing>
              Press Run it: your predictor guesses every branch of this predicate and of 21 recordings, and its
              mispredictions in a thousand instructions will stand here among those of the built-in models, from 1981 to
              2006. Below, you will see its state as it learns.
            </Nothing>
          ) : (
            <>
              {failure === undefined ? null : <Nothing>These are the scores of the last text that ran.</Nothing>}
              <Scores {...ran} />
            </>
          )}
        </div>
      </div>
      {ran === undefined ? null : <LearningOf {...ran} />}
    </Pane>
  );
}

/** The first forty branches, and then steps that grow by a tenth. */
function watchedOf(length: number): number[] {
  const watched: number[] = [];
  for (let n = 0; n < length && watched.length < mostWatched; n += Math.max(1, Math.floor(n / 10) - 3)) watched.push(n);
  return watched;
}

function LearningOf({ contest, runs }: Ran) {
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

function Scores({ contest: { recordings, lines: models }, runs }: Ran) {
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
          <thead>
            <tr>
              <th scope="col">predictor</th>
              <th scope="col">kilobits</th>
              <th scope="col">this predicate</th>
              <th scope="col">mean of {recordings.length - 1} recordings</th>
            </tr>
          </thead>
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
