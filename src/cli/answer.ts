/** What an expression evaluates to, or the error that it raises, as `quern eval` tells it: values are texts in PostgreSQL's syntax. */
import { engineNames, expression, rungs, type Arena, type EngineName, type Rung } from '../index.js';
import { engineNamed } from '../engines/named.js';
import type { SessionSettings } from '../arena/settings.js';
import { reasonOf, SqlError } from '../error.js';

/** An expression with the row and the parameters that it is evaluated for. */
export interface Question {
  readonly sql: string;
  readonly params: readonly (string | null)[];
  readonly schema: string;
  readonly row: Readonly<Record<string, string | null>>;
  /** Of this question alone, over those of the arena. */
  readonly settings?: SessionSettings;
}

export type Answer = { readonly type: string; readonly value: string | null } | { readonly error: SqlError };

export interface Run {
  readonly engine: EngineName | 'auto';
  readonly rung?: Rung | undefined;
}

export async function answer(
  { sql, params, schema, row, settings = {} }: Question,
  { engine, rung }: Run,
  arena: Arena,
): Promise<Answer> {
  try {
    const session = Object.keys(settings).length === 0 ? { arena } : { ...arena.settings, ...settings };
    const compiled = await expression(sql, { schema, engine, ...session, ...(rung === undefined ? {} : { rung }) });
    try {
      if (params.length !== compiled.paramTypes.length) {
        throw new SqlError(
          '08P01',
          `the SQL has ${compiled.paramTypes.length} parameters, but ${params.length} values are given`,
        );
      }
      const unknown = Object.keys(row).find((name) => !compiled.schema.some((column) => column.name === name));
      if (unknown !== undefined) throw new SqlError('42703', `column "${unknown}" of the row is not in the schema`);
      return { type: compiled.sqlType, value: compiled.evaluateText(row, params) };
    } finally {
      compiled.free();
    }
  } catch (error) {
    if (error instanceof SqlError) return { error };
    return {
      error: new SqlError('XX000', `internal error: ${reasonOf(error)}`),
    };
  }
}

/** The answer as one line of JSON. */
export function answerText(given: Answer): string {
  if (!('error' in given)) return JSON.stringify(given);
  const { code, message, position } = given.error;
  return JSON.stringify({ error: { code, message, ...(position === undefined ? {} : { position }) } });
}

export interface Agreement {
  /** The first engine's answer on the lowest rung. */
  readonly answer: Answer;
  /** What the others say that is not the same: `switch, rung 3: …`. */
  readonly differences: readonly string[];
}

export interface AvailableEngines {
  readonly engines: readonly (EngineName | 'auto')[];
  /** Why the others are not among them, each in a sentence. */
  readonly missing: readonly string[];
}

/** Those that can run here: one needs a package that may not be installed, some need a WebAssembly with tail calls. */
export async function availableEngines(): Promise<AvailableEngines> {
  const engines: (EngineName | 'auto')[] = [];
  const missing: string[] = [];
  for (const name of [...engineNames, 'auto'] as const) {
    try {
      await engineNamed(name);
      engines.push(name);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      missing.push(error.message);
    }
  }
  return { engines, missing };
}

/** Asks every engine on every rung. */
export async function askAll(
  question: Question,
  arena: Arena,
  engines: AvailableEngines['engines'],
): Promise<Agreement> {
  const runs = engines.flatMap((engine) => rungs.map((_, rung) => ({ engine, rung: rung as Rung })));
  let first: { answer: Answer; text: string; name: string } | undefined;
  const differences: string[] = [];
  for (const run of runs) {
    const given = await answer(question, run, arena);
    const text = answerText(given);
    const name = `${run.engine}, rung ${run.rung}`;
    first ??= { answer: given, text, name };
    if (text !== first.text) differences.push(`${name}: ${text}, but ${first.name}: ${first.text}`);
  }
  return { answer: first?.answer ?? { error: new SqlError('XX000', 'there is no engine') }, differences };
}
