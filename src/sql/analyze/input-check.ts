/** pg_input_is_valid with a constant for its type, which is read as a cast's is (utils/adt/misc.c, pg_input_is_valid_common). */
import { formatType } from '../../catalog/catalog.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { Const, Expr } from '../expression.js';
import { isComputed } from '../computed-types.js';
import { parseExpression } from '../parse/parse.js';
import { coerceToTarget, finished } from '../resolve/coerce.js';
import { resolveTypeName, type WrittenType } from '../resolve/type-name.js';
import type { Context } from './context.js';
import { present, type Item } from './item.js';

/** The check, where the name is that and the arguments are two. */
export function inputCheck(context: Context, name: string, args: readonly Item[], location: number): Expr | undefined {
  const [text, type] = args;
  if (name !== 'pg_input_is_valid' || args.length !== 2 || text === undefined || type === undefined) return undefined;
  const written = constantText(type);
  if (written === undefined)
    throw context.unsupported(
      'pg_input_is_valid with a type that is no constant',
      location,
      "Write the name of the type as a literal: pg_input_is_valid(x, 'int4').",
    );
  const { name: named, typmod } = typeOf(context, written, location);
  if (!isComputed(named)) throw context.unsupported(`type ${formatType(named)}`, location);
  needInput(context, named);
  const { element } = types[named];
  if (element !== undefined) needInput(context, element as TypeName);
  const number = (value: number, of: TypeName): Const => ({ kind: 'Const', type: of, value, location: -1 });
  return {
    kind: 'FuncExpr',
    type: 'bool',
    func: 'text_is_input',
    args: [
      finished(context, present(coerceToTarget(context, text, 'text', 'implicit', -1))),
      number(types[named].oid, 'oid'),
      number(typmod, 'int4'),
    ],
    location,
  };
}

/** Its family must be loaded before a program runs. */
function needInput(context: Context, type: TypeName): void {
  if (types[type].textual !== true) context.argumentsOf(types[type].input);
}

function constantText(item: Item): string | undefined {
  if (item.kind === 'Unknown') return item.value ?? undefined;
  return item.kind === 'Const' && item.type === 'text' && item.value !== null ? String(item.value) : undefined;
}

/** The type that a text names (parseTypeString). */
function typeOf(context: Context, text: string, location: number): WrittenType {
  const { node } = parseExpression(`null::${text}`);
  const typeName = 'TypeCast' in node ? node.TypeCast.typeName : undefined;
  const isWhole = typeName !== undefined && 'TypeCast' in node && isNull(node.TypeCast.arg);
  if (!isWhole) throw context.error('42601', `invalid type name "${text}"`, location);
  return resolveTypeName(typeName, {
    error: (code, message) => context.error(code, message, location),
    unsupported: (what) => context.unsupported(what, location),
    declared: (declared) => context.declaredType(declared),
  });
}

const isNull = (node: object | undefined): boolean =>
  node !== undefined && 'A_Const' in node && (node.A_Const as { isnull?: boolean }).isnull === true;
