/** The view that the address asks for, applied to the page; the projector can be switched on and off. */
import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { viewOf, type View } from '../state/view.js';

/** The view, and the projector's switch. */
export function useLook(): { readonly look: View; readonly setProjector: (projector: boolean) => void } {
  const [look, setLook] = useState(() => viewOf(location.search));
  useLayoutEffect(() => {
    const { classList } = document.documentElement;
    classList.toggle('projector', look.projector);
    classList.toggle('embedded', look.panes !== undefined);
  }, [look]);
  const setProjector = useCallback((projector: boolean) => {
    setLook((before) => ({ ...before, projector }));
    const address = new URL(location.href);
    if (projector) address.searchParams.set('projector', '');
    else address.searchParams.delete('projector');
    history.replaceState(null, '', address);
  }, []);
  return { look, setProjector };
}
