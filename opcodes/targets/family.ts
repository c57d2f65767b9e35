/**
 * A family's definitions → the exports of its module, each of which takes the address of its arguments' cells and their number, and what
 * the compiler of programs knows of the functions.
 */
import { hasOneRepresentation, representationOf } from '../families/representations.js';
import type { CallDefinition } from '../language/call.js';
import { numberedFunctions, type FamilyDefinition } from '../language/family.js';
import type { Representation } from '../language/value.js';

const loads: Readonly<Record<Representation, (at: number) => string>> = {
  i32: (at) => `load<i32>(f, ${at})`,
  i64: (at) => `load<i64>(f, ${at})`,
  f32: (at) => `load<f32>(f, ${at})`,
  f64: (at) => `load<f64>(f, ${at})`,
  ref: (at) => `load<u32>(f, ${at}), load<i32>(f, ${at + 4})`,
};
const typeOf = (representation: Representation): string => (representation === 'ref' ? 'usize' : representation);

/** How a runtime function is exported: from which lanes its arguments are read, and what it returns. */
interface Export {
  readonly name: string;
  readonly args: readonly Representation[];
  readonly result: Representation;
  /** It takes the cells as they are. */
  readonly cells: boolean;
}

/** The runtime functions of a definition: its own, and those of its preparation. */
function exportsOf(f: CallDefinition): Export[] {
  const cells = f.nulls === 'called' || f.variadic === true || !f.args.every(({ type }) => hasOneRepresentation(type));
  const result = representationOf(f.result);
  const all = f.args.map((arg) => representationOf(arg.type));
  const types: Representation[] = f.needsTypes === true ? [...f.args, f.result].map(() => 'i32') : [];
  const own: Export = { name: f.name, args: [...all, ...types], result, cells };
  if (f.prepare === undefined) return [own];
  const { make, run, args } = f.prepare;
  const prepared = f.args.flatMap((arg, i) => (args.includes(arg.name) ? [all[i] ?? 'ref'] : []));
  const others = f.args.flatMap((arg, i) => (args.includes(arg.name) ? [] : [all[i] ?? 'ref']));
  return [
    own,
    { name: make, args: prepared, result: 'i32', cells: false },
    { name: run, args: [...others, 'i32'], result, cells: false },
  ];
}

export function familyExports(family: FamilyDefinition, exportedIn: ReadonlyMap<string, string>): string {
  const all = new Map(family.functions.flatMap(exportsOf).map((e) => [e.name, e]));
  const byFile = new Map<string, string[]>();
  for (const name of all.keys()) {
    const file = exportedIn.get(name);
    if (file === undefined) throw new Error(`the family ${family.name} has no runtime function ${name}`);
    byFile.set(file, [...(byFile.get(file) ?? []), name]);
  }
  const imports = [...byFile].map(
    ([file, names]) => `import { ${names.map((name) => `${name} as ${name}_`).join(', ')} } from './${file}';\n`,
  );
  const wrappers = [...all.values()].map(({ name, args, result, cells }) => {
    const given = cells ? 'f, n' : args.map((arg, i) => loads[arg](i * 16)).join(', ');
    return `export function ${name}(f: usize, n: i32): ${typeOf(result)} { return ${name}_(${given}); }\n`;
  });
  return `${imports.join('')}${wrappers.join('')}/** The first byte after the static data. */\nexport const runtimeEnd: usize = __heap_base;\n`;
}

/** What \`src/functions\` has of the family: types, errors, functions by number, the module. */
export function familyMetadata(
  family: FamilyDefinition,
  raising: ReadonlySet<string>,
  imports: readonly { readonly from: string; readonly name: string }[],
  base64: string,
): string {
  const depends = new Set([
    ...(family.dependsOn ?? []),
    ...imports.map(({ from }) => from).filter((from) => from !== 'env'),
  ]);
  const functions = numberedFunctions(family).map((f) => {
    const parts = [
      `name: '${f.name}'`,
      `args: [${f.args.map((arg) => `'${arg.type}'`).join(', ')}]`,
      `result: '${f.result}'`,
      `nulls: '${f.nulls}'`,
      ...(f.mayReturnNull ? ['mayReturnNull: true'] : []),
      ...(f.variadic ? ['variadic: true'] : []),
      ...(f.needsTypes ? ['needsTypes: true'] : []),
      ...(raising.has(f.name) ? ['raises: true'] : []),
      ...(f.prepare === undefined ? [] : [`prepare: ${prepareText(f)}`]),
    ];
    return `    { ${parts.join(', ')} },`;
  });
  return `import type { Family } from './family.js';

/** ${family.summary} */
export const family: Family = {
  name: '${family.name}',
  number: ${family.number},
  dependsOn: [${[...depends].map((name) => `'${name}'`).join(', ')}],
  errors: [
${Object.values(family.errors)
  .map((error) => `    ${JSON.stringify(error)},`)
  .join('\n')}
  ],
  functions: [
${functions.join('\n')}
  ],
  module:
    '${base64}',
};
`;
}

function prepareText({ args, prepare }: CallDefinition): string {
  const places = args.flatMap((arg, i) => (prepare?.args.includes(arg.name) ? [i] : []));
  return `{ args: [${places.join(', ')}], make: '${prepare?.make}', run: '${prepare?.run}' }`;
}
