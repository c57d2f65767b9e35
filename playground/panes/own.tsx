/** A predictor of one's own: an editor, its score beside the built-in models, and its state as it learns. */
import { useState } from 'preact/hooks';
import { ownPredictorExample } from '../../src/predictor/own.js';
import { Editor } from '../parts/editor.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { runPredictor } from '../predictor/run.js';
import { failureFrom } from '../state/answer.js';
import { sourceOf, type State } from '../state/state.js';
import { simulating } from '../worker/client.js';
import type { Failure } from '../worker/protocol.js';
import type { Ran } from './own-scores.js';
import type * as views from './own-scores.js';

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

/** A run, with what shows it. */
interface Shown {
  readonly ran: Ran;
  readonly views: typeof views;
}

/** The pane of the editor. */
export function OwnPane({ state, revision, set }: Props) {
  const [shown, show] = useState<Shown | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [waiting, setWaiting] = useState(false);
  const text = state.predictor === '' ? ownPredictorExample : state.predictor;
  const { nullRate } = state;
  const run = async (): Promise<void> => {
    setWaiting(true);
    setFailure(undefined);
    try {
      const contest = await simulating.call('contest', { ...sourceOf(state), nullRate });
      const traces = contest.recordings.map(({ sites, at, taken }, n) => ({
        addresses: sites.map(({ address }) => address),
        at,
        taken,
        watched: n === 0 ? watchedOf(at.length) : [],
      }));
      const runs = await runPredictor(text, traces, patience);
      show({ ran: { contest, runs }, views: await import('./own-scores.js') });
    } catch (error) {
      setFailure(failureFrom(error));
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
          {shown === undefined ? (
            <Nothing>
              Press Run it: your predictor guesses every branch of this predicate and of 21 recordings, and its
              mispredictions in a thousand instructions will stand here among those of the built-in models, from 1981 to
              2006. Below, you will see its state as it learns.
            </Nothing>
          ) : (
            <>
              {failure === undefined ? null : <Nothing>These are the scores of the last text that ran.</Nothing>}
              <shown.views.Scores {...shown.ran} />
            </>
          )}
        </div>
      </div>
      {shown === undefined ? null : <shown.views.LearningOf {...shown.ran} />}
    </Pane>
  );
}

/** The first forty branches, and then steps that grow by a tenth. */
function watchedOf(length: number): number[] {
  const watched: number[] = [];
  for (let n = 0; n < length && watched.length < mostWatched; n += Math.max(1, Math.floor(n / 10) - 3)) watched.push(n);
  return watched;
}
