/** How a reader's predictor learns: its state before one branch after the other, under a slider. */
import { useState } from 'preact/hooks';
import type { RecordedBranches } from '../../src/predictor/index.js';
import { Scroll } from '../parts/scroll.js';
import type { SandboxRun, StatePart } from '../predictor/run.js';

/** How many outcomes of the history are shown. */
const shownHistory = 16;

/** The slider and what it shows. */
export function Learning({ trace, run }: { readonly trace: RecordedBranches; readonly run: SandboxRun }) {
  const { moments, guesses } = run;
  const [at, setAt] = useState(0);
  const moment = moments[Math.min(at, moments.length - 1)];
  if (moment === undefined) return null;
  const { branch, history, parts } = moment;
  const { address, name } = trace.sites[trace.at[branch] ?? 0] ?? { address: 0, name: '' };
  const [guessed, taken] = [guesses[branch] === 1, trace.taken[branch] === 1];
  const past = Array.from({ length: shownHistory }, (_, n) => (((history >>> n) & 1) === 1 ? 'T' : 'N'));
  let wrong = 0;
  for (let n = 0; n < branch; n++) if (guesses[n] !== trace.taken[n]) wrong++;
  return (
    <div class="learning">
      <h3>As it learns, on this predicate</h3>
      <label class="range">
        Branch {(branch + 1).toLocaleString('en')} of {guesses.length.toLocaleString('en')}
        <input
          type="range"
          min="0"
          max={moments.length - 1}
          value={at}
          onInput={({ currentTarget }) => setAt(Number(currentTarget.value))}
        />
      </label>
      <p>
        <code>{name}</code> (branch {address}), history <code>…{past.reverse().join('')}</code>: your guess{' '}
        <span class={guessed === taken ? 'right' : 'wrong'}>
          {guessed === taken ? '✓' : '✗'} {guessed ? 'taken' : 'not taken'}
        </span>
        .{' '}
        {branch === 0
          ? ''
          : `Before it, ${wrong.toLocaleString('en')} of ${branch.toLocaleString('en')} were wrong (${((100 * wrong) / branch).toFixed(1)} %).`}
      </p>
      {parts.length === 0 ? (
        <p class="nothing">
          It keeps nothing: what is declared with <code>const</code> or <code>let</code> at the beginning of a line
          would be shown here.
        </p>
      ) : (
        parts.map((part) => <Part key={part.name} part={part} />)
      )}
    </div>
  );
}

function Part({ part: { name, size, entries } }: { readonly part: StatePart }) {
  if (size === undefined)
    return (
      <p>
        <code>
          {name} = {entries[0]?.[1]}
        </code>
      </p>
    );
  return (
    <Scroll label={`State ${name}`}>
      <p>
        <code>{name}</code>, {size} entries
        {entries.length === 0 ? ', none of which has changed yet.' : '; changed:'}
      </p>
      <ul class="entries-changed">
        {entries.map(([key, value]) => (
          <li key={key}>
            <span class="at">{key}</span> <code>{value}</code>
          </li>
        ))}
      </ul>
    </Scroll>
  );
}
