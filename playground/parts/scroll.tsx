/** What is wider than its place scrolls by itself, and can be reached with the keyboard to do so. */
import type { ComponentChildren } from 'preact';

/** A box that scrolls sideways. */
export function Scroll({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll
    // biome-ignore lint/a11y/useSemanticElements: it is no set of fields
    <div class="scroll" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
