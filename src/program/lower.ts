/**
 * Typed expressions → generic steps (rung 0), in PostgreSQL's order of evaluation: all arguments of a function before it is
 * called, the conjuncts of a qual as written, a nested AND or OR only as far as needed (`executor/execExpr.c`).
 */
import { types, type Representation, type TypeName } from '../catalog/types.js';
import { negatorOf } from '../catalog/catalog.js';
import { SqlError } from '../error.js';
import type {
  BoolExpr,
  CaseExpr,
  Expr,
  FuncExpr,
  MinMaxExpr,
  NullIfExpr,
  ScalarArrayOpExpr,
  Schema,
} from '../sql/expression.js';
import { Builder, defaultLimits, type Limits } from './builder.js';
import { functionInfo, functionNumber } from '../functions/functions.js';
import { opcodeOf } from './operands.js';
import type { Draft } from './steps.js';
import { emitCellCall } from './cell-call.js';
import { storageOf } from './storage.js';

/** From this many constants on, IN uses a hash table (`MIN_ARRAY_SIZE_FOR_HASHED_SAOP`). */
const hashedFrom = 9;

/** Equality functions of the core whose arguments are of one type, for which a hash table of values is right. */
const hashable: ReadonlySet<string> = new Set(
  Object.values(types).flatMap(({ family, equal }) => (family === 'core' && equal !== undefined ? [equal] : [])),
);

const representationOf = (expr: Expr): Representation => types[expr.type].representation;
const suffix = (representation: Representation): string => representation.toUpperCase();

/** A WHERE: the conjuncts in order. */
export function lowerQual(conjuncts: readonly Expr[], schema: Schema, limits: Limits = defaultLimits): Draft {
  const lowering = new Lowering(schema, limits);
  return lowering.qual(conjuncts);
}

/** An expression whose value is wanted for every row. */
export function lowerScalar(expr: Expr, schema: Schema, limits: Limits = defaultLimits): Draft {
  const lowering = new Lowering(schema, limits);
  return lowering.scalar(expr);
}

/** Values within values; a text that nests as deep as it may has fewer, but each cast may be two of them. */
const deepest = 1240;

class Lowering {
  #depth = 0;
  readonly #b: Builder;
  readonly #schema: Schema;
  /** The slots that CaseTestExpr stands for, innermost last. */
  readonly #caseTests: number[] = [];
  #makesText = false;

  constructor(schema: Schema, limits: Limits) {
    this.#schema = schema;
    this.#b = new Builder(limits);
  }

  qual(conjuncts: readonly Expr[]): Draft {
    const b = this.#b;
    const reject = b.label();
    for (const conjunct of conjuncts) b.emit('QUAL', this.#value(conjunct), reject);
    b.emit('DONE_RETURN', b.constant('bool', 1));
    b.place(reject);
    b.emit('DONE_RETURN', b.constant('bool', 0));
    if (this.#makesText) b.items.unshift({ opcode: opcodeOf('resetScratch'), operands: [] });
    return this.#draft();
  }

  scalar(expr: Expr): Draft {
    const b = this.#b;
    const value = this.#value(expr);
    const present = b.slot('i32');
    b.emit(`ASSIGN_TMP_${suffix(representationOf(expr))}`, value, -1);
    b.emit('NULLTEST_ISNOTNULL', present, value);
    b.emit('DONE_RETURN', present);
    return this.#draft();
  }

  #draft(): Draft {
    return {
      ...this.#b.finish(),
      tables: this.#b.tables,
      cells: this.#b.cells,
      notNull: this.#schema.map((column) => column.notNull),
      columns: this.#schema.map((column) => column.type),
      labels: this.#b.labels,
    };
  }

  /** The slot that holds the value: a constant's own, or a new one. */
  #value(expr: Expr): number {
    this.#needElement(expr.type);
    if (expr.kind === 'Const' && expr.value !== null) return this.#b.constant(expr.type, expr.value);
    if (expr.kind === 'CaseTestExpr') return this.#caseTest();
    const slot = this.#b.slot(representationOf(expr));
    if (++this.#depth > deepest) throw new SqlError('54001', 'stack depth limit exceeded');
    this.#into(slot, expr);
    this.#depth--;
    return slot;
  }

  /** An array's functions call those of its elements' type, whose family must be there when a row is evaluated. */
  #needElement(type: TypeName): void {
    const { element } = types[type];
    if (element === undefined) return;
    const { family, output } = types[element as TypeName];
    if (family !== 'core') functionNumber(output);
  }

  #caseTest(): number {
    const slot = this.#caseTests.at(-1);
    if (slot === undefined) throw new SqlError('XX000', 'a CASE test stands outside its CASE');
    return slot;
  }

  /** Evaluates into a slot that may have been written on another branch. */
  #into(target: number, expr: Expr): void {
    const b = this.#b;
    const r = suffix(representationOf(expr));
    switch (expr.kind) {
      case 'Const':
        if (expr.value === null) b.emit('CONST_NULL', target);
        else b.emit(`CONST_${r}`, target, b.constant(expr.type, expr.value));
        return;
      case 'Var':
        b.emit(`SCAN_VAR_${storageOf(expr.type)}`, target, expr.column);
        return;
      case 'Param':
        b.emit(`PARAM_EXTERN_${r}`, target, expr.number - 1);
        return;
      case 'CaseTestExpr':
        b.emit(`MOVE_${r}`, target, this.#caseTest());
        return;
      case 'FuncExpr':
        this.#call(target, expr);
        return;
      case 'BoolExpr':
        if (expr.op === 'NOT') this.#not(target, expr);
        else
          this.#list(
            target,
            expr.op,
            expr.args.map((arg) => () => this.#value(arg)),
          );
        return;
      case 'NullTest':
        b.emit(expr.test === 'IS_NULL' ? 'NULLTEST_ISNULL' : 'NULLTEST_ISNOTNULL', target, this.#value(expr.arg));
        return;
      case 'BooleanTest':
        b.emit(booleanTests[expr.test], target, this.#value(expr.arg));
        return;
      case 'DistinctExpr': {
        const left = this.#value(expr.left);
        const right = this.#value(expr.right);
        const done = b.label();
        const equal = b.slot('i32');
        b.emit('DISTINCT', target, left, right, done);
        this.#emitCall(equal, expr.func, [left, right]);
        b.emit('BOOL_NOT_STEP', target, equal);
        b.place(done);
        return;
      }
      case 'NullIfExpr':
        this.#nullIf(target, expr);
        return;
      case 'ScalarArrayOpExpr':
        this.#arrayOp(target, expr);
        return;
      case 'CaseExpr':
        this.#case(target, expr);
        return;
      case 'CoalesceExpr': {
        const done = b.label();
        expr.args.forEach((arg, i) => {
          this.#into(target, arg);
          if (i < expr.args.length - 1) b.emit('JUMP_IF_NOT_NULL', target, done);
        });
        b.place(done);
        return;
      }
      case 'MinMaxExpr':
        this.#minMax(target, expr);
    }
  }

  #call(target: number, expr: FuncExpr): void {
    const done = expr.construct === 'subscript' || expr.construct === 'json' ? this.#b.label() : undefined;
    const args = expr.args.map((arg, i) => {
      const value = this.#value(arg);
      if (i === 0 && done !== undefined) this.#b.emit('STRICT_CHECK', target, value, done);
      return value;
    });
    const types = [...expr.args.map((arg) => arg.type), expr.type];
    this.#emitCall(target, expr.func, args, types, expr.unprepared === undefined);
    if (done !== undefined) this.#b.place(done);
  }

  /** `types` are those of the arguments and then of the result; only functions of polymorphic types need them. */
  #emitCall(
    target: number,
    func: string,
    args: readonly number[],
    types: readonly TypeName[] = [],
    prepares = true,
  ): void {
    const number = functionNumber(func);
    const info = functionInfo(number);
    // A function of a family may use the scratch area whatever it returns.
    if (info.result === 'text' || info.convention === 'cells') this.#makesText = true;
    if (info.convention === 'cells') emitCellCall(this.#b, target, number, info, args, types, prepares);
    else this.#b.emit(`FUNCEXPR_STRICT_${args.length}_${info.signature}`, target, number, ...args);
  }

  #not(target: number, expr: BoolExpr): void {
    const [arg] = expr.args;
    if (arg === undefined) throw new SqlError('XX000', 'NOT has no argument');
    this.#b.emit('BOOL_NOT_STEP', target, this.#value(arg));
  }

  /** A nested AND or OR over arguments that are evaluated one by one. */
  #list(target: number, op: 'AND' | 'OR', args: readonly (() => number)[]): void {
    const b = this.#b;
    const done = b.label();
    const anynull = b.slot('i32');
    args.forEach((arg, i) => {
      const value = arg();
      if (i === args.length - 1) b.emit(`BOOL_${op}_STEP_LAST`, target, anynull, value);
      else if (i === 0) b.emit(`BOOL_${op}_STEP_FIRST`, target, anynull, value, done);
      else b.emit(`BOOL_${op}_STEP`, anynull, anynull, value, done);
    });
    b.place(done);
  }

  #nullIf(target: number, expr: NullIfExpr): void {
    const b = this.#b;
    const left = this.#value(expr.left);
    const right = this.#value(expr.right);
    const equal = b.slot('i32');
    this.#emitCall(equal, expr.func, [left, right]);
    b.emit(`NULLIF_${suffix(representationOf(expr))}`, target, left, equal);
  }

  #arrayOp(target: number, expr: ScalarArrayOpExpr): void {
    const b = this.#b;
    const prepares = expr.unprepared === undefined;
    const scalar = this.#value(expr.scalar);
    const op = expr.useOr ? 'OR' : 'AND';
    const args = functionInfo(functionNumber(expr.func)).args as readonly TypeName[];
    const values = expr.elements.flatMap((e) => (e.kind === 'Const' && e.value !== null ? [e.value] : []));
    const constants = expr.elements.filter((e) => e.kind === 'Const');
    const [left, right] = args;
    const negated = expr.useOr ? expr.func : (negatorOf(expr.func) ?? '');
    if (
      constants.length === expr.elements.length &&
      expr.elements.length >= hashedFrom &&
      hashable.has(negated) &&
      left === right &&
      left !== undefined
    ) {
      const { representation } = types[left];
      const table = b.tables.push({ kind: 'hash', representation, values }) - 1;
      const find = (into: number) => {
        const found = expr.useOr ? into : b.slot('i32');
        b.emit(`HASHED_SCALARARRAYOP_${suffix(representation)}`, found, scalar, table);
        if (!expr.useOr) b.emit('BOOL_NOT_STEP', into, found);
        return into;
      };
      if (values.length === constants.length) {
        find(target);
      } else {
        const missing = () => {
          const slot = b.slot('i32');
          b.emit('CONST_NULL', slot);
          return slot;
        };
        this.#list(target, op, [() => find(b.slot('i32')), missing]);
      }
      return;
    }
    // PostgreSQL builds the whole array before it searches it, so that an element raises its error even when one before it is equal.
    const canRaise = expr.elements.some(({ kind }) => kind !== 'Const' && kind !== 'Param');
    const built = canRaise ? expr.elements.map((element) => this.#value(element)) : undefined;
    const compare = (element: Expr, index: number) => () => {
      const slot = b.slot('i32');
      this.#emitCall(slot, expr.func, [scalar, built?.[index] ?? this.#value(element)], [], prepares);
      return slot;
    };
    const [only] = expr.elements;
    if (only === undefined) b.emit('CONST_I32', target, b.constant('bool', expr.useOr ? 0 : 1));
    else if (expr.elements.length === 1)
      this.#emitCall(target, expr.func, [scalar, built?.[0] ?? this.#value(only)], [], prepares);
    else this.#list(target, op, expr.elements.map(compare));
  }

  #case(target: number, expr: CaseExpr): void {
    const b = this.#b;
    const done = b.label();
    if (expr.arg !== null) this.#caseTests.push(this.#value(expr.arg));
    for (const { when, then } of expr.whens) {
      const next = b.label();
      b.emit('JUMP_IF_NOT_TRUE', this.#value(when), next);
      this.#into(target, then);
      b.emit('JUMP', done);
      b.place(next);
    }
    this.#into(target, expr.otherwise);
    b.place(done);
    if (expr.arg !== null) this.#caseTests.pop();
  }

  /** GREATEST and LEAST skip nulls and keep the first of equal values (`ExecEvalMinMax`). */
  #minMax(target: number, expr: MinMaxExpr): void {
    const b = this.#b;
    const r = suffix(representationOf(expr));
    const values = expr.args.map((arg) => this.#value(arg));
    const [first = 0, ...rest] = values;
    b.emit(`MOVE_${r}`, target, first);
    for (const value of rest) {
      const take = b.label();
      const next = b.label();
      const less = b.slot('i32');
      b.emit('JUMP_IF_NULL', value, next);
      b.emit('JUMP_IF_NULL', target, take);
      this.#emitCall(less, expr.func, expr.op === 'LEAST' ? [value, target] : [target, value]);
      b.emit('JUMP_IF_NOT_TRUE', less, next);
      b.place(take);
      b.emit(`MOVE_${r}`, target, value);
      b.place(next);
    }
  }
}

const booleanTests = {
  IS_TRUE: 'BOOLTEST_IS_TRUE',
  IS_NOT_TRUE: 'BOOLTEST_IS_NOT_TRUE',
  IS_FALSE: 'BOOLTEST_IS_FALSE',
  IS_NOT_FALSE: 'BOOLTEST_IS_NOT_FALSE',
  IS_UNKNOWN: 'NULLTEST_ISNULL',
  IS_NOT_UNKNOWN: 'NULLTEST_ISNOTNULL',
} as const;
