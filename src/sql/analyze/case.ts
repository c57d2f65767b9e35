/** Both forms of CASE (parser/parse_expr.c, transformCaseExpr). */
import type { CaseExpr, CaseWhen } from 'libpg-query';
import { coerceToBoolean, coerceType, finished } from '../resolve/coerce.js';
import { coerceToCommonType, selectCommonType } from '../resolve/common-type.js';
import type { Context } from './context.js';
import type { Expr } from '../expression.js';
import { present, type Item } from './item.js';
import { makeOperator } from '../resolve/make-operator.js';

export function analyzeCase(context: Context, node: CaseExpr): Item {
  const tested = node.arg === undefined ? null : testedExpr(context, context.transform(node.arg));
  const whens = (node.args ?? []).map((arg) => {
    const when = caseWhen(arg);
    return { when: condition(context, tested, when), then: context.transform(when.result) };
  });
  const otherwise: Item =
    node.defresult === undefined
      ? { kind: 'Unknown', type: 'unknown', value: null, location: -1 }
      : context.transform(node.defresult);
  const type = selectCommonType(context, [otherwise, ...whens.map(({ then }) => then)], 'CASE');
  const defaultResult = finished(context, coerceToCommonType(context, otherwise, type, 'CASE/ELSE'));
  return {
    kind: 'CaseExpr',
    type: defaultResult.type,
    arg: tested,
    otherwise: defaultResult,
    location: context.at(node.location),
    whens: whens.map(({ when, then }) => ({
      when,
      then: finished(context, coerceToCommonType(context, then, type, 'CASE/WHEN')),
    })),
  };
}

/** The argument; an unknown literal is text, because what stands for the argument cannot be given a type later. */
function testedExpr(context: Context, item: Item): Expr {
  return finished(context, item.type === 'unknown' ? coerceType(context, item, 'text', 'implicit', -1) : item);
}

/** With an argument, `WHEN x` means `argument = x`. */
function condition(context: Context, tested: Expr | null, { expr, location }: CaseWhen): Expr {
  if (tested === null) return coerceToBoolean(context, context.transform(expr), 'CASE/WHEN');
  const placeholder: Expr = { kind: 'CaseTestExpr', type: tested.type, location: -1 };
  return coerceToBoolean(
    context,
    makeOperator(context, '=', [placeholder, context.transform(expr)], context.at(location)),
    'CASE/WHEN',
  );
}

function caseWhen(node: NonNullable<CaseExpr['args']>[number]): CaseWhen {
  return present('CaseWhen' in node ? node.CaseWhen : undefined);
}
