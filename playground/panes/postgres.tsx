/** Ask PostgreSQL: the same predicate over the same rows in PGlite, which is loaded when it is asked for. */
import { useRef, useState } from 'preact/hooks';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import type { PostgresMethods } from '../postgres/worker.js';
import { failureFrom } from '../state/answer.js';
import { sourceOf, type State } from '../state/state.js';
import { Client, quick } from '../worker/client.js';
import type { Failure } from '../worker/protocol.js';
import type { Answered } from './postgres-answers.js';
import type * as views from './postgres-answers.js';

/** Put in when the site is built (vite.config.ts): megabytes to fetch, measured in the package that was installed then. */
declare const PGLITE_MEGABYTES: number;

const randomRows = 1000;
/** PostgreSQL is given up after so long, in milliseconds: an input that overflows its stack never answers. */
const patience = 120_000;
const postgres = new Client<PostgresMethods>(
  () => new Worker(new URL('../postgres/worker.ts', import.meta.url), { type: 'module', name: 'postgres' }),
);

/** Answers, with what shows them. */
interface Shown {
  readonly answered: Answered;
  readonly views: typeof views;
}

/** The pane of the two answers. */
export function PostgresPane({ state }: { readonly state: State }) {
  const [shown, show] = useState<Shown | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [waiting, setWaiting] = useState<'' | 'starting' | 'asking'>('');
  const started = useRef(false);
  const ask = async (random: boolean): Promise<void> => {
    const { sql, params, session } = state;
    setFailure(undefined);
    setWaiting(started.current ? 'asking' : 'starting');
    const timer = setTimeout(() => {
      started.current = false;
      postgres.stop();
    }, patience);
    try {
      const question = await quick.call('question', {
        ...sourceOf(state),
        rows: random ? randomRows : state.rows,
      });
      const { table, rows } = question;
      const asked = await postgres.call('ask', { table, rows, sql, params, session });
      started.current = true;
      show({ answered: { question, asked, sql, params, random }, views: await import('./postgres-answers.js') });
    } catch (error) {
      const found = failureFrom(error);
      setFailure(
        found.code === '57014'
          ? { ...found, message: `PostgreSQL gave no answer in ${patience / 1000} s and was stopped` }
          : found,
      );
    } finally {
      clearTimeout(timer);
      setWaiting('');
    }
  };
  const tools = (
    <>
      <button type="button" class="primary" disabled={waiting !== ''} onClick={() => void ask(false)}>
        Ask about the rows above
      </button>
      <button type="button" disabled={waiting !== ''} onClick={() => void ask(true)}>
        … about {randomRows.toLocaleString('en')} random rows
      </button>
    </>
  );
  return (
    <Pane
      id="postgres"
      title="Ask PostgreSQL"
      class="wide"
      tools={tools}
      waiting={waiting !== ''}
      about="PostgreSQL itself runs the same predicate over the same rows, in this page (PGlite). If you doubt an answer, this is the judge."
    >
      <div class="asked" role="status">
        {failure === undefined ? null : <FailureNote failure={failure} lead="PostgreSQL cannot be asked:" />}
        {waiting === 'starting' ? <Nothing>PostgreSQL is being fetched and started …</Nothing> : null}
        {waiting === 'asking' ? <Nothing>PostgreSQL is being asked …</Nothing> : null}
        {shown === undefined ? (
          waiting === '' && failure === undefined ? (
            <Nothing>
              Press a button: each row’s two answers and PostgreSQL’s plan will be here, and a difference will be
              marked. The first time fetches some {PGLITE_MEGABYTES} MB from this server; until then nothing of it is
              loaded.
            </Nothing>
          ) : null
        ) : (
          <shown.views.Answers {...shown.answered} />
        )}
      </div>
    </Pane>
  );
}
