/** The examples of the menu: each shows one thing, says which, and opens the lesson that is about it. */
import { defaultState, type State } from './state.js';

export interface Example {
  readonly title: string;
  readonly state: Partial<State>;
}

const { schema } = defaultState;

export const examples: readonly Example[] = [
  { title: 'AND and OR over nulls', state: {} },
  {
    title: 'One comparison, NOT NULL: the article’s (lesson 13)',
    state: { lesson: 13, sql: 'a = 42', schema: 'a int4 not null', rows: [['42'], ['7'], ['43']] },
  },
  { title: 'A range: two branches on data (lesson 3)', state: { lesson: 3, sql: 'a > 10 AND b < 50', schema } },
  {
    title: 'Null checks that vanish (lesson 12)',
    state: { lesson: 12, sql: 'a = 42 AND b IS NOT NULL', schema, rung: 2 },
  },
  { title: 'A list', state: { sql: 'a IN (1,5,9,14,23,42,57,61,78,99)', schema } },
  { title: 'A parameter', state: { sql: 'a > $1', schema, params: ['50'] } },
  { title: 'CASE', state: { sql: 'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END', schema } },
  { title: 'Text: LIKE', state: { sql: "c LIKE 'x1%'", schema } },
  {
    title: 'A division by zero',
    state: {
      sql: '100 / a > 2',
      schema,
      rows: [
        ['42', '1', 'x', '0.5'],
        ['0', '1', 'x', '0.5'],
      ],
      row: 1,
    },
  },
  {
    title: 'Sixteen conditions: dispatch that is hard to foretell (lesson 8)',
    state: {
      lesson: 8,
      sql: 'a >= 2 AND b < 98 AND d > 0.02 AND a < 97 AND b >= 3 AND d < 0.98 AND a > 4 AND b <= 94\n  AND d >= 0.05 AND a <= 93 AND b > 7 AND d <= 0.95 AND a >= 10 AND b < 90 AND d > 0.1 AND a < 90',
      schema,
    },
  },
];

/** The state of an example: what it leaves open is as at the beginning. */
export const exampleState = ({ state }: Example): State => ({ ...defaultState, ...state });
