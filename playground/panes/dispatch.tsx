/** Three ways to get from one step to the next, side by side: the same program over the same rows, and where each is guessed wrong. */
import { FailureNote, Nothing, Pane } from '../parts/pane.js';
import type { State } from '../state/state.js';
import type { Answered } from '../state/answer.js';
import type { DispatchView, SiteView } from '../worker/dispatch.js';
import type { Registered } from '../worker/models.js';
import { Scroll } from '../parts/scroll.js';
import { ModelChoice } from './model-choice.js';
import { ColumnHeads } from '../parts/column-heads.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly registered: Registered | undefined;
  readonly answer: Answered<readonly DispatchView[]>;
}

const titles = {
  shared: ['Switch', 'One indirect jump, shared by all steps.'],
  replicated: ['Threaded code', 'An indirect jump at the end of each opcode’s handler.'],
  none: ['Compiled', 'No jumps between steps, and each step has branches of its own.'],
} as const;

/** The pane of the three. */
export function DispatchPane({ state, set, registered, answer }: Props) {
  const { value, failure, waiting } = answer;
  const tools = (
    <>
      <ModelChoice
        label="Branches"
        models={registered?.conditional}
        chosen={state.conditional}
        onChoose={(conditional) => set({ conditional })}
      />
      <ModelChoice
        label="Jumps"
        models={registered?.indirect}
        chosen={state.indirect}
        onChoose={(indirect) => set({ indirect })}
      />
      <label class="range">
        Nulls {(100 * state.nullRate).toFixed(0)} %
        <input
          type="range"
          min="0"
          max="1"
          step="0.05"
          value={state.nullRate}
          onInput={({ currentTarget }) => set({ nullRate: Number(currentTarget.value) })}
        />
      </label>
    </>
  );
  return (
    <Pane
      id="dispatch"
      title="Three ways of dispatch"
      class="wide"
      tools={tools}
      waiting={waiting}
      about="Simulated over 2,000 random rows. A misprediction is a branch that the predictor guessed wrong; MPKI is how many there are in a thousand instructions."
    >
      {failure !== undefined ? <FailureNote failure={failure} lead="These rows cannot be simulated:" /> : null}
      {value === undefined ? (
        failure === undefined ? (
          <Nothing>
            When the predicate is right, it runs over 2,000 random rows in three ways, and each way’s wrong guesses are
            counted here.
          </Nothing>
        ) : null
      ) : (
        <div class="three">
          {value.map((view) => (
            <Way key={view.dispatch} view={view} highest={Math.max(...value.map(({ perRow }) => perRow))} />
          ))}
        </div>
      )}
    </Pane>
  );
}

function Way({ view, highest }: { readonly view: DispatchView; readonly highest: number }) {
  const [title, about] = titles[view.dispatch];
  return (
    <article class="way" aria-label={title}>
      <h3>{title}</h3>
      <p class="about">{about}</p>
      <p class="figure-number">
        <strong>{view.perRow.toFixed(2)}</strong> mispredictions a row
      </p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${highest === 0 ? 0 : (100 * view.perRow) / highest}%` }} />
      </div>
      <p class="about">
        {view.perThousandInstructions.toFixed(2)} MPKI · {view.branchesPerRow.toFixed(1)} branches and about{' '}
        {view.instructionsPerRow.toFixed(0)} instructions a row
      </p>
      <Scroll label={`Places of ${title}`}>
        <table>
          <caption class="hidden">Where {title} is guessed wrong</caption>
          <ColumnHeads of={['place', 'executed', 'wrong']} />
          <tbody>
            {view.sites.map((site, n) => (
              <Place key={n} site={site} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </article>
  );
}

function Place({ site: { name, role, executed, mispredicted } }: { readonly site: SiteView }) {
  const part = executed === 0 ? 0 : mispredicted / executed;
  return (
    <tr>
      <th scope="row" class={`role-${role}`}>
        {name}
      </th>
      <td class="number">{executed.toLocaleString('en')}</td>
      <td class="number" style={{ '--part': `${(100 * part).toFixed(1)}%` }}>
        {(100 * part).toFixed(1)} %
      </td>
    </tr>
  );
}
