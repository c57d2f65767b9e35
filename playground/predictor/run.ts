/** A reader's predictor, run over recorded branches in the sandbox. */
import type { RecordedBranches } from '../../src/predictor/index.js';
import { runInSandbox } from '../sandbox/sandbox.js';
import { bodyOf, ifThere, sandboxScript, type SandboxScript } from '../sandbox/script.js';
import { CallError } from '../worker/protocol.js';
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

/** The script of a predictor. */
export function predictorScript(text: string): SandboxScript {
  // What is declared at the beginning of a line is what the predictor keeps from branch to branch.
  const declared = bodyOf(text).matchAll(/^ *(?:const|let|var)\s+([A-Za-z_$][\w$]*)/gm);
  const kept = new Set([...declared].map(([, name = '']) => name));
  const stateNow = `stateNow: () => ({ ${[...kept].map(ifThere).join(', ')} })`;
  return sandboxScript('predictor.js', text, frame, ['predict', 'update'], [stateNow]);
}

/** Runs the traces, each with a new predictor, and gives what was guessed. Raises a CallError; after `patience` milliseconds at the latest. */
export async function runPredictor(
  text: string,
  traces: readonly SandboxTrace[],
  patience: number,
): Promise<readonly SandboxRun[]> {
  const runs = await runInSandbox(predictorScript(text), traces, patience);
  if (!isWhole(runs, traces))
    throw new CallError({ code: '38000', message: 'the predictor did not guess every branch' });
  return runs;
}

/** The text may have written to the page itself: what comes is counted before it is believed. */
const isWhole = (runs: unknown, traces: readonly SandboxTrace[]): runs is readonly SandboxRun[] =>
  Array.isArray(runs) &&
  runs.length === traces.length &&
  runs.every(
    (run: Partial<SandboxRun> | null, n) =>
      run?.guesses instanceof Uint8Array && run.guesses.length === traces[n]?.at.length && Array.isArray(run.moments),
  );
