import { describe, expect, it } from 'vitest';
import { quern } from './quern.js';

const lines = (...objects: unknown[]): string =>
  objects.map((object) => `${typeof object === 'string' ? object : JSON.stringify(object)}\n`).join('');

describe.concurrent('quern eval', () => {
  it('prints one value a line, as PostgreSQL prints it', async () => {
    const { status, stdout } = await quern([
      'eval',
      '1 + 2',
      "DATE '2024-02-29' + 1",
      'NULL::int4',
      '1 < 2',
      '0.1::float8 + 0.2::float8',
    ]);
    expect([status, stdout]).toEqual([0, '3\n2024-03-01\n\nt\n0.30000000000000004\n']);
  });

  it('exits with 1 for an error that a value raises, with 2 for wrong SQL', async () => {
    const raised = await quern(['eval', '7', '1/0', '8']);
    expect(raised).toEqual({ status: 1, stdout: '7\n', stderr: 'quern: division by zero\n' });
    expect(await quern(['eval', '1 +'])).toMatchObject({ status: 2, stdout: '' });
    expect(await quern(['eval', 'x'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'quern: column "x" does not exist at position 1\n' +
        "hint: No columns were declared: give a schema, their names and types, such as { age: 'int4', name: 'text' } or 'age int4, name text'.\n",
    });
  });

  it('has the settings of a session, for all or for one line', async () => {
    const instant = "timestamptz '2024-07-01 12:00+00'";
    const options = ['--time-zone', 'Europe/Berlin', '--date-style', 'German', '--interval-style', 'iso_8601'];
    expect(await quern(['eval', instant, "interval '1 day'", "date '1/7/2024'", ...options])).toEqual({
      status: 0,
      stdout: '01.07.2024 14:00:00 CEST\nP1D\n01.07.2024\n',
      stderr: '',
    });
    const { stdout } = await quern(
      ['eval', '--time-zone', 'Asia/Tokyo'],
      lines(
        { sql: `${instant}::text`, settings: { timeZone: 'UTC', dateStyle: 'SQL' } },
        { sql: `${instant}::text` },
        { sql: '1', settings: { timeZone: 'nowhere' } },
      ),
    );
    expect(stdout.split('\n')).toEqual([
      '{"type":"text","value":"07/01/2024 12:00:00 UTC"}',
      '{"type":"text","value":"2024-07-01 21:00:00+09"}',
      '{"error":{"code":"22023","message":"invalid value for parameter \\"TimeZone\\": \\"nowhere\\""}}',
      '',
    ]);
    expect(await quern(['eval', '1', '--date-style', 'x'])).toMatchObject({ status: 2, stdout: '' });
  });

  const questions = lines(
    { sql: '1 + $1::int4', params: ['2'], schema: 'a int4', row: { a: '1' } },
    '',
    { sql: 'a || $1', params: ['é'], schema: 'a text, b int8', row: { a: 'x' } },
    { sql: 'b * 2', schema: 'a text, b int8', row: { b: '4611686018427387904' } },
    { sql: 'f > $1', schema: 'f timestamp', row: { f: '2024-01-01' }, params: [null] },
    { sql: 'é + 1/0' },
    { sql: "'é' + x" },
    { sql: '$1::int4' },
    { sql: '1', row: { a: '1' } },
    { sql: 'a', schema: 'a int4', row: { a: 'x' } },
  );
  const answers = [
    { type: 'integer', value: '3' },
    { type: 'text', value: 'xé' },
    { error: { code: '22003', message: 'bigint out of range' } },
    { type: 'boolean', value: null },
    { error: { code: '42703', message: 'column "é" does not exist', position: 1 } },
    { error: { code: '42703', message: 'column "x" does not exist', position: 7 } },
    { error: { code: '08P01', message: 'the SQL has 1 parameters, but 0 values are given' } },
    { error: { code: '42703', message: 'column "a" of the row is not in the schema' } },
    { error: { code: '22P02', message: 'invalid input syntax for type integer: "x"' } },
  ];

  it.each([
    ['one engine', []],
    ['all engines', ['--engine', 'all']],
    ['an engine and a rung', ['--engine', 'switch', '--rung', '1']],
  ])('answers lines of JSON with lines of JSON on %s', async (_, args) => {
    const { status, stdout, stderr } = await quern(['eval', ...args], questions);
    expect([status, stderr]).toEqual([0, '']);
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual(answers);
  });

  it.each([
    ['{"sql": "1"', 'it is not valid JSON'],
    ['[1]', 'a JSON object is expected'],
    ['{}', '"sql" must be a string'],
    ['{"sql":"1","params":[1]}', '"params" must be an array of strings and nulls'],
    ['{"sql":"1","row":{"a":1}}', '"row" must be an object of strings and nulls'],
    ['{"sql":"1","parms":[]}', 'there is no member "parms"; there are sql, params, schema, row and settings'],
  ])('exits with 1 for the line %s', async (line, message) => {
    const { status, stdout, stderr } = await quern(['eval'], lines({ sql: '1' }, line, { sql: '2' }));
    expect([status, stderr]).toEqual([1, `quern: line 2: ${message}\n`]);
    expect(stdout).toBe('{"type":"integer","value":"1"}\n');
  });

  it('exits with 1 for a line that is not UTF-8', async () => {
    const { status, stderr } = await quern(['eval'], Buffer.from('0a7bff', 'hex'));
    expect([status, stderr.split('\n')[0]]).toEqual([
      1,
      'quern: line 2: byte 2: invalid byte sequence for encoding "UTF8": 0xff',
    ]);
  });
});
