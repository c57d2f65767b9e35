/** Writes an interpreter's module as TypeScript: fetched only when its engine is asked for. */
import { banner } from '../../opcodes/targets/spelling.js';
import { versionDigits } from '../../opcodes/targets/versions.js';
import type { StepDefinition } from '../../opcodes/language/step.js';

/** `title` says what the module is; `versioned` are the opcodes, if it has versions of them. */
export function generateInterpreter(title: string, bytes: Uint8Array, versioned?: readonly StepDefinition[]): string {
  const versions = `
/** Which versions each opcode has (opcodes/targets/versions.ts), a digit an opcode; they are numbered on behind the opcodes. */
export const versions: string =
  '${versioned === undefined ? '' : versionDigits(versioned)}';
`;
  return `${banner('wasm/interpreters/generate.ts')}
/** ${title}, as a WebAssembly module. */
export const base64: string =
  '${Buffer.from(bytes).toString('base64')}';
${versioned === undefined ? '' : versions}`;
}
