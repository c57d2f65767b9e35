/** The same program over the same rows under three ways to get from step to step, each with the places where the predictors guess wrong. */
import type { Dispatch } from '../../src/engines/engine.js';
import { record, simulate } from '../../src/predictor/index.js';
import { conditionalNamed, indirectNamed } from './models.js';
import type { Source } from './protocol.js';
import { randomBatch } from './rows.js';
import { compiledSource, paramValues, programOn, workerArena } from './source.js';

export interface DispatchArgument extends Source {
  readonly rowCount: number;
  readonly nullRate: number;
  readonly conditional: string;
  readonly indirect: string;
}

export interface SiteView {
  readonly name: string;
  readonly role: 'rows' | 'dispatch' | 'data';
  readonly executed: number;
  readonly mispredicted: number;
}

export interface DispatchView {
  readonly dispatch: Dispatch;
  readonly branchesPerRow: number;
  readonly perRow: number;
  readonly perThousandInstructions: number;
  readonly instructionsPerRow: number;
  /** The worst first. */
  readonly sites: readonly SiteView[];
}

/** The three ways. */
const ways: readonly Dispatch[] = ['shared', 'replicated', 'none'];

/** Records and simulates all three. Raises what the predicate raises, for the first row that does. */
export async function dispatchPanes({
  rowCount,
  nullRate,
  conditional,
  indirect,
  ...source
}: DispatchArgument): Promise<DispatchView[]> {
  const compiled = await compiledSource(source);
  const params = paramValues(compiled, source.params);
  const program = programOn(compiled, source.rung);
  // As many rows as a short program has, fewer for a long one.
  const rows = Math.min(rowCount, Math.ceil(400_000 / program.code.length));
  const batch = randomBatch(compiled.schema, rows, nullRate);
  try {
    return ways.map((dispatch) => {
      const trace = record(program, workerArena(), batch, { dispatch, params });
      const predictors = {
        conditional: conditionalNamed(conditional).predictor,
        indirect: indirectNamed(indirect).predictor,
      };
      const { executed, perRow, perThousandInstructions, sites } = simulate(trace, predictors);
      return {
        dispatch,
        branchesPerRow: executed / Math.max(trace.rows, 1),
        perRow,
        perThousandInstructions,
        instructionsPerRow: trace.instructions / Math.max(trace.rows, 1),
        sites: sites
          .map(({ site, ...counts }) => ({
            name: site.name,
            role: site.role,
            executed: counts.executed,
            mispredicted: counts.mispredicted,
          }))
          .sort((x, y) => y.mispredicted - x.mispredicted)
          .slice(0, 12),
      };
    });
  } finally {
    batch.free();
  }
}
