/**
 * Every example of every definition, on every engine, one rung after the other: the arguments as columns that may be null, as NOT NULL columns, as
 * parameters and as constants.
 */
import { expect, test } from 'vitest';
import { errors } from '../../opcodes/language/errors.js';
import { functions } from '../../opcodes/families/core/functions.js';
import type { Example, FunctionDefinition } from '../../opcodes/language/function.js';
import type { Value } from '../../src/catalog/types.js';
import { Arena } from '../../src/arena/arena.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import type { Rung } from '../../src/program/program.js';
import type { Const, Expr, Param, Schema, Var } from '../../src/sql/expression.js';
import { exampleValue, gives, onEveryEngine, type Outcome } from './outcome.js';
import { freeTable, tableOf, type Row } from './table.js';

const arena = new Arena();
const noRow = tableOf(arena, [], [[]]);

const rowOf = (f: FunctionDefinition, example: Example): Row =>
  f.args.map(({ name }) => exampleValue(example[name] ?? null));
/** A raising example names the SQLSTATE only: the messages are compared with PostgreSQL's elsewhere. */
const expectation = (example: Example): Outcome =>
  'raises' in example ? `! ${String(example['raises'])}` : gives(exampleValue(example['gives'] ?? null));
const shortened = (outcome: Outcome): Outcome => (outcome.startsWith('!') ? outcome.slice(0, 7) : outcome);

const call = (f: FunctionDefinition, args: readonly Expr[]): Expr => ({
  kind: 'FuncExpr',
  func: f.name,
  type: f.result,
  args,
  location: -1,
});

/** What is wrong with the examples of a function whose arguments are columns. */
function wrongOverColumns(f: FunctionDefinition, examples: readonly Example[], notNull: boolean): string[] {
  const schema: Schema = f.args.map(({ name, type }) => ({ name, type, notNull }));
  const vars = schema.map(
    (column, i): Var => ({ kind: 'Var', column: i, name: column.name, type: column.type, notNull, location: -1 }),
  );
  const table = tableOf(
    arena,
    schema,
    examples.map((example) => rowOf(f, example)),
  );
  const { outcomes, difference } = onEveryEngine((rung) => compileScalar(call(f, vars), { schema, rung }), table);
  freeTable(table);
  const what = notNull ? 'NOT NULL columns' : 'columns';
  return [
    ...(difference === undefined ? [] : [`${f.name} over ${what}: ${JSON.stringify(difference)}`]),
    ...examples.flatMap((example, i) =>
      shortened(outcomes[i] ?? '') === expectation(example)
        ? []
        : [`${f.name}(${rowOf(f, example).join(', ')}) over ${what} is ${outcomes[i]}, not ${expectation(example)}`],
    ),
  ];
}

function wrongOver(
  what: string,
  f: FunctionDefinition,
  example: Example,
  args: readonly Expr[],
  params: Row,
): string[] {
  const types = params.map((_, i) => f.args[i]?.type ?? 'int4');
  const {
    outcomes: [outcome = ''],
    difference,
  } = onEveryEngine((rung: Rung) => compileScalar(call(f, args), { schema: [], params: types, rung }), noRow, params);
  return [
    ...(difference === undefined ? [] : [`${f.name} of ${what}: ${JSON.stringify(difference)}`]),
    ...(shortened(outcome) === expectation(example)
      ? []
      : [`${f.name}(${rowOf(f, example).join(', ')}) of ${what} is ${outcome}, not ${expectation(example)}`]),
  ];
}

const hasNull = (f: FunctionDefinition, example: Example): boolean => rowOf(f, example).includes(null);
/** A few examples of each kind: the first ones that give a value, null and an error. */
function few(f: FunctionDefinition): readonly Example[] {
  const ordinary = f.examples.filter((e) => !hasNull(f, e));
  return [
    ...ordinary.filter((e) => 'gives' in e).slice(0, 3),
    ...ordinary.filter((e) => 'raises' in e).slice(0, 1),
    ...f.examples.filter((e) => hasNull(f, e)).slice(0, 2),
  ];
}

test('a function over columns gives its examples on every engine', () => {
  expect(functions.flatMap((f) => wrongOverColumns(f, f.examples, false))).toEqual([]);
});

test('a function over NOT NULL columns gives its examples, though nothing is checked for null', () => {
  expect(
    functions.flatMap((f) =>
      wrongOverColumns(
        f,
        f.examples.filter((e) => !hasNull(f, e)),
        true,
      ),
    ),
  ).toEqual([]);
});

/** What is wrong with the examples of a test as a WHERE: over columns, and of a column with a constant, which is where steps are fused. */
function wrongAsQual(f: FunctionDefinition, notNull: boolean): string[] {
  const examples = f.examples.filter((e) => !notNull || !hasNull(f, e));
  const schema: Schema = f.args.map(({ name, type }) => ({ name, type, notNull }));
  const table = tableOf(
    arena,
    schema,
    examples.map((example) => rowOf(f, example)),
  );
  const selects = (example: Example): Outcome =>
    'raises' in example ? expectation(example) : example['gives'] === true ? '= 1' : '= 0';
  const [left, right] = schema.map(
    (column, i): Var => ({ kind: 'Var', column: i, name: column.name, type: column.type, notNull, location: -1 }),
  );
  const constants = new Set(examples.map((example) => rowOf(f, example)[1] ?? null));
  const quals: readonly (readonly [Expr, Value | null | undefined])[] =
    left === undefined || right === undefined
      ? [
          [
            call(
              f,
              schema.map(
                (column, i): Var => ({
                  kind: 'Var',
                  column: i,
                  name: column.name,
                  type: column.type,
                  notNull,
                  location: -1,
                }),
              ),
            ),
            undefined,
          ],
        ]
      : [
          [call(f, [left, right]), undefined],
          ...[...constants]
            .slice(0, 6)
            .map(
              (value) => [call(f, [left, { kind: 'Const', type: right.type, value, location: -1 }]), value] as const,
            ),
        ];
  const wrong = quals.flatMap(([qual, value]) => {
    const { outcomes, difference } = onEveryEngine((rung) => compileQual([qual], { schema, rung }), table);
    return [
      ...(difference === undefined ? [] : [`WHERE ${f.name} ${String(value)}: ${JSON.stringify(difference)}`]),
      ...examples.flatMap((example, i) =>
        (value !== undefined && !Object.is(rowOf(f, example)[1], value)) ||
        shortened(outcomes[i] ?? '') === selects(example)
          ? []
          : [`WHERE ${f.name}(${rowOf(f, example).join(', ')}) is ${outcomes[i]}, not ${selects(example)}`],
      ),
    ];
  });
  freeTable(table);
  return wrong;
}

test.each([
  ['columns', false],
  ['NOT NULL columns', true],
])('a test as a WHERE over %s selects the rows of its examples', (_, notNull) => {
  expect(functions.filter((f) => f.result === 'bool').flatMap((f) => wrongAsQual(f, notNull))).toEqual([]);
});

test('a function of parameters gives its examples', () => {
  expect(
    functions.flatMap((f) =>
      few(f).flatMap((example) => {
        const args = f.args.map(({ type }, i): Param => ({ kind: 'Param', number: i + 1, type, location: -1 }));
        return wrongOver('parameters', f, example, args, rowOf(f, example));
      }),
    ),
  ).toEqual([]);
});

test('a function of constants gives its examples', () => {
  expect(
    functions.flatMap((f) =>
      few(f).flatMap((example) => {
        const row = rowOf(f, example);
        const args = f.args.map(({ type }, i): Const => ({ kind: 'Const', value: row[i] ?? null, type, location: -1 }));
        return wrongOver('constants', f, example, args, []);
      }),
    ),
  ).toEqual([]);
});

test('every SQLSTATE that an example raises is one that the definitions know', () => {
  const known = new Set(Object.values(errors).map((error) => error.code as string));
  expect(
    functions.flatMap((f) =>
      f.examples.flatMap((e) => ('raises' in e && !known.has(String(e['raises'])) ? [f.name] : [])),
    ),
  ).toEqual([]);
});
