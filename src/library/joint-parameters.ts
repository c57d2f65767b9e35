/** One numbering for the parameters of several predicates: those of one name, or of one number, are one parameter. */
import { mapExpr } from '../algebra/map.js';
import type { TypeName } from '../catalog/types.js';
import type { Expr } from '../sql/expression.js';
import { tokens } from '../sql/parse/scan.js';
import { parametersOf, sharedTypes, type Made } from './combine.js';

export class JointParameters {
  /** The types by name, or by number for those without. */
  readonly byName: ReadonlyMap<string, TypeName>;
  /** Those with a number first, so that it stays theirs. */
  readonly #names: readonly string[];

  /** Raises 42P08 when one has two types. */
  constructor(predicates: readonly Made[]) {
    const all = predicates.map((made) => parametersOf(made, 0)).reduce(sharedTypes);
    const isNumber = (name: string): boolean => /^\d/.test(name);
    const numbers = [...all.keys()].filter(isNumber).map(Number);
    const highest = Math.max(0, ...numbers);
    this.byName = all;
    this.#names = [
      ...Array.from({ length: highest }, (_, i) => String(i + 1)),
      ...[...all.keys()].filter((name) => !isNumber(name)),
    ];
  }

  /** By their numbers here. */
  get types(): readonly TypeName[] {
    return this.#names.map((name) => this.byName.get(name) ?? 'text');
  }

  /** The predicate's tree, in this numbering. */
  exprOf({ compiled }: Made): Expr {
    const numbers = compiled.params.map((_, i) => this.#names.indexOf(compiled.paramNames[i] ?? String(i + 1)) + 1);
    return mapExpr(compiled.expr, (node) =>
      node.kind === 'Param' ? { ...node, number: numbers[node.number - 1] ?? node.number } : node,
    );
  }

  /** A text in this numbering with the names in it. */
  named(text: string): string {
    let made = '';
    for (const { kind, start, end } of tokens(text)) {
      const written = text.slice(start, end);
      const name = kind === 'parameter' ? this.#names[Number(written.slice(1)) - 1] : undefined;
      made += name === undefined || /^\d/.test(name) ? written : `:${name}`;
    }
    return made;
  }
}
