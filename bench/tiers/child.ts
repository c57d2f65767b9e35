/**
 * A contestant's process in the scenario `tiers`. It has run all canonical predicates before anything is timed, so V8 has optimised what parses and compiles; and each
 * timed statement is of a new shape, because a process that gets the same statement twice has its module already: in our cache, and in V8's, which knows modules by their
 * bytes. Parameters that the statement does not use make the shape new: they move what lies behind them in the frame, and so the addresses in the code.
 */
import type { TypeName } from '../../src/catalog/types.js';
import type { Kernel } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { Arena } from '../../src/arena/arena.js';
import type { Batch } from '../../src/memory/batch.js';
import { demoBatches } from '../dataset.js';
import { answering } from '../dialogue.js';
import { predicateNamed, predicates, type PredicateName } from '../predicates.js';
import { describeChoice } from './choice.js';
import type { Round, TierAnswer, TierContestant, TierQuestion } from './messages.js';
import { timeRebinding } from './rebinding.js';
import { checksumOf, engineOf, forRows, loadStatement, select, timeRound } from './statement.js';

interface Ready {
  readonly contestant: TierContestant;
  readonly arena: Arena;
  readonly batches: readonly Batch[];
}

let ready: Ready | undefined;

/** A visit takes rounds for so many milliseconds, at least one and at most so many. */
const visitTime = 4;
const mostRounds = 16;
/** With at least this many, the first one is left out: the process has slept, and its code and data are in no cache. */
const enoughRounds = 3;
/** Shapes of a predicate begin anew after so many: that many modules later, the first ones are in no cache any more. */
const shapes = 1024;

async function answer(question: TierQuestion): Promise<TierAnswer> {
  if (question.kind === 'prepare') {
    const { contestant, rows, batchRows, seed, warmUpMilliseconds } = question;
    const arena = new Arena({ scratchBytes: 1024 * 1024 });
    ready = { contestant, arena, batches: demoBatches(arena, rows, batchRows, seed) };
    await engineOf(contestant).prepare?.();
    await warmUp(ready, warmUpMilliseconds);
    return { kind: 'prepared' };
  }
  if (ready === undefined) throw new SqlError('XX000', 'the process of a contestant was not prepared');
  switch (question.kind) {
    case 'check':
      return check(ready, question.predicate, question.rows);
    case 'visit':
      return visit(ready, question.predicate, question.rows);
    case 'rebind':
      return { kind: 'rebound', ...(await timeRebinding(ready, question.template, question.rows, nextShape)) };
  }
}

const shapesUsed = new Map<string, number>();

/** Types of parameters that the statement does not use: as many as make its shape new. */
function nextShape(statement: string): readonly TypeName[] {
  const used = ((shapesUsed.get(statement) ?? 0) % shapes) + 1;
  shapesUsed.set(statement, used);
  return Array.from({ length: used }, () => 'int4');
}

function freshStatement({ contestant, arena }: Ready, predicate: PredicateName): () => Promise<Kernel> {
  const { sql } = predicateNamed(predicate);
  const unused = nextShape(sql);
  return () => loadStatement(contestant, sql, arena, unused);
}

async function warmUp(contestant: Ready, milliseconds: number): Promise<void> {
  const start = performance.now();
  do {
    for (const { name } of predicates) {
      for (const rows of [1, 1, 1000, contestant.batches[0]?.capacity ?? 1]) {
        (await timeRound(freshStatement(contestant, name), contestant.batches, rows)).kernel.free();
      }
      // V8's compiling and collecting get their turn.
      await new Promise(setImmediate);
      if (performance.now() - start > milliseconds) return;
    }
  } while (performance.now() - start < milliseconds);
}

async function check(contestant: Ready, predicate: PredicateName, rows: number): Promise<TierAnswer> {
  const kernel = await freshStatement(contestant, predicate)();
  let selected = 0;
  let checksum = 0;
  forRows(contestant.batches, rows, (batch) => {
    const selection = select(kernel, batch);
    selected += selection.count;
    checksum = checksumOf(selection, checksum);
  });
  kernel.free();
  return { kind: 'checked', selected, checksum };
}

async function visit(contestant: Ready, predicate: PredicateName, rows: number): Promise<TierAnswer> {
  const rounds: Round[] = [];
  let chosen: string | undefined;
  let checksum: number;
  const start = performance.now();
  do {
    const { round, kernel, last } = await timeRound(freshStatement(contestant, predicate), contestant.batches, rows);
    rounds.push(round);
    checksum = checksumOf(last);
    chosen = kernel.history === undefined ? undefined : describeChoice(kernel.history);
    kernel.free();
    await new Promise(setImmediate);
  } while (rounds.length < mostRounds && performance.now() - start < visitTime);
  return { kind: 'visited', rounds: rounds.length < enoughRounds ? rounds : rounds.slice(1), checksum, chosen };
}

answering(answer);
