/** Calling a function on constants, through an engine: how literals are read and constants folded while compiling. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { closureEngine } from '../engines/closure/engine.js';
import type { Kernel } from '../engines/engine.js';
import type { Arena } from '../memory/arena.js';
import { Batch } from '../memory/batch.js';
import { compileScalar } from '../program/compile.js';
import { functionInfo, functionNumber } from '../program/steps.js';
import type { CallFunction } from '../sql/expression.js';
import { resultAt } from './result.js';

interface Caller {
  readonly call: CallFunction;
}
const callers = new WeakMap<Arena, Caller>();

/** The caller over an arena; a function's program is made at its first call and kept. */
export function constantCaller(arena: Arena): CallFunction {
  let caller = callers.get(arena);
  if (caller === undefined) {
    caller = makeCaller(arena);
    callers.set(arena, caller);
  }
  return caller.call;
}

function makeCaller(arena: Arena): Caller {
  const kernels = new Map<string, Kernel>();
  const row = new Batch(arena, [], 1);
  row.rows = 1;
  const kernelOf = (func: string, type: TypeName): Kernel => {
    let kernel = kernels.get(func);
    if (kernel === undefined) {
      const { args } = functionInfo(functionNumber(func));
      const params = args.map((arg, i) => ({ kind: 'Param', type: arg, number: i + 1, location: -1 }) as const);
      const program = compileScalar(
        { kind: 'FuncExpr', func, type, args: params, location: -1 },
        { schema: [], params: args, rung: 3 },
      );
      kernel = closureEngine.load(program, arena);
      kernels.set(func, kernel);
    }
    return kernel;
  };
  return {
    call(func, type, args): Value | null {
      const kernel = kernelOf(func, type);
      kernel.setParams(args.map((arg) => arg.value));
      try {
        kernel.run(row);
      } catch (error) {
        // The row is the caller's business here: there is only this one.
        if (error instanceof SqlError)
          throw new SqlError(error.code, error.message, { hint: error.hint, detail: error.detail });
        throw error;
      }
      return resultAt(kernel, arena, types[type].name, 0);
    },
  };
}
