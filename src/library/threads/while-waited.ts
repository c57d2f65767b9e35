/** A run that its caller may stop waiting for. */
import { canceled, type Signal } from '../../inputs/signal.js';

/**
 * What `work` gives; raises 57014 as soon as the signal is aborted. The work is given an i32 that is 1 from then on, where threads can share memory (in a browser, on a page
 * that is cross-origin isolated): what cannot see it goes on to its end, and nobody hears of it.
 */
export async function whileWaited<T>(
  signal: Signal | undefined,
  work: (abandoned: SharedArrayBuffer | undefined) => Promise<T>,
): Promise<T> {
  if (signal === undefined) return work(undefined);
  const abandoned = canShare() ? new SharedArrayBuffer(4) : undefined;
  let stop: (() => void) | undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => {
      if (abandoned !== undefined) Atomics.store(new Int32Array(abandoned), 0, 1);
      reject(canceled());
    };
    signal.addEventListener?.('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work(abandoned), stopped]);
  } finally {
    if (stop !== undefined) signal.removeEventListener?.('abort', stop);
  }
}

/** A page that is not isolated may have the class and yet be forbidden to send what is made of it. */
const canShare = (): boolean =>
  typeof SharedArrayBuffer !== 'undefined' &&
  (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated !== false;
