/** How the playground is built: a static site in dist/playground that may lie in any folder of any server. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const require = createRequire(import.meta.url);
const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The SQL parser asks for its WebAssembly beside the script that runs it, under its own name; Vite does not see that. */
function parserAsset(): Plugin {
  const read = (): Buffer => readFileSync(require.resolve('libpg-query/wasm/libpg-query.wasm'));
  return {
    name: 'parser-asset',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'assets/libpg-query.wasm', source: read() });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.url?.split('?')[0]?.endsWith('/libpg-query.wasm') !== true) return next();
        response.setHeader('Content-Type', 'application/wasm');
        response.end(read());
      });
    },
  };
}

/** What the parser requires only under Node is nothing here. */
function withoutNode(): Plugin {
  const nothing = '\0nothing';
  return {
    name: 'without-node',
    enforce: 'pre',
    resolveId: (source, importer) =>
      /^node:(fs|crypto)$/.test(source) && importer?.includes('/libpg-query/') === true ? nothing : undefined,
    load: (id) => (id === nothing ? 'export default {};' : undefined),
  };
}

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

/** What precise timers and shared memory need: the page is alone in its process. */
const headers = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

export default defineConfig({
  root: folder('.'),
  base: './',
  plugins: [parserAsset(), withoutNode(), binaryenBeside()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { LESSON_TITLES: JSON.stringify(lessonTitles()) },
  worker: { format: 'es', plugins: () => [withoutNode(), binaryenBeside()] },
  server: { headers, fs: { allow: [folder('..')] } },
  preview: { headers },
  build: {
    outDir: folder('../dist/playground'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
  },
});
