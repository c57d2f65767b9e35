/**
 * The algebra of predicates: what follows from what, what is left of one without the other, the same one in the same words. The logic is in src/algebra; here are the
 * predicates that it is asked of.
 */
import { canonical, type Canonical } from '../algebra/canonical.js';
import { deparse } from '../algebra/deparse/deparse.js';
import { Unwritable } from '../algebra/deparse/writer.js';
import { areSame } from '../algebra/key.js';
import {
  disjoint as areDisjoint,
  implies as follows,
  minus as without,
  simplified,
  type Subject,
} from '../algebra/prove.js';
import { pushableParts } from '../algebra/pushable.js';
import { SqlError } from '../error.js';
import { supportedFunctions } from '../functions/functions.js';
import { formatValue } from '../functions/text-value.js';
import type { Expr } from '../sql/expression.js';
import { qualList } from '../sql/simplify/qual.js';
import { mustMatch, recompiled, type Made } from './combine.js';
import { constantCaller } from './constant-call.js';
import { JointParameters } from './joint-parameters.js';
import type { CompileOptions } from './options.js';
import { Predicate, predicate } from './predicate.js';
import { checkedJson, type PredicateJson } from './predicate-json.js';

/** Predicates that are asked something together, with one numbering of their parameters. */
interface Together {
  readonly subject: Subject;
  readonly params: JointParameters;
  readonly exprs: readonly Expr[];
}

function together(first: Made, ...others: readonly Made[]): Together {
  const { compiled } = first;
  for (const other of others) mustMatch(compiled, other.compiled);
  const params = new JointParameters([first, ...others]);
  const subject = {
    call: constantCaller(compiled.arena),
    supported: supportedFunctions,
    columnTypes: compiled.schema.map(({ type }) => type),
  };
  return { subject, params, exprs: [first, ...others].map((made) => params.exprOf(made)) };
}

function both<T>(p: Predicate, q: Predicate, ask: (subject: Subject, p: Expr, q: Expr) => T): T {
  const { subject, exprs } = together(p.made, q.made);
  return ask(subject, ...(exprs as [Expr, Expr]));
}

/**
 * Whether `q` is true for every row for which `p` is, whatever the parameters, of which those of one name or number are one. A yes is certain; a no may be a yes that was not
 * found. A `q` that can raise an error where `p` does not is not implied. Raises 22023 when the schemas differ, 42P08 when a parameter has two types.
 *
 * @example
 * implies(await predicate('a = 5', { schema }), await predicate('a BETWEEN 1 AND 9', { schema }))   // true
 */
export function implies(p: Predicate, q: Predicate): boolean {
  return both(p, q, follows);
}

/** Whether no row makes both true. A yes is certain; a no may be a yes that was not found. Raises as `implies`. */
export function disjoint(p: Predicate, q: Predicate): boolean {
  return both(p, q, areDisjoint);
}

/**
 * A predicate that is true for the rows for which `p` is true and `q` is false or null, and for no others: what is left to fetch for `p` by one who has the rows of `q`.
 * In `filter` and `select` it raises no error that the two do not raise. Raises as `implies`.
 */
export function minus<Row>(p: Predicate<Row>, q: Predicate<Row>): Predicate<Row> {
  const all = together(p.made, q.made);
  const [first, second] = all.exprs as [Expr, Expr];
  const plain: Expr = {
    kind: 'BoolExpr',
    type: 'bool',
    op: 'AND',
    args: [first, { kind: 'BooleanTest', type: 'bool', test: 'IS_NOT_TRUE', arg: second, location: -1 }],
    location: -1,
  };
  return new Predicate(rewritten(p.made, all, without(all.subject, first, second), plain));
}

/** A predicate that is true for the same rows, in fewer and narrower conditions; it may be false where the given one is null. In `filter` and `select` it raises no other errors. */
export function simplify<Row>(p: Predicate<Row>): Predicate<Row> {
  const all = together(p.made);
  const [expr] = all.exprs as [Expr];
  return new Predicate(rewritten(p.made, all, simplified(all.subject, expr), expr));
}

/**
 * The predicate's canonical forms: its text, its hash and its shape. Raises 0A000 for one that no SQL stands for.
 *
 * @example
 * canonicalOf(await predicate('5 < a AND b IN (1, 2)', { schema })).sql   // '5 < a AND b IN (1, 2)'
 */
export function canonicalOf(p: Predicate): Canonical {
  const { subject, params, exprs } = together(p.made);
  const [expr] = exprs as [Expr];
  return canonical(
    { expr, schema: p.schema, params: params.types },
    (each, types) => {
      const text = textOf(p.made, subject, each);
      const numbered = new Map((text === undefined ? [] : types).map((type, i) => [String(i + 1), type]));
      const again = text === undefined ? undefined : attempted(() => recompiled(p.made, text, numbered));
      if (text !== undefined && again !== undefined && areSame(again.compiled.expr, each)) return text;
      throw new SqlError('0A000', 'the predicate cannot be written as SQL');
    },
    (type, value) => formatValue(p.made.compiled.arena, type, value),
  );
}

/** What a publication's row filter may read. */
export interface PushableOptions {
  /** The names of the columns of the table's replica identity; every column unless given, which is REPLICA IDENTITY FULL. */
  readonly columns?: readonly string[];
  /** Whether the publication publishes UPDATE or DELETE, for which a filter may read only these columns; true unless given. */
  readonly replicaIdentity?: boolean;
}

/** A predicate in two parts: it is true where both are. A part that is null is always true. */
export interface Pushable {
  /** SQL for `CREATE PUBLICATION … WHERE (…)`. */
  readonly push: string | null;
  /** What is left to evaluate, in SQL with the predicate's own parameters. */
  readonly rest: string | null;
}

/**
 * The part of a predicate that PostgreSQL's row filters take, and what is left. Raises 42703 for a column that is none of the predicate's, 0A000 where a part cannot be written
 * as SQL.
 *
 * @example
 * pushable(await predicate("org = 3 AND note = $1", { schema }), { columns: ['id', 'org'] })   // { push: 'org = 3', rest: 'note = $1' }
 */
export function pushable(p: Predicate, { columns, replicaIdentity = true }: PushableOptions = {}): Pushable {
  const readable = replicaIdentity && columns !== undefined ? columns : p.schema.map(({ name }) => name);
  const unknown = readable.find((name) => !p.schema.some((column) => column.name === name));
  if (unknown !== undefined) throw new SqlError('42703', `column "${unknown}" does not exist`);
  const all = together(p.made);
  const [expr] = all.exprs as [Expr];
  const { push, rest } = pushableParts(qualList(expr), (column) => readable.includes(p.schema[column]?.name ?? ''));
  const text = (args: readonly Expr[]): string | null => {
    const [only] = args;
    if (only === undefined) return null;
    const whole: Expr = args.length === 1 ? only : { kind: 'BoolExpr', type: 'bool', op: 'AND', args, location: -1 };
    return rewritten(p.made, all, whole).compiled.text;
  };
  return { push: text(push), rest: text(rest) };
}

/** The predicate again, from what `toJSON` has given. Raises 22023 for what is no predicate's data, and what `predicate` raises. */
export async function fromJSON(json: PredicateJson, options: CompileOptions = {}): Promise<Predicate> {
  const { sql, schema, table, paramTypes, anyCase, settings } = checkedJson(json);
  const columns = table === undefined ? { schema } : { table };
  return predicate(sql, { ...settings, ...options, ...columns, paramTypes, ...(anyCase === true ? { anyCase } : {}) });
}

/** The expression's text, with numbered parameters, which means the same whatever the settings of dates and intervals; undefined if there is none. */
function textOf({ compiled }: Made, { call, columnTypes }: Subject, expr: Expr): string | undefined {
  try {
    return compiled.arena.printingPlainly(() => deparse(expr, call, columnTypes));
  } catch (error) {
    if (error instanceof Unwritable) return undefined;
    throw error;
  }
}

/** A predicate of the first of these expressions that can be written and is read as it was meant. */
function rewritten(made: Made, { subject, params }: Together, ...exprs: readonly Expr[]): Made {
  for (const expr of exprs) {
    const text = textOf(made, subject, expr);
    const again = text === undefined ? undefined : attempted(() => recompiled(made, params.named(text), params.byName));
    if (again !== undefined && areSame(params.exprOf(again), expr)) return again;
  }
  throw new SqlError('0A000', 'the predicate cannot be written as SQL');
}

/** Undefined where the text is none that is understood. */
function attempted<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof SqlError) return undefined;
    throw error;
  }
}
