/** Parse tree → typed expression: one case a kind of node (parser/parse_expr.c, transformExprRecurse). */
import type { A_Expr, Node } from 'libpg-query';
import { SqlError } from '../../error.js';
import { analyzeAnyAll } from './any-all.js';
import { analyzeArray } from './array.js';
import { analyzeBetween } from './between.js';
import { analyzeBoolExpr, analyzeBooleanTest, analyzeNullTest } from './boolean.js';
import { analyzeCase } from './case.js';
import { analyzeCast } from './cast.js';
import { analyzeCollate } from './collate.js';
import { analyzeColumn } from './column.js';
import { analyzeConstant } from './constant.js';
import { analyzeDistinct, analyzeNullIf } from './distinct.js';
import { analyzeFunction } from './function.js';
import { analyzeIn } from './in.js';
import {
  analyzeJsonArray,
  analyzeJsonObject,
  analyzeJsonParse,
  analyzeJsonScalar,
  analyzeJsonSerialize,
} from './json-construct.js';
import { analyzeIsJson } from './json-predicate.js';
import { analyzeJsonQuery } from './json-query.js';
import { analyzeCoalesce, analyzeMinMax } from './list.js';
import { analyzeValueFunction } from './value-function.js';
import { analyzeRowComparison } from './row.js';
import { analyzeSubscripts } from './subscripts.js';
import { unsupportedNode } from './unsupported.js';
import type { Context } from './context.js';
import { present, type Item } from './item.js';
import { makeOperator, missingOperator } from '../resolve/make-operator.js';
import { inCatalog, nameParts } from '../parse/names.js';

export function transform(context: Context, node: Node | undefined): Item {
  context.countNode();
  if (node === undefined) throw new SqlError('XX000', 'a part of the parse tree is missing');
  if ('A_Const' in node) return analyzeConstant(context, node.A_Const);
  if ('ColumnRef' in node) return analyzeColumn(context, node.ColumnRef);
  if ('A_Expr' in node) return analyzeOperatorExpr(context, node.A_Expr);
  if ('BoolExpr' in node) return analyzeBoolExpr(context, node.BoolExpr);
  if ('TypeCast' in node) return analyzeCast(context, node.TypeCast);
  if ('FuncCall' in node) return analyzeFunction(context, node.FuncCall);
  if ('ParamRef' in node) return context.parameter(node.ParamRef.number ?? 0, context.at(node.ParamRef.location));
  if ('NullTest' in node) return analyzeNullTest(context, node.NullTest);
  if ('BooleanTest' in node) return analyzeBooleanTest(context, node.BooleanTest);
  if ('CaseExpr' in node) return analyzeCase(context, node.CaseExpr);
  if ('CoalesceExpr' in node) return analyzeCoalesce(context, node.CoalesceExpr);
  if ('MinMaxExpr' in node) return analyzeMinMax(context, node.MinMaxExpr);
  if ('CollateClause' in node) return analyzeCollate(context, node.CollateClause);
  if ('SQLValueFunction' in node) return analyzeValueFunction(context, node.SQLValueFunction);
  if ('A_ArrayExpr' in node) return analyzeArray(context, node.A_ArrayExpr);
  if ('A_Indirection' in node) return analyzeSubscripts(context, node.A_Indirection);
  return analyzeJson(context, node) ?? refuse(context, node);
}

function refuse(context: Context, node: Node): never {
  throw unsupportedNode(context, node);
}

/** The constructs of SQL/JSON. */
function analyzeJson(context: Context, node: Node): Item | undefined {
  if ('JsonFuncExpr' in node) return analyzeJsonQuery(context, node.JsonFuncExpr);
  if ('JsonIsPredicate' in node) return analyzeIsJson(context, node.JsonIsPredicate);
  if ('JsonObjectConstructor' in node) return analyzeJsonObject(context, node.JsonObjectConstructor);
  if ('JsonArrayConstructor' in node) return analyzeJsonArray(context, node.JsonArrayConstructor);
  if ('JsonParseExpr' in node) return analyzeJsonParse(context, node.JsonParseExpr);
  if ('JsonScalarExpr' in node) return analyzeJsonScalar(context, node.JsonScalarExpr);
  if ('JsonSerializeExpr' in node) return analyzeJsonSerialize(context, node.JsonSerializeExpr);
  return undefined;
}

function analyzeOperatorExpr(context: Context, node: A_Expr): Item {
  switch (node.kind) {
    case 'AEXPR_OP':
    case 'AEXPR_LIKE':
    case 'AEXPR_ILIKE':
    case 'AEXPR_SIMILAR':
      return analyzeRowComparison(context, node) ?? operator(context, node);
    case 'AEXPR_DISTINCT':
      return analyzeDistinct(context, node, false);
    case 'AEXPR_NOT_DISTINCT':
      return analyzeDistinct(context, node, true);
    case 'AEXPR_NULLIF':
      return analyzeNullIf(context, node);
    case 'AEXPR_IN':
      return analyzeIn(context, node);
    case 'AEXPR_BETWEEN':
    case 'AEXPR_NOT_BETWEEN':
    case 'AEXPR_BETWEEN_SYM':
    case 'AEXPR_NOT_BETWEEN_SYM':
      return analyzeBetween(context, node, node.kind);
    case 'AEXPR_OP_ANY':
      return analyzeAnyAll(context, node, true);
    case 'AEXPR_OP_ALL':
      return analyzeAnyAll(context, node, false);
    default:
      throw context.unsupported('this kind of operator', context.at(node.location));
  }
}

function operator(context: Context, node: A_Expr): Item {
  const location = context.at(node.location);
  const parts = nameParts(node.name);
  const operands = (node.lexpr === undefined ? [node.rexpr] : [node.lexpr, node.rexpr]).map((operand) =>
    context.transform(operand),
  );
  if (!inCatalog(parts, (code, message) => context.error(code, message, location))) {
    throw missingOperator(
      context,
      parts.join('.'),
      operands.map(({ type }) => type),
      location,
    );
  }
  return makeOperator(context, present(parts.at(-1)), operands, location, parts.join('.'));
}
