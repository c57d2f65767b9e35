/**
 * Writes src/catalog/catalog.generated.ts: what the analyser has to know of PostgreSQL's own catalogs, read
 * from a PostgreSQL (PGlite). Everything takes part in resolution, so every type, operator and cast is listed;
 * the C function is named only where the arguments and the result are types that quern computes with.
 */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { types } from '../src/catalog/types.js';

const db = new PGlite();
const computed = `(${Object.keys(types)
  .map((name) => `'${name}'::regtype`)
  .join(', ')})`;
const typeName = (oid: string) => `(select n.typname::text from pg_type n where n.oid = ${oid})`;

/** The rows of a query of one text column, in byte order, so that the output never depends on a plan. */
async function lines(query: string): Promise<string[]> {
  const { rows } = await db.query<[string]>(query, [], { rowMode: 'array' });
  return rows.map(([line]) => line).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

const version = await lines(`select substring(version() from '^PostgreSQL [0-9.]+')`);

/** The lengths of some pseudo-types are those of the machine, and no tuple has one: they are left out. */
const stored = `case when typtype = 'p' then '0 c' else concat_ws(' ', typlen, typalign) end`;

/** `name category typtype preferred element array length alignment | name as format_type prints it`. */
const typeLines = await lines(`
  select concat_ws(' ', typname, typcategory, typtype, case when typispreferred then '!' else '.' end,
      case when typsubscript = 'array_subscript_handler'::regproc then ${typeName('t.typelem')} else '-' end,
      coalesce(${typeName('nullif(t.typarray, 0)')}, '-'), ${stored})
    || case when format_type(oid, null) = typname::text then '' else ' ' || format_type(oid, null) end
  from pg_type t
  where typnamespace = 'pg_catalog'::regnamespace and typtype <> 'c'
    and not exists (select from pg_type e where e.oid = t.typelem and e.typtype = 'c')`);

/** The row types of system tables: known, never supported. */
const rowTypes = await lines(`
  select typname::text from pg_type
  where typnamespace = 'pg_catalog'::regnamespace and typtype = 'c' order by typname collate "C"`);

/** `name left right result function negator commutator`; a prefix operator has the left type `-`. */
const operatorLines = await lines(`
  select concat_ws(' ', oprname, coalesce(${typeName('nullif(oprleft, 0)')}, '-'), ${typeName('oprright')}, ${typeName('oprresult')})
    || case when oprright in ${computed} and (oprleft = 0 or oprleft in ${computed}) and oprresult in ${computed}
         and p.prolang = (select oid from pg_language where lanname = 'internal') and p.proisstrict
       then concat_ws(' ', '', p.prosrc,
         coalesce((select n.oprname::text from pg_operator n where n.oid = o.oprnegate), '-'),
         coalesce((select c.oprname::text from pg_operator c where c.oid = o.oprcom), '-'))
       else '' end
  from pg_operator o join pg_proc p on p.oid = o.oprcode
  where oprnamespace = 'pg_catalog'::regnamespace`);

/** `source target function context method`; method f calls the function, b relabels, i goes through text. */
const castLines = await lines(`
  select concat_ws(' ', ${typeName('castsource')}, ${typeName('casttarget')},
    case when castsource in ${computed} and casttarget in ${computed} then coalesce(p.prosrc, '-') else '-' end, castcontext, castmethod)
  from pg_cast c left join pg_proc p on p.oid = castfunc
  where castsource in (select oid from pg_type where typtype <> 'c') and casttarget in (select oid from pg_type where typtype <> 'c')`);

/** Functions that can be called on computed types only, strict and without side effects. */
const callable = `p.prokind = 'f' and p.proisstrict and not p.proretset and p.provolatile <> 'v' and p.provariadic = 0
  and p.prolang = (select oid from pg_language where lanname = 'internal') and p.prorettype in ${computed} and p.pronargs between 1 and 3
  and not exists (select from unnest(p.proargtypes) a where a not in ${computed})`;

/** `name function result arguments…`, every signature of every name that quern could know, also without the arguments that have defaults; `-` is not callable. */
const functionLines = await lines(`
  select concat_ws(' ', proname, case when ${callable} and given = pronargs then prosrc else '-' end, ${typeName('prorettype')},
    (select string_agg(${typeName('a')}, ' ' order by n) from unnest(proargtypes) with ordinality as x(a, n) where n <= given))
  from pg_proc p, generate_series(pronargs::int - pronargdefaults, pronargs::int) given
  where pronamespace = 'pg_catalog'::regnamespace
    and exists (select from pg_proc q where q.proname = p.proname and ${callable.replaceAll('p.', 'q.')})`);

/** The C functions above, and the types' input and output functions, whose result can change with a setting. */
const stableFunctions = await lines(`
  select distinct prosrc from pg_proc p
  where provolatile = 's' and (${callable}
    or exists (select from pg_type t where t.oid in ${computed} and p.oid in (t.typinput, t.typoutput)))`);

const otherFunctions = await lines(`
  select proname::text from pg_proc p
  where pronamespace = 'pg_catalog'::regnamespace
  group by proname having not bool_or(${callable})`);

function table(name: string, comment: string, rows: readonly string[]): string {
  const text = rows.map((row) => row.replaceAll('\\', '\\\\').replaceAll('`', '\\`')).join('\n');
  return `/** ${comment} */\nexport const ${name}: string = \`\n${text}\n\`;\n`;
}

/** Words in lines of at most 120 characters. */
function wrapped(words: readonly string[]): string[] {
  const out: string[] = [];
  let line = '';
  for (const word of words) {
    if (line.length + word.length >= 120) {
      out.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return line === '' ? out : [...out, line];
}

const banner = `/** Generated by scripts/catalog.ts from the catalogs of ${version[0] ?? ''}; do not edit. */\n`;
const write = (file: string, tables: readonly string[]): void => {
  writeFileSync(new URL(`../src/catalog/${file}.generated.ts`, import.meta.url), [banner, ...tables].join('\n'));
};
write('other-functions', [table('otherFunctionNames', 'Every other function name.', wrapped(otherFunctions))]);
write('catalog', [
  table(
    'typeTable',
    'Types: name, category, typtype, ! when preferred, element, array type, length, alignment, name as printed.',
    typeLines,
  ),
  table('operatorTable', 'Operators: name, left, right, result, function, negator, commutator.', operatorLines),
  table('castTable', 'Casts: source, target, function, context (i, a or e), method (f, b or i).', castLines),
  table(
    'functionTable',
    'Functions of which quern could know a signature: name, function, result, arguments.',
    functionLines,
  ),
  table(
    'stableFunctionNames',
    'C functions whose result depends on a setting, so that they are not folded.',
    wrapped(stableFunctions),
  ),
  table('rowTypeNames', 'Row types of system tables.', wrapped(rowTypes)),
]);
await db.close();
