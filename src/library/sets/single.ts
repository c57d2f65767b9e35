/**
 * A predicate by itself, as closures over a row's values. Where predicates are few that costs some 30 ns each, and to call a kernel for each condition they are made of costs a
 * microsecond.
 */
import { types, type Value } from '../../catalog/types.js';
import type { ColumnReader, Row, RowProgram } from '../../engines/objects/engine.js';
import { holdOfType, isTextForm } from '../../engines/objects/hold.js';
import { SqlError } from '../../error.js';
import { compileQual } from '../../program/compile.js';
import type { Column } from '../../sql/expression.js';
import { asItIs, longestRowProgram, rowProgramOptions } from '../row-program.js';
import { expressionOf } from './condition.js';
import type { Host } from './group.js';
import type { Plan } from './plan.js';
import { rowError } from './predicate-error.js';
import { knowsAll, type RowInputs } from './row-inputs.js';
import type { Answers } from './shape-group.js';

export class Single {
  readonly plan: Plan;
  readonly params: readonly (Value | null)[];
  /** Made when a row comes first. */
  #program: RowProgram | undefined;

  constructor(plan: Plan, params: readonly (Value | null)[]) {
    this.plan = plan;
    this.params = params;
  }

  /** Whether it can be decided for this row: each step has a closure, and each value that it reads is known. */
  canRun(host: Host, inputs: RowInputs): boolean {
    this.#program ??= this.#make(host);
    return this.#program !== undefined && knowsAll(inputs, this.plan.whole.columns);
  }

  /** After `canRun`: answers for the row. */
  run<Owner>({ values }: RowInputs, owner: Owner, answers: Answers<Owner>): void {
    let found: boolean;
    try {
      found = this.#program?.evaluate(values as unknown as Row, this.params) === 1;
    } catch (error) {
      answers.failed(owner, rowError(error));
      return;
    }
    if (found) answers.hit(owner);
  }

  #make({ arena, rowEngine, program: options }: Host): RowProgram | undefined {
    const { conditions, params, schema } = this.plan;
    const program = compileQual(
      conditions.map((condition) => expressionOf(condition)),
      { schema: schema.map(asItIs), params, ...rowProgramOptions(options) },
    );
    if (program.code.length > longestRowProgram || rowEngine?.canReadInPlace(program) !== true) return undefined;
    const read = (number: number): ColumnReader => {
      const column = schema[number];
      if (column === undefined) throw new SqlError('XX000', `there is no column ${number}`);
      return valueReader(column, number);
    };
    return new rowEngine.RowProgram(program, arena, read, (error) => {
      throw error;
    });
  }
}

/** A column of a row's values, which have been read and checked before. */
function valueReader({ type }: Column, column: number): ColumnReader {
  const isHeld = types[type].representation !== 'ref' || isTextForm(type);
  return {
    kind: 'other',
    site: {
      key: column,
      prototype: null,
      recheck: () => undefined,
      settle: (_row, given) => {
        const value = (given ?? null) as Value | null;
        return value === null || isHeld ? value : holdOfType(type, value);
      },
    },
  };
}
