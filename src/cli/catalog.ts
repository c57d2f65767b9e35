/** `quern catalog`: what of PostgreSQL's types, functions, operators and casts is supported, and what is not and why. */
import { Command } from 'commander';
import type { CatalogFunction } from '../catalog/catalog.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
import { SqlError } from '../error.js';
import { coverage, type Coverage, type Share } from '../functions/coverage.js';
import { expression } from '../index.js';
import { opcodes } from '../program/opcodes.generated.js';
import { usage } from './failure.js';
import { Output } from './output.js';

interface CatalogOptions {
  readonly coverage?: boolean;
  readonly json?: boolean;
}

const examples = `
Examples:
  quern catalog                    the types and families, and every function that is absent, with the reason
  quern catalog round              the functions of that name that are absent
  quern catalog --coverage         the shares only
  quern catalog --json             everything, for programs
`;

/** The command. */
export function catalogCommand(): Command {
  return new Command('catalog')
    .argument('[NAME]', 'list the absent functions of this name only')
    .option('--coverage', 'print how much of each of PostgreSQL’s catalogs is supported')
    .option('--json', 'print everything as one JSON object')
    .addHelpText('after', examples)
    .action(catalog);
}

async function catalog(name: string | undefined, options: CatalogOptions): Promise<void> {
  if (options.coverage === true && options.json === true)
    throw usage('--coverage and --json exclude each other', 'Give one of them; --json has the shares too.');
  if (name !== undefined && (options.coverage === true || options.json === true))
    throw usage('a name is of no use here', 'Leave out the name, or --coverage and --json.');
  const found = await coverage(compileCall);
  const out = Output.standard();
  if (options.json === true) out.add(`${JSON.stringify({ opcodes: opcodes.length, ...found }, null, 2)}\n`);
  else if (options.coverage === true) out.add(shares(found));
  else if (name === undefined) out.add(`${shares(found)}\n${types(found)}\n${families(found)}\n${absent(found)}`);
  else out.add(absent(found, name));
  await out.end();
}

/** Compiles a call with columns as arguments. */
async function compileCall({ name, args }: CatalogFunction): Promise<string | undefined> {
  // Any type stands for a polymorphic one.
  const columns = args.map((type, i) => [`a${i}`, type === 'anyelement' ? 'int4' : type] as const);
  try {
    const call = `pg_catalog.${quoteIdentifier(name)}(${columns.map(([column]) => column).join(', ')})`;
    const schema = columns.map(([column, type]) => `${column} "${type}"`).join(', ');
    (await expression<string>(call, { schema })).free();
    return undefined;
  } catch (error) {
    if (error instanceof SqlError) return error.message;
    throw error;
  }
}

function shares({ functions, operators, casts, types }: Coverage): string {
  const supported = types.filter((type) => type.family !== undefined).length;
  const line = (what: string, share: Share): string =>
    `${what.padEnd(12)}${String(share.supported).padStart(6)} of ${String(share.inScope).padStart(5)}  ${percent(share).padStart(4)}\n`;
  return [
    line('functions', functions),
    line('operators', operators),
    line('casts', casts),
    line('types', { supported, inScope: types.length }),
    `${'opcodes'.padEnd(12)}${String(opcodes.length).padStart(6)}\n`,
  ].join('');
}

const percent = ({ supported, inScope }: Share): string => `${Math.floor((100 * supported) / inScope)} %`;

function types({ types }: Coverage): string {
  const names = (wanted: boolean): string =>
    types
      .filter(({ family }) => (family !== undefined) === wanted)
      .map(({ name }) => name)
      .join(' ');
  return `types: ${names(true)}\nabsent types: ${names(false)}\n`;
}

const families = ({ families }: Coverage): string =>
  families
    .map(
      ({ name, bytes, functions, types }) =>
        `family ${name}: ${functions} functions, ${bytes} bytes; types: ${types.join(' ') || 'none of its own'}\n`,
    )
    .join('');

function absent({ absent }: Coverage, name?: string): string {
  const wanted = absent.filter((each) => name === undefined || each.function.startsWith(`${name.toLowerCase()}(`));
  if (wanted.length === 0) return `no function ${name ?? ''} is absent\n`;
  return wanted.map((each) => `absent: ${each.function}: ${each.reason}\n`).join('');
}
