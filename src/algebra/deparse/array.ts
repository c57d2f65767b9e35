/** What the analyser makes of arrays, which are calls of functions that no name in SQL stands for: constructors, subscripts, slices, casts of elements, ANY and ALL, VARIADIC. */
import { allFunctions, type CatalogOperator } from '../../catalog/catalog.js';
import { quoteIdentifier } from '../../catalog/quote-identifier.js';
import { types, type TypeName } from '../../catalog/types.js';
import { functionInfo } from '../../functions/functions.js';
import type { Expr, FuncExpr } from '../../sql/expression.js';
import { binding, castText, within, type Sql, type Writer } from './writer.js';

type OperatorNamed = (func: string, given: readonly TypeName[]) => CatalogOperator | undefined;

export function arrayText(writer: Writer, expr: FuncExpr, operatorNamed: OperatorNamed): Sql | undefined {
  const [first, ...others] = expr.args;
  if (first === undefined) return undefined;
  switch (expr.func) {
    case 'array_make':
    case 'array_make_nested':
      return castText({ sql: `ARRAY[${list(writer, others)}]`, binds: binding.whole }, expr.type);
    case 'array_slice':
      return sliceText(writer, first, others);
    case 'array_map':
      return elementsCastText(writer, expr);
    case 'array_any':
      return anyText(writer, expr, operatorNamed);
    case 'pg_num_nulls':
    case 'pg_num_nonnulls':
      return spreadText(writer, expr.func, [], first);
    case 'array_spread':
      return spreadText(writer, calledBy(first), [], others[1]);
    case 'array_spread_texts':
      return spreadText(writer, calledBy(first), others.slice(0, 1), others[1]);
    default: {
      const { element } = types[first.type];
      if (element === undefined || expr.func !== `array_get_${types[element as TypeName].representation}`)
        return undefined;
      return {
        sql: `${subscripted(writer, first)}${others.map((at) => `[${writer.write(at).sql}]`).join('')}`,
        binds: binding.whole,
      };
    }
  }
}

export const list = (writer: Writer, exprs: readonly Expr[]): string =>
  exprs.map((each) => writer.write(each).sql).join(', ');

/** What a subscript follows: a column, or anything else in parentheses. */
const subscripted = (writer: Writer, array: Expr): string => {
  const { sql, binds } = writer.write(array);
  return array.kind === 'Var' && binds === binding.whole ? sql : `(${sql})`;
};

/** Bounds that were left out are bits of the first argument, two for a dimension. */
function sliceText(writer: Writer, array: Expr, [omitted, ...bounds]: readonly Expr[]): Sql | undefined {
  if (omitted?.kind !== 'Const') return undefined;
  const bits = Number(omitted.value);
  let sql = subscripted(writer, array);
  for (let i = 0; i < bounds.length; i++) {
    const bound = bounds[i];
    const text = bound === undefined || ((bits >> i) & 1) !== 0 ? '' : writer.write(bound).sql;
    sql += i % 2 === 0 ? `[${text}` : `:${text}]`;
  }
  return { sql, binds: binding.whole };
}

/** Arguments: the cast's function, how many arguments it takes, the modifier, whether the cast was written, the element's type, the array. */
function elementsCastText(writer: Writer, { type, args }: FuncExpr): Sql | undefined {
  const [, , typmod, isWritten, , array] = args;
  if (array === undefined || typmod?.kind !== 'Const' || isWritten?.kind !== 'Const') return undefined;
  const modifier = Number(typmod.value);
  // One that nobody wrote comes again of itself.
  if (isWritten.value === 0 && modifier < 0) return writer.write(array);
  if (modifier < 0) return castText(writer.write(array), type);
  const text = castText(writer.write(array), types[type].element as TypeName, modifier);
  return { ...text, sql: `${text.sql}[]` };
}

function anyText(writer: Writer, { args }: FuncExpr, operatorNamed: OperatorNamed): Sql | undefined {
  const [number, useOr, scalar, array] = args;
  if (number?.kind !== 'Const' || useOr?.kind !== 'Const' || scalar === undefined || array === undefined)
    return undefined;
  const element = types[array.type].element as TypeName | undefined;
  if (element === undefined) return undefined;
  const operator = operatorNamed(functionInfo(Number(number.value)).name, [scalar.type, element]);
  if (operator === undefined) return undefined;
  const word = useOr.value === 1 ? 'ANY' : 'ALL';
  // An array's literal would be taken apart into its elements.
  const text = array.kind === 'Const' ? `(${writer.write(array).sql})` : writer.write(array).sql;
  return {
    sql: `${within(writer.write(scalar), binding.cast)} ${operator.name} ${word} (${text})`,
    binds: binding.matching,
  };
}

/** The C function whose number a constant is. */
const calledBy = (number: Expr): string | undefined =>
  number.kind === 'Const' ? functionInfo(Number(number.value)).name : undefined;

/** A call with VARIADIC and an array. */
function spreadText(writer: Writer, func: string | undefined, before: readonly Expr[], array?: Expr): Sql | undefined {
  const named = allFunctions().find((each) => each.variadic && each.func === func);
  if (named === undefined || array === undefined) return undefined;
  const given = [...before.map((each) => writer.write(each).sql), `VARIADIC ${writer.write(array).sql}`];
  return { sql: `${quoteIdentifier(named.name)}(${given.join(', ')})`, binds: binding.whole };
}
