/** The types' definitions → the catalog's table of them, and the names as a TypeScript type. */
import type { FamilyDefinition } from '../language/family.js';
import type { TypeDefinition } from '../language/type.js';
import { banner } from './spelling.js';

export function generateTypes(core: readonly TypeDefinition[], families: readonly FamilyDefinition[]): string {
  const all = [
    ...core.map((type) => ({ family: 'core', ...type })),
    ...families.flatMap((family) => family.types.map((type) => ({ family: family.name, ...type }))),
  ];
  return `${banner('opcodes/targets/types.ts')}import type { TypeInfo } from './type-info.js';

/** A supported type, under its name in pg_type. */
export type TypeName =
${all.map(({ name }) => `  | '${name}'`).join('\n')};

/** Every type, by name. */
export const types: Readonly<Record<TypeName, TypeInfo>> = {
${all.map((type) => `  ${JSON.stringify(type.name)}: ${JSON.stringify(type)},`).join('\n')}
};
`;
}
