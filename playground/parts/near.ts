/** What the reader has come near to: it is then worth fetching and drawing. */
import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** Calls back once, when the element is on the screen or nearly so. Gives what forgets it. */
export function whenNear(element: Element, come: () => void): () => void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      observer.disconnect();
      come();
    },
    { rootMargin: '400px' },
  );
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
}

/** Whether the reader has ever been near the element. */
export function useNear(place: RefObject<Element>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => (place.current === null ? undefined : whenNear(place.current, () => setNear(true))), []);
  return near;
}
