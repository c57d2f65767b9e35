/** Which of the simulated predictors are nearest to those of a processor of today. */
import { conditionalModels, indirectModels } from '../predictor/models.js';

/** A model by its name; the last one, which is the latest, if that is not there. */
export function modelNamed<M extends { readonly name: string }>(models: readonly M[], name: string): M {
  const found = models.find((model) => model.name === name) ?? models.at(-1);
  if (found === undefined) throw new RangeError('there are no predictors');
  return found;
}

/** What a processor of today has, about: TAGE for conditions, ITTAGE for indirect jumps. */
export const today = {
  conditional: modelNamed(conditionalModels, 'tage'),
  indirect: modelNamed(indirectModels, 'ittage'),
} as const;
