/**
 * Typed trees → SQL that PostgreSQL reads as the same tree (utils/adt/ruleutils.c, get_rule_expr): every literal, parameter and cast says its type unless what stands beside
 * it does, and parentheses stand where another reading would be possible.
 */
import { quoteIdentifier } from '../../catalog/quote-identifier.js';
import type { TypeName } from '../../catalog/types.js';
import type { BooleanTest, CallFunction, CaseExpr, Expr, ScalarArrayOpExpr } from '../../sql/expression.js';
import { list } from './array.js';
import { callText, operandTexts, operatorNamed } from './call.js';
import { bareConstantText, constantText } from './constant.js';
import { binding, castText, typeText, Unwritable, within, type Sql, type Writer } from './writer.js';

/** The text of an expression. Raises Unwritable for one that no text stands for. */
export function deparse(expr: Expr, call: CallFunction, columnTypes: readonly TypeName[]): string {
  const writer: Writer = {
    call,
    columnTypes,
    write: (each) => write(writer, each),
    bare: (each) =>
      each.kind === 'Const'
        ? bareConstantText(writer, each)
        : each.kind === 'Param'
          ? { sql: `$${each.number}`, binds: binding.whole }
          : write(writer, each),
  };
  return writer.write(expr).sql;
}

function write(writer: Writer, expr: Expr): Sql {
  switch (expr.kind) {
    case 'Var': {
      const name = { sql: quoteIdentifier(expr.name), binds: binding.whole };
      return writer.columnTypes[expr.column] === expr.type ? name : castText(name, expr.type);
    }
    case 'Const':
      return constantText(writer, expr);
    case 'Param':
      return castText({ sql: `$${expr.number}`, binds: binding.whole }, expr.type);
    case 'FuncExpr':
      return callText(writer, expr);
    case 'BoolExpr':
      return expr.op === 'NOT' ? negation(writer, expr.args) : joined(writer, expr.op, expr.args);
    case 'NullTest':
      return tested(writer, expr.arg, expr.test === 'IS_NULL' ? 'IS NULL' : 'IS NOT NULL');
    case 'BooleanTest':
      return tested(writer, expr.arg, tests[expr.test]);
    case 'DistinctExpr':
      return distinct(writer, expr.func, expr.left, expr.right, 'IS DISTINCT FROM');
    case 'NullIfExpr': {
      const [left, right] = operandTexts(writer, expr.left, expr.right, isExact(expr.func, expr.left, expr.right));
      return labelled({ sql: `NULLIF(${left.sql}, ${right.sql})`, binds: binding.whole }, expr.left.type, expr);
    }
    case 'ScalarArrayOpExpr':
      return search(writer, expr);
    case 'CaseExpr':
      return labelled(choice(writer, expr), expr.otherwise.type, expr);
    case 'CoalesceExpr':
      return ofOneType(writer, 'COALESCE', expr);
    case 'MinMaxExpr':
      return ofOneType(writer, expr.op, expr);
    case 'CaseTestExpr':
      throw new Unwritable('a CASE without its argument');
  }
}

const labelled = (text: Sql, type: TypeName, expr: Expr): Sql =>
  type === expr.type ? text : castText(text, expr.type);

function joined(writer: Writer, op: 'AND' | 'OR', args: readonly Expr[]): Sql {
  const binds = op === 'AND' ? binding.and : binding.or;
  return { sql: args.map((arg) => within(writer.write(arg), binds + 1)).join(` ${op} `), binds };
}

function negation(writer: Writer, [arg]: readonly Expr[]): Sql {
  if (arg === undefined) throw new Unwritable('NOT');
  if (arg.kind === 'DistinctExpr') return distinct(writer, arg.func, arg.left, arg.right, 'IS NOT DISTINCT FROM');
  return { sql: `NOT ${within(writer.write(arg), binding.cast)}`, binds: binding.not };
}

const tests: Readonly<Record<BooleanTest['test'], string>> = {
  IS_TRUE: 'IS TRUE',
  IS_NOT_TRUE: 'IS NOT TRUE',
  IS_FALSE: 'IS FALSE',
  IS_NOT_FALSE: 'IS NOT FALSE',
  IS_UNKNOWN: 'IS UNKNOWN',
  IS_NOT_UNKNOWN: 'IS NOT UNKNOWN',
};

const tested = (writer: Writer, arg: Expr, test: string): Sql => ({
  sql: `${within(writer.write(arg), binding.cast)} ${test}`,
  binds: binding.is,
});

/** Whether the operator takes two operands of the type that both have. */
function isExact(func: string, left: Expr, right: Expr): boolean {
  const operator = operatorNamed(func, [left.type, right.type]);
  return operator !== undefined && operator.args[0] === left.type && operator.args[1] === left.type;
}

function distinct(writer: Writer, func: string, left: Expr, right: Expr, words: string): Sql {
  const [a, b] = operandTexts(writer, left, right, isExact(func, left, right));
  return { sql: `${within(a, binding.other)} ${words} ${within(b, binding.other)}`, binds: binding.is };
}

/** IN and NOT IN where all is of one type, otherwise ANY and ALL over an array that says its type. */
function search(writer: Writer, { func, useOr, scalar, elements }: ScalarArrayOpExpr): Sql {
  const type = elements[0]?.type ?? scalar.type;
  const operator = operatorNamed(func, [scalar.type, type]);
  if (operator === undefined) throw new Unwritable(func);
  const left = within(writer.write(scalar), binding.other);
  const allBare = elements.every((each) => each.kind === 'Const' && each.type === scalar.type);
  const word = operator.name === '=' && useOr ? 'IN' : operator.name === '<>' && !useOr ? 'NOT IN' : undefined;
  if (word !== undefined && allBare && elements.length > 1 && scalar.kind !== 'Const' && isExact(func, scalar, scalar))
    return {
      sql: `${left} ${word} (${elements.map((each) => writer.bare(each).sql).join(', ')})`,
      binds: binding.matching,
    };
  const array = `ARRAY[${list(writer, elements)}]::${typeText(type)}[]`;
  return { sql: `${left} ${operator.name} ${useOr ? 'ANY' : 'ALL'} (${array})`, binds: binding.matching };
}

function choice(writer: Writer, { arg, whens, otherwise }: CaseExpr): Sql {
  const words = ['CASE', ...(arg === null ? [] : [writer.write(arg).sql])];
  for (const { when, then } of whens) {
    const condition = arg === null ? writer.write(when) : writer.write(comparedWith(when));
    words.push('WHEN', condition.sql, 'THEN', writer.write(then).sql);
  }
  return { sql: [...words, 'ELSE', writer.write(otherwise).sql, 'END'].join(' '), binds: binding.whole };
}

/** What the argument of a CASE is compared with. A comparison with true has become the argument itself. */
function comparedWith(when: Expr): Expr {
  const literal = (value: number): Expr => ({ kind: 'Const', type: 'bool', value, location: -1 });
  if (when.kind === 'CaseTestExpr') return literal(1);
  if (when.kind === 'BoolExpr' && when.op === 'NOT' && when.args[0]?.kind === 'CaseTestExpr') return literal(0);
  const value = when.kind === 'FuncExpr' ? when.args[1] : undefined;
  if (value === undefined) throw new Unwritable('a CASE');
  return value;
}

/** Literals wait for the type of the others, if one has it. */
function ofOneType(writer: Writer, word: string, expr: Extract<Expr, { kind: 'CoalesceExpr' | 'MinMaxExpr' }>): Sql {
  const type = expr.args[0]?.type ?? expr.type;
  const isTold = expr.args.some(({ kind }) => kind !== 'Const' && kind !== 'Param');
  const args = expr.args.map((arg) => (isTold ? writer.bare(arg) : writer.write(arg)).sql);
  return labelled({ sql: `${word}(${args.join(', ')})`, binds: binding.whole }, type, expr);
}
