/** From the page's text to what quern makes of it; what was compiled last is kept, because most calls ask for the same again. */
import type { Value } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { compileSql, type Compiled } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { parseValue } from '../../src/functions/text-value.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program, Rung } from '../../src/program/program.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';
import type { Source } from './protocol.js';

let arena: Arena | undefined;

/** The one memory of this worker. */
export function workerArena(): Arena {
  if (typeof WebAssembly === 'undefined')
    throw new SqlError(
      '0A000',
      'this browser has no WebAssembly, which PostgreSQL’s parser and quern’s functions need',
    );
  arena ??= new Arena();
  return arena;
}

let kept: { readonly key: string; readonly compiled: Compiled } | undefined;

/** The predicate, parsed, analysed and simplified. Throws the SqlError that it raises. */
export async function compiledSource({ sql, schema }: Pick<Source, 'sql' | 'schema'>): Promise<Compiled> {
  const key = JSON.stringify([sql, schema]);
  if (kept?.key === key) return kept.compiled;
  await loadParser();
  const compiled = await compileSql(sql, 'predicate', {
    schema: parseSchema(schema),
    arena: workerArena(),
    engine: 'switch',
    // No row of JavaScript's is read here, so what reads them is not fetched.
    copiesRows: true,
  });
  kept = { key, compiled };
  return compiled;
}

/** The program on a rung. */
export const programOn = ({ expr, schema, params }: Compiled, rung: Rung): Program =>
  compileQual(qualList(expr), { schema, params, rung });

/** The parameters' values from their texts; what is missing is null. */
export function paramValues({ params }: Pick<Compiled, 'params'>, texts: readonly (string | null)[]): (Value | null)[] {
  const memory = workerArena();
  return params.map((type, n) => {
    const text = texts[n] ?? null;
    if (text === null) return null;
    try {
      return parseValue(memory, type, text);
    } catch (error) {
      throw error instanceof SqlError
        ? new SqlError(error.code, `parameter $${n + 1}: ${error.message}`, { hint: error.hint })
        : error;
    }
  });
}
