/** The page: the state, the questions to the workers that follow from it, and the panes. */
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { ComparePane } from './panes/compare.js';
import { ClassPane } from './panes/class.js';
import { CodePane } from './panes/code.js';
import { DispatchPane } from './panes/dispatch.js';
import { Header } from './panes/header.js';
import { LessonsPane, lessonCount } from './panes/lessons.js';
import { NativePane } from './panes/native.js';
import { OwnPane } from './panes/own.js';
import { PipelinePane } from './panes/pipeline.js';
import { PostgresPane } from './panes/postgres.js';
import { PredicatePane } from './panes/predicate.js';
import { ProgramPane } from './panes/program.js';
import { RacePane } from './panes/race.js';
import { RowsPane } from './panes/rows.js';
import { StepperPane } from './panes/stepper.js';
import { SweepPane } from './panes/sweep.js';
import { TreePane } from './panes/tree.js';
import { ShownPanes } from './parts/pane.js';
import { EmbedFoot } from './start/embed-foot.js';
import { StartPane } from './start/start-pane.js';
import { useLook } from './start/look.js';
import { useAddress } from './state/address.js';
import { useAnswer } from './state/answer.js';
import { openPermalink, type Opened } from './state/permalink.js';
import { sourceOf, type State } from './state/state.js';
import { quick, simulating } from './worker/client.js';
import type { CompiledView } from './worker/compile.js';

/** How many random rows the predictors have seen before a walk, and how many are simulated. */
const warmUp = 500;
const simulatedRows = 2000;

/** What is shown, and how often it came from elsewhere than the page's own fields: from an example or a link. */
interface Shown extends Opened {
  readonly revision: number;
}

/** The whole page. */
export function App() {
  const [opened, setOpened] = useState<Shown>(() => ({ ...openPermalink(location.hash), revision: 0 }));
  const { state } = opened;
  const set = useCallback((change: Partial<State>) => {
    // A program that changes has other steps.
    const restart = ['sql', 'schema', 'rung', 'session'].some((field) => field in change) ? { step: 0 } : {};
    setOpened((before) => ({ ...before, state: { ...before.state, ...restart, ...change } }));
  }, []);
  const [position, point] = useState<number | undefined>(undefined);
  const open = useCallback((other: Opened) => setOpened(({ revision }) => ({ ...other, revision: revision + 1 })), []);
  useAddress(state, open);

  const { sql, rung } = state;
  const source = sourceOf(state);
  const compiled = useAnswer(quick, 'compile', { ...source, params: [] });
  const view = useLast(compiled.value?.kind === 'compiled' ? compiled.value.view : undefined);
  const isRight = compiled.value?.kind === 'compiled' && !compiled.waiting;
  const registered = useAnswer(simulating, 'registered', compiled.value === undefined ? undefined : null);
  const dispatch = registered.value?.engines.find(({ name }) => name === state.engine)?.dispatch ?? 'shared';
  const walk = useAnswer(
    quick,
    'walk',
    isRight ? { ...source, rows: state.rows, row: state.row, dispatch, warmUp } : undefined,
  );
  const dispatched = useAnswer(
    simulating,
    'dispatchPanes',
    isRight
      ? {
          ...source,
          rowCount: simulatedRows,
          nullRate: state.nullRate,
          conditional: state.conditional,
          indirect: state.indirect,
        }
      : undefined,
    120,
  );
  const { selectivity, curveNulls, sorted } = state;
  const curve = useAnswer(
    simulating,
    'sweep',
    compiled.value === undefined ? undefined : { selectivity, nullRate: curveNulls, sorted },
    60,
  );

  const compared = useAnswer(
    simulating,
    'compare',
    isRight
      ? {
          left: source,
          right: { ...source, sql: state.otherSql === '' ? sql : state.otherSql, rung: state.otherRung },
        }
      : undefined,
    150,
  );

  const lines = view?.rungs[rung]?.lines ?? [];
  const steps = useMemo(() => lines.filter(({ kind }) => kind === 'step'), [lines]);
  const columns = compiled.value?.kind === 'compiled' ? compiled.value.view.columns : compiled.value?.columns;
  const { look, setProjector } = useLook();
  return (
    <ShownPanes.Provider value={look.panes}>
      {look.panes === undefined ? (
        <Header
          state={state}
          replace={(whole) => open({ state: whole })}
          notice={opened.notice}
          dismiss={() => setOpened({ state, revision: opened.revision })}
          projector={look.projector}
          setProjector={setProjector}
        />
      ) : null}
      <main id="main" class={compiled.value?.kind === 'wrong' ? 'stale' : ''}>
        {look.panes === undefined ? (
          <StartPane state={state} lessons={lessonCount} openLesson={(lesson) => set({ lesson })} />
        ) : null}
        <LessonsPane chosen={state.lesson} choose={(lesson) => set({ lesson })} />
        <PredicatePane state={state} revision={opened.revision} set={set} answer={compiled} position={position} />
        <RowsPane state={state} set={set} columns={columns} walk={walk} />
        <TreePane view={view} point={point} />
        <ProgramPane view={view} rung={rung} setRung={(to) => set({ rung: to })} />
        <CodePane view={view} lines={lines} tab={state.tab} setTab={(tab) => set({ tab })} />
        <NativePane state={state} set={set} />
        <PipelinePane state={state} set={set} registered={registered.value} />
        <ComparePane state={state} revision={opened.revision} set={set} answer={compared} />
        <PostgresPane state={state} />
        <StepperPane
          state={state}
          set={set}
          lines={steps}
          walk={{ ...walk, waiting: walk.waiting || compiled.waiting }}
          registered={registered.value}
        />
        <DispatchPane state={state} set={set} registered={registered.value} answer={dispatched} />
        <OwnPane state={state} revision={opened.revision} set={set} />
        <RacePane state={state} />
        <SweepPane state={state} set={set} answer={curve} />
        <ClassPane />
      </main>
      {look.panes === undefined ? null : <EmbedFoot state={state} unknown={look.unknown} notice={opened.notice} />}
    </ShownPanes.Provider>
  );
}

/** The last view that there was: what is typed is wrong most of the time, and the panes should not be empty then. */
function useLast(view: CompiledView | undefined): CompiledView | undefined {
  const last = useRef<CompiledView | undefined>(undefined);
  if (view !== undefined) last.current = view;
  return last.current;
}
