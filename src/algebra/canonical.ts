/**
 * What depends only on what a predicate says: a number for it that is the same for `a = 1 AND b` and `b AND 1 = a`, and its shape, in which constants are parameters.
 */
import { findCast, findOperator, operatorOfFunction } from '../catalog/catalog.js';
import type { TypeName, Value } from '../catalog/types.js';
import type { Expr, FuncExpr, Schema } from '../sql/expression.js';
import { relationOf } from './comparison.js';
import { operatorNamed } from './deparse/call.js';
import { keyOf } from './key.js';
import { mapExpr } from './map.js';

/** The text of a predicate's shape, the types of its parameters, and of those that stand for its constants the values. */
export interface Shape {
  readonly sql: string;
  readonly paramTypes: readonly TypeName[];
  /** The constants: the values of the last parameters, as texts that PostgreSQL prints. */
  readonly values: readonly string[];
}

/** Conditions in one order, each once; comparisons with the constant on the right. */
const normal = (expr: Expr): Expr => mapExpr(expr, normalNode);

function normalNode(expr: Expr): Expr {
  switch (expr.kind) {
    case 'BoolExpr': {
      const args = expr.op === 'NOT' ? expr.args : distinctSorted(expr.args);
      const [only] = args;
      return only !== undefined && args.length === 1 && expr.op !== 'NOT' ? only : { ...expr, args };
    }
    case 'ScalarArrayOpExpr':
      return { ...expr, elements: distinctSorted(expr.elements) };
    case 'FuncExpr':
      return turned(expr);
    case 'DistinctExpr': {
      const [left, right] = inOrder(expr.left, expr.right);
      return left.type === right.type ? { ...expr, left, right } : expr;
    }
    default:
      return expr;
  }
}

function distinctSorted(args: readonly Expr[]): Expr[] {
  const byKey = new Map(args.map((arg) => [`${keyOf(arg)}:${arg.type}`, arg]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, arg]) => arg);
}

/** The constant last, otherwise by their keys. */
function inOrder(left: Expr, right: Expr): readonly [Expr, Expr] {
  const isConst = [left, right].map(({ kind }) => kind === 'Const' || kind === 'Param');
  const isTurned = isConst[0] === isConst[1] ? keyOf(left) > keyOf(right) : isConst[0] === true;
  return isTurned ? [right, left] : [left, right];
}

/** A comparison whose operands stand in order, by its commutator. */
function turned(expr: FuncExpr): FuncExpr {
  const [left, right, ...others] = expr.args;
  if (left === undefined || right === undefined || others.length > 0 || relationOf(expr.func) === undefined)
    return expr;
  const [first, second] = inOrder(left, right);
  if (first === left) return expr;
  const commutator = operatorOfFunction(expr.func)?.commutator;
  const func = commutator == null ? undefined : findOperator(commutator, [first.type, second.type])?.func;
  return func == null ? expr : { ...expr, func, args: [first, second] };
}

/** 16 hexadecimal digits: the same for the same conditions in any order, over columns of the same names and types. It does not resist an attacker. */
export function hashOf(expr: Expr, schema: Schema, params: readonly TypeName[]): string {
  const columns = new Set<number>();
  mapExpr(expr, (node) => {
    if (node.kind === 'Var') columns.add(node.column);
    return node;
  });
  const names = [...columns].map((column) => ({ column, text: `${schema[column]?.name} ${schema[column]?.type}` }));
  const sorted = names.sort((a, b) => (a.text < b.text ? -1 : 1));
  const places = new Map(sorted.map(({ column }, place) => [column, place]));
  const placed = mapExpr(expr, (node) =>
    node.kind === 'Var' ? { ...node, column: places.get(node.column) ?? node.column } : node,
  );
  return fnv64([...sorted.map(({ text }) => text), params.join(), keyOf(normal(placed))].join('\0'));
}

/** FNV-1a over the bytes of UTF-8. */
function fnv64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}

/** Constants that are operands become parameters; the modifier of a type, or what a construct of the grammar holds, does not. `print` gives a value's text. */
export function shapeOf(
  expr: Expr,
  params: readonly TypeName[],
  print: (type: TypeName, value: Value) => string,
): Omit<Shape, 'sql'> & { readonly expr: Expr } {
  const paramTypes = [...params];
  const values: string[] = [];
  const parameter = (arg: Expr): Expr => {
    if (arg.kind !== 'Const' || arg.value === null || arg.type === 'bool') return arg;
    values.push(print(arg.type, arg.value));
    return { kind: 'Param', type: arg.type, number: paramTypes.push(arg.type), location: -1 };
  };
  const shaped = mapExpr(expr, (node) => {
    if (node.kind === 'ScalarArrayOpExpr') return { ...node, elements: node.elements.map(parameter) };
    if (node.kind === 'DistinctExpr') return { ...node, left: parameter(node.left), right: parameter(node.right) };
    if (node.kind !== 'FuncExpr') return node;
    const isCast = node.args.some(({ type }) => findCast(type, node.type)?.func === node.func);
    const isOperator =
      operatorNamed(
        node.func,
        node.args.map(({ type }) => type),
      ) !== undefined;
    return isOperator && !isCast ? { ...node, args: node.args.map(parameter) } : node;
  });
  return { expr: shaped, paramTypes, values };
}
