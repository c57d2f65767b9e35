/** The head of the page: examples, the link to what is shown, and the way to each pane. */
import { useState } from 'preact/hooks';
import { exampleState, examples } from '../state/examples.js';
import { permalinkOf } from '../state/permalink.js';
import type { State } from '../state/state.js';

interface Props {
  readonly state: State;
  readonly replace: (state: State) => void;
  readonly notice: string | undefined;
  readonly dismiss: () => void;
}

const places: readonly (readonly [id: string, title: string])[] = [
  ['predicate', 'Compile'],
  ['stepper', 'Step'],
  ['dispatch', 'Predict'],
  ['race', 'Race'],
  ['lessons', 'Lessons'],
];

/** Goes there without changing the address, which holds the state. */
function goTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  const place = document.getElementById(id);
  place?.scrollIntoView();
  place?.focus({ preventScroll: true });
}

/** The head. */
export function Header({ state, replace, notice, dismiss }: Props) {
  const [said, say] = useState('');
  const share = (): void => {
    const link = permalinkOf(state);
    if (link === undefined) {
      say('The predicate is too long for a link.');
      return;
    }
    history.replaceState(null, '', `#${link}`);
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => say('The link is copied.'),
      () => say('The link is in the address bar.'),
    );
  };
  return (
    <header class="page-head">
      {/* biome-ignore lint/a11y/useValidAnchor: it leads to a place, without changing the address */}
      <a class="skip" href="#predicate" onClick={(event) => goTo(event, 'predicate')}>
        To the predicate
      </a>
      <h1>
        quern <span>playground</span>
      </h1>
      <nav aria-label="Parts of the page">
        {places.map(([id, title]) => (
          <a key={id} href={`#${id}`} onClick={(event) => goTo(event, id)}>
            {title}
          </a>
        ))}
      </nav>
      <div class="head-tools">
        <label>
          <span class="hidden">Example</span>
          <select
            value=""
            onChange={({ currentTarget }) => {
              const example = examples[Number(currentTarget.value)];
              currentTarget.value = '';
              if (example !== undefined) replace(exampleState(example));
            }}
          >
            <option value="">Examples …</option>
            {examples.map(({ title }, n) => (
              <option key={title} value={n}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={share}>
          Copy link
        </button>
        <span class="said" role="status">
          {said}
        </span>
      </div>
      {notice === undefined ? null : (
        <p class="notice" role="alert" id="notice">
          {notice}{' '}
          <button type="button" onClick={dismiss}>
            Dismiss
          </button>
        </p>
      )}
    </header>
  );
}
