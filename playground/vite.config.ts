/** How the playground is built: a static site in dist/playground that may lie in any folder of any server. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * Binaryen, for the engine `optimizing`, is some 15 MB and no part of the site: the worker asks for it beside its own script, where `quern playground` has it if the
 * package is installed. Elsewhere the engine says that it is not.
 */
function binaryenBeside(): Plugin {
  const written = "const name = 'binaryen';";
  return {
    name: 'binaryen-beside',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('src/engines/optimizing/engine.ts')) return undefined;
      if (!code.includes(written)) this.error('the engine optimizing imports Binaryen in another way than this knows');
      return code.replace(written, "const name = new URL('./binaryen.js', self.location.href).href;");
    },
  };
}

/** The lessons' titles by their files, so that the list need not fetch them all. */
function lessonTitles(): Readonly<Record<string, string>> {
  const lessons = folder('../lessons/');
  const files = readdirSync(lessons).filter((file) => /^\d+-.*\.md$/.test(file));
  return Object.fromEntries(
    files.map((file) => [file, /^# \d+\. (.+)$/m.exec(readFileSync(`${lessons}${file}`, 'utf8'))?.[1] ?? file]),
  );
}

/** Megabytes that the page fetches of PGlite when PostgreSQL is asked: its WebAssembly, its data, and the scripts that its entry imports. */
function pgliteMegabytes(): number {
  const dist = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
  const fetched = ['pglite.wasm', 'pglite.data', 'initdb.wasm', 'index.js'];
  const scripts = readFileSync(`${dist}/index.js`, 'utf8').match(/chunk-\w+\.js/g) ?? [];
  const bytes = [...fetched, ...new Set(scripts)].reduce((sum, name) => sum + statSync(`${dist}/${name}`).size, 0);
  return Math.round(bytes / 1e6);
}

/** What precise timers and shared memory need: the page is alone in its process. Firefox asks the last one of the sandbox, whose frame has no origin. */
const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

export default defineConfig({
  root: folder('.'),
  base: './',
  plugins: [binaryenBeside()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { LESSON_TITLES: JSON.stringify(lessonTitles()), PGLITE_MEGABYTES: JSON.stringify(pgliteMegabytes()) },
  worker: { format: 'es', plugins: () => [binaryenBeside()] },
  server: { headers, fs: { allow: [folder('..')] } },
  preview: { headers },
  build: {
    outDir: folder('../dist/playground'),
    emptyOutDir: true,
    license: { fileName: 'licenses.md' },
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      onLog(level, log, handle) {
        // The worker compares all engines and imports them at once; the library can import each by itself.
        if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
      },
    },
  },
});
