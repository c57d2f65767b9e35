/** A lesson's experiment: a button, its progress, its figures, and what of it looks like the published ones. */
import { useState } from 'preact/hooks';
import type { Figure, Result } from '../../src/lessons/experiment.js';
import { FailureNote } from '../parts/pane.js';
import { PlotFigure, seriesColours } from '../parts/plot.js';
import { failureFrom } from '../state/answer.js';
import { measuring } from '../worker/client.js';
import type { Failure } from '../worker/protocol.js';
import { ColumnHeads } from '../parts/column-heads.js';

/** The experiment of that name. */
export function ExperimentRun({
  name,
  onResult,
}: {
  readonly name: string;
  readonly onResult: (result: Result) => void;
}) {
  const [done, setDone] = useState<number | undefined>(undefined);
  const [result, setResult] = useState<Result | undefined>(undefined);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const run = (effort: number): void => {
    setDone(0);
    setFailure(undefined);
    measuring.call('runExperiment', { name, effort }, setDone).then(
      (value) => {
        setResult(value);
        onResult(value);
        setDone(undefined);
      },
      (error: unknown) => {
        setFailure(failureFrom(error));
        setDone(undefined);
      },
    );
  };
  return (
    <div class="experiment">
      <div class="controls">
        {done === undefined ? (
          <>
            <button type="button" class="primary" onClick={() => run(1)}>
              Run the experiment
            </button>
            <button type="button" onClick={() => run(0.1)}>
              A quick look
            </button>
            {result === undefined && failure === undefined ? (
              <span class="nothing">Its figures and what should hold will be here, measured on this machine.</span>
            ) : null}
          </>
        ) : (
          <>
            <button type="button" onClick={() => measuring.stop()}>
              Stop
            </button>
            <progress value={done} aria-label="Progress of the experiment" />
          </>
        )}
      </div>
      {failure === undefined ? null : <FailureNote failure={failure} lead="The experiment cannot run here:" />}
      {result === undefined ? null : <Shown result={result} />}
    </div>
  );
}

function Shown({ result: { figures, checks, notes } }: { readonly result: Result }) {
  return (
    <>
      {figures.map((figure) => (
        <Drawn key={figure.title} figure={figure} />
      ))}
      <ul class="checks">
        {checks.map(({ what, holds, found, published }) => (
          <li key={what} class={holds ? 'holds' : 'fails'}>
            <strong>{holds ? '✓' : '✗'}</strong> {what}: {found}
            {published === undefined ? null : <span class="published"> Published: {published}</span>}
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} class="nothing">
          {note}
        </p>
      ))}
    </>
  );
}

interface Point {
  readonly series: string;
  readonly x: number | string;
  readonly y: number;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

function Drawn({ figure }: { readonly figure: Figure }) {
  const { kind, title, x, y, series } = figure;
  const points: Point[] = series.flatMap(({ name, points: list }) =>
    list.map((point) => ({
      series: name,
      x: kind === 'bars' ? (x.labels?.[point.x] ?? point.x) : point.x,
      y: point.y,
      low: point.low,
      high: point.high,
    })),
  );
  const spread = points.filter(({ low, high }) => low !== undefined && high !== undefined);
  const names = series.map(({ name }) => name);
  const type = (scale: 'linear' | 'log' | undefined) => ({ type: scale ?? 'linear' }) as const;
  return (
    <>
      <h5>{title}</h5>
      <PlotFigure
        title={title}
        label={title}
        dependsOn={figure}
        options={(plot) =>
          kind === 'lines'
            ? {
                height: 280,
                marginBottom: 40,
                x: { label: x.label, ...type(x.scale) },
                y: { label: y.label, grid: true, zero: y.scale !== 'log', ...type(y.scale) },
                color: { legend: true, domain: names, range: seriesColours },
                marks: [
                  plot.areaY(spread, { x: 'x', y1: 'low', y2: 'high', fill: 'series', fillOpacity: 0.15 }),
                  plot.lineY(points, { x: 'x', y: 'y', stroke: 'series', strokeWidth: 1.75 }),
                  plot.dot(points, { x: 'x', y: 'y', fill: 'series', r: 2.5 }),
                ],
              }
            : {
                marginLeft: 180,
                height: 22 * points.length + 60,
                x: { label: y.label, grid: true, ...type(y.scale) },
                fy: { label: null, domain: x.labels ?? [] },
                y: { axis: null, domain: names },
                color: { legend: names.length > 1, domain: names, range: seriesColours },
                marks: [
                  plot.barX(points, { x: 'y', y: 'series', fy: 'x', fill: 'series' }),
                  plot.ruleY(spread, {
                    x1: 'low',
                    x2: 'high',
                    y: 'series',
                    fy: 'x',
                    stroke: 'var(--text)',
                    strokeWidth: 2,
                  }),
                ],
              }
        }
      >
        <table>
          <ColumnHeads of={[x.label, 'series', y.label]} />
          <tbody>
            {points.map(({ series: name, x: place, y: value }) => (
              <tr key={`${name} ${place}`}>
                <th scope="row">{place}</th>
                <td>{name}</td>
                <td class="number">{value.toPrecision(4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </PlotFigure>
    </>
  );
}
