/**
 * What a family that computes with values of any type imports: functions of a type, found by its oid, called on cells in memory. They are any
 * family's, so the host calls them through the function table.
 */
import { catalogType, comparisonOf, formatType } from '../catalog/catalog.js';
import { oidForInput, types, type Representation, type TypeInfo, type TypeName } from '../catalog/types.js';
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import { SqlError } from '../error.js';
import { cellSize } from './cell.js';
import { functionInfo, functionNumber, representationOfType } from './functions.js';
import { functionsOver } from './table.js';

type Instantiate = (arena: Arena, family: string) => unknown;
type Imports = Record<string, (...args: number[]) => number | undefined>;

let byOid: ReadonlyMap<number, TypeInfo> | undefined;

function typeOf(oid: number): TypeInfo {
  let type = byOid?.get(oid);
  if (type === undefined) {
    // A schema may have declared types since.
    byOid = new Map(Object.values(types).map((each) => [each.oid, each]));
    type = byOid.get(oid);
  }
  if (type === undefined) throw new SqlError('XX000', `there is no type with the oid ${oid}`);
  return type;
}

/**
 * The layout of values in an array: length (0xffff of a varlena), alignment from bit 16 on, at bit 20 whether they are references, and at bit
 * 21 whether they are arrays themselves.
 */
function layoutOf({ name, representation, element }: TypeInfo): number {
  const { length, align } = catalogType(name);
  const isReference = representation === 'ref' ? 1 << 20 : 0;
  return (length & 0xffff) | (align << 16) | isReference | (element === undefined ? 0 : 1 << 21);
}

/** The function of a comparison of two values of a type. */
function comparison(type: TypeInfo, operator: '=' | '<', what: string): number {
  const func = (operator === '=' ? type.equal : undefined) ?? comparisonOf(operator, type.name);
  if (func == null) throw new SqlError('42883', `could not identify ${what} for type ${formatType(type.name)}`);
  return functionNumber(func);
}

/** 1, or 0 if the work raises an error of the data (PostgreSQL's soft errors): those of classes 22 and 0A. */
function succeeds(work: () => void): number {
  try {
    work();
    return 1;
  } catch (error) {
    if (error instanceof SqlError && /^(22|0A)/.test(error.code)) return 0;
    throw error;
  }
}

/** `instantiate` makes sure that a family's functions are in the arena's table. */
export function elementImports(arena: Arena, instantiate: Instantiate): Imports {
  const cells = new Cells(arena, instantiate);
  const elementIn = (oid: number, text: number, length: number, modifier: number, cell: number): void => {
    const type = typeOf(oid);
    if (type.textual === true && !(type.modifier === true && modifier >= 0)) {
      cells.setReference(cell, text, length);
      return;
    }
    const given = cells.take(3);
    cells.setReference(given, text, length);
    let n = 1;
    const own = oidForInput(type.name as TypeName);
    if (own !== undefined) cells.setNumber(given + cellSize * n++, own);
    if (type.modifier === true) cells.setNumber(given + cellSize * n++, modifier);
    cells.call(functionNumber(type.input), given, n, cell);
  };
  return {
    element_layout: (oid = 0) => layoutOf(typeOf(oid)),
    element_in(oid = 0, text = 0, length = 0, modifier = -1, cell = 0) {
      elementIn(oid, text, length, modifier, cell);
      return undefined;
    },
    try_element_in(oid = 0, text = 0, length = 0, modifier = -1, cell = 0) {
      return succeeds(() => elementIn(oid, text, length, modifier, cell));
    },
    try_function(number = 0, given = 0, n = 0, into = 0) {
      return succeeds(() => cells.call(number, given, n, into));
    },
    element_out(oid = 0, cell = 0) {
      const type = typeOf(oid);
      if (type.textual === true) return cells.textOf(cell);
      const result = cells.take(1);
      cells.call(functionNumber(type.output), cell, 1, result);
      return cells.textOf(result);
    },
    element_equal: (oid = 0, a = 0, b = 0) =>
      cells.test(comparison(typeOf(oid), '=', 'an equality operator'), a, b) ? 1 : 0,
    element_compare(oid = 0, a = 0, b = 0) {
      const less = comparison(typeOf(oid), '<', 'a comparison function');
      return cells.test(less, a, b) ? -1 : cells.test(less, b, a) ? 1 : 0;
    },
    call_function(number = 0, given = 0, n = 0, into = 0) {
      cells.call(number, given, n, into);
      return undefined;
    },
  };
}

/** Calls over cells, whose results stay in the scratch area as long as the row does. */
class Cells {
  readonly #arena: Arena;
  readonly #instantiate: Instantiate;

  constructor(arena: Arena, instantiate: Instantiate) {
    this.#arena = arena;
    this.#instantiate = instantiate;
  }

  take(n: number): number {
    const { i32 } = this.#arena.views;
    const at = ((i32[control.scratchNext >> 2] ?? 0) + 15) & -16;
    const next = at + n * cellSize;
    if (next > (i32[control.scratchEnd >> 2] ?? 0)) throw new SqlError('53200', 'out of memory');
    i32[control.scratchNext >> 2] = next;
    return at;
  }

  setReference(cell: number, address: number, length: number): void {
    const { i32 } = this.#arena.views;
    i32[cell >> 2] = address;
    i32[(cell >> 2) + 1] = length;
    i32[(cell >> 2) + 2] = 0;
  }

  setNumber(cell: number, value: number): void {
    const { i32 } = this.#arena.views;
    i32[cell >> 2] = value;
    i32[(cell >> 2) + 2] = 0;
  }

  /** The address of a cell's text, with its length where `textResult` leaves it. */
  textOf(cell: number): number {
    const { i32 } = this.#arena.views;
    i32[control.resultLength >> 2] = i32[(cell >> 2) + 1] ?? 0;
    return i32[cell >> 2] ?? 0;
  }

  /** Whether a function of two arguments gives true. */
  test(number: number, a: number, b: number): boolean {
    const { i32 } = this.#arena.views;
    const next = i32[control.scratchNext >> 2] ?? 0;
    const pair = this.take(3);
    i32.copyWithin(pair >> 2, a >> 2, (a >> 2) + 4);
    i32.copyWithin((pair + cellSize) >> 2, b >> 2, (b >> 2) + 4);
    this.call(number, pair, 2, pair + 2 * cellSize);
    i32[control.scratchNext >> 2] = next;
    return i32[(pair + 2 * cellSize) >> 2] === 1;
  }

  call(number: number, cells: number, n: number, into: number): void {
    const arena = this.#arena;
    const info = functionInfo(number);
    if (info.family !== 'core') this.#instantiate(arena, info.family);
    const f = functionsOver(arena)[number];
    if (f === undefined) throw new SqlError('XX000', `the function ${info.name} is not in the table`);
    const { i32 } = arena.views;
    i32[control.resultIsNull >> 2] = 0;
    const result =
      info.convention === 'cells'
        ? f(cells, n)
        : f(...info.args.flatMap((type, i) => this.#lanes(cells + i * cellSize, representationOfType(type))));
    const isNull = i32[control.resultIsNull >> 2] ?? 0;
    i32[control.resultIsNull >> 2] = 0;
    this.#store(into, representationOfType(info.result), result);
    i32[(into >> 2) + 2] = isNull;
  }

  #lanes(cell: number, representation: Representation): (number | bigint)[] {
    const { i32, i64, f32, f64 } = this.#arena.views;
    if (representation === 'i64') return [i64[cell >> 3] ?? 0n];
    if (representation === 'f32') return [f32[cell >> 2] ?? 0];
    if (representation === 'f64') return [f64[cell >> 3] ?? 0];
    const value = i32[cell >> 2] ?? 0;
    return representation === 'ref' ? [value, i32[(cell >> 2) + 1] ?? 0] : [value];
  }

  #store(cell: number, representation: Representation, value: number | bigint): void {
    const { i32, i64, f32, f64 } = this.#arena.views;
    if (representation === 'i64') i64[cell >> 3] = BigInt(value);
    else if (representation === 'f32') f32[cell >> 2] = Number(value);
    else if (representation === 'f64') f64[cell >> 3] = Number(value);
    else i32[cell >> 2] = Number(value);
    if (representation === 'ref') i32[(cell >> 2) + 1] = i32[control.resultLength >> 2] ?? 0;
  }
}
