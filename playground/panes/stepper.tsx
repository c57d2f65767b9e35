/** One row, one step after the other, forward and back: where the program is, what the slots hold, and what the predictors would have guessed. */
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import type { State } from '../state/state.js';
import { engineLegend } from '../state/engine-legend.js';
import type { Answered } from '../state/answer.js';
import type { Registered } from '../worker/models.js';
import type { ProgramLine } from '../worker/programs.js';
import type { SlotView, WalkAnswer } from '../worker/walk.js';
import { Guesses } from './guesses.js';
import { Scroll } from '../parts/scroll.js';
import { ColumnHeads } from '../parts/column-heads.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly lines: readonly ProgramLine[];
  readonly walk: Answered<WalkAnswer>;
  readonly registered: Registered | undefined;
}

const ways = {
  shared: 'one indirect jump for all steps',
  replicated: 'an indirect jump in each handler',
  none: 'no jumps between steps',
} as const;

/** The pane of the stepper. */
export function StepperPane({ state, set, lines, walk, registered }: Props) {
  const { value, waiting } = walk;
  const most = value?.moments.length ?? 0;
  const step = Math.min(state.step, most);
  const go = (to: number): void => set({ step: Math.max(0, Math.min(to, most)) });
  const engine = registered?.engines.find(({ name }) => name === state.engine);
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, number>> = { ArrowRight: step + 1, ArrowLeft: step - 1, Home: 0, End: most };
    const to = moves[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  const tools = (
    <label>
      Engine{' '}
      <select value={state.engine} onChange={({ currentTarget }) => set({ engine: currentTarget.value })}>
        {(registered?.engines ?? []).map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
  const legend = Object.entries(engineLegend).find(([name]) => name === state.engine)?.[1].what;
  const about = `Row ${state.row + 1}, on rung ${state.rung}, as ${state.engine} runs it (${legend === undefined ? '' : `${legend}; `}${ways[engine?.dispatch ?? 'shared']}). The predictors have seen 500 random rows and the rows above.`;
  return (
    <Pane id="stepper" title="Stepper" tools={tools} about={about} waiting={waiting} class="wide">
      {value === undefined || lines.length === 0 ? (
        <Nothing>
          When the predicate and the columns are right, the program is here: press Step → to send the chosen row through
          it, one step at a time, and see its slots and the predictors’ guesses.
        </Nothing>
      ) : most === 0 ? (
        <Nothing>Press “Add a row” above: it is sent through the program here, one step at a time.</Nothing>
      ) : (
        <>
          <div class="controls" role="toolbar" aria-label="Steps">
            <button type="button" onClick={() => go(0)} onKeyDown={onKeyDown} disabled={step === 0}>
              To the start
            </button>
            <button type="button" onClick={() => go(step - 1)} onKeyDown={onKeyDown} disabled={step === 0}>
              ← Back
            </button>
            <button
              type="button"
              class="primary"
              onClick={() => go(step + 1)}
              onKeyDown={onKeyDown}
              aria-disabled={step === most}
            >
              Step →
            </button>
            <button type="button" onClick={() => go(most)} onKeyDown={onKeyDown} disabled={step === most}>
              To the end
            </button>
            <p class="progress" id="step-progress" aria-live="polite">
              {step} of {most} steps. {step === most ? outcome(value) : ''}
            </p>
          </div>
          {value.failure !== undefined && step === most ? (
            <FailureNote failure={value.failure} lead="The last step raises an error:" />
          ) : null}
          <div class="stepping">
            <Path lines={lines} value={value} step={step} go={go} />
            <Slots slots={step === 0 ? value.start : (value.moments[step - 1]?.slots ?? [])} />
            <Guesses
              branches={value.moments[step - 1]?.branches ?? []}
              {...(value.unguessed === undefined ? {} : { unguessed: value.unguessed })}
              started={step > 0}
            />
          </div>
        </>
      )}
    </Pane>
  );
}

function outcome({ selected, failure }: WalkAnswer): string {
  if (failure !== undefined) return 'The row raises an error.';
  return selected === true
    ? 'The row is selected.'
    : selected === false
      ? 'The row is rejected.'
      : 'The walk is too long and was cut off.';
}

interface PathProps {
  readonly lines: readonly ProgramLine[];
  readonly value: WalkAnswer;
  readonly step: number;
  readonly go: (to: number) => void;
}

function Path({ lines, value, step, go }: PathProps) {
  const steps = lines.filter(({ kind }) => kind === 'step');
  const last = value.moments[step - 1]?.number;
  const next = value.moments[step]?.number;
  const visit = (number: number): number => value.moments.findIndex((moment) => moment.number === number);
  return (
    <ol class="path" aria-label="Steps of the program">
      {steps.map(({ number, at, name, group }) => {
        const when = visit(number);
        const kind =
          number === next
            ? 'next'
            : number === last
              ? 'last'
              : when >= 0 && when < step
                ? 'done'
                : when < 0
                  ? 'skipped'
                  : 'ahead';
        return (
          <li
            key={number}
            class={`path-step group-${group} ${kind}`}
            data-step={number}
            {...(kind === 'next' ? { 'aria-current': 'step' } : {})}
          >
            <button
              type="button"
              disabled={when < 0}
              onClick={() => go(when + 1)}
              title={when < 0 ? 'This row does not come here' : `Run up to here`}
            >
              <span class="at">{at}</span>
              <span class="name">{name}</span>
              {when < 0 ? <span class="quiet-text">jumped over</span> : null}
            </button>
          </li>
        );
      })}
    </ol>
  );
}

function Slots({ slots }: { readonly slots: readonly SlotView[] }) {
  return (
    <Scroll label="Slots">
      <table class="slots">
        <caption>Slots</caption>
        <ColumnHeads of={['slot', 'kind', 'value', 'null']} />
        <tbody>
          {slots.map(({ name, representation, value, isNull, written }) => (
            <tr key={name} class={written ? 'written' : ''}>
              <th scope="row">{name}</th>
              <td class="type">{representation}</td>
              <td>{value ?? '–'}</td>
              <td>{value === undefined ? '' : isNull ? 'yes' : 'no'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
