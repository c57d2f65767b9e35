/** The conditions of the scenario `fanout` in SQL and in each rival's language. */
import type { Condition, Conjunction } from './conditions.js';

const typeOf = { id: 'int8', org: 'int4', total: 'float8', qty: 'int4', name: 'text', city: 'text' } as const;

/** With `$1` and so on in the places of the literals. */
export const parametrized = (conjunction: Conjunction): string =>
  conjunction
    .map(({ column, op }, i) =>
      op === 'prefix' ? `${column} LIKE $${i + 1}::text` : `${column} ${op} $${i + 1}::${typeOf[column]}`,
    )
    .join(' AND ');

export const parametersOf = (conjunction: Conjunction): (number | string)[] =>
  conjunction.map(({ op, value }) => (op === 'prefix' ? `${value}%` : value));

const quoted = (text: string | number): string => `'${String(text).replaceAll("'", "''")}'`;

export const sqlOf = (conjunction: Conjunction): string =>
  conjunction
    .map(({ column, op, value }) => {
      if (op === 'prefix') return `${column} LIKE ${quoted(`${value}%`)}`;
      return `${column} ${op} ${column === 'name' || column === 'city' ? quoted(value) : `${quoted(value)}::${typeOf[column]}`}`;
    })
    .join(' AND ');

const javascriptOps = { '=': '===', '<>': '!==', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** A condition on `r`. */
export const javascriptOf = (conjunction: Conjunction): string =>
  conjunction
    .map(({ column, op, value }) =>
      op === 'prefix'
        ? `r.${column}.startsWith(${JSON.stringify(value)})`
        : `r.${column} ${javascriptOps[op]} ${JSON.stringify(value)}`,
    )
    .join(' && ');

export const jsonLogicOf = (conjunction: Conjunction): unknown => ({
  and: conjunction.map(({ column, op, value }) => {
    const own = { var: column };
    return op === 'prefix'
      ? { '===': [{ substr: [own, 0, String(value).length] }, value] }
      : { [javascriptOps[op]]: [own, value] };
  }),
});

const mongoOps = { '=': '$eq', '<>': '$ne', '<': '$lt', '<=': '$lte', '>': '$gt', '>=': '$gte' } as const;

export const mongoOf = (conjunction: Conjunction): unknown => ({
  $and: conjunction.map(({ column, op, value }) => ({
    [column]: op === 'prefix' ? { $regex: `^${value}` } : { [mongoOps[op]]: value },
  })),
});

const celOps = { '=': '==', '<>': '!=', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** Undefined where it cannot be said: cel-js has no startsWith, and does not order texts. */
export function celOf(conjunction: Conjunction): string | undefined {
  const parts = conjunction.map(({ column, op, value }) =>
    op === 'prefix' || (typeof value === 'string' && op !== '=' && op !== '<>')
      ? undefined
      : `${column} ${celOps[op]} ${JSON.stringify(value)}`,
  );
  return parts.includes(undefined) ? undefined : parts.join(' && ');
}

const ruleOps = {
  '=': 'equal',
  '<>': 'notEqual',
  '<': 'lessThan',
  '<=': 'lessThanInclusive',
  '>': 'greaterThan',
  '>=': 'greaterThanInclusive',
} as const;

export interface RuleCondition {
  readonly fact: string;
  readonly operator: string;
  readonly value: number | string;
}

/** For json-rules-engine, whose order is of numbers only: the others are operators that the contestant adds. */
export const ruleOf = (conjunction: Conjunction): RuleCondition[] =>
  conjunction.map(({ column, op, value }: Condition) => ({
    fact: column,
    operator:
      op === 'prefix' ? 'prefix' : typeof value === 'string' && op !== '=' && op !== '<>' ? `text ${op}` : ruleOps[op],
    value,
  }));
