/** The ways to the predicates of a shape: whatever was added and deleted, each finds all literals for which its condition is true. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import type { TypeName, Value } from '../../src/catalog/types.js';
import { objectValue } from '../../src/inputs/object-value.js';
import { predicate } from '../../src/library/predicate.js';
import { indexFor, type Access } from '../../src/library/sets/access.js';
import { valueText } from '../random/columns.js';

const operators = { equal: '=', like: 'LIKE', above: '<', below: '>' } as const satisfies Record<Access['how'], string>;
const orEqual = { ...operators, above: '<=', below: '>=' } as const;

const typesOf = {
  equal: ['int2', 'int4', 'int8', 'text', 'date', 'timestamp', 'float8'],
  like: ['text'],
  above: ['int4', 'int8', 'text', 'date', 'timestamp', 'float8'],
  below: ['int4', 'int8', 'text', 'date', 'timestamp', 'float8'],
} as const satisfies Record<Access['how'], readonly TypeName[]>;

type Tested = (typeof typesOf)[Access['how']][number];

const cases = Object.entries(typesOf).flatMap(([how, types]) =>
  types.map((type) => [how as Access['how'], type as Tested] as const),
);

const arena = new Arena();

const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '%', '%', '_', '\u{1F600}'), maxLength: 6 });
const literals = (how: Access['how'], type: Tested): fc.Arbitrary<string> =>
  how === 'like' ? patterns : valueText(type);
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'a\u{1F600}'), maxLength: 25 });

describe.each(cases)('%s over %s', (how, type) => {
  test.each([operators[how], orEqual[how]])('finds all for which column %s literal is true', async (operator) => {
    const literal = await predicate(`v ${operator} l`, { schema: { v: type, l: type }, rows: { values: 'text' } });
    const inner = (text: string): Value => innerValue(type, text);
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(literals(how, type), fc.boolean()), { minLength: 1, maxLength: 120, size: 'max' }),
        fc.array(how === 'like' ? texts : valueText(type), { minLength: 1, maxLength: 5 }),
        (given, values) => {
          const index = indexFor({ how, type, column: 0, literal: 0 });
          const rows: string[] = [];
          const look = (): void => {
            for (const value of values) {
              const wanted = rows.flatMap((l, row) => (literal.test({ v: value, l }) === true ? [row] : []));
              const into = new Int32Array(rows.length);
              const count = index.find(inner(value), into, rows.length);
              const those = [...into.subarray(0, count)];
              if (count > 0) expect(index.find(inner(value), into, count - 1)).toBe(-1);
              expect(new Set(those).size).toBe(those.length);
              expect(those).toEqual(expect.arrayContaining(wanted));
              expect(Math.max(-1, ...those)).toBeLessThan(rows.length);
              found += wanted.length;
            }
          };
          for (const [text, isKept] of given) {
            rows.push(text);
            index.add(inner(text), rows.length - 1);
            if (isKept) continue;
            // As rows of a group: the last one takes the place of the one that is deleted.
            const last = rows.length - 1;
            const row = last >> 1;
            index.delete(inner(rows[row] ?? ''), row);
            if (row !== last) {
              index.delete(inner(rows[last] ?? ''), last);
              index.add(inner(rows[last] ?? ''), row);
              rows[row] = rows[last] ?? '';
            }
            rows.pop();
            if (rows.length % 50 === 0) look();
          }
          look();
        },
      ),
      { numRuns: 25 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

/** A value's text as a set has it when it has read a row. */
function innerValue(type: TypeName, text: string): Value {
  const value = objectValue(arena, type, text, { values: 'text' });
  if (value === null) throw new TypeError(`${text} is null`);
  return value;
}
