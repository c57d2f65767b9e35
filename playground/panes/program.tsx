/** The program on each rung of the ladder, with what the rung has changed. */
import { Nothing, Pane } from '../parts/pane.js';
import { Tabs } from '../parts/tabs.js';
import { rungNumbers, type Rung } from '../state/state.js';
import type { CompiledView } from '../worker/compile.js';
import type { Group } from '../worker/groups.js';
import type { ProgramLine } from '../worker/programs.js';

interface Props {
  readonly view: CompiledView | undefined;
  readonly rung: Rung;
  readonly setRung: (rung: Rung) => void;
}

/** The pane of the program. */
export function ProgramPane({ view, rung, setRung }: Props) {
  const shown = view?.rungs[rung];
  const below = view?.rungs[rung - 1];
  return (
    <Pane
      id="program"
      title="Program"
      about="One line a step: its place, what it does, what it writes ← what it reads, → where it may jump."
    >
      <Tabs
        id="rung"
        label="Rung of the ladder"
        chosen={rung}
        onChoose={setRung}
        tabs={rungNumbers.map((value) => tabOf(value, rung, view?.rungs[value]?.title))}
      >
        {shown === undefined ? (
          <Nothing>
            When the predicate is right, its steps are here, one a line. Choose a rung to see what the compiler makes
            shorter.
          </Nothing>
        ) : (
          <>
            <p class="summary">
              {shown.steps} steps, {shown.words} words
              {below === undefined ? '' : `; rung ${rung - 1}: ${below.steps} steps, ${below.words} words`}
              {shown.constants.length === 0
                ? ''
                : ` · ${shown.constants.slice(0, 12).join(', ')}${shown.constants.length > 12 ? ', …' : ''}`}
            </p>
            <Legend lines={shown.lines} />
            <ol class="steps">
              {shown.lines.map((line) => (
                <Line key={`${line.kind}${line.at}`} line={line} />
              ))}
            </ol>
            {shown.omitted > 0 ? <Nothing>{shown.omitted} more lines are not shown.</Nothing> : null}
          </>
        )}
      </Tabs>
    </Pane>
  );
}

/** What the colours mean, as far as they are there. */
const groupNames: Readonly<Record<Group, string>> = {
  fetch: 'fetches a column',
  test: 'computes',
  null: 'asks for null',
  boolean: 'AND, OR, NOT',
  select: 'decides on the row',
  fused: 'several in one',
  other: 'other',
};

function Legend({ lines }: { readonly lines: readonly ProgramLine[] }) {
  const there = new Set(lines.map(({ group }) => group));
  return (
    <ul class="legend" aria-label="Colours">
      {Object.entries(groupNames).flatMap(([group, name]) =>
        there.has(group as Group)
          ? [
              <li key={group} class={`group-${group}`}>
                {name}
              </li>,
            ]
          : [],
      )}
    </ul>
  );
}

/** The chosen rung has its name beside its number, the others have it where the pointer rests. */
function tabOf(value: Rung, chosen: Rung, title = '') {
  return { value, label: value === chosen ? `${value} ${title}` : String(value), title: `${value} ${title}` };
}

function Line({ line }: { readonly line: ProgramLine }) {
  const { kind, at, number, name, effect, group, isNew } = line;
  const gone = kind === 'gone';
  const mark = gone ? '−' : isNew ? '+' : '';
  return (
    <li
      class={`step group-${group} ${gone ? 'gone' : ''} ${isNew ? 'new' : ''}`}
      {...(gone ? {} : { 'data-step': number })}
    >
      <span class="mark" aria-hidden="true">
        {mark}
      </span>
      {gone ? (
        <span class="hidden">only on the rung below: </span>
      ) : isNew ? (
        <span class="hidden">new on this rung: </span>
      ) : null}
      <span class="at">{at}</span>
      <span class="name">{name}</span>
      <span class="effect">{effect}</span>
    </li>
  );
}
