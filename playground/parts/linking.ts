/** Links between panes: what belongs to the step under the pointer, or to the one that has the focus, is marked everywhere. */

/** Begins to mark; elements tell their step by `data-step`. */
export function linkSteps(root: HTMLElement): void {
  let marked: string | undefined;
  const mark = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-step]') : null;
    const step = target?.dataset['step'];
    if (step === marked) return;
    for (const element of root.querySelectorAll('.linked')) element.classList.remove('linked');
    marked = step;
    if (step !== undefined)
      for (const element of root.querySelectorAll(`[data-step="${CSS.escape(step)}"]`)) element.classList.add('linked');
  };
  root.addEventListener('pointerover', mark);
  root.addEventListener('focusin', mark);
  root.addEventListener('pointerleave', mark);
}
