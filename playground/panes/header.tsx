/** The head of the page: the way to each pane, examples, the link to what is shown, and how it is shown. */
import { useEffect, useState } from 'preact/hooks';
import { goTo } from '../start/go-to.js';
import { KeysDialog } from '../start/keys-dialog.js';
import { exampleState, examples } from '../state/examples.js';
import { permalinkOf } from '../state/permalink.js';
import type { State } from '../state/state.js';

interface Props {
  readonly state: State;
  readonly replace: (state: State) => void;
  readonly notice: string | undefined;
  readonly dismiss: () => void;
  readonly projector: boolean;
  readonly setProjector: (projector: boolean) => void;
}

const places: readonly (readonly [id: string, title: string])[] = [
  ['lessons', 'Learn'],
  ['predicate', 'Inspect'],
  ['stepper', 'Step'],
  ['own', 'Predict'],
  ['race', 'Race'],
];

/** Goes there without changing the address. */
function follow(event: MouseEvent, id: string): void {
  event.preventDefault();
  goTo(id);
}

/** The head. */
export function Header({ state, replace, notice, dismiss, projector, setProjector }: Props) {
  const [said, say] = useState('');
  const [keysShown, showKeys] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const { target } = event;
      const isField = target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]');
      if (event.key === '?' && isField === null) showKeys(true);
    };
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
    };
  }, []);
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
      <a class="skip" href="#predicate" onClick={(event) => follow(event, 'predicate')}>
        To the predicate
      </a>
      <h1>
        quern <span>playground</span>
      </h1>
      <nav aria-label="Parts of the page">
        {places.map(([id, title]) => (
          <a key={id} href={`#${id}`} onClick={(event) => follow(event, id)}>
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
        <button
          type="button"
          aria-pressed={projector}
          title="Larger type and more contrast"
          onClick={() => setProjector(!projector)}
        >
          Projector
        </button>
        <button type="button" aria-label="Keyboard map" title="Keyboard map (?)" onClick={() => showKeys(true)}>
          ?
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
      {keysShown ? <KeysDialog close={() => showKeys(false)} /> : null}
    </header>
  );
}
