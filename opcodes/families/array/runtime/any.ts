/** `x op ANY (array)`, `x op ALL (array)` (executor/execExprInterp.c, ExecEvalScalarArrayOp), and a function called for each element. */
import { argumentI32, argumentIsNull, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { call_function, cellIsNull, copyCell, element_in, element_out, outLength } from './elements';
import { allocateCells, build, cellsOf, countOf, dimensions, elementType, shapeOf } from './stored';

/** Called with the operator's function, whether it is ANY, the scalar and the array. The function is strict. */
export function array_any(f: usize, n: i32): i32 {
  const useOr = argumentI32(f, 1) != 0;
  const scalar = f + 32;
  if (argumentIsNull(f, 3)) {
    resultIsNull();
    return 0;
  }
  const array = argumentPointer(f, 3);
  const count = countOf(array);
  if (count == 0) return useOr ? 0 : 1;
  if (cellIsNull(scalar)) {
    resultIsNull();
    return 0;
  }
  const number = argumentI32(f, 0);
  const cells = cellsOf(array);
  const pair = allocateCells(3);
  let unknown = false;
  for (let i = 0; i < count; i++) {
    const cell = cells + (i << 4);
    if (cellIsNull(cell)) {
      unknown = true;
      continue;
    }
    copyCell(pair, scalar);
    copyCell(pair + 16, cell);
    call_function(number, pair, 2, pair + 32);
    if (cellIsNull(pair + 32)) unknown = true;
    else if ((load<i32>(pair + 32) != 0) == useOr) return useOr ? 1 : 0;
  }
  if (unknown) resultIsNull();
  return useOr ? 0 : 1;
}

/**
 * The array with each element changed: called with a function's number (-1: elements stay as they are, -2: through their text), how many arguments
 * it takes, a modifier, whether the cast is explicit, the oid of the new elements' type, and the array.
 */
export function array_map(number: i32, count: i32, modifier: i32, explicit: i32, oid: i32, array: usize, length: i32): usize {
  const n = countOf(array);
  const cells = cellsOf(array);
  const given = allocateCells(3);
  store<i64>(given, modifier, 16);
  store<i64>(given, 0, 24);
  store<i64>(given, explicit, 32);
  store<i64>(given, 0, 40);
  const from = elementType(array);
  for (let i = 0; i < n && number != -1; i++) {
    const cell = cells + (i << 4);
    if (cellIsNull(cell)) continue;
    if (number == -2) {
      const text = element_out(from, cell);
      element_in(oid, text, outLength(), modifier, cell);
    } else {
      copyCell(given, cell);
      call_function(number, given, count, cell);
    }
  }
  return build(oid, dimensions(array), shapeOf(array), cells);
}
