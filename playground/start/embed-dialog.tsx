/** What embeds panes elsewhere: which, and the text of the frame to copy. */
import { useState } from 'preact/hooks';
import { CopyButton } from '../parts/copy-button.js';
import { Dialog } from '../parts/dialog.js';
import { permalinkOf } from '../state/permalink.js';
import type { State } from '../state/state.js';
import { paneIds, paneTitles, queryOf, type PaneId } from '../state/view.js';

/** The text of the frame. `address` is the page's, without query and what is behind `#`. */
export function frameText(address: string, panes: readonly PaneId[], projector: boolean, state: State): string {
  const link = permalinkOf(state) ?? '';
  const source = `${address}${queryOf(panes, projector)}${link === '' ? '' : `#${link}`}`;
  const title = `quern: ${panes.map((pane) => paneTitles[pane]).join(', ')}`;
  return `<iframe src="${source.replaceAll('&', '&amp;')}" title="${title}" width="100%" height="600" style="border:0" allow="clipboard-write"></iframe>`;
}

/** The dialog. */
export function EmbedDialog({ state, close }: { readonly state: State; readonly close: () => void }) {
  const [chosen, choose] = useState<ReadonlySet<PaneId>>(new Set<PaneId>(['program', 'stepper']));
  const [projector, setProjector] = useState(false);
  const panes = paneIds.filter((pane) => chosen.has(pane));
  const text = frameText(`${location.origin}${location.pathname}`, panes, projector, state);
  return (
    <Dialog title="Embed panes" close={close}>
      <p>The frame shows these panes alone, with the predicate and the rows as they are now.</p>
      <fieldset class="choices">
        <legend class="hidden">Panes</legend>
        {paneIds.map((pane) => (
          <label key={pane} class="check">
            <input
              type="checkbox"
              checked={chosen.has(pane)}
              onChange={() => {
                const next = new Set(chosen);
                if (!next.delete(pane)) next.add(pane);
                choose(next);
              }}
            />
            {paneTitles[pane]}
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input type="checkbox" checked={projector} onChange={() => setProjector(!projector)} />
        large, for a projector
      </label>
      {panes.length === 0 ? (
        <p class="nothing">Choose one pane at least.</p>
      ) : (
        <>
          <pre class="source" id="frame-text">
            {text}
          </pre>
          <CopyButton label="Copy the frame" text={() => text} />
        </>
      )}
      <p class="nothing">
        It works wherever this page is served; at 127.0.0.1 that is your own machine only. A static copy of the page
        (dist/playground) can be put on any web server.
      </p>
    </Dialog>
  );
}
