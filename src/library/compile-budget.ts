/**
 * What compiling one expression may cost: a few bytes of SQL can stand for a number of 131,072 digits, and IN and BETWEEN fold copies of it. The time is
 * counted in work and not by a clock, so that the same text compiles, or does not, on every machine.
 */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { limitWork, takeWork } from '../arena/work.js';
import type { CallFunction, Const } from '../sql/expression.js';

export interface CompileLimits {
  /** The most bytes that constants made while compiling may take together; more raises 54000. Default 64 MiB. */
  readonly maxBytes?: number;
  /**
   * The most time, in work: a million units, of about a nanosecond each, make a millisecond. More raises 57014. 2000 by default for
   * compiling; each call of `test`, `evaluate`, `filter` and `select`, and of a set's `match`, `matchMany` and `matchChange`, may take as much if it is given, and has no limit otherwise.
   */
  readonly milliseconds?: number;
}

const defaultBytes = 64 * 1024 * 1024;
const defaultMilliseconds = 2000;
/** Units of a millisecond, and of a call of a function on constants beside the bytes of its arguments. */
export const unitsOfMillisecond = 1e6;
const unitsOfCall = 3000;

export class CompileBudget {
  readonly #maxBytes: number;
  readonly #milliseconds: number;
  #bytes = 0;
  #work = 0;

  constructor({ maxBytes = defaultBytes, milliseconds = defaultMilliseconds }: CompileLimits = {}) {
    this.#maxBytes = maxBytes;
    this.#milliseconds = milliseconds;
  }

  /** Counts bytes of constants, which must also be written. */
  spend(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#maxBytes)
      throw new SqlError('54000', 'expression is too large', {
        hint: `Its constants may take ${this.#maxBytes} bytes while it is compiled; \`limits.maxBytes\` allows more.`,
      });
    this.work(bytes);
  }

  /** Counts work. */
  work(units: number): void {
    this.#work += units;
    if (this.#work > this.#milliseconds * unitsOfMillisecond)
      throw new SqlError('57014', 'canceling compilation due to its time limit', {
        hint: `The limit is the work of ${this.#milliseconds} ms; \`limits.milliseconds\` allows more.`,
      });
  }

  /** The same function, whose work and results are counted. */
  counting(call: CallFunction, arena: Arena): CallFunction {
    return (func: string, type: TypeName, args: readonly Const[]): Value | null => {
      this.work(unitsOfCall + args.reduce((sum, arg) => sum + sizeOf(arg.value), 0));
      takeWork(arena);
      limitWork(arena, this.#milliseconds * unitsOfMillisecond - this.#work);
      try {
        const value = call(func, type, args);
        this.spend(sizeOf(value));
        return value;
      } finally {
        limitWork(arena);
        // Raises what is said of compiling, in place of what a function that counts has raised.
        this.work(takeWork(arena));
      }
    };
  }
}

const sizeOf = (value: Value | null): number => (typeof value === 'string' ? value.length : 8);
