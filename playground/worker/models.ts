/** The predictors and engines that the library has, as the page lists them: one that is registered there appears here. */
import type { Dispatch } from '../../src/engines/engine.js';
import { engineNames } from '../../src/engines/named.js';
import {
  conditionalModels,
  indirectModels,
  type ConditionalPredictor,
  type IndirectPredictor,
} from '../../src/predictor/index.js';
import { engineLegend } from '../state/engine-legend.js';

export interface ModelView {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly paper: string;
  /** How many bits of state it has. */
  readonly bits: number;
}

const viewOf = ({
  name,
  title,
  summary,
  paper,
  bits,
  sizes,
}: (typeof conditionalModels)[number] | (typeof indirectModels)[number]): ModelView => ({
  name,
  title,
  summary,
  paper,
  bits: bits(sizes),
});

export interface Registered {
  readonly conditional: readonly ModelView[];
  readonly indirect: readonly ModelView[];
  readonly engines: readonly { readonly name: string; readonly dispatch: Dispatch }[];
}

/** All of them, the simplest first. */
export function registered(_: null): Registered {
  return {
    conditional: conditionalModels.map(viewOf),
    indirect: indirectModels.map(viewOf),
    engines: engineNames.map((name) => ({ name, dispatch: engineLegend[name].dispatch })),
  };
}

/** A new predictor of conditional branches; of an unknown name the best there is. */
export function conditionalNamed(name: string): { readonly name: string; readonly predictor: ConditionalPredictor } {
  const model = conditionalModels.find((one) => one.name === name) ?? conditionalModels.at(-1);
  return { name: model?.title ?? 'none', predictor: model?.make() ?? { predict: () => false, update: () => {} } };
}

/** A new predictor of indirect jumps; of an unknown name the best there is. Where none is registered, one that never guesses. */
export function indirectNamed(name: string): { readonly name: string; readonly predictor: IndirectPredictor } {
  const model = indirectModels.find((one) => one.name === name) ?? indirectModels.at(-1);
  return { name: model?.title ?? 'none', predictor: model?.make() ?? { predict: () => undefined, update: () => {} } };
}
