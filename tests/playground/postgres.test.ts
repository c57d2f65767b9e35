/** Asking PostgreSQL, without a browser: the statements against a real PGlite, and what is said of differences. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, type Asked } from '../../playground/postgres/ask.js';
import { answerText, differencesBetween, reportText } from '../../playground/postgres/compare.js';
import { defaultState } from '../../playground/state/state.js';
import type { SessionTexts } from '../../playground/worker/protocol.js';
import { question, type Question } from '../../playground/worker/question.js';
import type { TextRow } from '../../playground/worker/rows.js';
import { demoSchema } from '../../src/datasets/demo.js';
import { predicates } from '../../src/datasets/predicates.js';
import { schemaText } from '../../src/inputs/schema-text.js';

const schema = schemaText(demoSchema);

/** Sixteen predicates: more than a thousand rows in all. */
const rowsEach = Number(process.env['QUERN_ASKED_ROWS'] ?? 80);

describe('the same question to quern and to PostgreSQL', () => {
  let database: PGlite;
  beforeAll(async () => {
    database = await startPGlite();
  });

  const seen = new Set<unknown>();

  interface Both {
    readonly asked: Asked;
    readonly own: Question;
  }

  async function both(
    sql: string,
    rows: readonly TextRow[] | number,
    columns = schema,
    params: readonly (string | null)[] = [],
    session: SessionTexts = defaultState.session,
  ): Promise<Both> {
    const own = await question({ sql, schema: columns, rung: 4, params, rows, session });
    return { own, asked: await ask(database, { table: own.table, rows: own.rows, sql, params, session }) };
  }
  const wordsOf = ({ answers }: Asked | Question): unknown =>
    Array.isArray(answers)
      ? answers.map((answer) => (typeof answer === 'object' && answer !== null ? answer.code : answer))
      : answers;

  test('the settings of the session hold for both', async () => {
    const sql = "d = DATE '2024-04-03' AND at::text = '03/04/2024 02:00:00 CEST' AND i::text = 'P1D'";
    const rows = [['03/04/2024', '2024-04-03T00:00:00Z', '1 day']];
    const session = { timeZone: 'Europe/Berlin', dateStyle: 'SQL, DMY', intervalStyle: 'iso_8601', clock: '' };
    const columns = 'd date, at timestamptz, i interval';
    const { own, asked } = await both(sql, rows, columns, [], session);
    expect([own.answers, asked.answers]).toEqual([[true], [true]]);
    // And the next question is asked without them.
    const usual = await both(sql, rows, columns);
    expect([usual.own.answers, usual.asked.answers]).toEqual([[false], [false]]);
  });

  test.each(predicates.map(({ name, sql }) => [name, sql]))('%s: the same answer for random rows', async (_, sql) => {
    const { own, asked } = await both(sql, rowsEach);
    expect(asked.version).toMatch(/^PostgreSQL \d+/);
    expect(asked.answers).toHaveLength(rowsEach);
    expect(differencesBetween(own, asked)).toEqual([]);
    for (const answer of asked.answers as unknown[]) seen.add(answer);
    expect(asked.plan).toContainEqual(expect.stringContaining('Filter'));
  });

  test('all three answers were among them', () => {
    expect(seen).toEqual(new Set([true, false, null]));
  });

  test('errors of single rows, of cells, and null answers are compared row by row', async () => {
    const { own, asked } = await both(
      '100 / a > b',
      [
        ['10', '3'],
        ['0', '3'],
        ['ten', '3'],
        ['10', null],
        [null, '3'],
        ['20', "5'"],
      ],
      'a int4 not null, b int4',
    );
    expect(wordsOf(asked)).toEqual([true, '22012', '22P02', null, '23502', '22P02']);
    expect(wordsOf(own)).toEqual(wordsOf(asked));
    expect(differencesBetween(own, asked)).toEqual([]);
  });

  test('parameters, enums and quoted names go over', async () => {
    const { own, asked } = await both(
      '"My col" = $1 AND mood > $2',
      [
        ['5', 'ok'],
        ['5', 'sad'],
        ['6', 'ok'],
      ],
      `"My col" int4, mood enum('sad', 'ok')`,
      ['5', 'sad'],
    );
    expect(wordsOf(asked)).toEqual([true, false, false]);
    expect(differencesBetween(own, asked)).toEqual([]);
    expect(asked.plan).toContainEqual(expect.stringMatching(/Filter: .*"My col" = 5/));
  });

  test('a predicate that both refuse is no difference, one that only one refuses is', async () => {
    const refused = await both('a = nosuch', [['1']], 'a int4');
    expect(refused.asked.answers).toMatchObject({ code: '42703' });
    expect(differencesBetween(refused.own, refused.asked)).toEqual([]);
    const comment = await both('a = 1 -- one', [['1']], 'a int4');
    expect(differencesBetween(comment.own, comment.asked)).toEqual([]);
    const { own, asked } = await both('pg_backend_pid() > 0', [['1']], 'a int4');
    expect(differencesBetween(own, asked)).toMatchObject([{ row: undefined, postgres: null }]);
  });
});

describe('a difference', () => {
  const own: Question = {
    table: ['CREATE TABLE t (a integer, b text)'],
    rows: [
      ['1', "x'y"],
      [null, 'z'],
    ],
    answers: [true, null],
  };
  const asked: Asked = { version: 'PostgreSQL 18.6', answers: [false, null], plan: ['Seq Scan on t'] };

  test('is told with its row and both answers, and SQL that anybody can run', () => {
    const differences = differencesBetween(own, asked);
    expect(differences).toEqual([{ row: 0, quern: true, postgres: false }]);
    const text = reportText({ sql: 'a > $1', params: ['0'], question: own, asked, differences, browser: 'Somefox 1' });
    expect(text).toContain("INSERT INTO t VALUES\n  ('1', 'x''y');");
    expect(text).toContain("-- $1 = '0'");
    expect(text).toContain("| `('1', 'x''y')` | true | false |");
    expect(text).toContain('Seen in Somefox 1.');
  });

  test('of errors is in their SQLSTATEs, not in their words', () => {
    const failure = { code: '22012', message: 'division by zero' };
    const failing = (code: string): Asked => ({ ...asked, answers: [{ code, message: 'other words' }, null] });
    const question = { ...own, answers: [failure, null] };
    expect(differencesBetween(question, failing('22012'))).toEqual([]);
    expect(differencesBetween(question, failing('22003'))).toHaveLength(1);
    expect(answerText(failure)).toBe('ERROR 22012: division by zero');
  });
});
