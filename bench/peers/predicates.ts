/** The canonical predicates that peers are asked: those over decimals are left out, because SQLite, data frames and loops in C have no numbers that would be the same. */
import { predicateNames, type PredicateName } from '../predicates.js';

export type PeerPredicate = Exclude<PredicateName, 'money' | 'money-arith'>;

const isPeers = (name: PredicateName): name is PeerPredicate => name !== 'money' && name !== 'money-arith';

/** Those among `asked`, or all. */
export const peerPredicates = (asked: readonly PredicateName[] = predicateNames): readonly PeerPredicate[] =>
  asked.filter(isPeers);
