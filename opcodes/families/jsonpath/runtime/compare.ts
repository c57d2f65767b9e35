/** Comparison of two values in a path: null with anything, numbers, booleans, strings and moments each among themselves; all else is unknown. */
import { CONTAINER, FALSE as FALSE_VALUE, NULL, NUMERIC, STRING, TRUE as TRUE_VALUE } from '../../json/runtime/container';
import { Node } from '../../json/runtime/node';
import { bttextcmp } from '../../core/runtime/compare';
import { numeric_cmp } from '../../numeric/runtime/compare';
import { FALSE, TRUE, UNKNOWN } from './context';
import { MOMENT, compareMoments } from './moment';
import { EQUAL, GREATER, LESS, LESS_OR_EQUAL, NOT_EQUAL } from './kinds';

// @ts-ignore: decorator
@inline
function isBoolean(kind: u32): bool {
  return kind == TRUE_VALUE || kind == FALSE_VALUE;
}

function holds(operator: i32, order: i32): bool {
  switch (operator) {
    case EQUAL: return order == 0;
    case NOT_EQUAL: return order != 0;
    case LESS: return order < 0;
    case GREATER: return order > 0;
    case LESS_OR_EQUAL: return order <= 0;
    default: return order >= 0;
  }
}

export function compareItems(operator: i32, a: Node, b: Node): i32 {
  let order = 0;
  if (isBoolean(a.kind) && isBoolean(b.kind)) {
    order = i32(a.kind == TRUE_VALUE) - i32(b.kind == TRUE_VALUE);
  } else if (a.kind != b.kind) {
    if (a.kind == NULL || b.kind == NULL) return operator == NOT_EQUAL ? TRUE : FALSE;
    return UNKNOWN;
  } else if (a.kind == MOMENT) {
    order = compareMoments(a, b);
    if (order == 2) return UNKNOWN;
  } else if (a.kind == CONTAINER) {
    return UNKNOWN;
  } else if (a.kind == NUMERIC) {
    order = numeric_cmp(a.pointer, a.length, b.pointer, b.length);
  } else if (a.kind == STRING) {
    order = bttextcmp(a.pointer, a.length, b.pointer, b.length);
  }
  return holds(operator, order) ? TRUE : FALSE;
}
