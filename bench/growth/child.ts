/**
 * An engine's process in the scenario `growth`. Each predicate that it compiles is of a new shape, by parameters that it does not use, or a module would be there
 * already: in our cache, or in V8's.
 */
import type { TypeName } from '../../src/catalog/types.js';
import { engineNamed } from '../../src/engines/named.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Arena } from '../../src/arena/arena.js';
import type { Batch } from '../../src/memory/batch.js';
import { compileQual } from '../../src/program/compile.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { coerceToBoolean } from '../../src/sql/resolve/coerce.js';
import { inContext } from '../../src/sql/analyze/in-context.js';
import { loadParser, qualList, simplify } from '../../src/sql/index.js';
import { parseExpression } from '../../src/sql/parse/parse.js';
import { demoBatches, demoSchema } from '../dataset.js';
import { answering } from '../dialogue.js';
import type { GrowthAnswer, GrowthQuestion, GrowthStage, Round } from './messages.js';
import { series, seriesNames, type SeriesName } from './series.js';

/** A visit takes rounds for so many milliseconds, at least one. */
const visitTime = 20;
/** Shapes begin anew after so many: that many modules later, the first ones are in no cache any more. */
const shapes = 512;
const warmUpSizes = [1, 3, 10, 30, 100];

interface Ready {
  readonly engine: Engine;
  readonly arena: Arena;
  readonly row: Batch;
}
let ready: Ready | undefined;

async function answer(question: GrowthQuestion): Promise<GrowthAnswer> {
  if (question.kind === 'prepare') {
    const arena = new Arena();
    const [row] = demoBatches(arena, 1, 1, 1);
    if (row === undefined) throw new SqlError('XX000', 'the dataset has no row');
    ready = { engine: await engineNamed(question.engine), arena, row };
    await loadParser();
    await warmUp(ready, question.warmUpMilliseconds);
    return { kind: 'prepared' };
  }
  if (ready === undefined) throw new SqlError('XX000', 'the process of an engine was not prepared');
  const rounds: Round[] = [];
  const start = performance.now();
  try {
    do {
      rounds.push(round(ready, question.series, question.conjuncts));
      // What is not used any more is collected between rounds.
      await new Promise(setImmediate);
    } while (performance.now() - start < visitTime);
  } catch (error) {
    if (error instanceof SqlError && error.code === '54000')
      return { kind: 'visited', rounds: [], refused: error.message };
    throw error;
  }
  return { kind: 'visited', rounds };
}

async function warmUp(process: Ready, milliseconds: number): Promise<void> {
  const start = performance.now();
  while (performance.now() - start < milliseconds) {
    for (const name of seriesNames) for (const size of warmUpSizes) round(process, name, size);
    await new Promise(setImmediate);
  }
}

let shape = 0;

/** From the text to the bit of one row, which must be 1. */
function round({ engine, arena, row }: Ready, name: SeriesName, conjuncts: number): Round {
  const sql = series[name].sql(conjuncts);
  shape = (shape % shapes) + 1;
  const paramTypes = Array.from({ length: shape }, (): TypeName => 'int4');
  const options = { call: constantCaller(arena), supported: supportedFunctions };
  const times: Partial<Record<GrowthStage, number>> = {};
  const timed = <T>(stage: GrowthStage, run: () => T): T => {
    const start = performance.now();
    const result = run();
    times[stage] = (performance.now() - start) * 1000;
    return result;
  };
  const { node, offset } = timed('parse', () => parseExpression(sql));
  const expr = timed('analyse', () =>
    inContext({ sql, offset, schema: demoSchema, paramTypes, ...options }, (context) =>
      coerceToBoolean(context, context.transform(node), 'WHERE'),
    ),
  );
  const list = timed('simplify', () => qualList(simplify(expr, options)));
  const program = timed('program', () => compileQual(list, { schema: demoSchema, params: paramTypes }));
  let kernel: Kernel | undefined;
  try {
    timed('kernel', () => {
      kernel = engine.load(program, arena);
      kernel.run(row);
    });
    if (kernel === undefined || ((arena.views.i32[kernel.bitmap >> 2] ?? 0) & 1) !== 1) {
      throw new SqlError('XX000', `${engine.name} does not select the row with ${conjuncts} conjuncts of ${name}`);
    }
  } finally {
    kernel?.free();
  }
  return times as Round;
}

answering(answer);
