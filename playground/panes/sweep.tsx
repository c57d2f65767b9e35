/** The selectivity tent, live: two sliders, and the curve of simulated mispredictions of `a > t` for every predictor. */
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import { PlotFigure, seriesColours } from '../parts/plot.js';
import type { State } from '../state/state.js';
import type { Answered } from '../state/answer.js';
import type { SweepAnswer } from '../worker/sweep.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly answer: Answered<SweepAnswer>;
}

/** The pane of the curve. */
export function SweepPane({ state, set, answer }: Props) {
  const { value, failure, waiting } = answer;
  return (
    <Pane
      id="sweep"
      title="Selectivity and nulls"
      waiting={waiting}
      about="a > t over 2,000 random rows on rung 3, simulated: mispredictions a row of its branches on data, from no value above t to all of them."
    >
      <div class="sliders">
        <Slider label="Above t" value={state.selectivity} onChange={(selectivity) => set({ selectivity })} />
        <Slider label="Null" value={state.curveNulls} onChange={(curveNulls) => set({ curveNulls })} />
        <label class="check">
          <input
            type="checkbox"
            checked={state.sorted}
            onChange={({ currentTarget }) => set({ sorted: currentTarget.checked })}
          />{' '}
          sorted rows
        </label>
      </div>
      {failure === undefined ? null : <FailureNote failure={failure} lead="The curve cannot be simulated:" />}
      {value === undefined ? (
        failure === undefined ? (
          <Nothing>The curve is being simulated …</Nothing>
        ) : null
      ) : (
        <Curve value={value} />
      )}
    </Pane>
  );
}

function Slider({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  return (
    <label class="range">
      {label} {(100 * value).toFixed(0)} %
      <input
        type="range"
        min="0"
        max="1"
        step="0.01"
        value={value}
        onInput={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
    </label>
  );
}

function Curve({ value }: { readonly value: SweepAnswer }) {
  const names = [...new Set(value.points.map(({ model }) => model))];
  const at = value.here[0]?.selectivity ?? 0;
  const parts = [...new Set(value.points.map((point) => point.selectivity))];
  return (
    <PlotFigure
      title="selectivity and nulls"
      height={260}
      label={`Mispredictions a row when ${(100 * at).toFixed(0)} % are selected: ${value.here.map(({ model, perRow }) => `${model} ${perRow.toFixed(2)}`).join(', ')}`}
      dependsOn={value}
      options={(plot) => ({
        height: 260,
        marginBottom: 40,
        x: { label: 'values above t, %', domain: [0, 100] },
        y: { label: 'mispredictions a row', grid: true, zero: true, nice: true },
        color: { legend: true, domain: names, range: seriesColours },
        marks: [
          plot.ruleX([100 * at], { stroke: 'var(--muted)', strokeDasharray: '3 3' }),
          plot.lineY(value.points, {
            x: ({ selectivity }) => 100 * selectivity,
            y: 'perRow',
            stroke: 'model',
            strokeWidth: 1.75,
          }),
          plot.dot(value.here, { x: ({ selectivity }) => 100 * selectivity, y: 'perRow', fill: 'model', r: 4 }),
        ],
      })}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">values above t, %</th>
            {names.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parts.map((part) => (
            <tr key={part}>
              <th scope="row">{(100 * part).toFixed(0)}</th>
              {names.map((name) => (
                <td key={name} class="number">
                  {value.points.find((point) => point.model === name && point.selectivity === part)?.perRow.toFixed(3)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </PlotFigure>
  );
}
