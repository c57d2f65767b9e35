/** The conditional branches of a trace as plain arrays, which may be sent to a worker or another process and scored there. */
import type { Site, Trace } from './trace.js';

/** Conditional branches in the order in which they were executed. Plain data: a structured clone of it is the same. */
export interface RecordedBranches {
  /** What was run, for people: `range`, `lesson 7`. */
  readonly name: string;
  /** The places of conditional branches; `at` has their numbers. */
  readonly sites: readonly Site[];
  /** Of each executed branch the number of its site. */
  readonly at: Uint32Array;
  /** Of each executed branch 1 when it was taken and 0 when not. */
  readonly taken: Uint8Array;
  /** About how many instructions were executed, all of the program's; see `Trace.instructions`. */
  readonly instructions: number;
  readonly rows: number;
}

/** The conditional branches of a trace, under a name. Its indirect jumps are left out. */
export function recordedBranches(name: string, trace: Trace): RecordedBranches {
  const sites: Site[] = [];
  const numbers = trace.sites.map((site) => (site.kind === 'conditional' ? sites.push(site) - 1 : -1));
  const at = new Uint32Array(trace.length);
  const taken = new Uint8Array(trace.length);
  let length = 0;
  for (let n = 0; n < trace.length; n++) {
    const number = numbers[trace.siteOf(n)] ?? -1;
    if (number < 0) continue;
    at[length] = number;
    taken[length++] = trace.outcomeOf(n);
  }
  const { instructions, rows } = trace;
  return { name, sites, at: at.slice(0, length), taken: taken.slice(0, length), instructions, rows };
}
