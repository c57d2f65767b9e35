/** The verifier: a program that could make an engine misbehave is refused, and one that passes is safe to run on every engine. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import type { Engine, Kernel } from '../../src/engines/engine.js';
import { SqlError } from '../../src/error.js';
import { compileSql } from '../../src/library/front-end.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import { decode } from '../../src/program/decode.js';
import type { Program, Rung } from '../../src/program/program.js';
import { opcodeNumber } from '../../src/program/steps.js';
import { verify } from '../../src/program/verify.js';
import { coreFunctions as functions } from '../../src/functions/core-metadata.generated.js';
import { loadParser, qualList } from '../../src/sql/index.js';
import { everyEngine, everyRung } from '../engines/outcome.js';
import { tableOf, type Table } from '../engines/table.js';
import { schema, textRow, toRow } from '../random/columns.js';
import { anyExpression, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';

const base: Omit<Program, 'code' | 'slots'> = {
  kind: 'qual',
  layout: 'columns',
  type: 'bool',
  constants: [{ type: 'bool', representation: 'i32', value: 1 }],
  tables: [],
  columns: ['int4', 'text'],
  params: [],
  cells: 0,
  families: [],
  usesScratch: false,
};
const step = (name: string, ...operands: number[]): number[] => [opcodeNumber(name), ...operands];
const program = (steps: readonly number[][], slots: Program['slots'] = ['i32', 'i32', 'i32', 'ref']): Program => ({
  ...base,
  code: Int32Array.from(steps.flat()),
  slots,
});
const done = step('DONE_RETURN', 0);

describe('a broken program is refused', () => {
  const broken: Readonly<Record<string, readonly number[][]>> = {
    'no step at all': [],
    'an opcode that does not exist': [[99999], done],
    'a negative opcode': [[-1], done],
    'operands that are cut off': [[opcodeNumber('SCAN_VAR_INT4'), 1]],
    'no end': [step('SCAN_VAR_INT4', 1, 0)],
    'steps behind the end that nothing reaches': [done, step('SCAN_VAR_INT4', 1, 0), done],
    'a jump backward': [step('SCAN_VAR_INT4', 1, 0), step('QUAL', 1, 0), done],
    'a jump to itself': [step('JUMP', 0), done],
    'a jump into the middle of a step': [step('SCAN_VAR_INT4', 1, 0), step('QUAL', 1, 7), done, done],
    'a jump beyond the end': [step('SCAN_VAR_INT4', 1, 0), step('QUAL', 1, 8), done],
    'a slot that is read before it is written': [step('QUAL', 1, 3), done],
    'a slot that is written on one way only': [
      step('SCAN_VAR_INT4', 1, 0),
      step('QUAL', 1, 9),
      step('MOVE_I32', 2, 1),
      step('DONE_RETURN', 2),
    ],
    'a slot that does not exist': [step('SCAN_VAR_INT4', 4, 0), done],
    'a negative slot': [step('SCAN_VAR_INT4', -1, 0), done],
    'a constant that is written': [step('SCAN_VAR_INT4', 0, 0), done],
    'a column that does not exist': [step('SCAN_VAR_INT4', 1, 2), done],
    'a parameter that does not exist': [step('PARAM_EXTERN_I32', 1, 0), done],
    'a constant that does not exist': [step('CONST_I32', 1, 1), done],
    'a function that does not exist': [step('FUNCEXPR_STRICT_2_i32_i32__i32', 1, 99999, 0, 0), done],
    'a table that does not exist': [step('HASHED_SCALARARRAYOP_I32', 1, 0, 0), done],
    'a number in the place of a text': [step('SCAN_VAR_TEXT', 1, 1), done],
    'a text in the place of a number': [step('SCAN_VAR_INT4', 3, 0), done],
    'a text that ends a row': [step('SCAN_VAR_TEXT', 3, 1), step('DONE_RETURN', 3)],
  };
  test.each(Object.keys(broken))('%s', (what) => {
    expect(() => {
      verify(program(broken[what] ?? []));
    }).toThrowError(SqlError);
  });

  test('a column that is read as another type', () => {
    expect(() => {
      verify(program([step('SCAN_VAR_TEXT', 3, 0), done]));
    }).toThrowError(SqlError);
    expect(() => {
      verify(program([step('SCAN_VAR_INT8', 1, 0), done], ['i32', 'i64', 'i32', 'ref']));
    }).toThrowError(SqlError);
  });

  test('a function that is called with another signature', () => {
    const int8eq = 'FUNCEXPR_STRICT_2_i32_i32__i32';
    const wrong = step(int8eq, 1, numberOf('int8eq'), 0, 0);
    expect(() => {
      verify(program([wrong, done]));
    }).toThrowError(SqlError);
  });

  test('a hash table of another representation', () => {
    const table = {
      ...program([step('HASHED_SCALARARRAYOP_I32', 1, 0, 0), done]),
      tables: [{ kind: 'hash' as const, representation: 'ref' as const, values: ['x'] }],
    };
    expect(() => {
      verify(table);
    }).toThrowError(SqlError);
  });
});

function numberOf(name: string): number {
  return functions.findIndex((f) => f.name === name);
}

const arena = new Arena();
let table: Table;
beforeAll(async () => {
  await loadParser();
  table = tableOf(
    arena,
    schema,
    fc.sample(textRow, { seed: 3, numRuns: 8 }).map((row) => toRow(arena, row)),
  );
});

test('a whole program passes', () => {
  expect(() => {
    verify(program([step('SCAN_VAR_INT4', 1, 0), step('QUAL', 1, 6), done]));
  }).not.toThrow();
});

/** Programs of random expressions, with one number of the wordcode changed. */
async function* mutants(count: number): AsyncGenerator<{ valid: Program; mutant: Program; sql: string }> {
  const seed = seedOfRun();
  for (const [n, tree] of fc.sample(anyExpression(3), { seed, numRuns: count }).entries()) {
    const sql = print(tree);
    const { expr } = await compileSql(sql, 'expression', { schema, arena }).catch(() => ({ expr: undefined }));
    if (expr === undefined) continue;
    const rung = everyRung[n % everyRung.length] as Rung;
    const valid =
      expr.type === 'bool' && n % 2 === 0
        ? compileQual(qualList(expr), { schema, rung })
        : compileScalar(expr, { schema, rung });
    const changes = fc.sample(
      fc.tuple(fc.nat(valid.code.length - 1), fc.oneof(fc.integer({ min: -2, max: 40 }), fc.nat(800), fc.integer())),
      {
        seed: seed + n,
        numRuns: 40,
      },
    );
    for (const [at, value] of changes) {
      const code = valid.code.slice();
      code[at] = value;
      yield { valid, mutant: { ...valid, code }, sql };
    }
  }
}

const contents = (): string =>
  JSON.stringify(schema.map((_, column) => table.rows.map((_row, row) => String(table.all.get(column, row)))));

/** What goes wrong when an engine runs the program: an error that is not an SQL error, or a change of the rows it reads. */
function misbehaviour(engine: Engine, mutant: Program): string | undefined {
  const before = contents();
  let kernel: Kernel;
  try {
    kernel = engine.load(mutant, arena);
  } catch (error) {
    return `${engine.name} does not load it: ${String(error)}`;
  }
  try {
    kernel.run(table.all);
  } catch (error) {
    if (!(error instanceof SqlError)) return `${engine.name}: ${String(error)}`;
  } finally {
    kernel.free();
  }
  return contents() === before ? undefined : `${engine.name} changed the batch`;
}

// Its result means nothing: it may read a value under a null flag, which is whatever it was.
test('a program changed at random is refused, or does no harm on any engine', async () => {
  let refused = 0;
  let ran = 0;
  const wrong: string[] = [];
  for await (const { valid, mutant, sql } of mutants(200)) {
    try {
      verify(mutant);
    } catch (error) {
      expect(error).toBeInstanceOf(SqlError);
      refused++;
      continue;
    }
    ran++;
    for (const engine of everyEngine) {
      const bad = misbehaviour(engine, mutant);
      if (bad === undefined) continue;
      const at = mutant.code.findIndex((word, i) => word !== valid.code[i]);
      wrong.push(
        `${sql}: ${valid.code[at]} → ${mutant.code[at]} at ${at} of ${[...decode(valid.code)].map((s) => s?.info.name).join(' ')}: ${bad}`,
      );
    }
  }
  expect(wrong).toEqual([]);
  expect(refused).toBeGreaterThan(1000);
  expect(ran).toBeGreaterThan(100);
});
