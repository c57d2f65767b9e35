/** Literals: the type of a number is found from its size and form, a quoted one waits for its type (parser/parse_node.c, make_const). */
import type { A_Const } from 'libpg-query';
import { literal } from '../resolve/input-output.js';
import { isComputed } from '../computed-types.js';
import type { Context } from './context.js';
import type { Item } from './item.js';

export function analyzeConstant(context: Context, node: A_Const): Item {
  const location = context.at(node.location);
  if (node.isnull) return { kind: 'Unknown', type: 'unknown', value: null, location };
  if (node.ival) return { kind: 'Const', type: 'int4', value: node.ival.ival ?? 0, location };
  if (node.boolval) return { kind: 'Const', type: 'bool', value: node.boolval.boolval ? 1 : 0, location };
  if (node.fval) return number(context, node.fval.fval ?? '0', location);
  if (node.bsval) return typed(context, 'bit', node.bsval.bsval ?? 'b', location);
  return { kind: 'Unknown', type: 'unknown', value: node.sval?.sval ?? '', location };
}

/** The most digits that an integer of 64 bits has in any base; a longer one is not worth reading. */
const longestInteger = 70;
const integer = /^-?(?:[0-9_]+|0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+)$/;

/** Too large for the parser's integers, or with a point or an exponent: int8 if it is an integer that fits, else numeric. */
function number(context: Context, text: string, location: number): Item {
  const value = text.length <= longestInteger && integer.test(text) ? integerOf(text.replaceAll('_', '')) : undefined;
  if (value === undefined || BigInt.asIntN(64, value) !== value) return typed(context, 'numeric', text, location);
  if (BigInt.asIntN(32, value) === value) return { kind: 'Const', type: 'int4', value: Number(value), location };
  return { kind: 'Const', type: 'int8', value, location };
}

const integerOf = (text: string): bigint => (text.startsWith('-') ? -BigInt(text.slice(1)) : BigInt(text));

function typed(context: Context, type: string, text: string, location: number): Item {
  if (!isComputed(type)) throw context.unsupportedType(type, location);
  return literal(context, type, text, -1, location);
}
