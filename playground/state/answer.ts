/** A worker's answer as state of a component: asked for again whenever the question changes; the old answer stays until the new one is there. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Client } from '../worker/client.js';
import { CallError, type Failure } from '../worker/protocol.js';
import type { Methods } from '../worker/worker.js';

export interface Answered<T> {
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  /** An answer is on its way. */
  readonly waiting: boolean;
  /** Milliseconds from the question to its answer. */
  readonly took: number;
  /** How many questions there have been, this one with them. */
  readonly asked: number;
}

/** What anything thrown says. */
export const failureFrom = (error: unknown): Failure =>
  error instanceof CallError
    ? error.failure
    : { code: 'XX000', message: error instanceof Error ? error.message : String(error) };

/** Asks when the argument changes; an undefined one asks nothing. `delay` waits for a pause, in milliseconds. */
export function useAnswer<M extends keyof Methods>(
  client: Client<Methods>,
  method: M,
  argument: Parameters<Methods[M]>[0] | undefined,
  delay = 0,
): Answered<Awaited<ReturnType<Methods[M]>>> {
  type Value = Awaited<ReturnType<Methods[M]>>;
  const [answered, setAnswered] = useState<Answered<Value>>({
    value: undefined,
    failure: undefined,
    waiting: true,
    took: 0,
    asked: 0,
  });
  const current = useRef(0);
  const key = argument === undefined ? undefined : JSON.stringify(argument);
  useEffect(() => {
    if (argument === undefined) return;
    const question = ++current.current;
    const asked = performance.now();
    setAnswered((before) => ({ ...before, waiting: true }));
    const ask = (): void => {
      client.newest(method, argument, (answer) => {
        const isOld = (): boolean => question !== current.current;
        answer.then(
          (value) => {
            if (!isOld())
              setAnswered({
                value,
                failure: undefined,
                waiting: false,
                took: performance.now() - asked,
                asked: question,
              });
          },
          (error: unknown) => {
            if (!isOld())
              setAnswered((before) => ({
                ...before,
                failure: failureFrom(error),
                waiting: false,
                took: performance.now() - asked,
              }));
          },
        );
      });
    };
    if (delay === 0) {
      ask();
      return;
    }
    const timer = setTimeout(ask, delay);
    return () => {
      clearTimeout(timer);
    };
  }, [client, method, key, delay]);
  return answered;
}
