/**
 * `x op ANY (array)` and `x op ALL (array)` over JavaScript's values, as the function `array_any` of the family array has them. An array is held as the text that PostgreSQL prints
 * for it; that of a parameter, which is the same for all rows, is taken apart once.
 */
import { arrayElements } from '../../catalog/array-literal.js';
import { types, type TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { parseValue } from '../../functions/text-value.js';
import { holdOfType } from './hold.js';
import type { RowValue, Tree } from './tree.js';

/** The elements of an array that are not null. */
interface Elements {
  readonly values: readonly RowValue[];
  readonly hasNull: boolean;
}

/** Elements within elements are elements of one array. */
const flat = (text: string): string => {
  const inside = text.slice(text.indexOf('{'));
  return `{${inside.replace(/"(?:[^"\\]|\\.)*"|[{}]/gs, (part) => (part.length === 1 ? '' : part))}}`;
};

function elementsOf(arena: Arena, type: TypeName, text: string): Elements {
  const found = arrayElements(text);
  const texts = found === 'dimensions' ? arrayElements(flat(text)) : found;
  if (texts === undefined || texts === 'dimensions') throw new SqlError('XX000', `malformed array: "${text}"`);
  const given = texts.filter((each) => each !== null);
  const values = given.map((each) => holdOfType(type, parseValue(arena, type, each)));
  return { values, hasNull: given.length < texts.length };
}

/** Is a value of the type held in one form only, so that values are equal where their forms are? */
const hasOneForm = (type: TypeName): boolean =>
  types[type].representation !== 'ref' || type === 'uuid' || types[type].equal === types.text.equal;

/** The operator that compares, with the types of its two sides. */
export interface AnyOperator {
  readonly args: readonly TypeName[];
  /** The function that is true where the operator decides: the operator's for ANY, its negator for ALL. */
  readonly decides: string | undefined;
  /** Calls the operator with what the pair holds. */
  readonly call: Tree;
  readonly pair: (RowValue | null)[];
}

/** The closure. The function is strict in the array, and in the scalar unless the array is empty. */
export function anyOf(arena: Arena, operator: AnyOperator, useOr: boolean, scalar: Tree, array: Tree): Tree {
  const { args, decides, call, pair } = operator;
  const [left, right] = args;
  if (right === undefined) throw new SqlError('XX000', 'an operator has two sides');
  const isEquality = left === right && decides === types[right].equal && hasOneForm(right);
  let last: string | undefined;
  let elements: Elements = { values: [], hasNull: false };
  let members: ReadonlySet<RowValue> = new Set();
  return (row) => {
    const x = scalar(row);
    const text = array(row);
    if (text === null) return null;
    if (text !== last) {
      elements = elementsOf(arena, right, String(text));
      members = new Set(isEquality ? elements.values : []);
      last = String(text);
    }
    const { values, hasNull } = elements;
    if (values.length === 0 && !hasNull) return +!useOr;
    if (x === null) return null;
    if (isEquality) return members.has(x) ? +useOr : hasNull ? null : +!useOr;
    let unknown = hasNull;
    pair[0] = x;
    for (const value of values) {
      pair[1] = value;
      const found = call(row);
      if (found === null) unknown = true;
      else if ((found === 1) === useOr) return +useOr;
    }
    return unknown ? null : +!useOr;
  };
}
