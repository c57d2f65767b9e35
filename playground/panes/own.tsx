/** A predictor of one's own: an editor, its score beside the built-in models, and its state as it learns. */
import { useState } from 'preact/hooks';
import { Editor } from '../parts/editor.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { Scroll } from '../parts/scroll.js';
import { samplePredictor } from '../predictor/sample.js';
import { PredictorError, runPredictor, type SandboxRun } from '../predictor/sandbox.js';
import { failureFrom } from '../state/answer.js';
import type { State } from '../state/state.js';
import { simulating } from '../worker/client.js';
import type { Contest, ContestTrace } from '../worker/contest.js';
import type { Failure } from '../worker/protocol.js';
import { Learning } from './learning.js';

/** A predictor may take so long for all traces together, in milliseconds. */
const patience = 5000;
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
  const text = state.predictor === '' ? samplePredictor : state.predictor;
  const { sql, schema, rung, params, nullRate } = state;
  const run = async (): Promise<void> => {
    setWaiting(true);
    setFailure(undefined);
    try {
      const contest = await simulating.call('contest', { sql, schema, rung, params, nullRate });
      const traces = contest.traces.map(({ addresses, taken }, n) => ({
        addresses,
        taken,
        watched: n === 0 ? watchedOf(addresses.length) : [],
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
      about="Twenty lines of JavaScript against forty years of papers. Copy link takes it along. It runs in a worker that can reach nothing, for five seconds at most."
    >
      <div class="contest">
        <div>
          <Editor
            id="predictor"
            label="Your predictor, in JavaScript"
            value={text}
            revision={state.predictor === '' ? -1 - revision : revision}
            onChange={(changed) => set({ predictor: changed === samplePredictor ? '' : changed })}
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
              Press Run it: your predictor guesses every branch of six programs, and its mispredictions in a thousand
              instructions will stand here among those of the built-in models, from 1981 to 2006. Below, you will see
              its state as it learns.
            </Nothing>
          ) : (
            <Scores {...ran} />
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
  const [trace, first] = [contest.traces[0], runs[0]];
  return trace === undefined || first === undefined ? null : <Learning trace={trace} run={first} />;
}

/** Wrong guesses in a thousand instructions. */
function scoreOf({ taken, instructions }: ContestTrace, { guesses }: SandboxRun): number {
  let wrong = 0;
  for (let n = 0; n < taken.length; n++) if (guesses[n] !== taken[n]) wrong++;
  return instructions === 0 ? 0 : (1000 * wrong) / instructions;
}

interface Line {
  readonly model: string;
  readonly bits: number | undefined;
  readonly scores: readonly number[];
}

function Scores({ contest: { traces, models }, runs }: Ran) {
  const own: Line = {
    model: 'yours',
    bits: undefined,
    scores: traces.map((trace, n) => {
      const run = runs[n];
      return run === undefined ? Number.NaN : scoreOf(trace, run);
    }),
  };
  const mean = ({ scores }: Line): number => scores.reduce((sum, score) => sum + score, 0) / Math.max(scores.length, 1);
  const lines = [own, ...models].sort((one, other) => mean(one) - mean(other));
  const place = lines.indexOf(own) + 1;
  const beaten = lines.slice(place).map(({ model }) => model);
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
              {traces.map(({ name, sql }) => (
                <th scope="col" key={name} title={sql}>
                  {name}
                </th>
              ))}
              <th scope="col">mean</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={line.model} class={line === own ? 'own' : ''}>
                <th scope="row">{line.model}</th>
                <td class="number">{line.bits === undefined ? '–' : (line.bits / 1024).toFixed(1)}</td>
                {line.scores.map((score, n) => (
                  <td class="number" key={n}>
                    {score.toFixed(2)}
                  </td>
                ))}
                <td class="number">{mean(line).toFixed(2)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}
