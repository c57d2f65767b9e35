import { describe, expect, it } from 'vitest';
import { schemaText } from '../../src/inputs/schema-text.js';
import { readCsv } from './reading.js';

const typeOf = async (...values: string[]): Promise<string | undefined> =>
  (await readCsv(`x,y\n${values.map((value) => `${value},\n`).join('')}`)).schema[0]?.type;

describe('a type is inferred', () => {
  const cases: readonly [values: string[], type: string][] = [
    [['1', '', '-7'], 'int4'],
    [['1', '2147483648'], 'int8'],
    [['2147483648', '1'], 'int8'],
    [['1', '9223372036854775808'], 'float8'],
    [['1', '0.5', '1e10', 'NaN'], 'float8'],
    [['t', 'false', 'TRUE'], 'bool'],
    [['2024-02-29', '1999-12-31'], 'date'],
    [['2024-02-29', '1999-12-31 12:00'], 'timestamp'],
    [['1999-12-31T12:00:00.5'], 'timestamp'],
    [['2023-02-29'], 'text'],
    [['2024-02-29', '1'], 'text'],
    [['01234'], 'text'],
    [['yes'], 'text'],
    [['', ''], 'text'],
    [['""', '1'], 'text'],
    [['1e400'], 'text'],
    [[], 'text'],
  ];
  it.each(cases)('%j is %s', async (values, type) => {
    expect(await typeOf(...values)).toBe(type);
  });

  it('and a later value that does not fit says so', async () => {
    const { rows, error } = await readCsv(`a,b\n${'1,x\n'.repeat(400_000)}1.5,x\n`, {}, { capacity: 16384 });
    expect(rows).toHaveLength(400_000);
    expect(error?.message).toBe('line 400002, column "a": invalid input syntax for type integer: "1.5"');
    expect(error?.hint).toContain('--schema');
  });

  it('and can be given as the text of a schema', () => {
    const schema = [
      { name: 'a', type: 'int4', notNull: true },
      { name: 'The "B"', type: 'text', notNull: false },
      { name: 'select', type: 'date', notNull: false },
    ] as const;
    expect(schemaText(schema)).toBe('a int4 not null, "The ""B""" text, "select" date');
  });
});
