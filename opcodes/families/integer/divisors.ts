/** The greatest common divisor, the least common multiple, the successor. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const limits = { int4: ['-2147483648', '2147483647'], int8: ['-9223372036854775808', '9223372036854775807'] } as const;

export const divisorFunctions: readonly CallDefinition[] = (['int4', 'int8'] as const).flatMap((type) => {
  const [least, most] = limits[type];
  const source = `src/backend/utils/adt/${type === 'int8' ? 'int8' : 'int'}.c`;
  return [
    defineRows({
      name: `${type}gcd`,
      summary: 'The greatest integer that divides both; 0 of two zeros.',
      source,
      args: { a: type, b: type },
      result: type,
      rows: [
        ['0', '0', '0'],
        ['12', '-18', '6'],
        ['0', '-5', '5'],
        [least, '6', '2'],
        [least, '-1', '1'],
        [most, '1', '1'],
        [null, '1', null],
      ],
      failures: [
        ['22003', least, '0'],
        ['22003', '0', least],
        ['22003', least, least],
      ],
    }),
    defineRows({
      name: `${type}lcm`,
      summary: 'The least positive integer that both divide; 0 when one is 0.',
      source,
      args: { a: type, b: type },
      result: type,
      rows: [
        ['4', '-6', '12'],
        ['0', least, '0'],
        ['7', '7', '7'],
        ['1', most, most],
        ['1', null, null],
      ],
      failures: [
        ['22003', least, '1'],
        ['22003', most, '2'],
      ],
    }),
    ...(type === 'int4'
      ? [
          defineRows({
            name: 'int4inc',
            summary: 'a + 1.',
            source,
            args: { a: type },
            result: type,
            rows: [
              ['-1', '0'],
              [least, '-2147483647'],
              [null, null],
            ],
            failures: [['22003', most]],
          }),
        ]
      : []),
  ];
});
