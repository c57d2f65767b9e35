/** The arrows between the parts, the sizes of files, and what an engine may know. */
import { readFileSync } from 'node:fs';
import { dirname, normalize } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { opcodes } from '../opcodes/machine/opcodes.js';
import { types } from '../src/catalog/types.js';
import { coreFunctions } from '../src/functions/core-metadata.generated.js';
import { functionNames } from '../src/functions/index.generated.js';
import { sourceFiles } from './source-files.js';

const read = (file: string): string => readFileSync(fileURLToPath(new URL(`../${file}`, import.meta.url)), 'utf8');

/** Each part, the longest path first where one lies in another, with the parts that it may import. */
const parts: readonly (readonly [part: string, mayImport: readonly string[]])[] = [
  ['opcodes/language', []],
  ['opcodes/families', ['opcodes/language']],
  ['opcodes/machine', ['opcodes/language', 'opcodes/families']],
  ['opcodes/analysis', ['opcodes/language', 'opcodes/families']],
  ['opcodes/targets', ['opcodes/language', 'opcodes/analysis', 'opcodes/families']],
  [
    'wasm',
    [
      'opcodes/language',
      'opcodes/families',
      'opcodes/machine',
      'opcodes/analysis',
      'opcodes/targets',
      'src/catalog',
      'src/memory',
      'src/functions',
      'src/arena',
    ],
  ],
  ['src/error.ts', []],
  ['src/platform', []],
  ['src/catalog', []],
  ['src/arena', []],
  ['src/functions', ['src/arena', 'src/catalog']],
  ['src/sql', ['src/catalog']],
  ['src/algebra', ['src/functions', 'src/sql', 'src/catalog']],
  ['src/memory', ['src/functions', 'src/arena', 'src/catalog']],
  ['src/program', ['src/functions', 'src/sql', 'src/catalog']],
  ['src/engines', ['src/program', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/stepper', ['src/engines', 'src/program', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  [
    'src/predictor',
    [
      'src/stepper',
      'src/library',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/catalog',
    ],
  ],
  ['src/inputs', ['src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/outputs', ['src/inputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/csv.ts', ['src/inputs', 'src/outputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/ndjson.ts', ['src/inputs', 'src/outputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/json.ts', ['src/inputs', 'src/outputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/datasets', ['src/inputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/heap.ts', ['src/inputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  [
    'src/library',
    [
      'src/algebra',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/inputs',
      'src/outputs',
      'src/catalog',
      'src/index.ts',
    ],
  ],
  [
    'src/index.ts',
    [
      'src/library',
      'src/algebra',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/inputs',
      'src/outputs',
      'src/catalog',
    ],
  ],
  [
    'src/arrow.ts',
    ['src/library', 'src/inputs', 'src/outputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog'],
  ],
  ['src/parquet.ts', ['src/inputs', 'src/outputs', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  ['src/pg.ts', ['src/library']],
  ['src/kernel', []],
  ['src/kernel.ts', ['src/kernel']],
  ['src/export.ts', ['src/export', 'src/kernel']],
  [
    'src/export',
    [
      'src/kernel',
      'src/library',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/catalog',
    ],
  ],
  ['src/changes', ['src/catalog']],
  ['src/changes.ts', ['src/changes', 'src/catalog']],
  ['src/native', ['src/engines', 'src/program', 'src/memory', 'src/functions', 'src/arena', 'src/catalog']],
  [
    'src/pipeline',
    ['src/native', 'src/predictor', 'src/engines', 'src/program', 'src/memory', 'src/arena', 'src/catalog'],
  ],
  [
    'src/lessons',
    [
      'src/pipeline',
      'src/native',
      'src/predictor',
      'src/stepper',
      'src/library',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/inputs',
      'src/outputs',
      'src/datasets',
      'src/catalog',
    ],
  ],
  [
    'src/cli',
    [
      'src/export.ts',
      'src/lessons',
      'src/pipeline',
      'src/native',
      'src/predictor',
      'src/index.ts',
      'src/library',
      'src/engines',
      'src/program',
      'src/memory',
      'src/functions',
      'src/arena',
      'src/sql',
      'src/inputs',
      'src/outputs',
      'src/datasets',
      'src/catalog',
      'bench',
    ],
  ],
];

const partOf = (file: string): string | undefined =>
  parts.find(([part]) => file === part || file.startsWith(`${part}/`))?.[0] ?? /^bench(?=\/)/.exec(file)?.[0];

const everything = ['opcodes', 'wasm', 'src'].flatMap(sourceFiles);
const existing = new Set([...everything, ...['bench', 'playground', 'scripts', 'tests'].flatMap(sourceFiles)]);

/** The files that a file imports, by their paths from the root; packages are left out. */
function imports(file: string): string[] {
  const found = [
    ...read(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ];
  return found.flatMap(([, a, b, c]) => {
    const path = a ?? b ?? c ?? '';
    const target = normalize(`${dirname(file)}/${path}`).replace(/\.js$/, '.ts');
    // The compiler finds what is missing; an import that leads nowhere stands in text that a generator writes.
    return path.startsWith('.') ? [target, `${target}x`].filter((one) => existing.has(one)) : [];
  });
}

test('every file of the library is in a part', () => {
  expect(everything.filter((file) => partOf(file) === undefined)).toEqual([]);
});

test('a part imports only what it may', () => {
  const wrong = everything.flatMap((file) => {
    const part = partOf(file);
    const mayImport = parts.find(([name]) => name === part)?.[1] ?? [];
    return imports(file).flatMap((target) => {
      const other = partOf(target);
      const allowed =
        other === part ||
        other === 'src/error.ts' ||
        other === 'src/platform' ||
        (other !== undefined && mayImport.includes(other));
      return allowed ? [] : [`${file} → ${target}`];
    });
  });
  expect(wrong).toEqual([]);
});

test('of the benchmarks only those that make interpreters know the definitions and what compiles them', () => {
  const wrong = sourceFiles('bench')
    .filter((file) => !file.startsWith('bench/opcodes/'))
    .flatMap((file) =>
      imports(file).flatMap((target) => (/^(opcodes|wasm)\//.test(target) ? [`${file} → ${target}`] : [])),
    );
  expect(wrong).toEqual([]);
});

test('engines never import each other', () => {
  // What several engines are made of is not an engine.
  const engineOf = (file: string): string | undefined =>
    /^src\/engines\/(?!stencils\/|wasm-interpreter\/)([^/]+)\//.exec(file)?.[1];
  const wrong = sourceFiles('src/engines')
    .filter((file) => engineOf(file) !== undefined)
    .flatMap((file) =>
      imports(file)
        .filter((target) => engineOf(target) !== undefined && engineOf(target) !== engineOf(file))
        .map((target) => `${file} → ${target}`),
    );
  expect(wrong).toEqual([]);
});

test('the benchmarks and the playground do not import the command line, nor the playground the benchmarks', () => {
  const forbidden = { bench: /^src\/cli\//, playground: /^(src\/cli|bench)\// };
  const wrong = Object.entries(forbidden).flatMap(([folder, parts]) =>
    sourceFiles(folder).flatMap((file) =>
      imports(file)
        .filter((target) => parts.test(target))
        .map((target) => `${file} → ${target}`),
    ),
  );
  expect(wrong).toEqual([]);
});

/** Functions of the runtime that descend into a value call each other, and a file holds one idea. */
const mayCircle = /^opcodes\/families\/[^/]+\/runtime\//;

test('nothing imports in a circle, not even types', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const target of imports(file)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of existing) if (!mayCircle.test(file)) visit(file, []);
  expect(circles).toEqual([]);
});

/** A file's code without its comments. */
const codeOf = (file: string): string => read(file).replaceAll(/\/\*[\s\S]*?\*\/|(?<!['"`:])\/\/.*/g, '');

/** Steps emitted one by one are known by their names where they are emitted; what a step means is declared in its definition. */
const namesOpcodes: Readonly<Record<string, string>> = {
  'src/program/lower.ts': 'emits the steps of expressions',
  'src/program/cell-call.ts': 'emits the steps of a call with cells',
  'src/program/deform/walker.ts': 'emits the steps that walk over a tuple',
  'src/program/deform/deform.ts': 'emits the steps that begin a tuple and move its values',
  'src/program/deform/heap-program.ts': 'emits the step for tuples that are all plain',
  'src/engines/objects/text-functions.ts': 'has the functions of texts as they are over strings',
  'src/engines/objects/family-functions.ts': 'has functions of families as they are over values of JavaScript',
};

test('what an opcode or a function does is declared: no other file of compiler, engines and folds knows one by its name', () => {
  // Loading constants is how an engine fills a frame, and so part of a program's representation.
  const steps = opcodes.flatMap(({ name, mnemonic = name }) => [name, mnemonic]).filter((name) => !/^CONST/.test(name));
  const functions = [...coreFunctions.map(({ name }) => name), ...Object.values(functionNames).join(' ').split(' ')];
  const names = new Set([...steps, ...functions]);
  // A function is not meant where its name is a word of its own in PostgreSQL's terms: types are called like their casts.
  for (const type of Object.keys(types)) names.delete(type);
  /** Whether a text, a pattern's source or a template's fixed part belongs to several opcodes' names. */
  const isPart = (text: string): boolean =>
    /[A-Z]{2,}_|_[A-Z]{2,}|^[A-Z]{8,}$/.test(text) && steps.some((name) => name.includes(text));
  const found = ['src/program', 'src/engines', 'opcodes/targets'].flatMap(sourceFiles).filter((file) => {
    if (file.endsWith('.generated.ts')) return false;
    const code = codeOf(file);
    const strings = [...code.matchAll(/'([^'\n]*)'/g)].map(([, text = '']) => text);
    const templates = [...code.matchAll(/`([^`]*)`/g)].flatMap(([, text = '']) => text.split(/\$\{[^}]*\}/));
    const patterns = [...code.matchAll(/\/((?:\\.|\[[^\]]*\]|[^/\n[\\ ])+)\/[a-z]*[.,)]/g)].flatMap(([, text = '']) =>
      text.split(/[^A-Z0-9_]+/),
    );
    return strings.some((text) => names.has(text)) || [...strings, ...templates, ...patterns].some(isPart);
  });
  expect(found.sort()).toEqual(Object.keys(namesOpcodes).sort());
  expect(found.length).toBeLessThanOrEqual(10);
});

test('the machine is closed: it has at most 600 opcodes', () => {
  expect(opcodes.length).toBeLessThanOrEqual(600);
});

const written = [...everything, ...['tests', 'scripts', 'bench'].flatMap(sourceFiles)].filter(
  (file) => !file.endsWith('.generated.ts'),
);
const lines = (file: string): number => read(file).split('\n').length - 1;

test('no file that a person wrote is longer than 400 lines, and half of them are below 100', () => {
  expect(written.filter((file) => lines(file) > 400)).toEqual([]);
  const sorted = written.map(lines).sort((a, b) => a - b);
  expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(100);
});

test('every file that is not a test says in a comment at its head what it is', () => {
  const silent = written.filter(
    (file) => !file.endsWith('.test.ts') && !/^(#!.*\n)?(\/\/ @ts-nocheck\n)?\s*(\/\*\*|\/\/)/.test(read(file)),
  );
  expect(silent).toEqual([]);
});

test('no file is called after nothing', () => {
  expect(written.filter((file) => /\/(utils?|helpers?|common|misc)(\.|\/)/i.test(file))).toEqual([]);
});

test('what is generated says so', () => {
  const unmarked = everything.filter(
    (file) => file.endsWith('.generated.ts') && !/[Gg]enerated (from|by)/.test(read(file).slice(0, 300)),
  );
  expect(unmarked).toEqual([]);
});
