/** Ask PostgreSQL: the same predicate over the same rows in PGlite, which is loaded when it is asked for; both answers, and PostgreSQL's own plan. */
import { useRef, useState } from 'preact/hooks';
import { CopyButton } from '../parts/copy-button.js';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { Scroll } from '../parts/scroll.js';
import type { Asked } from '../postgres/ask.js';
import {
  answerText,
  differencesBetween,
  isFailure,
  isUnsupported,
  reportText,
  type Difference,
} from '../postgres/compare.js';
import type { PostgresMethods } from '../postgres/worker.js';
import { failureFrom } from '../state/answer.js';
import type { State } from '../state/state.js';
import { Client, quick } from '../worker/client.js';
import type { Failure } from '../worker/protocol.js';
import type { Question } from '../worker/question.js';
import type { TextRow } from '../worker/rows.js';

/** Put in when the site is built (vite.config.ts): megabytes to fetch, measured in the package that was installed then. */
declare const PGLITE_MEGABYTES: number;

const randomRows = 1000;
/** PostgreSQL is given up after so long, in milliseconds: an input that overflows its stack never answers. */
const patience = 120_000;
/** How many rows are listed. */
const mostShown = 40;

const postgres = new Client<PostgresMethods>(
  () => new Worker(new URL('../postgres/worker.ts', import.meta.url), { type: 'module', name: 'postgres' }),
);

interface Answered {
  readonly question: Question;
  readonly asked: Asked;
  readonly sql: string;
  readonly params: State['params'];
  readonly random: boolean;
}

/** The pane of the two answers. */
export function PostgresPane({ state }: { readonly state: State }) {
  const [answered, setAnswered] = useState<Answered | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [waiting, setWaiting] = useState<'' | 'starting' | 'asking'>('');
  const started = useRef(false);
  const ask = async (random: boolean): Promise<void> => {
    const { sql, schema, params, rung } = state;
    setFailure(undefined);
    setWaiting(started.current ? 'asking' : 'starting');
    const timer = setTimeout(() => {
      started.current = false;
      postgres.stop();
    }, patience);
    try {
      const question = await quick.call('question', {
        sql,
        schema,
        params,
        rung,
        rows: random ? randomRows : state.rows,
      });
      const { table, rows } = question;
      const asked = await postgres.call('ask', { table, rows, sql, params });
      started.current = true;
      setAnswered({ question, asked, sql, params, random });
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
        {answered === undefined ? (
          waiting === '' && failure === undefined ? (
            <Nothing>
              Press a button: each row’s two answers and PostgreSQL’s plan will be here, and a difference will be
              marked. The first time fetches some {PGLITE_MEGABYTES} MB from this server; until then nothing of it is
              loaded.
            </Nothing>
          ) : null
        ) : (
          <Result {...answered} />
        )}
      </div>
    </Pane>
  );
}

function Result({ question, asked, sql, params, random }: Answered) {
  const differences = differencesBetween(question, asked);
  const { answers: ours } = question;
  const { answers: theirs } = asked;
  if (isFailure(ours) || isFailure(theirs)) {
    const [ourFailure, theirFailure] = [isFailure(ours) ? ours : undefined, isFailure(theirs) ? theirs : undefined];
    return (
      <>
        {ourFailure === undefined ? null : <FailureNote failure={ourFailure} lead="quern:" />}
        {theirFailure === undefined ? null : <FailureNote failure={theirFailure} lead={`${asked.version}:`} />}
        {differences.length === 0 ? (
          <p class="verdict yes">Both refuse the predicate, with the same SQLSTATE.</p>
        ) : ourFailure !== undefined && isUnsupported(ourFailure) ? (
          <p class="verdict">PostgreSQL can do this and quern cannot: it is missing, not wrong.</p>
        ) : (
          <Different {...{ question, asked, sql, params, differences }} />
        )}
        <Plan plan={asked.plan} version={asked.version} />
      </>
    );
  }
  const count = (answer: boolean | null): number => theirs.filter((one) => one === answer).length;
  const errors = theirs.filter((one) => typeof one === 'object' && one !== null).length;
  return (
    <>
      {differences.length === 0 ? (
        <p class="verdict yes">
          ✓ {asked.version} and quern agree on all {theirs.length.toLocaleString('en')} {random ? 'random ' : ''}rows.
        </p>
      ) : (
        <Different {...{ question, asked, sql, params, differences }} />
      )}
      <p class="summary">
        PostgreSQL: {count(true)} true, {count(false)} false, {count(null)} null
        {errors === 0 ? '' : `, ${errors} errors`}.
      </p>
      <div class="judged">
        <Rows
          question={question}
          theirs={theirs}
          shown={random ? differences.flatMap(({ row }) => row ?? []) : theirs.map((_, row) => row)}
        />
        <Plan plan={asked.plan} version={asked.version} />
      </div>
    </>
  );
}

interface DifferentProps extends Omit<Answered, 'random'> {
  readonly differences: readonly Difference[];
}

function Different({ differences, ...parts }: DifferentProps) {
  const [first] = differences;
  return (
    <p class="verdict error">
      ✗ They differ
      {first?.row === undefined ? ' on the predicate.' : ` on ${differences.length} rows.`} That is a bug of quern.{' '}
      <CopyButton
        label="Copy a bug report"
        text={() => reportText({ ...parts, differences, browser: navigator.userAgent })}
      />
    </p>
  );
}

interface RowsProps {
  readonly question: Question;
  readonly theirs: Exclude<Asked['answers'], Failure>;
  /** The places of the rows that are listed. */
  readonly shown: readonly number[];
}

function Rows({ question: { rows, answers }, theirs, shown }: RowsProps) {
  if (shown.length === 0 || isFailure(answers)) return null;
  return (
    <Scroll label="Both answers">
      <table class="both">
        <caption class="hidden">The answers of quern and of PostgreSQL to each row</caption>
        <thead>
          <tr>
            <th scope="col">row</th>
            <th scope="col">quern</th>
            <th scope="col">PostgreSQL</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, mostShown).map((row) => {
            const [ours, other] = [answerText(answers[row] ?? null), answerText(theirs[row] ?? null)];
            return (
              <tr key={row} class={ours === other ? '' : 'differs'}>
                <th scope="row">{rowText(rows[row] ?? [])}</th>
                <td>{ours}</td>
                <td>{other}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length > mostShown ? <Nothing>{shown.length - mostShown} more are not shown.</Nothing> : null}
    </Scroll>
  );
}

const rowText = (row: TextRow): string => row.map((cell) => cell ?? 'NULL').join(', ');

function Plan({ plan, version }: { readonly plan: Asked['plan']; readonly version: string }) {
  return (
    <div class="plan">
      <h3>The plan of {version}</h3>
      {isFailure(plan) ? (
        <FailureNote failure={plan} lead="It makes no plan:" />
      ) : (
        <pre class="dump">{plan.join('\n')}</pre>
      )}
    </div>
  );
}
