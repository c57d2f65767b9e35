/** A family's errors → their numbers as constants for its runtime functions. */
import { familyStride, type FamilyDefinition } from '../language/family.js';

export function errorNumbers({ errors, number }: FamilyDefinition): string {
  const lines = Object.keys(errors).map((name, i) => `export const ERR_${name}: i32 = ${number * familyStride + i};\n`);
  return lines.length === 0 ? 'export {};\n' : lines.join('');
}
