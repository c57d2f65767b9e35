/** Arrays in rows and as parameters: an operator over their elements says in place what it says in copies. */
import { describe, expect, it } from 'vitest';
import { canReadInPlace } from '../../src/engines/objects/engine.js';
import { parseValue } from '../../src/functions/text-value.js';
import { Arena, predicate, prepare, types, type Params, type TypeName } from '../../src/index.js';
import { arrayText, usualArrayText } from '../../src/inputs/array-text.js';
import { scalarProgram } from '../../src/library/row-evaluator.js';
import { bothWays, wide } from './both-ways.js';

describe('an array', () => {
  const [first, second] = ['f47ac10b-58cc-4372-a567-0e02b2c3d479', '00000000-58cc-4372-a567-0e02b2c3d479'];
  const far = 2n ** 62n;

  it.each<readonly [sql: string, schema: string, values: readonly unknown[], arrays: readonly unknown[]]>([
    ['x = ANY($1)', 'x int4', [1, 2, 3, null], [[1, 2], [1, null], [], [null], null, [[1], [3]], '[5:6]={3,1}']],
    ['x <> ALL($1)', 'x int8', [1, far, far + 1n, null], [[far, 1], [far, null], []]],
    [
      'x = ANY($1)',
      'x text',
      ['a', '{b}', 'null', 'ä"\\', null],
      [
        ['{b}', 'ä"\\'],
        ['null', null],
        [['a'], ['{b}']],
      ],
    ],
    ['x LIKE ANY($1)', 'x text', ['abc', 'b', null], [['x%', 'a%'], [null, '_'], ['a\\']]],
    ['x = ANY($1)', 'x uuid', [first, first.toUpperCase(), second, 'x'], [[first.toUpperCase()], [second, null]]],
    ['x = ANY($1)', 'x numeric', ['1.50', 1.5, '0.30000000000000000000', 'NaN'], [[1.5], ['0.3'], ['NaN', null]]],
    ['x = ANY($1)', 'x float8', [0, -0, NaN, 1.5], [[-0], [NaN], [1.5, null]]],
    ['x = ANY($1)', 'x char(5)', ['ab', 'ab   ', 'a'], [['ab '], ['a    ']]],
    ['x >= ALL($1)', 'x date', ['2024-01-02', new Date(0), null], [['2024-01-01', '1970-01-01'], [null], []]],
    ['x < ANY($1::int8[])', 'x int4', [1, 5], [[far], [-5, 5]]],
    ['(x = ANY($1)) IS NOT TRUE', 'x bool', [true, false, null], [[true], [false, null], []]],
    ['2 = ANY(x) AND $1::int4[] IS NOT NULL', 'x int4[]', [[1, 2], [[1], [2]], '{2,NULL}', [null], []], [[1]]],
  ])('%s', async (sql, schema, values, arrays) => {
    const {
      made: { compiled },
    } = await predicate(sql, { schema });
    expect(canReadInPlace(scalarProgram(compiled, { rung: 2 }))).toBe(true);
    const found = new Set<unknown>();
    for (const array of arrays) {
      const rows = values.map((x) => ({ x }));
      const [inPlace, copied] = await bothWays(sql, schema, rows, {}, [array] as Params);
      expect(
        inPlace,
        JSON.stringify(array, (_, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)),
      ).toEqual(copied);
      for (const outcome of inPlace) found.add(outcome);
    }
    expect(found.size).toBeGreaterThan(1);
  });

  it('of usual elements has the text that its input function would make', async () => {
    await prepare({ families: ['array', 'binary'] });
    const arena = new Arena();
    const arrays: readonly (readonly [TypeName, readonly unknown[]])[] = [
      ['_int2', [1, -32768, 32768, null]],
      ['_int4', [0, -0, 2147483647, undefined]],
      ['_int8', [1, Number.MAX_SAFE_INTEGER]],
      ['_text', ['a', 'null', 'NULLS', 'Null', '', 'a b', '_1', 'ä', '-']],
      ['_uuid', [first, second, null]],
    ];
    for (const [type, values] of arrays) {
      for (const each of [[], values, ...values.map((value) => [value, values[0]])]) {
        const found = usualArrayText(String(types[type].element), each);
        if (found !== undefined) expect(found).toBe(parseValue(arena, type, arrayText(each)));
      }
      expect(usualArrayText(String(types[type].element), values.slice(0, 1))).toBe(`{${String(values[0])}}`);
    }
  });

  it('of patterns is copied where the operator is not written over strings', async () => {
    const { made, test } = await predicate('x ~ ANY($1)', { schema: wide('x text') });
    expect(canReadInPlace(scalarProgram(made.compiled, { rung: 2 }))).toBe(false);
    expect(test({ x: 'abc' }, [['^b', 'c$']])).toBe(true);
  });
});
