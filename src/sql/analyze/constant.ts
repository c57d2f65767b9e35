/** Literals: the type of a number is found from its size and form, a quoted one waits for its type (parser/parse_node.c, make_const). */
import type { A_Const } from 'libpg-query';
import type { Context } from './context.js';
import type { Item } from './item.js';
import { numericFromText } from './numeric-literal.js';
import { readNumeric, roundNumeric } from './numeric.js';

export function analyzeConstant(context: Context, node: A_Const): Item {
  const location = context.at(node.location);
  if (node.isnull) return { kind: 'Unknown', type: 'unknown', value: null, location };
  if (node.ival) return { kind: 'Const', type: 'int4', value: node.ival.ival ?? 0, location };
  if (node.boolval) return { kind: 'Const', type: 'bool', value: node.boolval.boolval ? 1 : 0, location };
  if (node.fval) return number(context, node.fval.fval ?? '0', location);
  if (node.bsval) throw context.unsupportedType('bit', location);
  return { kind: 'Unknown', type: 'unknown', value: node.sval?.sval ?? '', location };
}

/** Too large for the parser's integers, or with a point or an exponent: int8 if it is an integer that fits, else numeric. */
function number(context: Context, text: string, location: number): Item {
  const value = readNumeric(text);
  const integer = typeof value !== 'string' && !/[.]|^[^x]*e/i.test(text) ? roundNumeric(value) : undefined;
  if (integer === undefined || BigInt.asIntN(64, integer) !== integer) return numericFromText(context, text, location);
  if (BigInt.asIntN(32, integer) === integer) return { kind: 'Const', type: 'int4', value: Number(integer), location };
  return { kind: 'Const', type: 'int8', value: integer, location };
}
