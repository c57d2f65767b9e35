/**
 * A call with cells: the null checks of a strict function, the arguments into their cells, the call. Arguments that are constants and that
 * the function wants prepared become a state, made once when the program is loaded.
 */
import { types, type TypeName } from '../catalog/types.js';
import type { FunctionInfo } from '../functions/function-info.js';
import { functionNumber, representationOfType } from '../functions/functions.js';
import { cellSize } from '../functions/call.js';
import type { Builder } from './builder.js';
import { argumentCells } from './argument-cells.js';

export function emitCellCall(
  b: Builder,
  target: number,
  number: number,
  info: FunctionInfo,
  args: readonly number[],
  argTypes: readonly TypeName[],
  prepares: boolean,
): void {
  const done = b.label();
  if (info.nulls === 'strict') for (const arg of args) b.emit('STRICT_CHECK', target, arg, done);
  const prepared = prepares ? preparedCall(b, info, args) : undefined;
  const given = prepared?.args ?? args;
  const oids = info.needsTypes === true ? argTypes.map((type) => b.constant('int4', types[type].oid)) : [];
  const suffix = info.nulls === 'called' ? '_NULLABLE' : '';
  [...given, ...oids].forEach((slot, i) => {
    const representation = b.representation(slot).toUpperCase();
    b.emit(`FCINFO_ARG${suffix}_${representation}`, slot, argumentCells, i * cellSize);
  });
  let count = given.length + oids.length;
  if (prepared !== undefined) b.emit('FCINFO_ARG_STATE', prepared.table, argumentCells, count++ * cellSize);
  b.cells = Math.max(b.cells, count);
  const nullable = info.mayReturnNull === true || info.nulls === 'called' ? '_NULLABLE' : '';
  const result = representationOfType(info.result).toUpperCase();
  b.emit(`FUNCEXPR_FCINFO${nullable}_${result}`, target, prepared?.number ?? number, argumentCells, count);
  b.place(done);
}

interface PreparedCall {
  readonly number: number;
  /** The arguments that remain. */
  readonly args: readonly number[];
  readonly table: number;
}

/** The call with a state in the place of its constant arguments, where the function has such a form and they are constants. */
function preparedCall(b: Builder, info: FunctionInfo, args: readonly number[]): PreparedCall | undefined {
  const { prepare } = info;
  if (prepare === undefined) return undefined;
  const constants = prepare.args.map((place) => b.constantAt(args[place] ?? 0));
  const known = constants.flatMap((constant) => (constant === undefined ? [] : [constant]));
  if (known.length < constants.length) return undefined;
  const table = b.tables.push({
    kind: 'state',
    family: info.family,
    make: prepare.make,
    types: known.map(({ type }) => type),
    values: known.map(({ value }) => value),
  });
  const number = functionNumber(prepare.run);
  return { number, args: args.filter((_, i) => !prepare.args.includes(i)), table: table - 1 };
}
