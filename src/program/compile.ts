/** Simplified expressions → a verified program on a rung of the ladder. */
import type { HeapTable } from '../catalog/attribute.js';
import type { TypeName } from '../catalog/types.js';
import type { Expr, Schema } from '../sql/expression.js';
import { withinStack } from '../error.js';
import type { Limits } from './builder.js';
import { highestDeformRung, type DeformRung } from './deform/deform.js';
import { heapProgram, plainItems } from './deform/heap-program.js';
import { movableRuns } from './conjunct-order.js';
import { encode } from './encode.js';
import { lowerQual, lowerScalar } from './lower.js';
import { allocateSlots } from './passes/allocate-slots.js';
import { elideConstantChecks } from './passes/constant-checks.js';
import { fuseSteps } from './passes/fuse.js';
import { returnLastQual } from './passes/last-qual.js';
import { inlineFunctions } from './passes/inline.js';
import { elideNullChecks } from './passes/null-checks.js';
import { dropUnreachable } from './passes/reachable.js';
import { settleFlags } from './passes/settle-flags.js';
import { overStored, type OverStored } from './scaled/columns.js';
import { highestRung, type Conjuncts, type Program, type Rung } from './program.js';
import { functionInfo } from '../functions/functions.js';
import { opcodeOf } from './operands.js';
import { eachOperand, isLabel, type Draft } from './steps.js';
import { verify } from './verify.js';

export interface ProgramOptions {
  readonly schema: Schema;
  readonly params?: readonly TypeName[];
  /** The rung, with all below it; the highest unless told. */
  readonly rung?: Rung;
  readonly limits?: Limits;
  /** The table whose heap pages it runs over; columns of the schema, unless given. */
  readonly table?: HeapTable;
  /** The rung of the deform ladder, with all below it; the highest unless told. */
  readonly deform?: DeformRung;
  /** Whether the conjuncts of a qual that cannot raise may change places; they may unless false. */
  readonly reorder?: boolean;
}

/** A program that selects the rows for which every conjunct is true. */
export function compileQual(conjuncts: readonly Expr[], options: ProgramOptions): Program {
  const stored = withinStack(() => storedForm(conjuncts, options));
  return withinStack(() => {
    const draft = lowerQual(stored.exprs, stored.schema, options.limits);
    const parts = new QualParts(conjuncts, options);
    return finish(draft, { kind: 'qual', type: 'bool', places: stored.places, conjuncts: parts }, options);
  });
}

class QualParts implements Conjuncts {
  readonly #exprs: readonly Expr[];
  readonly #options: ProgramOptions;

  constructor(exprs: readonly Expr[], options: ProgramOptions) {
    this.#exprs = exprs;
    this.#options = options;
  }

  get count(): number {
    return this.#exprs.length;
  }

  movable(): readonly (readonly number[])[] {
    if (this.#options.reorder === false) return [];
    return movableRuns(storedForm(this.#exprs, this.#options).exprs, layoutOf(this.#options));
  }

  compile(order: readonly number[]): Program {
    return compileQual(
      order.flatMap((number) => this.#exprs[number] ?? []),
      this.#options,
    );
  }
}

/** A program that computes the expression for every row. */
export function compileScalar(expr: Expr, options: ProgramOptions): Program {
  return withinStack(() => {
    const { exprs, schema, places } = storedForm([expr], options);
    const draft = lowerScalar(exprs[0] ?? expr, schema, options.limits);
    return finish(draft, { kind: 'scalar', type: expr.type, places, conjuncts: undefined }, options);
  });
}

/** Over columns, what the batch stores; tuples hold each value as its type has it. */
function storedForm(exprs: readonly Expr[], { schema, table }: ProgramOptions): OverStored {
  return table === undefined ? overStored(exprs, schema) : { exprs, schema, places: undefined };
}

const layoutOf = ({ table }: ProgramOptions): Program['layout'] => (table === undefined ? 'columns' : 'heap');

type Pass = (draft: Draft) => Draft;

/** The passes, each with the rung from which on it runs. Over heap pages, deforming comes between the first and the second ones. */
const firstPasses: readonly { readonly from: Rung; readonly pass: Pass }[] = [
  { from: 1, pass: elideConstantChecks },
  { from: 2, pass: elideNullChecks },
  { from: 0, pass: dropUnreachable },
  { from: 3, pass: inlineFunctions },
];
const secondPasses: readonly { readonly from: Rung; readonly pass: Pass }[] = [
  { from: 0, pass: settleFlags },
  { from: 4, pass: returnLastQual },
];
const lastPasses: readonly { readonly from: Rung; readonly pass: Pass }[] = [
  { from: 4, pass: fuseSteps },
  { from: 0, pass: allocateSlots },
];

/** The program is written out whole: one that were spread into another would have a shape of its own in V8, larger than itself. */
function finish(
  draft: Draft,
  { kind, type, places, conjuncts }: Pick<Program, 'kind' | 'type' | 'places' | 'conjuncts'>,
  options: ProgramOptions,
): Program {
  const rung = options.rung ?? highestRung;
  const all = (passes: typeof firstPasses): Pass => {
    const chosen = passes.filter(({ from }) => rung >= from);
    return (before) => chosen.reduce((d, { pass }) => pass(d), before);
  };
  const { table } = options;
  const specialised =
    table === undefined
      ? all(secondPasses)(all(firstPasses)(draft))
      : heapProgram(
          draft,
          { table, deform: options.deform ?? highestDeformRung, resets: kind === 'qual' },
          all(firstPasses),
          all(secondPasses),
        );
  const done = all(lastPasses)(specialised);
  const reset = opcodeOf('resetScratch');
  const program: Program = {
    kind,
    type,
    layout: layoutOf(options),
    attributes: table?.attributes,
    plain: done.plain === undefined ? undefined : { ...done.plain, code: encode(plainItems(done.items)) },
    code: encode(done.items),
    // Copies are as long as they must be; what has grown is longer.
    slots: done.slots.slice(),
    constants: done.constants.slice(),
    tables: done.tables.slice(),
    cells: done.cells,
    families: familiesOf(done),
    columns: done.columns,
    places,
    params: options.params ?? [],
    conjuncts,
    usesScratch: done.items.some((item) => !isLabel(item) && item.opcode === reset),
  };
  verify(program);
  if (program.plain !== undefined) verify({ ...program, code: program.plain.code });
  return program;
}

/** The families beside core whose functions the steps call. */
function familiesOf({ items, tables }: Draft): string[] {
  const found = new Set(tables.flatMap((table) => (table.kind === 'state' ? [table.family] : [])));
  for (const item of items) {
    if (isLabel(item)) continue;
    eachOperand(item, ({ kind }, value) => {
      if (kind === 'function') found.add(functionInfo(value).family);
    });
  }
  found.delete('core');
  return [...found];
}
