/** The canonical predicates under the name by which the scenarios import them. */
export {
  predicateNamed,
  predicateNames,
  predicates,
  type PredicateName,
} from '../src/datasets/predicates.js';
