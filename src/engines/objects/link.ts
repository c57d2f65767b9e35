/** Plan → closures, each from a copy of its text that no other closure of the program uses, as long as there are copies. */
import { negatorOf } from '../../catalog/catalog.js';
import type { TypeName } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { functionInfo } from '../../functions/functions.js';
import type { Program } from '../../program/program.js';
import { anyOf } from './any.js';
import { copies } from './copies.generated.js';
import { anyFunction, familyFunctions } from './family-functions.js';
import { makers, valueMakers } from './makers.generated.js';
import { hold } from './hold.js';
import type { PlanNode, PlanTree } from './plan.js';
import type { Sites } from './sites.js';
import { textFunctions } from './text-functions.js';
import { throughMemory } from './through-memory.js';
import type { ColumnCell, ColumnSite, RowValue, Tree } from './tree.js';
import type { WrittenFunction } from './written-function.js';

/** How many nodes may follow each other before the chain of calls returns: JavaScript's stack is not endless. */
const longestChain = 256;

type SiteName = keyof Sites;
/** The closures that read a column. */
type ReadingSite = {
  [N in SiteName]: Sites[N] extends (site: ColumnSite, key: PropertyKey) => Tree ? N : never;
}[SiteName];
const used = new Map<unknown, number>();
/** The next of the copies of what `of` names. */
function turn(of: unknown, count: number): number {
  const next = used.get(of) ?? 0;
  used.set(of, next + 1);
  return next % count;
}
function site<N extends SiteName>(name: N): Sites[N] {
  const copy = copies[turn(name, copies.length)];
  if (copy === undefined) throw new SqlError('XX000', 'there are no copies of the closures');
  return copy[name];
}

/** A column as the program reads it: the closure's name among the sites, and what it needs. */
export interface ColumnReader {
  readonly kind: Exclude<ReadingSite, 'once'>;
  readonly site: ColumnSite;
}

interface Maker {
  readonly trees: readonly ((...args: Tree[]) => Tree)[];
  readonly withConstant: readonly ((a: Tree, constant: RowValue) => Tree)[];
}
const functionMakers = makers as readonly (Maker | undefined)[];
const stepMakers = valueMakers as Readonly<Record<number, ((...args: Tree[]) => Tree) | undefined>>;

export class Linker {
  readonly #arena: Arena;
  readonly #reader: (column: number) => ColumnReader;
  readonly #params: (RowValue | null)[];
  readonly #cells: (RowValue | null)[] = [];
  readonly #columns = new Map<number, { readonly tree: Tree; readonly cell?: ColumnCell }>();
  readonly #reads: ReadonlyMap<number, number>;
  readonly #trees = new Map<PlanTree, Tree>();
  readonly #nodes = new Map<PlanNode, Tree>();
  readonly #depths = new Map<PlanNode, number>();
  readonly #sets: readonly ReadonlySet<RowValue>[];
  /** Where a chain that was cut goes on. */
  #resume: Tree | undefined;

  constructor(
    program: Program,
    arena: Arena,
    reader: (column: number) => ColumnReader,
    reads: ReadonlyMap<number, number>,
    params: (RowValue | null)[],
  ) {
    this.#arena = arena;
    this.#reader = reader;
    this.#reads = reads;
    this.#params = params;
    this.#sets = program.tables.map((table) =>
      table.kind === 'state' ? new Set() : new Set(table.values.map((value) => hold(table.representation, value))),
    );
  }

  /** The closure that runs the whole program on a row. */
  link(plan: PlanNode): Tree {
    for (const node of inOrder(plan)) this.#nodes.set(node, this.#shortened(node));
    const first = this.#node(plan);
    const cells = [...this.#columns.values()].flatMap(({ cell }) => cell ?? []);
    const entry = cells.length === 0 ? first : forgetting(cells, first);
    return (this.#depths.get(plan) ?? 0) < longestChain ? entry : this.#resuming(entry);
  }

  #resuming(entry: Tree): Tree {
    return (row) => {
      this.#resume = undefined;
      let value = entry(row);
      for (let next = this.#takeResume(); next !== undefined; next = this.#takeResume()) value = next(row);
      return value;
    };
  }
  #takeResume(): Tree | undefined {
    const next = this.#resume;
    this.#resume = undefined;
    return next;
  }

  /** The node's closure; every so many nodes one that only says where to go on. */
  #shortened(node: PlanNode): Tree {
    const closure = this.#close(node);
    const depth = 1 + Math.max(-1, ...successors(node).map((next) => this.#depths.get(next) ?? 0));
    this.#depths.set(node, depth);
    if (depth === 0 || depth % longestChain !== 0) return closure;
    return () => {
      this.#resume = closure;
      return null;
    };
  }

  #node(node: PlanNode): Tree {
    const made = this.#nodes.get(node);
    if (made === undefined) throw new SqlError('XX000', 'a plan goes on nowhere');
    return made;
  }

  #close(node: PlanNode): Tree {
    switch (node.kind) {
      case 'give':
        return this.#tree(node.tree);
      case 'store':
        return site('store')(this.#cells, node.slot, this.#tree(node.tree), this.#node(node.next));
      case 'null':
        return site('ifNull')(this.#tree(node.test), this.#node(node.isNull), this.#node(node.otherwise));
      case 'boolean': {
        const { yes, no, unknown } = node;
        const test = this.#tree(node.test);
        if (no !== unknown) return site('ifBoolean')(test, this.#node(yes), this.#node(no), this.#node(unknown));
        const accepts = gives(yes, 1);
        const rejects = gives(no, 0);
        if (accepts && rejects) return site('isTrue')(test);
        if (accepts) return site('trueOr')(test, this.#node(no));
        if (rejects) return site('trueAnd')(test, this.#node(yes));
        return site('ifTrue')(test, this.#node(yes), this.#node(no));
      }
    }
  }

  #tree(tree: PlanTree): Tree {
    let made = this.#trees.get(tree);
    if (made === undefined) {
      made = this.#make(tree);
      this.#trees.set(tree, made);
    }
    return made;
  }

  #make(tree: PlanTree): Tree {
    switch (tree.kind) {
      case 'constant':
        return site('constant')(tree.value);
      case 'cell':
        return site('cell')(this.#cells, tree.slot);
      case 'param':
        return site('cell')(this.#params, tree.param);
      case 'read':
        return this.#column(tree.column);
      case 'member': {
        const set = this.#sets[tree.table];
        if (set === undefined) throw new SqlError('XX000', `there is no table ${tree.table}`);
        return site('member')(set, this.#tree(tree.arg));
      }
      case 'value': {
        const maker = stepMakers[tree.opcode];
        if (maker === undefined) throw new SqlError('XX000', `opcode ${tree.opcode} computes no value`);
        return maker(...tree.args.map((arg) => this.#tree(arg)));
      }
      case 'call':
        return this.#call(tree.func, tree.args);
    }
  }

  /** A column that is read in several places is read once a row. */
  #column(column: number): Tree {
    const found = this.#columns.get(column);
    if (found?.cell !== undefined) return site('once')(found.cell, found.tree);
    const { kind, site: columnSite } = this.#reader(column);
    const tree = site(kind)(columnSite, columnSite.key);
    if ((this.#reads.get(column) ?? 0) < 2) {
      this.#columns.set(column, { tree });
      return tree;
    }
    const cell: ColumnCell = { known: false, value: null };
    this.#columns.set(column, { tree, cell });
    return site('once')(cell, tree);
  }

  #call(func: number, args: readonly PlanTree[]): Tree {
    if (functionInfo(func).name === anyFunction) return this.#any(args);
    const last = args.at(-1);
    const constant = args.length === 2 && last?.kind === 'constant' && last.value !== null ? last.value : undefined;
    const [first] = args;
    const compared = first?.kind === 'read' && constant !== undefined && writtenOf(func)?.isEquality === true;
    const whole = compared ? this.#columnIs(first.column, constant) : undefined;
    if (whole !== undefined) return whole;
    const trees = args.map((arg) => this.#tree(arg));
    return this.#callOver(func, trees, constant);
  }

  /** A column held against a constant, in one closure, if it is read only there. */
  #columnIs(column: number, constant: RowValue): Tree | undefined {
    if ((this.#reads.get(column) ?? 0) > 1) return undefined;
    const { kind, site: columnSite } = this.#reader(column);
    const equal = kind === 'text' ? 'textIs' : kind === 'uuid' ? 'uuidIs' : undefined;
    return equal && site(equal)(columnSite, columnSite.key, constant);
  }

  /** `constant` is the value of the second of two arguments, if it is one. */
  #callOver(func: number, args: readonly Tree[], constant?: RowValue): Tree {
    const info = functionInfo(func);
    const [a, b, ...more] = args;
    const maker = functionMakers[func];
    if (maker !== undefined) {
      const { trees, withConstant } = maker;
      const isFixed = constant !== undefined && a !== undefined;
      const copy = turn(isFixed ? withConstant : trees, trees.length);
      const made = isFixed ? withConstant[copy]?.(a, constant) : trees[copy]?.(...args);
      if (made !== undefined) return made;
    }
    const written = writtenOf(func);
    if (constant !== undefined && a !== undefined) {
      if (written?.isEquality === true) return site('equalText')(a, constant);
      const prepared = written?.prepare?.(constant, this.#arena);
      if (prepared !== undefined) return site('call1')(prepared, a);
    }
    const call = written?.make(this.#arena, info.name) ?? throughMemory(this.#arena, func, info);
    if (a !== undefined && b === undefined) return site('call1')(call, a);
    if (a !== undefined && b !== undefined && more.length === 0) return site('call2')(call, a, b);
    return strictCall(call, args);
  }

  #any([operator, useOr, scalar, array]: readonly PlanTree[]): Tree {
    if (operator?.kind !== 'constant' || useOr?.kind !== 'constant' || scalar === undefined || array === undefined)
      throw new SqlError('XX000', 'an operator over an array is not a constant');
    const func = Number(operator.value);
    const { name, args } = functionInfo(func);
    const pair: (RowValue | null)[] = [null, null];
    const call = this.#callOver(func, [site('cell')(pair, 0), site('cell')(pair, 1)]);
    const isAny = useOr.value === 1;
    return anyOf(
      this.#arena,
      { args: args as readonly TypeName[], decides: isAny ? name : negatorOf(name), call, pair },
      isAny,
      this.#tree(scalar),
      this.#tree(array),
    );
  }
}

/** The function as it is written over JavaScript's values. */
function writtenOf(func: number): WrittenFunction | undefined {
  const { name } = functionInfo(func);
  return familyFunctions.get(name) ?? textFunctions.get(name);
}

/** A call with any number of arguments. */
function strictCall(call: (...args: RowValue[]) => RowValue | null, args: readonly Tree[]): Tree {
  return (row) => {
    const values = args.map((arg) => arg(row));
    return values.includes(null) ? null : call(...(values as RowValue[]));
  };
}

function forgetting(cells: readonly ColumnCell[], first: Tree): Tree {
  const [only] = cells;
  if (cells.length === 1 && only !== undefined) {
    return (row) => {
      only.known = false;
      return first(row);
    };
  }
  return (row) => {
    for (const cell of cells) cell.known = false;
    return first(row);
  };
}

const gives = (node: PlanNode, value: RowValue): boolean =>
  node.kind === 'give' && node.tree.kind === 'constant' && node.tree.value === value;

function successors(node: PlanNode): readonly PlanNode[] {
  switch (node.kind) {
    case 'give':
      return [];
    case 'store':
      return [node.next];
    case 'null':
      return [node.isNull, node.otherwise];
    case 'boolean':
      return [node.yes, node.no, node.unknown];
  }
}

/** All nodes, each after those that it leads to, without recursion. */
function inOrder(plan: PlanNode): PlanNode[] {
  const order = new Set<PlanNode>();
  const stack = [plan];
  for (let node = stack.at(-1); node !== undefined; node = stack.at(-1)) {
    const open = order.has(node) ? [] : successors(node).filter((next) => !order.has(next));
    if (open.length > 0) stack.push(...open);
    else {
      order.add(node);
      stack.pop();
    }
  }
  return [...order];
}
