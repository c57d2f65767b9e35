/** Builds families: writes `src/functions/<family>.generated.ts`. `npm run family -- NAME…`; all families without a name. */
import { existsSync } from 'node:fs';
import { families } from '../opcodes/families/families.js';
import type { FamilyDefinition } from '../opcodes/language/family.js';
import { writeGenerated } from './write-generated.js';
import { familyModule } from './family-module.js';

const root = new URL('../', import.meta.url);

async function build(family: FamilyDefinition): Promise<void> {
  const folder = new URL(`opcodes/families/${family.name}/runtime/`, root);
  if (!existsSync(folder)) throw new Error(`the family ${family.name} has no folder runtime/`);
  const { metadata, bytes, data } = await familyModule(family, folder);
  writeGenerated(new URL(`src/functions/${family.name}.generated.ts`, root), metadata);
  process.stdout.write(
    `${family.name}: ${family.functions.length} functions, ${bytes} bytes, ${data} of static data\n`,
  );
}

const wanted = process.argv.slice(2);
for (const name of wanted)
  if (!families.some((family) => family.name === name)) throw new Error(`there is no family ${name}`);
for (const family of families) if (wanted.length === 0 || wanted.includes(family.name)) await build(family);
