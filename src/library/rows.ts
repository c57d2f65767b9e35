/** A predicate over rows that are JavaScript objects: as a test of one row, three-valued, and as a WHERE over many. Each is compiled when it is first asked for. */
import type { Value } from '../catalog/types.js';
import { rowEngines } from '../engines/engines.js';
import { compileQual, compileScalar, type ProgramOptions } from '../program/compile.js';
import { highestRung, type Rung } from '../program/program.js';
import { qualList } from '../sql/index.js';
import { CopiedRows } from './copied-rows.js';
import type { Compiled } from './front-end.js';
import type { CompileOptions } from './options.js';
import type { Owned } from './owned.js';
import { toParams } from './params.js';
import { checkIterable, InPlace } from './row-program.js';
import type { ParamValue } from './types.js';

const none: readonly (Value | null)[] = [];

/** The highest rung whose steps are for the engine over objects: it inlines and fuses by itself, and better without the steps that are made for others. */
const highestRowRung: Rung = 2;

export type RowValues = InPlace | CopiedRows;

export class Rows {
  readonly #compiled: Compiled;
  readonly #options: CompileOptions;
  readonly #owned: Owned;
  #one: RowValues | undefined;
  #many: RowValues | undefined;

  constructor(compiled: Compiled, options: CompileOptions, owned: Owned) {
    this.#compiled = compiled;
    this.#options = options;
    this.#owned = owned;
  }

  test(row: unknown, params: readonly ParamValue[]): boolean | null {
    this.#one ??= this.#make('scalar');
    return this.#one.test(row, this.#values(params));
  }

  filter<R>(rows: Iterable<R>, params: readonly ParamValue[]): R[] {
    checkIterable(rows);
    this.#many ??= this.#make('qual');
    return this.#many.filter(rows, this.#values(params));
  }

  #values(params: readonly ParamValue[]): readonly (Value | null)[] {
    if (params.length === 0 && this.#compiled.params.length === 0) return none;
    return toParams(this.#compiled, params);
  }

  #make(kind: 'qual' | 'scalar'): RowValues {
    return loaded(kind, this.#compiled, this.#options, this.#owned);
  }
}

/** An expression's values for rows. */
export function rowValues(compiled: Compiled, options: CompileOptions, owned: Owned): RowValues {
  return loaded('scalar', compiled, options, owned);
}

function loaded(kind: 'qual' | 'scalar', compiled: Compiled, options: CompileOptions, owned: Owned): RowValues {
  const { expr, schema, params, engine } = compiled;
  const inPlace = rowEngines.has(engine.name);
  const rung = options.rung ?? highestRung;
  const told: ProgramOptions = {
    schema,
    params,
    rung: inPlace && rung > highestRowRung ? highestRowRung : rung,
    ...(options.limits === undefined ? {} : { limits: options.limits }),
  };
  const program = kind === 'scalar' ? compileScalar(expr, told) : compileQual(qualList(expr), told);
  const form = options.rows ?? {};
  return inPlace ? new InPlace(program, compiled, form) : new CopiedRows(program, compiled, form, owned);
}
