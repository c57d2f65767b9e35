/** A type's input and output functions as calls in an expression: literals, and casts by way of text (CoerceViaIO). */
import { oidForInput, types, type TypeName, type Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { CallFunction, Const, Expr } from '../expression.js';
import type { Context } from '../analyze/context.js';

const integer = (value: number): Const => ({ kind: 'Const', type: 'int4', value, location: -1 });

/** What an input function is called with after the text: the oid that it asks for, and the modifier. */
function furtherArguments(type: TypeName, typmod: number): Const[] {
  const oid = oidForInput(type);
  return [...(oid === undefined ? [] : [integer(oid)]), ...(types[type].modifier === true ? [integer(typmod)] : [])];
}

/** The constant that a literal's text stands for; its error points at the literal. */
export function literal(context: Context, type: TypeName, text: string, typmod: number, location: number): Const {
  if (types[type].textual) return { kind: 'Const', type, value: text, location };
  const args: Const[] = [{ kind: 'Const', type: 'text', value: text, location }, ...furtherArguments(type, typmod)];
  return { kind: 'Const', type, value: context.call(types[type].input, type, args, location), location };
}

/** Whether the type's input function takes the text of a value. */
export function isReadable(call: CallFunction, type: TypeName, value: Value): boolean {
  const { representation, textual, input } = types[type];
  if (representation !== 'ref' || textual) return true;
  try {
    call(input, type, [{ kind: 'Const', type: 'text', value, location: -1 }, ...furtherArguments(type, -1)]);
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

/** The expression's text form. */
export function outputOf(context: Context, expr: Expr): Expr {
  if (types[expr.type].representation === 'ref' && types[expr.type].textual) return { ...expr, type: 'text' };
  context.countNode();
  return { kind: 'FuncExpr', type: 'text', func: types[expr.type].output, args: [expr], location: expr.location };
}

/** The value that the text of an expression stands for. */
export function inputOf(context: Context, text: Expr, type: TypeName, location: number): Expr {
  if (types[type].textual) return { ...text, type };
  context.countNode();
  return { kind: 'FuncExpr', type, func: types[type].input, args: [text, ...furtherArguments(type, -1)], location };
}
