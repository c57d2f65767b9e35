/** A trace under predictors: how often each site was guessed wrong. */
import type { ConditionalPredictor, IndirectPredictor } from './predictor.js';
import type { Site, Trace } from './trace.js';

export interface SiteResult {
  readonly site: Site;
  /** How often the branch was executed, and how often it was guessed wrong. */
  readonly executed: number;
  readonly mispredicted: number;
}

export interface Simulation {
  readonly executed: number;
  readonly mispredicted: number;
  /** Mispredictions a row. */
  readonly perRow: number;
  /** Mispredictions per thousand instructions (MPKI); the instructions are counted in the definitions, see `Trace.instructions`. */
  readonly perThousandInstructions: number;
  /** By site, in the order in which they were met. */
  readonly sites: readonly SiteResult[];
  /** By opcode: the sites in its code; what belongs to none is under ''. */
  readonly opcodes: ReadonlyMap<string, { readonly executed: number; readonly mispredicted: number }>;
}

export interface Predictors {
  readonly conditional: ConditionalPredictor;
  readonly indirect: IndirectPredictor;
}

/** Runs the predictors over the trace, in its order; they keep what they have learned. */
export function simulate(trace: Trace, { conditional, indirect }: Predictors): Simulation {
  const executed = new Uint32Array(trace.sites.length);
  const wrong = new Uint32Array(trace.sites.length);
  for (let n = 0; n < trace.length; n++) {
    const number = trace.siteOf(n);
    const outcome = trace.outcomeOf(n);
    const { kind, address } = trace.sites[number] ?? noSite;
    executed[number] = (executed[number] ?? 0) + 1;
    if (kind === 'conditional') {
      const taken = outcome === 1;
      if (conditional.predict(address) !== taken) wrong[number] = (wrong[number] ?? 0) + 1;
      conditional.update(address, taken);
      indirect.observe?.(address, taken);
    } else {
      if (indirect.predict(address) !== outcome) wrong[number] = (wrong[number] ?? 0) + 1;
      indirect.update(address, outcome);
    }
  }
  const sites = trace.sites.map((site, n) => ({ site, executed: executed[n] ?? 0, mispredicted: wrong[n] ?? 0 }));
  const opcodes = new Map<string, { executed: number; mispredicted: number }>();
  for (const one of sites) {
    const { opcode = '' } = one.site;
    const before = opcodes.get(opcode) ?? { executed: 0, mispredicted: 0 };
    opcodes.set(opcode, {
      executed: before.executed + one.executed,
      mispredicted: before.mispredicted + one.mispredicted,
    });
  }
  const mispredicted = wrong.reduce((sum, n) => sum + n, 0);
  return {
    executed: trace.length,
    mispredicted,
    perRow: trace.rows === 0 ? 0 : mispredicted / trace.rows,
    perThousandInstructions: trace.instructions === 0 ? 0 : (mispredicted / trace.instructions) * 1000,
    sites,
    opcodes,
  };
}

const noSite = { kind: 'conditional', address: 0 } as const;
