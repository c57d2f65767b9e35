/** The pane of the pipeline: recorded code, run over rows in a model of a processor that works out of order, and a row drawn as llvm-mca does. */
import type { State } from '../state/state.js';
import type { Registered } from '../worker/models.js';
import type { PipelineView } from '../worker/native.js';
import { ModelChoice } from './model-choice.js';
import { RecordedPane } from './recorded-pane.js';
import type * as timeline from './timeline.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
  readonly registered: Registered | undefined;
}

/** The pane. */
export function PipelinePane({ state, set, registered }: Props) {
  return (
    <RecordedPane
      id="pipeline"
      title="Pipeline"
      about="The optimised code for x86-64 (the only architecture that the model knows), carried out here over 2,048 rows in a model of a processor that works out of order. A line is an instruction, a column a cycle: D taken in, = waits, e executes, E has its result, - waits to retire, R retires. Curves lead from results to who waited for them. What is hatched was lost to a wrong guess."
      state={state}
      set={set}
      tools={
        <ModelChoice
          label="Branches"
          models={registered?.conditional}
          chosen={state.conditional}
          onChoose={(conditional) => set({ conditional })}
        />
      }
      method="pipeline"
      argument={(choice) => ({ choice, predictor: state.conditional })}
      promise="A row’s way through the processor comes here: when each instruction is taken in, executes and retires, and for what it waits."
      flags="--native --pipeline"
      load={() => import('./timeline.js')}
      show={(view, _, views) => <Shown view={view} Timeline={views.Timeline} />}
    />
  );
}

interface ShownProps extends Pick<typeof timeline, 'Timeline'> {
  readonly view: PipelineView;
}

function Shown({ view, Timeline }: ShownProps) {
  const { name, sql, recorded, rows, cyclesPerRow, instructionsPerRow, mispredictionsPerRow, predictor } = view;
  return (
    <>
      <h3 class="recorded-title">
        {name} <code>{sql}</code>
      </h3>
      <p class="summary">
        <strong>{cyclesPerRow.toFixed(2)}</strong> cycles, {instructionsPerRow.toFixed(1)} instructions and{' '}
        {mispredictionsPerRow.toFixed(3)} wrong guesses a row, by {predictor}
      </p>
      <Timeline view={view} />
      <p class="about">
        {rows.toLocaleString('en')} rows; code recorded with {recorded}.
      </p>
    </>
  );
}
