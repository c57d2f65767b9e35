/** The tour's box: it stands beside the page, goes from pane to pane, and leaves everything usable. */
import { useEffect, useRef } from 'preact/hooks';
import { paneTitles } from '../state/view.js';
import { goTo } from './go-to.js';
import { stops } from './tour.js';

interface Props {
  readonly at: number;
  readonly go: (to: number | undefined) => void;
}

/** The box at a stop. */
export function TourBox({ at, go }: Props) {
  const box = useRef<HTMLElement>(null);
  const stop = stops[at];
  useEffect(() => {
    if (stop === undefined) return;
    const pane = document.getElementById(stop.pane);
    pane?.classList.add('toured');
    goTo(stop.pane, box.current);
    return () => {
      pane?.classList.remove('toured');
    };
  }, [stop]);
  if (stop === undefined) return null;
  const isLast = at === stops.length - 1;
  return (
    <aside
      class="tour"
      aria-label="Tour"
      ref={box}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') go(undefined);
      }}
    >
      <p class="about">
        {at + 1} of {stops.length} · {paneTitles[stop.pane]}
      </p>
      <p aria-live="polite">{stop.text}</p>
      <div class="controls">
        <button type="button" disabled={at === 0} onClick={() => go(at - 1)}>
          ← Back
        </button>
        <button type="button" class="primary" onClick={() => go(isLast ? undefined : at + 1)}>
          {isLast ? 'Done' : 'Next →'}
        </button>
        <button type="button" class="quiet" onClick={() => go(undefined)}>
          End the tour
        </button>
      </div>
    </aside>
  );
}
