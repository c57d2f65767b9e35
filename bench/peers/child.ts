/** The process of one contestant in the scenario `peers`: it takes all rows in, says what it counts, and is timed when the counts have been compared. */
import { performance } from 'node:perf_hooks';
import { SqlError } from '../../src/error.js';
import { answering } from '../dialogue.js';
import { peerContestants, type PeerContestant } from './contestants.js';
import type { PeerAnswer, PeerQuestion } from './messages.js';
import type { Peer } from './peer.js';

/** So long it runs before it is timed, and each sample at least. */
const warmUpMilliseconds = 300;
const sampleMilliseconds = 20;

let prepared: { readonly peer: Peer; readonly rows: number } | undefined;

answering(async (question: PeerQuestion): Promise<PeerAnswer> => {
  if (question.kind === 'count') {
    const contestant: PeerContestant = peerContestants[question.contestant];
    const peer = await contestant.prepare(question.data);
    prepared = { peer, rows: question.data.rows };
    const counts: Record<string, number | string> = {};
    for (const predicate of question.predicates) {
      try {
        counts[predicate] = await peer.count(predicate);
      } catch (error) {
        counts[predicate] = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
      }
    }
    return { kind: 'counted', counts, ...(peer.version === undefined ? {} : { version: peer.version }) };
  }
  if (prepared === undefined) throw new SqlError('XX000', 'the process was not prepared');
  const { peer, rows } = prepared;
  const { predicate, samples } = question;
  if (peer.time !== undefined) return { kind: 'timed', nsPerRow: await peer.time(predicate, samples) };
  const begun = performance.now();
  let runs = 0;
  do {
    await peer.count(predicate);
    runs++;
  } while (performance.now() - begun < warmUpMilliseconds);
  const repeat = Math.max(1, Math.ceil((sampleMilliseconds * runs) / (performance.now() - begun)));
  const nsPerRow: number[] = [];
  for (let n = 0; n < samples; n++) {
    const start = performance.now();
    for (let i = 0; i < repeat; i++) await peer.count(predicate);
    nsPerRow.push(((performance.now() - start) * 1e6) / repeat / rows);
  }
  return { kind: 'timed', nsPerRow };
});
