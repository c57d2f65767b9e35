/** Columns of JSON whose first choice of a type does not suit a predicate: they take another that all values have, and no answer changes by it. */
import { describe, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { Arena, filterRows, predicateFor } from '../../src/index.js';
import { NdjsonReader } from '../../src/inputs/ndjson.js';
import { ndjsonWriter } from '../../src/outputs/json-writer.js';
import { TextSink } from '../../src/outputs/sink.js';

const arena = new Arena();

/** The selected lines, or the error; and the types that the columns have then. */
async function filtered(
  lines: readonly string[],
  where: string,
): Promise<{ rows: string[] | string; types: string[] }> {
  const reader = await NdjsonReader.open(arena, [new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''))], {
    sample: 2,
  });
  const sink = new TextSink();
  let rows: string[] | string;
  try {
    const predicate = await predicateFor(reader, where, { arena });
    await filterRows(reader, predicate, ndjsonWriter(sink, reader));
    predicate.free();
    rows = sink.text.split('\n').slice(0, -1);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    rows = `${error.code} ${error.message}`;
  }
  const types = reader.schema.map(({ type }) => type);
  await reader.close();
  return { rows, types };
}

const events = [
  '{"at":"2024-01-05T10:00:00+02:00","day":"2024-01-05","e":{"tags":["a","b"],"n":1.0}}',
  '{"at":"2024-02-05T10:00:00Z","day":"2024-02-05","e":{"tags":[]}}',
  '{"at":null,"day":null,"e":"none"}',
];

describe('a member takes another type that its values have', () => {
  it.each([
    [`e @> '{"tags":["b"]}'`, [0], ['text', 'text', 'jsonb']],
    [`jsonb_array_length(e->'tags') = 0`, [1], ['text', 'text', 'jsonb']],
    [`at < timestamptz '2024-01-05 08:30Z'`, [0], ['timestamptz', 'text', 'json']],
    [`day + 1 = date '2024-02-06'`, [1], ['text', 'date', 'json']],
    [`at::date = day AND e ? 'n'`, [0], ['text', 'date', 'jsonb']],
  ])('%s', async (where, selected, types) => {
    expect(await filtered(events, where)).toEqual({ rows: selected.map((row) => events[row]), types });
  });

  it.each([
    [`at > '2024-02'`, [1]],
    [`at = '2024-02-05T10:00:00Z'`, [1]],
    [`e->>'n' = '1.0'`, [0]],
    [`day LIKE '%-01-%'`, [0]],
  ])('only if the predicate needs it: %s', async (where, selected) => {
    const types = ['text', 'text', 'json'];
    expect(await filtered(events, where)).toEqual({ rows: selected.map((row) => events[row]), types });
  });

  it('ends at a later value that has not the type', async () => {
    const { rows } = await filtered([...events, '{"at":"yesterday"}'], `at < now()`);
    expect(rows).toMatch(/^22P02 line 4, key "at": "yesterday" is not written as the first values are/);
  });

  it('raises what was wrong at first where no type suits', async () => {
    const { rows } = await filtered(events, `at + 1 = 2`);
    expect(rows).toMatch(/^42883 operator does not exist: text \+ integer/);
  });
});
