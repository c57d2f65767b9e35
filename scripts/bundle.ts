/** Bundles what runs: the library, the command and the benchmarks as few modules that need no other package. The tests run the command of such a folder too. */
import { chmodSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { rolldown, type OutputChunk, type Plugin } from 'rolldown';
import { esmExternalRequirePlugin } from 'rolldown/plugins';
import { parserBase64 } from '../src/sql/parse/parser-wasm.generated.js';
import { entries } from './entries.js';
import { internedModule } from './interned-module.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const place = 'quern-place:';

/**
 * A module that looks for files beside itself is told where it would be if it had not been put into a chunk. Only the command, the lessons and the benchmarks do so:
 * the library would not be found after another bundler.
 */
function placed(): Plugin {
  return {
    name: 'placed',
    transform(code, id) {
      const file = relative(root, id);
      if (!/^(bench|src\/cli|src\/lessons)\//.test(file) || !code.includes('import.meta.url')) return undefined;
      // The command itself is where it was, and begins with a line that must stay the first.
      if (code.startsWith('#!')) return undefined;
      const built = JSON.stringify(`${place}${file.replace(/\.ts$/, '.js')}`);
      return `const __place = new URL(${built}, import.meta.url).href;\n${code.replaceAll('import.meta.url', '__place')}`;
    },
    renderChunk(code, { fileName }) {
      return code.replaceAll(new RegExp(`(['"\`])${place}([^'"\`]+)\\1`, 'g'), (_, _quote, file: string) =>
        JSON.stringify(besides(fileName, file)),
      );
    },
  };
}

/** How a chunk names a file of the package's `dist`. */
function besides(chunk: string, file: string): string {
  const path = relative(dirname(chunk), file);
  return path.startsWith('.') ? path : `./${path}`;
}

/**
 * The command line's parser asks for the parts of Node that it hardly uses when it is loaded, which makes Node set up ten milliseconds' worth of them. What it asks
 * for is given without a module around it, and what would start other programs is not: no command of quern is one.
 */
function withoutFacades(): Plugin {
  return {
    name: 'without-facades',
    transform(code, id) {
      if (!/node_modules\/commander\//.test(id)) return undefined;
      return code
        .replaceAll(/require\(['"]node:process['"]\)/g, 'globalThis.process')
        .replaceAll(/require\(['"]node:child_process['"]\)/g, '{}')
        .replaceAll(/require\((['"]node:[\w/]+['"])\)/g, 'globalThis.process.getBuiltinModule($1)');
    },
  };
}

/**
 * The table of opcodes repeats the same operands hundreds of times. What is equal becomes one constant, which is a fifth of the text: less to load, and less to
 * parse at each start.
 */
function interned(): Plugin {
  const module = `${root}src/program/opcodes.generated.ts`;
  return {
    name: 'interned',
    async load(id) {
      if (id !== module) return undefined;
      const tables = Object.entries((await import(module)) as Record<string, unknown>);
      return { code: internedModule(tables), moduleType: 'js' };
    },
  };
}

const inAscii = (code: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII begins with them.
  code.replaceAll(/[^\x00-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * Writes every character beyond ASCII as an escape: one of them would make V8 hold, decode and read the whole chunk in two bytes a character. They stand in strings,
 * templates and regular expressions only, where the escape means the same.
 */
function escaped(): Plugin {
  return {
    name: 'escaped',
    // What makes the text smaller comes before this, and would write the characters again.
    generateBundle(_, output) {
      for (const file of Object.values(output)) if (file.type === 'chunk') file.code = inAscii(file.code);
    },
  };
}

/** A thread's file is found from wherever the code that starts it has been put. */
function besideThread(): Plugin {
  return {
    name: 'beside-thread',
    renderChunk(code, { fileName }) {
      const file = JSON.stringify(besides(fileName, 'src/thread.js'));
      return code.replaceAll(/new URL\((['"`])\.\/thread\.js\1/g, `new URL(${file}`);
    },
  };
}

/** What a module reaches without waiting: of `import 'quern'` it is one chunk, which all else shares. */
function reachedFrom(entry: string, imported: (id: string) => readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [entry];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    waiting.push(...imported(id));
  }
  return reached;
}

const peers = ['binaryen', 'wabt'];
/** What only benchmarks and lessons import, each saying which is missing (`bench/optional.ts`). */
const ofBenchmarks = [
  ...['vega-datasets', 'benchmark', 'tinybench', 'tsx', 'rolldown', 'apache-arrow'],
  ...['json-rules-engine', 'json-logic-engine', 'filtrex', 'sift', 'mingo', 'cel-js'],
];

/** Each file costs a cold process a millisecond, so what always comes together is one. */
const ofEveryCommand =
  /node_modules\/(commander|picocolors)\/|src\/cli\/(failure|file-ranges|input-file|input-format|options|output|output-format|param-values|prepare-beside|printable|progress|report|say|session-options)\.ts$/;
/** Loaded with any engine: what writes modules, and what engines share. */
const ofCompilers =
  /src\/engines\/(copy-patch\/engine|stencils\/[\w.-]+|wasm-interpreter\/[\w.-]+|array-table|first-error|frame|frame-kernel|instantiate|placed|relocate|run-batch)\.ts$/;
const ofAuto = /src\/engines\/(default-engine|(auto|vector)\/[\w.-]+|wasm-switch\/engine)\.ts$/;

/** Loaded with the parser: what analyses SQL, and what writes it again. */
const besideParser = /src\/(sql|algebra)\/.*(?<!\.generated)\.ts$|src\/library\/as-sql\.ts$/;

/** Writes the modules into the folder `dist` of a package, and the parser beside them; hands back the chunks. */
export async function bundle(folder: string): Promise<readonly OutputChunk[]> {
  let core: ReadonlySet<string> | undefined;
  const bundled = await rolldown({
    cwd: root,
    // What the chunks below ask for; an entry's own exports stay as they are.
    preserveEntrySignatures: 'allow-extension',
    input: { ...entries },
    // For no platform, so that nothing of Node gets into what browsers load.
    platform: 'neutral',
    resolve: { mainFields: ['module', 'main'], conditionNames: ['node', 'import'] },
    external: [...peers, ...ofBenchmarks],
    treeshake: { moduleSideEffects: (id) => !id.startsWith(`${root}src/`) || id.startsWith(`${root}src/cli/main`) },
    plugins: [
      esmExternalRequirePlugin({ external: [/^node:/, ...builtinModules] }),
      placed(),
      withoutFacades(),
      interned(),
      besideThread(),
      escaped(),
    ],
    onLog(level, log, handle) {
      // Who compares all engines imports them at once, and the chunks are shared; it costs nobody else anything.
      if (log.code !== 'INEFFECTIVE_DYNAMIC_IMPORT') handle(level, log);
    },
  });
  const { output } = await bundled.write({
    dir: folder,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: ({ name, moduleIds }) => {
      // Many files are called `engine.ts`; their folder says whose.
      const folder = moduleIds
        .map((id) => /\/engines\/([\w-]+)\/(?:engine|\w+\.generated)\.ts$/.exec(id)?.[1])
        .find(Boolean);
      return name === 'core' || folder === undefined ? 'chunks/[name]-[hash].js' : `chunks/${folder}.[name]-[hash].js`;
    },
    // The names of functions and classes stay, for those who read a stack; those of locals are a sixth of what V8 reads.
    minify: { mangle: { toplevel: false }, compress: false, codegen: { removeWhitespace: true } },
    // Bundlers read what stands in an import; no other comment stays.
    comments: { legal: false, annotation: true, jsdoc: false },
    codeSplitting: {
      // Else what a command shares with an entry of the library would come with the command.
      includeDependenciesRecursively: false,
      groups: [
        {
          debugName: 'core',
          name: (id, context) => {
            core ??= reachedFrom(`${root}src/index.ts`, (from) => context.getModuleInfo(from)?.importedIds ?? []);
            return core.has(id) ? 'core' : null;
          },
          priority: 2,
        },
        {
          debugName: 'command-line',
          name: (id) => (ofEveryCommand.test(id) ? 'command-line' : null),
          priority: 1,
        },
        {
          debugName: 'analyser',
          name: (id) => (besideParser.test(id) ? 'analyser' : null),
          priority: 1,
        },
        {
          debugName: 'compilers',
          name: (id) => (ofCompilers.test(id) ? 'compilers' : null),
          priority: 1,
        },
        {
          debugName: 'auto',
          name: (id) => (ofAuto.test(id) ? 'auto' : null),
          priority: 1,
        },
      ],
    },
  });
  await bundled.close();

  // Modules that are whole by themselves: the benchmark `opcodes` has V8 print the bytecode of the first; the second runs where the rest of quern is not.
  for (const module of ['src/engines/switch/columns.generated', 'src/kernel']) {
    const alone = await rolldown({ cwd: root, input: `${root}${module}.ts`, platform: 'neutral' });
    await alone.write({ file: `${folder}/${module}.js`, format: 'esm', codeSplitting: false, comments: false });
    await alone.close();
  }

  chmodSync(`${folder}/src/cli/main.js`, 0o755);
  writeFileSync(`${folder}/parser.wasm`, inflateRawSync(Buffer.from(parserBase64, 'base64')));
  return output.filter((file) => file.type === 'chunk');
}
