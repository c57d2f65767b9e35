/** The way to a pane, which leaves the address as it is: that holds the state. */

/** Shows the pane and gives it the focus, or another element if one is given. */
export function goTo(pane: string, focus?: HTMLElement | null): void {
  const place = document.getElementById(pane);
  place?.scrollIntoView();
  (focus ?? place)?.focus({ preventScroll: true });
}
