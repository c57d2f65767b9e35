/**
 * Static prediction: the same guess for ever. J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981, strategy 1: all branches are taken (or none).
 */
import { defineModel, type ConditionalPredictor } from '../predictor.js';

/** The model; it has no sizes. */
export const staticModel = defineModel<ConditionalPredictor, Record<never, number>>({
  name: 'static',
  title: 'static',
  summary: 'Every branch is guessed not to be taken.',
  paper: 'J. E. Smith, A Study of Branch Prediction Strategies, ISCA 1981',
  sizes: {},
  bits: () => 0,
  make: () => ({ predict: () => false, update: () => undefined }),
});
