/**
 * What need not be done again for a statement like one that has been there: a literal is a parameter that nobody has named, so another literal gives a program of the same
 * shape, which runs in the module that is there; and a parameter gets another value without the text being looked at.
 */
import { SqlError } from '../../src/error.js';
import { kernelModules } from '../../src/engines/copy-patch/engine.js';
import type { Kernel } from '../../src/engines/engine.js';
import type { TypeName, Value } from '../../src/catalog/types.js';
import type { Arena } from '../../src/arena/arena.js';
import type { Batch } from '../../src/memory/batch.js';
import type { RebindTimes, TierContestant } from './messages.js';
import { forRows, loadStatement, select } from './statement.js';

/** A statement with a place for a literal, and the values that it gets in turn. */
export interface Template {
  readonly name: string;
  /** The literal or parameter's text → the statement. */
  sql(place: string): string;
  readonly type: TypeName;
  value(n: number): Value;
  literal(n: number): string;
}

const numbers = { type: 'int4', value: (n: number) => n % 100, literal: (n: number) => String(n % 100) } as const;

export const templates: readonly Template[] = [
  { name: 'eq', sql: (place) => `a = ${place}`, ...numbers },
  { name: 'range', sql: (place) => `a > ${place} AND b < 50`, ...numbers },
  {
    name: 'float',
    sql: (place) => `d > ${place} AND d < 0.75`,
    type: 'float8',
    value: (n) => (n % 100) / 400,
    literal: (n) => ((n % 100) / 400).toFixed(4),
  },
  {
    name: 'text',
    sql: (place) => `c = ${place}`,
    type: 'text',
    value: (n) => `x${n % 100}`,
    literal: (n) => `'x${n % 100}'`,
  },
];

const rounds = 60;
const warmUpRounds = 200;

interface Process {
  readonly contestant: TierContestant;
  readonly arena: Arena;
  readonly batches: readonly Batch[];
}

/** Microseconds over so many rows: of a new shape, of another literal, of another value of `$1`. Raises XX001 when copy-patch has compiled something for the last two; `auto` may do so at any time. */
export async function timeRebinding(
  { contestant, arena, batches }: Process,
  template: number,
  rows: number,
  nextShape: (statement: string) => readonly TypeName[],
): Promise<RebindTimes> {
  const { sql, type, value, literal } = templates[template] ?? templates[0] ?? raiseNoTemplate();
  const scan = (kernel: Kernel): void => {
    forRows(batches, rows, (batch) => {
      select(kernel, batch);
    });
  };
  const load = (text: string, types: readonly TypeName[]): Promise<Kernel> =>
    loadStatement(contestant, text, arena, types);
  const freshShape = await times(
    (n) => [sql(literal(n)), nextShape(sql(''))] as const,
    async ([text, types]) => {
      const kernel = await load(text, types);
      scan(kernel);
      return kernel;
    },
    { compiles: true },
  );
  // So that it shows when a module is added: a full cache stays as it is.
  kernelModules.clear();
  const otherLiteral = await times(
    (n) => sql(literal(n)),
    async (text) => {
      const kernel = await load(text, []);
      scan(kernel);
      return kernel;
    },
    { compiles: contestant === 'auto' },
  );
  const prepared = await load(sql('$1'), [type]);
  prepared.setParams([value(0)]);
  scan(prepared);
  const otherParameter = await times(
    (n) => value(n),
    (bound) => {
      prepared.setParams([bound]);
      scan(prepared);
      return undefined;
    },
    { compiles: contestant === 'auto' },
  );
  prepared.free();
  return { freshShape, otherLiteral, otherParameter };
}

/** Microseconds of `run`, without what comes before and after it; the process is warm for it first, and then, unless it `compiles`, must find all modules made. */
async function times<T>(
  before: (n: number) => T,
  run: (input: T) => Promise<Kernel> | undefined,
  { compiles }: { readonly compiles: boolean },
): Promise<readonly number[]> {
  const taken: number[] = [];
  let modules = 0;
  for (let n = 1; n <= warmUpRounds + rounds; n++) {
    const input = before(n);
    const start = performance.now();
    const kernel = run(input);
    const done = kernel === undefined ? undefined : await kernel;
    const time = (performance.now() - start) * 1000;
    done?.free();
    if (n > warmUpRounds) taken.push(time);
    else modules = kernelModules.size;
    if (n % 16 === 0) await new Promise(setImmediate);
  }
  if (!compiles && kernelModules.size !== modules)
    throw new SqlError('XX001', 'a module was compiled for a statement of a known shape');
  return taken;
}

function raiseNoTemplate(): never {
  throw new SqlError('XX000', 'there is no such statement to rebind');
}
