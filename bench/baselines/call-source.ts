/** Calls of PostgreSQL's functions on numbers, as JavaScript expressions. */
import { SqlError } from '../../src/error.js';

type Source = (x: string, y: string) => string;

const compare: Readonly<Record<string, string>> = { eq: '===', ne: '!==', lt: '<', le: '<=', gt: '>', ge: '>=' };
const arithmetic: Readonly<Record<string, string>> = { pl: '+', mi: '-', mul: '*' };

/** Functions that are more than an operator. */
const special: Readonly<Record<string, Source>> = {
  int4mod: (x, y) => `(${y} === 0 ? fail('division by zero') : ${x} % ${y})`,
  int8mod: (x, y) => `(${y} === 0n ? fail('division by zero') : BigInt.asIntN(64, ${x} % ${y}))`,
  int84eq: (x, y) => `(${x} === BigInt(${y}))`,
};

/** The call, in parentheses. */
export function callSource(func: string, args: readonly string[]): string {
  const [x = '', y = ''] = args;
  const source = special[func];
  if (source !== undefined) return source(x, y);
  const [, type, name = ''] = /^(int4|int8|float8|date_)(\w+)$/.exec(func) ?? [];
  const comparison = compare[name];
  if (comparison !== undefined) return `(${x} ${comparison} ${y})`;
  const operator = arithmetic[name];
  if (type === 'int4' && operator !== undefined) {
    const exact = `${x} ${operator} ${y}`;
    return `(((${exact}) | 0) === ${exact} ? ${exact} : fail('integer out of range'))`;
  }
  // Decimals are computed with as integers, but for NaN, which the dataset does not have.
  if (func.startsWith('numeric_')) return `fail('NaN')`;
  if (type === 'int8' && operator !== undefined) {
    const exact = `${x} ${operator} ${y}`;
    return `(BigInt.asIntN(64, ${exact}) === ${exact} ? ${exact} : fail('bigint out of range'))`;
  }
  throw new SqlError('0A000', `the new Function baseline does not support the function ${func}`);
}
