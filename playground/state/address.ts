/** The page's address: it holds the state. */
import { useEffect, useRef } from 'preact/hooks';
import { openPermalink, permalinkOf, type Opened } from './permalink.js';
import type { State } from './state.js';

/** Keeps the address up to date, and follows it when the reader changes it. */
export function useAddress(state: State, open: (opened: Opened) => void): void {
  const written = useRef<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => {
      const link = permalinkOf(state);
      if (link === undefined || link === written.current || (link === '' && written.current === undefined)) return;
      written.current = link;
      history.replaceState(null, '', `#${link}`);
    }, 300);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);
  useEffect(() => {
    const follow = (): void => {
      const hash = location.hash.slice(1);
      if (hash === written.current || !(hash.includes('.') || hash.startsWith('lesson-'))) return;
      open(openPermalink(hash));
    };
    addEventListener('hashchange', follow);
    return () => {
      removeEventListener('hashchange', follow);
    };
  }, [open]);
}
