/** Builds the family that only tests have, as `npm run family` builds one, in a temporary folder beside the core's runtime functions. */
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import type { Family } from '../../../src/functions/family.js';
import { familyModule } from '../../../wasm/family-module.js';
import { scratch } from './family.js';

export async function buildScratch(): Promise<Family> {
  const root = mkdtempSync(join(tmpdir(), 'quern-family-'));
  try {
    symlinkSync(fileURLToPath(new URL('../../../opcodes/families/core', import.meta.url)), join(root, 'core'));
    const folder = join(root, 'scratch', 'runtime');
    cpSync(fileURLToPath(new URL('runtime', import.meta.url)), folder, { recursive: true });
    const { metadata } = await familyModule(scratch, pathToFileURL(`${folder}/`));
    const file = join(root, 'scratch.mjs');
    const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ESNext };
    writeFileSync(file, transpileModule(metadata, { compilerOptions }).outputText);
    const { family } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as { family: Family };
    return family;
  } finally {
    rmSync(root, { recursive: true });
  }
}
