/**
 * JavaScript that a reader or a stranger has written, run where it can do no harm: in a worker made of a `data:` address inside of a frame that has no origin and whose policy
 * (public/sandbox.html) forbids every request. What never ends is ended after a while, with all the memory that it took. docs/playground.md says why it is made so.
 */
import { CallError, type Failure } from '../worker/protocol.js';
import { positionAt, type SandboxScript } from './script.js';

/** What is said by the worker, or of it. The text may write to the page itself, so nothing of it is believed. */
type Said =
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'thrown'; readonly message: unknown; readonly stack: unknown }
  | { readonly kind: 'refused'; readonly message: unknown; readonly line: unknown; readonly column: unknown };

/** The most characters of a message of the text's own. */
const mostMessage = 500;

/** Runs the script on an argument and gives its result, which must be checked. Raises a CallError, whose position is in code points of the text, from 1; after `patience` milliseconds at the latest. */
export function runInSandbox(script: SandboxScript, argument: unknown, patience: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const frame = document.createElement('iframe');
    const { port1: port, port2: itsPort } = new MessageChannel();
    const end = (): void => {
      clearTimeout(timer);
      port.close();
      // The worker ends with its frame.
      frame.remove();
    };
    const fail = (failure: Failure): void => {
      end();
      reject(new CallError(failure));
    };
    const stop = (): void => {
      fail({
        code: '57014',
        message: `it was stopped: it gave no answer in ${patience / 1000} s`,
        hint: 'A loop that does not end, or more memory than a page may have, is the usual reason.',
      });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    port.onmessage = ({ data }: MessageEvent<Said | undefined>) => {
      if (data?.kind === 'done') {
        end();
        resolve(data.result);
      } else if (data?.kind === 'thrown') {
        const [, line, column] = new RegExp(`${script.name}:(\\d+):(\\d+)`).exec(textOf(data.stack)) ?? [];
        const position = positionAt(script, Number(line), Number(column));
        fail({ code: '38000', message: textOf(data.message).slice(0, mostMessage), position });
      } else if (data?.kind === 'refused') {
        const message = textOf(data.message).slice(0, mostMessage) || 'it is not valid JavaScript';
        fail({ code: '42601', message, position: positionAt(script, Number(data.line), Number(data.column)) });
      }
    };
    frame.sandbox.add('allow-scripts');
    frame.title = 'sandbox';
    frame.hidden = true;
    frame.src = new URL('sandbox.html', document.baseURI).href;
    frame.addEventListener('load', () => {
      timer = setTimeout(stop, patience);
      frame.contentWindow?.postMessage({ address: script.address, argument }, '*', [itsPort]);
    });
    document.body.append(frame);
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
