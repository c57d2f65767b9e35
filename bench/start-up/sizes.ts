/** What is downloaded: the files that an entry of the built package imports at once, and those that come later, compressed as a server would. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packageFolder } from './cold.js';

export interface Size {
  readonly name: string;
  readonly bytes: number;
  /** In gzip's format, at its highest level. */
  readonly compressed: number;
}

const measure = (name: string, files: Iterable<string>): Size => {
  let bytes = 0;
  let compressed = 0;
  for (const file of files) {
    const content = readFileSync(file);
    bytes += content.length;
    compressed += gzipSync(content, { level: 9 }).length;
  }
  return { name, bytes, compressed };
};

/** The file and what it imports without waiting. */
function reached(file: string, found = new Set<string>()): ReadonlySet<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/(?:from|import)["'`](\.[^"'`]+)["'`]/g))
    reached(join(file, '..', path), found);
  return found;
}

/** As published; a bundler that shortens names makes it smaller (see `size-limit` in package.json). */
export function sizes(): readonly Size[] {
  const dist = join(packageFolder(), 'dist');
  const chunks = join(dist, 'chunks');
  const later = readdirSync(chunks).filter((file) =>
    /^(analyser-|(parser-wasm|routines|stencils|vector|closure|switch|optimizing|wasm-[a-z]+)\.)/.test(file),
  );
  return [
    measure('quern, at once', reached(join(dist, 'src/index.js'))),
    measure('quern/heap, at once', reached(join(dist, 'src/heap.js'))),
    measure('quern/predictor, at once', reached(join(dist, 'src/predictor/index.js'))),
    ...later.map((file) => measure(file.replace(/(\.generated)?-[\w-]{8}\.js$/, ''), [join(chunks, file)])),
  ];
}
