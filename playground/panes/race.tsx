/** The race: all engines over the same rows, measured in a worker of this browser. */
import { useState } from 'preact/hooks';
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { PlotFigure } from '../parts/plot.js';
import { failureFrom } from '../state/answer.js';
import { engineLegend } from '../state/engine-legend.js';
import { sourceOf, type State } from '../state/state.js';
import { measuring } from '../worker/client.js';
import type { Failure } from '../worker/protocol.js';
import type { RaceAnswer } from '../worker/race.js';
import { ColumnHeads } from '../parts/column-heads.js';

const sizes = [1000, 10_000, 100_000, 1_000_000];

/** The pane of the race. */
export function RacePane({ state }: { readonly state: State }) {
  const [rowCount, setRowCount] = useState(100_000);
  const [done, setDone] = useState<number | undefined>(undefined);
  const [answer, setAnswer] = useState<
    { readonly race: RaceAnswer; readonly sql: string; readonly rung: number } | undefined
  >(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const { sql, rung, nullRate } = state;
  const start = (): void => {
    setDone(0);
    setFailure(undefined);
    measuring.call('race', { ...sourceOf(state), nullRate, rowCount, rounds: 21 }, setDone).then(
      (race) => {
        setAnswer({ race, sql, rung });
        setDone(undefined);
      },
      (error: unknown) => {
        setFailure(failureFrom(error));
        setDone(undefined);
      },
    );
  };
  const tools = (
    <>
      <label>
        Rows{' '}
        <select
          value={rowCount}
          onChange={({ currentTarget }) => setRowCount(Number(currentTarget.value))}
          disabled={done !== undefined}
        >
          {sizes.map((size) => (
            <option key={size} value={size}>
              {size.toLocaleString('en')}
            </option>
          ))}
        </select>
      </label>
      {done === undefined ? (
        <button type="button" class="primary" onClick={start}>
          Race
        </button>
      ) : (
        <button type="button" onClick={() => measuring.stop()}>
          Stop
        </button>
      )}
    </>
  );
  return (
    <Pane
      id="race"
      title="Race"
      tools={tools}
      waiting={done !== undefined}
      about="Every engine is warmed up, then all are measured in turn, 21 rounds. The bar ends at the median; the line spans the middle half of the rounds."
    >
      {done === undefined ? null : <progress value={done} aria-label="Progress of the race" />}
      {failure === undefined ? null : <FailureNote failure={failure} lead="There is no race:" />}
      {globalThis.crossOriginIsolated ? null : (
        <p class="nothing">
          The clock is coarse here, because the server does not send the headers that isolate the page; quern playground
          does.
        </p>
      )}
      {answer === undefined ? (
        <Nothing>
          {done === undefined
            ? 'Press Race: a bar for each engine will be here, the shortest is the fastest. The engines are'
            : 'The engines are warmed up and measured; this takes some seconds. They are'}
        </Nothing>
      ) : (
        <Result {...answer} />
      )}
      <EngineLegend folded={answer !== undefined} />
    </Pane>
  );
}

/** What the names mean. It stands where the figure will be, and below it afterwards. */
function EngineLegend({ folded }: { readonly folded: boolean }) {
  const list = (
    <dl class="engines">
      {Object.entries(engineLegend).map(([engine, { what }]) => (
        <div key={engine}>
          <dt>{engine}</dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
  );
  if (!folded) return list;
  return (
    <details class="numbers">
      <summary>What the engines are</summary>
      {list}
    </details>
  );
}

/** A race is called disturbed from this part of its measurements on. */
const busyFrom = 0.25;

function Result({ race, sql, rung }: { readonly race: RaceAnswer; readonly sql: string; readonly rung: number }) {
  const measured = race.runners.flatMap(({ engine, median, low, high }) =>
    median === undefined ? [] : [{ engine, median, low: low ?? median, high: high ?? median }],
  );
  const failed = race.runners.filter(({ failure }) => failure !== undefined);
  const sorted = measured.sort((x, y) => x.median - y.median);
  const best = sorted[0]?.median ?? 1;
  return (
    <>
      <p class="summary">
        <code>{sql.length > 80 ? `${sql.slice(0, 79)}…` : sql}</code> on rung {rung}:{' '}
        {race.selected.toLocaleString('en')} of {race.rows.toLocaleString('en')} random rows selected.{' '}
        {race.agree ? 'All engines agree.' : 'The engines do not agree on the rows!'}
      </p>
      {race.disturbed < busyFrom ? null : (
        <p class="failure" id="busy">
          The machine was busy: {(100 * race.disturbed).toFixed(0)} % of the measurements took much longer than the
          fastest of the same engine. Close what else runs, leave this page in front, and race again before you trust
          the order.
        </p>
      )}
      <PlotFigure
        title="race"
        label={`Nanoseconds a row: ${sorted.map(({ engine, median }) => `${engine} ${median.toFixed(2)}`).join(', ')}`}
        dependsOn={race}
        height={28 * sorted.length + 48}
        options={(plot) => ({
          marginLeft: 165,
          marginRight: 56,
          height: 28 * sorted.length + 48,
          x: { label: 'nanoseconds a row', grid: true, zero: true },
          y: { label: null, domain: sorted.map(({ engine }) => engine) },
          marks: [
            plot.barX(sorted, { x: 'median', y: 'engine', fill: 'var(--series-1)', insetTop: 3, insetBottom: 3 }),
            plot.ruleY(sorted, { x1: 'low', x2: 'high', y: 'engine', stroke: 'var(--text)', strokeWidth: 2 }),
            plot.text(sorted, {
              x: ({ high, median }) => Math.max(high, median),
              y: 'engine',
              text: ({ median }) => median.toFixed(2),
              dx: 6,
              textAnchor: 'start',
            }),
          ],
        })}
      >
        <table>
          <ColumnHeads of={['engine', 'median, ns a row', 'middle half', 'of the best']} />
          <tbody>
            {sorted.map(({ engine, median, low, high }) => (
              <tr key={engine}>
                <th scope="row">{engine}</th>
                <td class="number">{median.toFixed(2)}</td>
                <td class="number">
                  {low.toFixed(2)} to {high.toFixed(2)}
                </td>
                <td class="number">{(median / best).toFixed(1)} ×</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PlotFigure>
      {failed.map(({ engine, failure }) => (
        <p class="nothing" key={engine}>
          {engine} does not run here: {failure?.message}.
        </p>
      ))}
    </>
  );
}
