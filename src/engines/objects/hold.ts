/** A program's value in the form in which the closures hold it. */
import { types, type Representation, type TypeName, type Value } from '../../catalog/types.js';
import { holdNumeric } from './numeric.js';
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

/** The same of a value of a type: a numeric has a form of its own, json and jsonb are JSON's text where they are not the object itself. */
export const holdOfType = (type: TypeName, value: Value): RowValue =>
  type === 'numeric' ? holdNumeric(String(value)) : hold(types[type].representation, value);

/** Is a value of the type held as its text, so that equal texts are equal values? */
export const isTextForm = (type: TypeName): boolean => types[type].textual === true || type === 'uuid';

const otherForms: ReadonlySet<TypeName> = new Set(['numeric', 'json', 'jsonb']);

/** Is there a form for values of the type? */
export function hasForm(type: TypeName): boolean {
  const { representation, element } = types[type];
  // An array is held as the text that PostgreSQL prints for it.
  return (
    representation !== 'ref' ||
    isTextForm(type) ||
    otherForms.has(type) ||
    (element !== undefined && hasForm(element as TypeName))
  );
}
