/** The families → how each is loaded, and which one has a function: what is known before any is loaded. */
import { numberedFunctions, type FamilyDefinition } from '../language/family.js';
import { banner } from './spelling.js';

export function generateFamilyIndex(families: readonly FamilyDefinition[]): string {
  const loaders = families.map(
    ({ name }) => `  ${name}: () => import('./${name}.generated.js').then(({ family }) => family),`,
  );
  const functions = families.map((family) => {
    const { name } = family;
    return `  ${name}:\n    '${numberedFunctions(family)
      .filter((f) => f.internal !== true)
      .map((f) => f.name)
      .join(' ')}',`;
  });
  return `${banner('opcodes/targets/family-index.ts')}import type { Family } from './family.js';

/** Fetches a family's module. */
export const loaders: Readonly<Record<string, () => Promise<Family>>> = {
${loaders.join('\n')}
};

/** The C names of each family's functions that programs can call, in the order of their numbers. */
export const functionNames: Readonly<Record<string, string>> = {
${functions.join('\n')}
};
`;
}
