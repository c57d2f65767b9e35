/**
 * What can raise, read off the definitions: a check whose condition is not known to be false, a call of a runtime function that can raise, and a
 * primitive that traps. A constant argument may rule all of them out: `a % 7` raises nothing.
 */
import { representations, type FunctionDefinition } from '../language/function.js';
import type { Statement, StepDefinition } from '../language/step.js';
import { partsOf, type Term } from '../language/term.js';
import { toLanes } from '../language/value.js';
import { raisingRuntimeFunctions } from '../families/core/runtime-raises.generated.js';

/** Values that an argument is known not to have. */
interface Excluded {
  readonly arg: string;
  readonly values: ReadonlySet<bigint>;
}
const nothing: Excluded = { arg: '', values: new Set() };

/** Constants with which a function cannot raise: all integers but some, or the texts that match. */
export type SafeConstant =
  | { readonly arg: number; readonly not: readonly bigint[] }
  | { readonly arg: number; readonly matches: RegExp };

/** Can the step raise by itself? One that calls through the function table also raises what the function does. */
export const stepRaises = (step: StepDefinition): boolean =>
  step.body.flatMap(termsOf).some((term) => new Raising(nothing).of(term));

export const functionRaises = (f: FunctionDefinition): boolean => raisesUnder(f, nothing);

/** Of a function that can raise: with which constants it cannot. One of them is enough. */
export function safeConstants(f: FunctionDefinition): SafeConstant[] {
  // A call of nothing but constants is folded, and raises then.
  if (f.args.length < 2 || !functionRaises(f)) return [];
  const said = Object.entries(f.raisesUnless ?? {}).map(([name, matches]) => ({
    arg: f.args.findIndex((arg) => arg.name === name),
    matches,
  }));
  return [...said, ...f.args.flatMap((_, arg) => safeIntegers(f, arg))];
}

/** Excludes every constant of the definition, and what no division may be by; then takes back each that need not be. */
function safeIntegers(f: FunctionDefinition, arg: number): SafeConstant[] {
  const { name = '', type = 'text' } = f.args[arg] ?? {};
  if (!/^i(32|64)$/.test(representations[type])) return [];
  const values = new Set([0n, -1n, ...toLanes(f.value).flatMap(integersOf)]);
  if (raisesUnder(f, { arg: name, values })) return [];
  for (const value of values) {
    const fewer = new Set([...values].filter((other) => other !== value));
    if (!raisesUnder(f, { arg: name, values: fewer })) values.delete(value);
  }
  return [{ arg, not: [...values] }];
}

const raisesUnder = (f: FunctionDefinition, excluded: Excluded): boolean => {
  const raising = new Raising(excluded);
  return toLanes(f.value).some((term) => raising.of(term));
};

/** The terms of a statement and of those within it. */
function termsOf(statement: Statement): readonly Term[] {
  switch (statement.kind) {
    case 'set':
      return statement.lanes;
    case 'setNull':
    case 'let':
      return [statement.value];
    case 'if':
      return [statement.cond, ...statement.then.flatMap(termsOf), ...statement.otherwise.flatMap(termsOf)];
    case 'store':
      return [statement.address, statement.value];
    case 'return':
      return [statement.selected];
    case 'jump':
      return [];
  }
}

function integersOf(term: Term): bigint[] {
  const own = integer(term);
  return [...(own === undefined ? [] : [own]), ...partsOf(term).flatMap(integersOf)];
}
const integer = ({ type, node }: Term): bigint | undefined =>
  node.kind === 'const' && (type === 'i32' || type === 'i64') ? BigInt(node.value) : undefined;

/** Follows a term with an argument that is known not to have some values. */
class Raising {
  readonly #excluded: Excluded;
  /** What the locals of `let` stand for. */
  readonly #bound = new Map<string, Term>();

  constructor(excluded: Excluded) {
    this.#excluded = excluded;
  }

  of(term: Term): boolean {
    const { node } = term;
    const within = (): boolean => partsOf(term).some((part) => this.of(part));
    switch (node.kind) {
      case 'op':
        return this.#traps(node.op, node.args) || within();
      case 'call':
        return raisingRuntimeFunctions.has(node.runtime) || within();
      case 'check':
        return this.#holds(node.cond) !== false || within();
      case 'let':
        this.#bound.set(node.name, node.value);
        return within();
      default:
        return within();
    }
  }

  #traps(op: string, [, divisor]: readonly Term[]): boolean {
    if (/\.trunc_f/.test(op)) return true;
    if (!/\.(div|rem)_[su]$/.test(op)) return false;
    return [0n, ...(op.endsWith('div_s') ? [-1n] : [])].some(
      (value) => divisor === undefined || !this.#differs(divisor, value),
    );
  }

  /** Is the condition known to hold, or known not to? */
  #holds({ node }: Term): boolean | undefined {
    switch (node.kind) {
      case 'const':
        return node.value !== 0;
      case 'let':
        this.#bound.set(node.name, node.value);
        return this.#holds(node.body);
      case 'op':
        return this.#operationHolds(node.op, node.args);
      default:
        return undefined;
    }
  }

  #operationHolds(op: string, [a, b]: readonly Term[]): boolean | undefined {
    if (a === undefined) return undefined;
    if (/^i(32|64)\.eqz$/.test(op)) return this.#differs(a, 0n) ? false : undefined;
    if (b === undefined) return undefined;
    const value = integer(b);
    if (/^i(32|64)\.(eq|ne)$/.test(op))
      return value !== undefined && this.#differs(a, value) ? op.endsWith('ne') : undefined;
    // Of bits that are all 0, nothing is left by an `and`.
    if (op === 'i32.and') return [a, b].some((side) => this.#holds(side) === false) ? false : undefined;
    return undefined;
  }

  /** Is the term known not to have the value? A widened argument has the argument's value. */
  #differs(term: Term, value: bigint): boolean {
    const { node } = term;
    const own = integer(term);
    if (own !== undefined) return own !== value;
    if (node.kind === 'op' && node.op === 'i64.extend_i32_s') return node.args.some((arg) => this.#differs(arg, value));
    if (node.kind !== 'local') return false;
    const bound = this.#bound.get(node.name);
    if (bound !== undefined) return this.#differs(bound, value);
    return node.name === this.#excluded.arg && this.#excluded.values.has(value);
  }
}
