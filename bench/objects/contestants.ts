/** Who filters the rows of the scenario `objects`: quern, a hand-written loop, and libraries that people use for it. Each gives the rows themselves, in an array. */
import { load, predicate } from '../../src/index.js';
import { orMissing } from '../optional.js';
import type { ObjectPredicate } from './predicates.js';
import { rowSchema, type ObjectRow } from './rows.js';

export type Filter = (rows: readonly ObjectRow[]) => readonly ObjectRow[];

export interface ObjectContestant {
  /** Whether it makes code from strings, which a content security policy may forbid. */
  readonly needsEval: boolean;
  /** Undefined where it cannot say the predicate. `rows` are those that will be filtered. */
  prepare(predicate: ObjectPredicate, rows: readonly ObjectRow[]): Promise<Filter | undefined>;
}

/** Not among the packages that are installed: it brings those of whole platforms along. */
const alasqlName: string = 'alasql';

interface AlaSql {
  compile(sql: string): unknown;
}

const ofTest =
  (test: (row: ObjectRow) => unknown): Filter =>
  (rows) => {
    const kept: ObjectRow[] = [];
    for (const row of rows) if (test(row) === true) kept.push(row);
    return kept;
  };

export const objectContestants = {
  'hand-written': { needsEval: false, prepare: ({ hand }) => Promise.resolve(hand) },
  'new Function': {
    needsEval: true,
    prepare: ({ javascript }) =>
      Promise.resolve(
        new Function(
          'rows',
          `const kept = []; for (const r of rows) if (${javascript}) kept.push(r); return kept;`,
        ) as Filter,
      ),
  },
  'quern filter': {
    needsEval: false,
    prepare: async ({ sql }) => {
      const { filter } = await predicate(sql, { schema: rowSchema });
      return (rows) => filter(rows);
    },
  },
  'quern test': {
    needsEval: false,
    prepare: async ({ sql }) => {
      const { test } = await predicate(sql, { schema: rowSchema });
      return ofTest((row) => test(row));
    },
  },
  'quern table': {
    needsEval: false,
    prepare: async ({ sql }, rows) => {
      const table = await load(rowSchema, rows);
      const wanted = await predicate(sql, { schema: rowSchema });
      // The table gives back the rows that it was loaded with.
      return () => table.filter(wanted) as readonly ObjectRow[];
    },
  },
  'json-logic-engine': {
    needsEval: false,
    prepare: async ({ jsonLogic }) => {
      const { LogicEngine } = await import('json-logic-engine').catch(orMissing('json-logic-engine'));
      const engine = new LogicEngine();
      return ofTest((row) => engine.run(jsonLogic, row) as unknown);
    },
  },
  'json-logic-engine compiled': {
    needsEval: true,
    prepare: async ({ jsonLogic }) => {
      const { LogicEngine } = await import('json-logic-engine').catch(orMissing('json-logic-engine'));
      const run = new LogicEngine().build(jsonLogic) as (row: ObjectRow) => unknown;
      return ofTest(run);
    },
  },
  filtrex: {
    needsEval: true,
    prepare: async ({ filtrex }) => {
      if (filtrex === undefined) return undefined;
      const { compileExpression } = await import('filtrex').catch(orMissing('filtrex'));
      return ofTest(compileExpression(filtrex) as (row: ObjectRow) => unknown);
    },
  },
  sift: {
    needsEval: false,
    prepare: async ({ mongo }) => {
      const { default: sift } = await import('sift').catch(orMissing('sift'));
      return ofTest((sift as unknown as (query: unknown) => (row: ObjectRow) => unknown)(mongo));
    },
  },
  mingo: {
    needsEval: false,
    prepare: async ({ mongo }) => {
      const { Query } = await import('mingo').catch(orMissing('mingo'));
      const query = new Query(mongo);
      return ofTest((row) => query.test(row as ObjectRow & Record<string, unknown>));
    },
  },
  'cel-js': {
    needsEval: false,
    prepare: async ({ cel }) => {
      if (cel === undefined) return undefined;
      const { evaluate, parse } = await import('cel-js').catch(orMissing('cel-js'));
      const parsed = parse(cel);
      if (!parsed.isSuccess) return undefined;
      return ofTest((row) => evaluate(parsed.cst, { ...row }) as unknown);
    },
  },
  alasql: {
    needsEval: true,
    prepare: async ({ alasql: where }) => {
      if (where === undefined) return undefined;
      const { default: alasql } = (await import(alasqlName).catch(orMissing(alasqlName))) as { default: AlaSql };
      const run = alasql.compile(`SELECT * FROM ? WHERE ${where}`) as (
        params: readonly unknown[],
      ) => readonly ObjectRow[];
      return (rows) => run([rows]);
    },
  },
} as const satisfies Readonly<Record<string, ObjectContestant>>;

export type ObjectContestantName = keyof typeof objectContestants;
export const objectContestantNames = Object.keys(objectContestants) as readonly ObjectContestantName[];
