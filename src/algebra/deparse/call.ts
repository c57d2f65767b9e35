/** Calls: as the operator, cast or function whose C function it is. */
import { allOperators, findCast, type CatalogOperator } from '../../catalog/catalog.js';
import { isReserved, quoteIdentifier } from '../../catalog/quote-identifier.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { Expr, FuncExpr } from '../../sql/expression.js';
import { findCoercionPathway } from '../../sql/resolve/coercion-pathway.js';
import { actualTypes } from '../../sql/resolve/polymorphic.js';
import { arrayText } from './array.js';
import { functionNamed } from './function-name.js';
import { binding, castText, Unwritable, within, type Sql, type Writer } from './writer.js';

export function callText(writer: Writer, expr: FuncExpr): Sql {
  const text =
    clockText(expr) ??
    arrayText(writer, expr, operatorNamed) ??
    operatorText(writer, expr) ??
    castOf(writer, expr) ??
    functionText(writer, expr);
  if (text === undefined) throw new Unwritable(expr.func);
  return text;
}

/** The text of a call with a result of the type, as the type that it is labelled as. */
const labelled = (text: Sql, result: string, { type }: FuncExpr): Sql =>
  result === type ? text : castText(text, type);

const clockWords: Readonly<Record<string, string>> = {
  current_date: 'CURRENT_DATE',
  current_time: 'CURRENT_TIME',
  current_timestamp: 'CURRENT_TIMESTAMP',
  localtime: 'LOCALTIME',
  localtimestamp: 'LOCALTIMESTAMP',
};

function clockText({ func, args }: FuncExpr): Sql | undefined {
  const word = Object.hasOwn(clockWords, func) ? clockWords[func] : undefined;
  const [digits] = args;
  if (word === undefined || digits?.kind !== 'Const') return undefined;
  return { sql: Number(digits.value) < 0 ? word : `${word}(${digits.value})`, binds: binding.whole };
}

let operators: ReadonlyMap<string, readonly CatalogOperator[]> | undefined;

/** The operator that calls a function with arguments of exactly these types. */
export function operatorNamed(func: string, given: readonly TypeName[]): CatalogOperator | undefined {
  operators ??= grouped();
  const all = operators.get(func) ?? [];
  return (
    all.find(({ args }) => args.length === given.length && args.every((arg, i) => arg === given[i])) ??
    all.find(({ args, result }) => args.length === given.length && isInstance(given, args, result))
  );
}

function grouped(): ReadonlyMap<string, readonly CatalogOperator[]> {
  const found = new Map<string, CatalogOperator[]>();
  for (const operator of allOperators())
    if (operator.func !== null) found.set(operator.func, [...(found.get(operator.func) ?? []), operator]);
  return found;
}

/** Whether polymorphic types stand for these. */
const isInstance = (given: readonly TypeName[], declared: readonly string[], result: string): boolean =>
  actualTypes(given, declared, result)?.args.every((arg, i) => arg === given[i]) === true;

const matching: Readonly<Record<string, string>> = {
  '~~': 'LIKE',
  '!~~': 'NOT LIKE',
  '~~*': 'ILIKE',
  '!~~*': 'NOT ILIKE',
};
const bindings: Readonly<Record<string, number>> = {
  '<': binding.comparison,
  '>': binding.comparison,
  '=': binding.comparison,
  '<=': binding.comparison,
  '>=': binding.comparison,
  '<>': binding.comparison,
  '+': binding.sum,
  '-': binding.sum,
  '*': binding.product,
  '/': binding.product,
  '%': binding.product,
};

function operatorText(writer: Writer, expr: FuncExpr): Sql | undefined {
  const operands = expr.reversed === true ? [...expr.args].reverse() : expr.args;
  const given = operands.map(({ type }) => type);
  const [first, second, ...others] = operands;
  if (first === undefined || others.length > 0) return undefined;
  // `integer + date` calls the function of `date + integer`.
  const operator = expr.reversed === true ? { name: '+', result: 'date' } : operatorNamed(expr.func, given);
  if (operator === undefined) return undefined;
  const result =
    actualTypes(given, 'args' in operator ? operator.args : given, operator.result)?.result ?? operator.result;
  if (second === undefined) {
    const sql = `${operator.name} ${within(writer.write(first), binding.cast)}`;
    // Only the signs bind more tightly than what stands between two operands.
    const binds = operator.name === '-' || operator.name === '+' ? binding.prefix : binding.other;
    return labelled({ sql, binds }, result, expr);
  }
  const word = matching[operator.name] ?? operator.name;
  const binds = matching[operator.name] === undefined ? (bindings[operator.name] ?? binding.other) : binding.matching;
  const isExact = 'args' in operator && operator.args[0] === operator.args[1] && operator.args[0] === first.type;
  const [left, right] = operandTexts(writer, first, second, isExact);
  // It binds more tightly than all others, of whose places it is taken out.
  if (operator.name === '^')
    return labelled({ sql: `${within(left, binding.cast)} ^ ${within(right, binding.cast)}`, binds }, result, expr);
  // Sums and products are read from the left; comparisons do not stand beside each other.
  const leftLeast = binds === binding.sum || binds === binding.product ? binds : binds + 1;
  return labelled({ sql: `${within(left, leftLeast)} ${word} ${within(right, binds + 1)}`, binds }, result, expr);
}

/** Both operands; of two of one type, the one that has it tells it for the other, if that is a literal or a parameter. */
export function operandTexts(writer: Writer, left: Expr, right: Expr, isExact: boolean): readonly [Sql, Sql] {
  const waits = ({ kind }: Expr): boolean => kind === 'Const' || kind === 'Param';
  if (!isExact || waits(left) === waits(right)) return [writer.write(left), writer.write(right)];
  return waits(left) ? [writer.bare(left), writer.write(right)] : [writer.write(left), writer.bare(right)];
}

/** A cast by a function of pg_cast, by way of text, or to a modifier. */
function castOf(writer: Writer, expr: FuncExpr): Sql | undefined {
  const { func, type } = expr;
  const [arg, typmod, ...others] = expr.args;
  if (arg === undefined || (typmod !== undefined && typmod.kind !== 'Const') || others.length > 1) return undefined;
  const cast = findCast(arg.type, type);
  if (cast?.func === func)
    return typmod === undefined || Number(typmod.value) < 0 || arg.type === type
      ? castText(writer.write(arg), type, arg.type === type && typmod !== undefined ? Number(typmod.value) : -1)
      : undefined;
  const viaText =
    (func === types[arg.type].output && types[type].textual === true && typmod === undefined) ||
    (func === types[type].input && arg.type === 'text');
  return viaText && findCoercionPathway(arg.type, type, 'explicit')?.method === 'viaIO'
    ? castText(writer.write(arg), type)
    : undefined;
}

/** Words of the grammar that take arguments in a way of their own, so that a function of the name must say its schema. */
const grammarWords = new Set(
  `between bigint bit boolean char character coalesce dec decimal exists extract float greatest grouping inout int integer interval json json_array
  json_exists json_object json_query json_scalar json_serialize json_value least national nchar none normalize nullif numeric out overlay position
  precision real row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat xmlelement xmlexists xmlforest
  xmlparse xmlpi xmlroot xmlserialize`.split(/\s+/),
);

function functionText(writer: Writer, expr: FuncExpr): Sql | undefined {
  const found = functionNamed(expr);
  if (found === undefined) return undefined;
  const { name, result } = found;
  const isGrammar = grammarWords.has(name) || isReserved(name);
  const written = isGrammar ? `pg_catalog.${quoteIdentifier(name)}` : quoteIdentifier(name);
  const sql = `${written}(${expr.args.map((arg) => writer.write(arg).sql).join(', ')})`;
  return labelled({ sql, binds: binding.whole }, result, expr);
}
