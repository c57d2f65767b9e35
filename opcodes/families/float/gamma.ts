/** The error function and the gamma function, to the last bit as musl computes them; glibc's differ in it. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Failure, type Row } from '../text/cases.js';

const define = (
  name: string,
  summary: string,
  rows: readonly Row[],
  failures: readonly Failure[] = [],
): CallDefinition =>
  defineRows({
    name,
    summary,
    source: 'src/backend/utils/adt/float.c',
    args: { a: 'float8' },
    result: 'float8',
    rows: [...rows, ['NaN', 'NaN'], [null, null]],
    failures,
  });

export const gammaFunctions: readonly CallDefinition[] = [
  define('derf', 'The error function.', [
    ['0', '0'],
    ['Infinity', '1'],
    ['-Infinity', '-1'],
    ['0.3', '0.3286267594591274'],
    ['-1.1', '-0.8802050695740817'],
    ['2.5', '0.999593047982555'],
    ['5', '0.9999999999984626'],
    ['7', '1'],
    ['1e-310', '1.1283791670955e-310'],
  ]),
  define('derfc', '1 - erf(a), exact where that is small.', [
    ['0', '1'],
    ['Infinity', '0'],
    ['-Infinity', '2'],
    ['0.2', '0.7772974107895215'],
    ['0.7', '0.32219880616258156'],
    ['-1', '1.8427007929497148'],
    ['3', '2.2090496998585438e-05'],
    ['27', '5.23705e-319'],
    ['30', '0'],
  ]),
  define(
    'dgamma',
    'The gamma function.',
    [
      ['5', '24'],
      ['Infinity', 'Infinity'],
      ['0.5', '1.7724538509055159'],
      ['-1.5', '2.363271801207354'],
      ['100.1', '1.4784544946514755e+156'],
      ['171.5', '9.483367566824801e+307'],
      ['-170.5', '-3.3127395215386064e-308'],
    ],
    [
      ['22003', '0'],
      ['22003', '-1'],
      ['22003', '-Infinity'],
      ['22003', '171.7'],
      ['22003', '-1000.5'],
    ],
  ),
  define(
    'dlgamma',
    'The natural logarithm of the absolute value of the gamma function.',
    [
      ['1', '0'],
      ['2', '0'],
      ['Infinity', 'Infinity'],
      ['-Infinity', 'Infinity'],
      ['0.5', '0.5723649429247001'],
      ['0.1', '2.2527126517342055'],
      ['1.9', '-0.03898427592308336'],
      ['1.5', '-0.12078223763524522'],
      ['1.1', '-0.049872441259839764'],
      ['6.3', '5.307342889624762'],
      ['100', '359.13420536957545'],
      ['1e300', '6.897755278982137e+302'],
      ['-0.5', '1.2655121234846454'],
      ['1e-100', '230.25850929940458'],
    ],
    [
      ['22003', '0'],
      ['22003', '-3'],
      ['22003', '1e308'],
    ],
  ),
];
