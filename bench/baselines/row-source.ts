/** Typed expression → JavaScript statements, with SQL's three-valued logic: each node leaves a value and, where it can be null, a flag. */
import { SqlError } from '../../src/error.js';
import type {
  BoolExpr,
  CaseExpr,
  CoalesceExpr,
  DistinctExpr,
  Expr,
  FuncExpr,
  ScalarArrayOpExpr,
  Var,
} from '../../src/sql/expression.js';
import { callSource } from './call-source.js';
import { textTestSource } from './text-test-source.js';

/** JavaScript expressions without effects. */
export interface Operand {
  readonly value: string;
  readonly isNull: string;
}

const never = 'false';

/** The statements that leave the block `qual` unless every conjunct is true. */
export function rowSource(conjuncts: readonly Expr[]): string {
  const source = new RowSource();
  for (const conjunct of conjuncts) {
    const { value, isNull } = source.emit(conjunct);
    source.lines.push(isNull === never ? `if (!${value}) break qual;` : `if (${isNull} || !${value}) break qual;`);
  }
  return source.lines.map((line) => `    ${line}`).join('\n');
}

class RowSource {
  readonly lines: string[] = [];
  #names = 0;

  emit(expr: Expr): Operand {
    switch (expr.kind) {
      case 'Var':
        return this.#column(expr);
      case 'Const':
        return { value: constantSource(expr.value), isNull: String(expr.value === null) };
      case 'FuncExpr':
        return this.#call(expr);
      case 'BoolExpr':
        return this.#boolean(expr);
      case 'NullTest': {
        const { isNull } = this.emit(expr.arg);
        return { value: expr.test === 'IS_NULL' ? `(${isNull})` : `!(${isNull})`, isNull: never };
      }
      case 'DistinctExpr':
        return this.#distinct(expr);
      case 'ScalarArrayOpExpr':
        return this.#list(expr);
      case 'CaseExpr':
        return this.#case(expr);
      case 'CoalesceExpr':
        return this.#coalesce(expr);
      default:
        throw unsupported(expr.kind);
    }
  }

  #column({ name, notNull }: Var): Operand {
    const value = this.#define(`${name}[row]`);
    return { value, isNull: notNull ? never : this.#define(missing(name)) };
  }

  #call(call: FuncExpr): Operand {
    const [first, second] = call.args;
    if (first?.kind === 'Var' && first.type === 'text' && second?.kind === 'Const') {
      const isNull = first.notNull ? never : this.#define(missing(first.name));
      return { value: this.#guarded(isNull, textTestSource(call.func, first.name, String(second.value))), isNull };
    }
    const args = call.args.map((arg) => this.emit(arg));
    const isNull = anyOf(args.map((arg) => arg.isNull));
    return {
      value: this.#guarded(
        isNull,
        callSource(
          call.func,
          args.map((arg) => arg.value),
        ),
      ),
      isNull,
    };
  }

  /** AND and OR below the top: a deciding argument ends them, a null is remembered. */
  #boolean({ op, args }: BoolExpr): Operand {
    if (op === 'NOT') {
      const operands = args.map((arg) => this.emit(arg));
      return { value: `!${operands[0]?.value ?? ''}`, isNull: operands[0]?.isNull ?? never };
    }
    const result = this.#variables();
    const block = `block${this.#names++}`;
    const decides = op === 'AND' ? '!' : '';
    this.lines.push(`${block}: {`);
    for (const arg of args) {
      const { value, isNull } = this.emit(arg);
      this.lines.push(
        `if (${isNull}) ${result.isNull} = true; else if (${decides}${value}) { ${result.value} = ${op === 'OR'}; ${result.isNull} = false; break ${block}; }`,
      );
    }
    this.lines.push(`${result.value} = ${op === 'AND'};`, '}');
    return result;
  }

  #distinct({ func, left, right }: DistinctExpr): Operand {
    const x = this.emit(left);
    const y = this.emit(right);
    const differ = `!${callSource(func, [x.value, y.value])}`;
    return {
      value: this.#define(`${x.isNull} || ${y.isNull} ? ${x.isNull} !== ${y.isNull} : ${differ}`),
      isNull: never,
    };
  }

  #list({ func, useOr, scalar, elements }: ScalarArrayOpExpr): Operand {
    const { value, isNull } = this.emit(scalar);
    const tests = elements.map((element) => {
      if (element.kind !== 'Const' || element.value === null) throw unsupported('IN with nulls or parameters');
      return callSource(func, [value, constantSource(element.value)]);
    });
    return { value: this.#define(tests.join(useOr ? ' || ' : ' && ')), isNull };
  }

  #case({ arg, whens, otherwise }: CaseExpr): Operand {
    if (arg !== null) throw unsupported('CASE with an argument');
    const result = this.#variables();
    for (const { when, then } of whens) {
      const { value, isNull } = this.emit(when);
      this.lines.push(`if (!(${isNull}) && ${value}) {`);
      this.#assign(result, then);
      this.lines.push('} else {');
    }
    this.#assign(result, otherwise);
    this.lines.push('}'.repeat(whens.length));
    return result;
  }

  #coalesce({ args }: CoalesceExpr): Operand {
    const result = this.#variables();
    args.forEach((arg, i) => {
      if (i > 0) this.lines.push(`if (${result.isNull}) {`);
      this.#assign(result, arg);
    });
    this.lines.push('}'.repeat(args.length - 1));
    return args.some((arg) => arg.kind === 'Const' && arg.value !== null)
      ? { value: result.value, isNull: never }
      : result;
  }

  #assign(result: Operand, expr: Expr): void {
    const { value, isNull } = this.emit(expr);
    this.lines.push(`${result.value} = ${value}; ${result.isNull} = ${isNull};`);
  }

  #variables(): Operand {
    const n = this.#names++;
    this.lines.push(`let v${n}, n${n} = false;`);
    return { value: `v${n}`, isNull: `n${n}` };
  }

  #define(source: string): string {
    const name = `t${this.#names++}`;
    this.lines.push(`const ${name} = ${source};`);
    return name;
  }

  /** A strict function is not called for a null. */
  #guarded(isNull: string, source: string): string {
    return this.#define(isNull === never ? source : `!(${isNull}) && ${source}`);
  }
}

const missing = (column: string): string => `(${column}Valid[row >> 3] >> (row & 7) & 1) === 0`;

function anyOf(flags: readonly string[]): string {
  const possible = flags.filter((flag) => flag !== never);
  return possible.length === 0 ? never : possible.join(' || ');
}

function constantSource(value: number | bigint | string | null): string {
  return typeof value === 'bigint' ? `${value}n` : JSON.stringify(value);
}

function unsupported(what: string): SqlError {
  return new SqlError('0A000', `the new Function baseline does not support ${what}`);
}
