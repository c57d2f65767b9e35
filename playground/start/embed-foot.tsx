/** The line below embedded panes: where they come from, and the way to the whole page. */
import { permalinkOf } from '../state/permalink.js';
import type { State } from '../state/state.js';
import { paneIds } from '../state/view.js';

interface Props {
  readonly state: State;
  /** Names that were asked for and are no pane's. */
  readonly unknown: readonly string[];
  readonly notice: string | undefined;
}

/** The line. */
export function EmbedFoot({ state, unknown, notice }: Props) {
  return (
    <footer class="embed-foot">
      {notice === undefined ? null : <p class="notice">{notice}</p>}
      {unknown.length === 0 ? null : (
        <p class="notice">
          There is no pane {unknown.join(', ')}. The panes are {paneIds.join(', ')}.
        </p>
      )}
      <a href={`./#${permalinkOf(state) ?? ''}`} target="_blank" rel="noreferrer">
        quern playground: open with all panes
      </a>
    </footer>
  );
}
