/** Random predicates over the columns of a random table. */
import fc from 'fast-check';
import type { TypeName } from '../../src/catalog/types.js';
import { schema, values } from '../random/columns.js';
import { expressionOf } from '../random/expression.js';
import { print, type Tree } from '../random/tree.js';
import { Dice } from './dice.js';
import type { AnyColumn, RandomColumn, RandomTable } from './random-table.js';
import { quoted, randomText, unordered } from './random-value.js';

/** A predicate, and whether it is one conjunct: the order of several, and so which error comes first, is PostgreSQL's to choose. */
export interface RandomPredicate {
  readonly sql: string;
  readonly oneConjunct: boolean;
}

/** As many predicates: of every two, one compares columns with values that are in the table, and one is anything at all. */
export function randomPredicates(table: RandomTable, seed: number, count: number): RandomPredicate[] {
  const dice = new Dice(seed);
  const trees = fc.sample(fc.oneof(...[1, 2, 3].map((depth) => expressionOf('bool', depth))), { seed, numRuns: count });
  return trees.map((tree, i) => {
    if (i % 2 === 0) return { sql: condition(dice, table, dice.below(3)), oneConjunct: false };
    const sql = print(overColumns(dice, table, tree));
    return dice.chance(0.5) ? { sql: `(${sql}) IS TRUE`, oneConjunct: true } : { sql, oneConjunct: false };
  });
}

/** The expression with the columns of `tests/random` replaced by columns of the table of the same type, or by a constant when there are none. */
function overColumns(dice: Dice, table: RandomTable, tree: Tree): Tree {
  if (tree.parts.length > 0) return { ...tree, parts: tree.parts.map((part) => overColumns(dice, table, part)) };
  if (!schema.some(({ name }) => name === tree.template)) return tree;
  const columns = table.columns.filter(({ type }) => type === tree.type);
  const template =
    columns.length > 0 ? dice.pick(columns).name : `${quoted(dice.pick(values[tree.type].ordinary))}::${tree.type}`;
  return { ...tree, template };
}

/** A condition that no value makes fail. */
function condition(dice: Dice, table: RandomTable, depth: number): string {
  if (depth === 0) return test(dice, table);
  const parts = Array.from({ length: dice.between(1, 4) }, () => condition(dice, table, depth - 1));
  const joined = `(${parts.join(dice.chance(0.5) ? ' AND ' : ' OR ')})`;
  return dice.chance(0.2) ? `NOT ${joined}` : joined;
}

function test(dice: Dice, table: RandomTable): string {
  const comparable = table.others.filter(({ type }) => !unordered.has(type));
  if (comparable.length > 0 && dice.chance(0.4)) return testOther(dice, table, dice.pick(comparable));
  const column = dice.pick(table.columns);
  const { name, type } = column;
  const value = (): string => present(dice, table, column);
  const other = dice.pick(table.columns.filter((candidate) => candidate.type === type));
  switch (dice.below(type === 'text' ? 10 : 8)) {
    case 0:
      return `${name} IS ${dice.chance(0.5) ? 'NOT ' : ''}NULL`;
    case 1:
      return `${name} BETWEEN ${value()} AND ${value()}`;
    case 2:
      return `${name} ${dice.chance(0.3) ? 'NOT ' : ''}IN (${Array.from({ length: dice.pick([2, 3, 10]) }, value).join(', ')})`;
    case 3:
      return `${name} ${dice.pick(['=', '<', '>=', '<>', 'IS DISTINCT FROM'])} ${other.name}`;
    case 4:
      return `coalesce(${name}, ${value()}) = ${value()}`;
    case 8:
      return `length(${name}) ${dice.pick(['<', '>='])} length(${value()})`;
    case 9:
      return `${name} LIKE ${like(dice, table, column)}`;
    default:
      return `${name} ${dice.pick(['=', '<', '<=', '>', '>=', '<>'])} ${value()}`;
  }
}

/** A test of a column of a family's type by values that rows have, or may have. */
function testOther(dice: Dice, { rows, columns, others }: RandomTable, column: AnyColumn): string {
  const { name, type } = column;
  const place = 1 + columns.length + others.indexOf(column);
  const value = (): string => {
    const text = rows.length > 0 ? dice.pick(rows)[place] : undefined;
    return `${quoted(text == null || text.length > 20_000 ? randomText(dice, type, 'short') : text)}::${type}`;
  };
  switch (dice.below(6)) {
    case 0:
      return `${name} IS ${dice.chance(0.5) ? 'NOT ' : ''}NULL`;
    case 1:
      return `${name} IN (${value()}, ${value()}, ${value()})`;
    case 2:
      return `${name} BETWEEN ${value()} AND ${value()}`;
    case 3:
      return `${name} IS DISTINCT FROM ${value()}`;
    default:
      return `${name} ${dice.pick(['=', '<', '<=', '>', '>=', '<>'])} ${value()}`;
  }
}

/** A value that a row has, or an ordinary one where there is none. */
function present(dice: Dice, table: RandomTable, column: RandomColumn): string {
  return literal(column.type, presentText(dice, table, column));
}

function presentText(dice: Dice, { rows, columns }: RandomTable, column: RandomColumn): string {
  const row = rows.length > 0 ? dice.pick(rows) : undefined;
  const text = row?.[1 + columns.indexOf(column)];
  return text === undefined || text === null || text.length > 20_000 ? dice.pick(values[column.type].ordinary) : text;
}

function like(dice: Dice, table: RandomTable, column: RandomColumn): string {
  const pattern = presentText(dice, table, column)
    .slice(0, dice.between(1, 6))
    .replaceAll(/[\\%_\p{Cs}]/gu, '_');
  return quoted(dice.pick([`${pattern}%`, `%${pattern}%`, `%${pattern}`]));
}

const literal = (type: TypeName, text: string): string => `${quoted(text)}::${type}`;
