/** A program's value in the form in which the closures hold it. */
import type { Representation, Value } from '../../catalog/types.js';
import type { RowValue } from './tree.js';
import { fromBigInt } from './wide.js';

export function hold(representation: Representation, value: Value): RowValue {
  switch (representation) {
    case 'i32':
      return Number(value) | 0;
    case 'i64':
      return fromBigInt(BigInt(value));
    case 'f32':
      return Math.fround(Number(value));
    case 'f64':
      return Number(value);
    case 'ref':
      return String(value);
  }
}
