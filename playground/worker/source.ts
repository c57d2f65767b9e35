/** From the page's text to what quern makes of it; what was compiled last is kept, because most calls ask for the same again. */
import type { Value } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { compileSql, type Compiled } from '../../src/library/front-end.js';
import { Arena, type ArenaOptions } from '../../src/arena/arena.js';
import { parseValue } from '../../src/functions/text-value.js';
import { compileQual } from '../../src/program/compile.js';
import type { Program, Rung } from '../../src/program/program.js';
import { loadParser, parseSchema, qualList } from '../../src/sql/index.js';
import type { SessionTexts, Source } from './protocol.js';

let arena: Arena | undefined;
let session = '';

/** The memory of this worker: a session, which ends when another with other settings begins. */
export function workerArena(): Arena {
  if (typeof WebAssembly === 'undefined')
    throw new SqlError(
      '0A000',
      'this browser has no WebAssembly, which PostgreSQL’s parser and quern’s functions need',
    );
  arena ??= new Arena();
  return arena;
}

/** Begins a session with these settings, if the one that there is has others. Raises 22023 for a setting that is none. */
export function enterSession(settings: SessionTexts | undefined): void {
  const wanted = settings === undefined || Object.values(settings).every((text) => text === '') ? undefined : settings;
  const key = wanted === undefined ? '' : JSON.stringify(wanted);
  if (key === session) return;
  arena = wanted === undefined ? undefined : new Arena(arenaOptions(wanted));
  session = key;
  kept = undefined;
}

function arenaOptions({ timeZone, dateStyle, intervalStyle, clock }: SessionTexts): ArenaOptions {
  const given = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
  const styles = { timeZone: given(timeZone), dateStyle: given(dateStyle), intervalStyle: given(intervalStyle) };
  if (clock.trim() === '') return styles;
  const moment = new Date(clock);
  if (Number.isNaN(moment.getTime()))
    throw new SqlError('22007', `the clock cannot be set to "${clock}"`, {
      hint: 'Write a moment as ISO 8601, such as 2026-03-29T00:30:00Z.',
    });
  return { ...styles, clock: () => moment };
}

let kept: { readonly key: string; readonly compiled: Compiled } | undefined;

/** The predicate, parsed, analysed and simplified. Throws the SqlError that it raises. */
export async function compiledSource({
  sql,
  schema,
  session: settings,
}: Pick<Source, 'sql' | 'schema' | 'session'>): Promise<Compiled> {
  enterSession(settings);
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
