/**
 * Runs recorded answers of PostgreSQL in the form that `quern eval` reads: one expression with its schema, row and parameters, and the type and value
 * or the error that the server gave. An error's position counts only where it was recorded.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { answer, type Answer } from '../src/cli/answer.js';
import type { Arena } from '../src/index.js';

export interface RecordedAnswer {
  readonly id: string;
  readonly sql: string;
  readonly schema?: string;
  readonly row?: Readonly<Record<string, string | null>>;
  readonly params?: readonly (string | null)[];
  readonly type?: string;
  readonly value?: string | null;
  readonly error?: { readonly code: string; readonly message: string; readonly position?: number };
}

/** `explained`: another answer than the recorded one, for a reason of `changed-answers.ts`. */
export type Judgement = 'right' | 'explained' | 'refused' | 'wrong';
export interface Finding {
  readonly kind: string;
  readonly judgement: Judgement;
  readonly line: string;
  /** The message of a refusal. */
  readonly refusal?: string;
}

/** The lines of a file of the directory; none if there is no such file. */
export function readCases<T>(directory: string, file: string): T[] {
  const path = join(directory, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Judges one recorded answer on the engine `auto`. */
export async function judgeAnswer(kind: string, recorded: RecordedAnswer, arena: Arena): Promise<Finding> {
  const { id, sql, schema = '', row = {}, params = [] } = recorded;
  const mine = await answer({ sql, schema, row, params }, { engine: 'auto' }, arena);
  const [expected, got] = [wanted(recorded), given(mine, recorded.error?.position !== undefined)];
  if (expected === got) return { kind, judgement: 'right', line: '' };
  const refusal = 'error' in mine && mine.error.code === '0A000' ? mine.error.message : undefined;
  const line = `${id}  ${sql.length > 200 ? `${sql.slice(0, 200)}…` : sql}\n    `;
  if (refusal !== undefined) return { kind, judgement: 'refused', line: line + refusal, refusal };
  return { kind, judgement: 'wrong', line: `${line}expected ${expected}\n    got      ${got}` };
}

const wanted = ({ type, value, error }: RecordedAnswer): string =>
  error === undefined ? `${type} ${JSON.stringify(value ?? null)}` : errorLine(error, error.position !== undefined);

const given = (mine: Answer, withPosition: boolean): string =>
  'error' in mine ? errorLine(mine.error, withPosition) : `${mine.type} ${JSON.stringify(mine.value)}`;

const errorLine = (
  error: { readonly code: string; readonly message: string; readonly position?: number | undefined },
  withPosition: boolean,
): string => `! ${error.code} ${error.message}${withPosition ? ` @${error.position}` : ''}`;

/** The refusals by message, the most frequent first, each with the first case that met it. */
export function refusalsByMessage(findings: readonly Finding[]): string[] {
  const groups = new Map<string, { count: number; first: string }>();
  for (const { refusal, line } of findings) {
    if (refusal === undefined) continue;
    const group = groups.get(refusal);
    if (group === undefined) groups.set(refusal, { count: 1, first: line.split('\n', 1)[0] ?? '' });
    else group.count++;
  }
  return [...groups]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(([message, { count, first }]) => `${String(count).padStart(6)}  ${message}    (${first})`);
}
