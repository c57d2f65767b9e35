/** A random expression of the catalog with the rows and the parameters that it meets: what is fuzzed. */
import { families } from '../../../opcodes/families/families.js';
import { types, type TypeName } from '../../../src/catalog/types.js';
import { catalogType } from '../../../src/catalog/catalog.js';
import type { Random } from '../../families/json-random.js';
import type { Tree } from '../tree.js';
import type { Production } from './production.js';
import type { Productions } from './productions.js';
import { valueText } from './values.js';

/** A column or a parameter with its values as texts; null is SQL NULL. */
export interface Given {
  readonly type: TypeName;
  readonly texts: readonly (string | null)[];
}

export interface Case {
  readonly tree: Tree;
  /** `c0`, `c1`, …, each with a text a row. */
  readonly columns: readonly Given[];
  /** `$1`, `$2`, …, each with one text. */
  readonly params: readonly Given[];
  readonly rows: number;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** What the definitions' examples give to each argument: texts that mean something to the function. */
const exampleTexts: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  families.flatMap(({ functions }) =>
    functions.map((f): [string, string[][]] => [
      f.name,
      f.args.map(({ name }) => [
        ...new Set(f.examples.flatMap((example) => (typeof example[name] === 'string' ? [example[name]] : []))),
      ]),
    ]),
  ),
);

/** Whether a text can be read as a value of the type. */
export type IsValue = (type: TypeName, text: string) => boolean;

class Maker {
  readonly columns: Given[] = [];
  readonly params: Given[] = [];
  constructor(
    private readonly productions: Productions,
    private readonly random: Random,
    private readonly rows: number,
    private readonly isValue: IsValue,
  ) {}

  /** A production with random parts. */
  tree(production: Production, depth: number): Tree {
    const parts = production.args.map((arg, i) => {
      const type = this.#concrete(arg);
      const inner = depth > 0 && this.random.below(10) < 4 ? this.#inner(type, depth - 1) : undefined;
      return inner ?? this.#leaf(type, exampleTexts.get(production.func ?? '')?.[i] ?? []);
    });
    return { type: production.result as TypeName, template: production.template, parts };
  }

  #concrete(type: string): TypeName {
    return (type === 'any' ? this.random.pick(Object.keys(types)) : type) as TypeName;
  }

  #inner(type: TypeName, depth: number): Tree | undefined {
    const groups = this.productions.of(type);
    return groups.length === 0 ? undefined : this.tree(this.random.pick(this.random.pick(groups)), depth);
  }

  #leaf(type: TypeName, examples: readonly string[]): Tree {
    const leaf = (template: string): Tree => ({ type, template, parts: [] });
    const text = (): string =>
      examples.length > 0 && this.random.below(2) === 0 ? this.random.pick(examples) : valueText(type, this.random);
    const nullable = (): string | null => (this.random.below(9) === 0 ? null : text());
    const kind = this.random.below(20);
    // A column's values must be of its type, as a literal's need not be.
    if (kind < 9) {
      const known = this.columns.findIndex((column) => column.type === type);
      if (known >= 0 && this.random.below(3) === 0) return leaf(`c${known}`);
      const valid = examples.filter((example) => this.isValue(type, example));
      const value = (): string =>
        valid.length > 0 && this.random.below(2) === 0 ? this.random.pick(valid) : valueText(type, this.random);
      const texts = Array.from({ length: this.rows }, () => (this.random.below(9) === 0 ? null : value()));
      this.columns.push({ type, texts });
      return leaf(`c${this.columns.length - 1}`);
    }
    if (kind < 11) {
      const value = this.random.below(9) === 0 ? null : valueText(type, this.random);
      this.params.push({ type, texts: [value] });
      return leaf(`($${this.params.length}::"${type}")`);
    }
    const given = nullable();
    if (given === null) return leaf(`(NULL::"${type}")`);
    if (kind === 11 && catalogType(type).category !== 'S') return leaf(quoted(given));
    if (kind < 14 && /^(int4|numeric)$/.test(type) && /^\d+(\.\d+)?$/.test(given)) return leaf(given);
    return leaf(`(${quoted(given)}::"${type}")`);
  }
}

export function randomCase(productions: Productions, random: Random, rows: number, isValue: IsValue): Case {
  const maker = new Maker(productions, random, rows, isValue);
  const production = random.pick(random.pick(productions.all));
  const tree = maker.tree(production, random.pick([0, 1, 1, 2, 3]));
  return { tree, columns: maker.columns, params: maker.params, rows };
}
