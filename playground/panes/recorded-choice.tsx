/** Which predicate's native code is shown, and which one beside it: the canonical ones, which were recorded, or the page's own. */
import { predicateNames, type PredicateName } from '../../src/datasets/predicates.js';
import { Nothing } from '../parts/pane.js';
import { ownPredicate, sourceOf, type State } from '../state/state.js';
import type { RecordedChoice } from '../worker/native.js';

interface Props {
  readonly state: State;
  readonly set: (change: Partial<State>) => void;
}

const nameIn = (text: string): PredicateName | undefined => predicateNames.find((name) => name === text);

/** The choice that the state means; undefined for nothing. */
function choiceOf(chosen: string, state: State): RecordedChoice | undefined {
  if (chosen === ownPredicate) return { source: { ...sourceOf(state), rung: 4 } };
  const name = nameIn(chosen);
  return name === undefined ? undefined : { name };
}

/** What is shown, and what beside it. A name that is none means the first example. */
export function choicesOf(state: State): {
  readonly left: RecordedChoice;
  readonly right: RecordedChoice | undefined;
} {
  return {
    left: choiceOf(state.recorded, state) ?? { name: 'range' },
    right: choiceOf(state.recordedBeside, state),
  };
}

/** The two fields. */
export function RecordedFields({ state, set }: Props) {
  return (
    <>
      <label>
        Predicate{' '}
        <select value={state.recorded} onChange={({ currentTarget }) => set({ recorded: currentTarget.value })}>
          <Options />
        </select>
      </label>
      <label>
        Beside it{' '}
        <select
          value={state.recordedBeside}
          onChange={({ currentTarget }) => set({ recordedBeside: currentTarget.value })}
        >
          <option value="">nothing</option>
          <Options />
        </select>
      </label>
    </>
  );
}

function Options() {
  return (
    <>
      <option value={ownPredicate}>the predicate above</option>
      {predicateNames.map((name) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </>
  );
}

/** For a predicate that was not recorded: what prints its code. */
export function NotRecorded({ state: { sql, schema }, flags }: { readonly state: State; readonly flags: string }) {
  return (
    <Nothing>
      Nothing was recorded of this predicate: a page cannot ask its browser for machine code. In a terminal,{' '}
      <code class="command">
        quern explain {quoted(sql)} --schema {quoted(schema)} {flags}
      </code>{' '}
      shows it. Predicates that differ from a canonical one in their numbers only have its code.
    </Nothing>
  );
}

/** For a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
