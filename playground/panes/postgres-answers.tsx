/** What quern and PostgreSQL answered: where they differ, a report of it, and PostgreSQL's own plan. */
import { CopyButton } from '../parts/copy-button.js';
import { FailureNote, Nothing } from '../parts/pane.js';
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
import type { State } from '../state/state.js';
import type { Failure } from '../worker/protocol.js';
import type { Question } from '../worker/question.js';
import type { TextRow } from '../worker/rows.js';
import { ColumnHeads } from '../parts/column-heads.js';

/** How many rows are listed. */
const mostShown = 40;

/** A question with both answers. */
export interface Answered {
  readonly question: Question;
  readonly asked: Asked;
  readonly sql: string;
  readonly params: State['params'];
  readonly random: boolean;
}

/** Both answers. */
export function Answers({ question, asked, sql, params, random }: Answered) {
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
        <ColumnHeads of={['row', 'quern', 'PostgreSQL']} />
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
