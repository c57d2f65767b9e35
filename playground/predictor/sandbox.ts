/**
 * A reader's predictor, run where it can do no harm: in a worker made of a `data:` address. Such a worker has an origin of its own, so it reads nothing that this site has stored
 * or serves, and the page's policy holds in it, so it asks no other host for anything and compiles no text. What never ends is ended after a while, with all the memory that it
 * took. docs/playground.md says why it is not a `blob:` address.
 */
import type { RecordedBranches } from '../../src/predictor/index.js';
import type { Failure } from '../worker/protocol.js';
import frame from './frame.js?raw';

/** Recorded branches as the frame takes them. */
export interface SandboxTrace extends Pick<RecordedBranches, 'at' | 'taken'> {
  /** The addresses of the sites. */
  readonly addresses: readonly number[];
  /** The places of the branches before which the state is looked at, in order. */
  readonly watched: readonly number[];
}

/** Of a named part of the state, the entries that are no longer as at the beginning. */
export interface StatePart {
  readonly name: string;
  /** How many entries there are; undefined for a plain value. */
  readonly size: number | undefined;
  readonly entries: readonly (readonly [key: string, value: string])[];
}

/** The state before a branch. */
export interface Watched {
  readonly branch: number;
  readonly history: number;
  readonly parts: readonly StatePart[];
}

export interface SandboxRun {
  /** 1 for taken. */
  readonly guesses: Uint8Array;
  readonly moments: readonly Watched[];
}

/** Thrown for a predictor that cannot be run; its position is in code points of the text, from 1. */
export class PredictorError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly runs: readonly SandboxRun[] }
  | { readonly kind: 'thrown'; readonly message: string; readonly stack: string };

/** The name under which errors tell lines of the reader's text. */
const scriptName = 'predictor.js';

/** The script: the text is the body of a function, on its own lines, and the frame comes below. */
export function scriptOf(text: string): string {
  // A file for the terminal may export its functions; inside of a function nothing can be exported.
  const body = text.replaceAll(/^export(?=\s+(?:function|const|let|var|class)\b)/gm, '      ');
  const ifThere = (name: string): string => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`;
  // What is declared at the beginning of a line is what the predictor keeps from branch to branch.
  const kept = new Set([...body.matchAll(/^ *(?:const|let|var)\s+([A-Za-z_$][\w$]*)/gm)].map(([, name = '']) => name));
  const state = `stateNow: () => ({ ${[...kept].map(ifThere).join(', ')} })`;
  const made = `return { ${ifThere('predict')}, ${ifThere('update')}, ${state} };`;
  return `const make = () => { 'use strict'; ${body}\n${made} };\n${frame}\n//# sourceURL=${scriptName}\n`;
}

/** How much the first line of the script has before the text. */
const lead = "const make = () => { 'use strict'; ".length;

/** Runs the traces, each with a new predictor, and gives what was guessed. Raises a PredictorError; after `patience` milliseconds at the latest. */
export function runPredictor(
  text: string,
  traces: readonly SandboxTrace[],
  patience: number,
): Promise<readonly SandboxRun[]> {
  return new Promise((resolve, reject) => {
    const address = `data:text/javascript;charset=utf-8,${encodeURIComponent(scriptOf(text))}`;
    const worker = new Worker(address, { name: 'predictor' });
    const end = (): void => {
      clearTimeout(timer);
      worker.terminate();
    };
    const fail = (failure: Failure): void => {
      end();
      reject(new PredictorError(failure));
    };
    const timer = setTimeout(() => {
      fail({
        code: '57014',
        message: `the predictor was stopped: it gave no answer in ${patience / 1000} s`,
        hint: 'A loop that does not end, or more memory than a page may have, is the usual reason.',
      });
    }, patience);
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      fail({
        code: '42601',
        message: event.message === '' || event.message === undefined ? 'it is not valid JavaScript' : event.message,
        position: positionAt(text, event.lineno, event.colno),
      });
    });
    worker.addEventListener('message', ({ data }: MessageEvent<Said>) => {
      if (data.kind === 'ready') worker.postMessage(traces);
      else if (data.kind === 'thrown') {
        const [, line, column] = new RegExp(`${scriptName}:(\\d+):(\\d+)`).exec(data.stack) ?? [];
        fail({ code: '38000', message: data.message, position: positionAt(text, Number(line), Number(column)) });
      } else {
        end();
        if (isWhole(data.runs, traces)) resolve(data.runs);
        else reject(new PredictorError({ code: '38000', message: 'the predictor did not guess every branch' }));
      }
    });
  });
}

/** The text may have written to the page itself: what comes is counted before it is believed. */
const isWhole = (runs: readonly SandboxRun[], traces: readonly SandboxTrace[]): boolean =>
  Array.isArray(runs) &&
  runs.length === traces.length &&
  runs.every(
    ({ guesses, moments }, n) =>
      guesses instanceof Uint8Array && guesses.length === traces[n]?.at.length && Array.isArray(moments),
  );

/** The place of a line and column, both from 1, in code points from 1; undefined where they lie outside of the text. */
export function positionAt(text: string, line: number | undefined, column: number | undefined): number | undefined {
  const lines = text.split('\n');
  const at = lines[(line ?? 0) - 1];
  if (line === undefined || at === undefined) return undefined;
  const from = Math.max((column ?? 1) - 1 - (line === 1 ? lead : 0), 0);
  const before = [...lines.slice(0, line - 1), at.slice(0, from)].join('\n');
  return [...before].length + 1;
}
