/**
 * What a program becomes over JavaScript objects, before it is closures: trees that compute values, and nodes that say where a row goes on. Equal ones are one.
 */
import type { RowValue } from './tree.js';

/** Computes a value. */
export type PlanTree =
  | { readonly kind: 'constant'; readonly value: RowValue | null }
  | { readonly kind: 'cell'; readonly slot: number }
  | { readonly kind: 'param'; readonly param: number }
  | { readonly kind: 'read'; readonly column: number }
  | { readonly kind: 'member'; readonly table: number; readonly arg: PlanTree }
  | { readonly kind: 'call'; readonly func: number; readonly args: readonly PlanTree[] }
  | { readonly kind: 'value'; readonly opcode: number; readonly args: readonly PlanTree[] };

/** Where a row goes on, or what it gives. */
export type PlanNode =
  /** Gives the tree's value: 1 or 0 for a row that a qual selects or not, the value of a scalar program. */
  | { readonly kind: 'give'; readonly tree: PlanTree }
  | {
      readonly kind: 'boolean';
      readonly test: PlanTree;
      readonly yes: PlanNode;
      readonly no: PlanNode;
      readonly unknown: PlanNode;
    }
  | { readonly kind: 'null'; readonly test: PlanTree; readonly isNull: PlanNode; readonly otherwise: PlanNode }
  | { readonly kind: 'store'; readonly slot: number; readonly tree: PlanTree; readonly next: PlanNode };

/** Makes trees and nodes, each only once. */
export class Plans {
  readonly #made = new Map<string, PlanTree | PlanNode>();
  readonly #numbers = new Map<object, number>();

  tree(tree: PlanTree): PlanTree {
    return this.#once(tree);
  }

  node(node: PlanNode): PlanNode {
    // A test whose outcome does not matter still has to be made: it may raise.
    return this.#once(node);
  }

  #once<T extends PlanTree | PlanNode>(made: T): T {
    const key = Object.values(made)
      .map((part: unknown) => this.#text(part))
      .join(' ');
    const found = this.#made.get(key);
    // Equal keys have the same kind and parts.
    if (found !== undefined) return found as T;
    this.#made.set(key, made);
    this.#numbers.set(made, this.#numbers.size);
    return made;
  }

  #text(part: unknown): string {
    if (Array.isArray(part)) return `[${part.map((p) => this.#text(p)).join(' ')}]`;
    if (typeof part === 'object' && part !== null) return `#${this.#numbers.get(part)}`;
    if (typeof part === 'string') return JSON.stringify(part);
    if (typeof part === 'bigint') return `${part}n`;
    return Object.is(part, -0) ? '-0' : String(part);
  }
}
