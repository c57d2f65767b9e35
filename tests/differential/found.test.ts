/** Cases that the fuzzer of the catalog found once: every engine and rung gives what PostgreSQL gave. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { families } from '../../opcodes/families/families.js';
import { Arena } from '../../src/arena/arena.js';
import { loadFamily } from '../../src/functions/registry.js';
import { parseValue } from '../../src/functions/text-value.js';
import type { TypeName } from '../../src/catalog/types.js';
import { formatType, loadRoutines } from '../../src/catalog/catalog.js';
import { loadParser, parseSchema } from '../../src/sql/index.js';
import { freeTable, tableOf } from '../engines/table.js';
import { asText, verdict } from './compile.js';
import { shown } from './expression-oracle.js';

interface FoundCase {
  readonly sql: string;
  readonly schema: string;
  readonly row: Readonly<Record<string, string | null>>;
  readonly params: readonly { readonly type: TypeName; readonly text: string | null }[];
  /** As `format_type` prints it; null where the case raises. */
  readonly type: string | null;
  /** `= value`, `null` or `! code message`. */
  readonly outcome: string;
}

const cases = readFileSync(new URL('found.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as FoundCase);

test('cases that differed from PostgreSQL once do not any more', async () => {
  await Promise.all([loadParser(), loadRoutines(), ...families.map(({ name }) => loadFamily(name))]);
  const arena = new Arena();
  const wrong: unknown[] = [];
  for (const { sql, schema: columns, row, params, type, outcome } of cases) {
    const schema = parseSchema(columns);
    const read = (of: (typeof schema)[number]['type'], text: string | null | undefined) =>
      text === null || text === undefined ? null : parseValue(arena, of, text);
    const table = tableOf(arena, schema, [schema.map((column) => read(column.type, row[column.name]))]);
    const mine = await verdict('expression', sql, table, {
      engines: 'all',
      params: params.map((param) => read(param.type, param.text)),
    });
    const [text] = asText(table, mine.type, mine.outcomes);
    const sameType = type === null || type === formatType(mine.type);
    if (mine.difference !== undefined || shown(text ?? '') !== shown(outcome) || !sameType)
      wrong.push({ sql, outcome, type, mine: text, mineType: mine.sqlType, difference: mine.difference });
    freeTable(table);
  }
  expect(wrong).toEqual([]);
});
