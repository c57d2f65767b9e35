/** Writes a generated file if its text is another than before: what reads the sources meanwhile (a build, the compiler's check) finds each file whole. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export function writeGenerated(file: URL, text: string): void {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
