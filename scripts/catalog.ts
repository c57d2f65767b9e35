/**
 * Writes the tables of src/catalog (types; operators, casts and functions; names that only errors need): what the analyser has to know of PostgreSQL's own catalogs, read
 * from a PostgreSQL (PGlite). Everything takes part in resolution, so every type, operator and cast is listed;
 * the C function is named only where the arguments and the result are types that belong to quern.
 */
import { PGlite } from '@electric-sql/pglite';
import { writeGenerated } from '../wasm/write-generated.js';

const db = new PGlite();
/** The types that belong to quern, whether or not a family has them by now; polymorphic ones stand for these. */
const scalar =
  'bool bytea char name int8 int2 int4 text oid json jsonb float4 float8 money varchar bpchar date time timestamp timestamptz ' +
  'timetz interval bit varbit numeric uuid inet cidr macaddr macaddr8 jsonpath pg_lsn int4range int8range numrange tsrange ' +
  'tstzrange daterange int4multirange int8multirange nummultirange tsmultirange tstzmultirange datemultirange unknown';
const polymorphic =
  'any anyelement anyarray anynonarray anyenum anyrange anymultirange anycompatible anycompatiblearray anycompatiblenonarray ' +
  'anycompatiblerange anycompatiblemultirange';
const scope = `(select t.oid from pg_type t left join pg_type e on e.typarray = t.oid
  where t.typnamespace = 'pg_catalog'::regnamespace and (t.typname = any(string_to_array('${scalar} ${polymorphic}', ' '))
    or e.typname = any(string_to_array('${scalar}', ' '))))`;
/** The name of what a function computes: a C function, or a body in SQL, which is listed by itself. */
const source = `case when p.prolang = (select oid from pg_language where lanname = 'internal') then p.prosrc
  else p.proname || '(' || coalesce((select string_agg((select n.typname::text from pg_type n where n.oid = a), ',' order by i)
    from unnest(p.proargtypes) with ordinality as x(a, i)), '') || ')' end`;
/** The expression of a function whose body is a text in SQL, as the bodies of polymorphic functions are. */
const textBody = `substring(p.prosrc from '(?i)^select (.*\\$1.*)$')`;
/** Internal functions, and those with one SQL expression for a body. */
const known = `(p.prolang = (select oid from pg_language where lanname = 'internal') or p.prosqlbody is not null
  or (p.proname in ('quote_literal', 'quote_nullable') and ${textBody} is not null))`;
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
    || case when oprright in ${scope} and (oprleft = 0 or oprleft in ${scope}) and oprresult in ${scope} and ${known}
       then concat_ws(' ', '', ${source},
         coalesce((select n.oprname::text from pg_operator n where n.oid = o.oprnegate), '-'),
         coalesce((select c.oprname::text from pg_operator c where c.oid = o.oprcom), '-'))
       else '' end
  from pg_operator o join pg_proc p on p.oid = o.oprcode
  where oprnamespace = 'pg_catalog'::regnamespace`);

/** `source target function context method`; method f calls the function, b relabels, i goes through text. */
const castLines = await lines(`
  select concat_ws(' ', ${typeName('castsource')}, ${typeName('casttarget')},
    case when castsource in ${scope} and casttarget in ${scope} and ${known} then coalesce(${source}, '-') else '-' end, castcontext, castmethod)
  from pg_cast c left join pg_proc p on p.oid = castfunc
  where castsource in (select oid from pg_type where typtype <> 'c') and casttarget in (select oid from pg_type where typtype <> 'c')`);

/** Functions that can be called on types in scope only, without side effects; a clock is no side effect. */
const callable = `p.prokind = 'f' and not p.proretset and (p.provolatile <> 'v' or p.proname = 'clock_timestamp')
  and ${known} and p.prorettype in ${scope}
  and not exists (select from unnest(p.proargtypes) a where a not in ${scope})`;

/** The type of an argument; that of a variadic one ends in `*`. */
const argumentType = `${typeName('case when provariadic <> 0 and n = pronargs then provariadic else a end')}
  || case when provariadic <> 0 and n = pronargs then '*' else '' end`;

/** `name function result arguments…`, every signature of every name that quern could know; `-` is not callable. */
const functionLines = await lines(`
  select concat_ws(' ', proname, case when ${callable} then ${source} else '-' end, ${typeName('prorettype')},
    (select string_agg(${argumentType}, ' ' order by n) from unnest(proargtypes) with ordinality as x(a, n)))
  from pg_proc p
  where pronamespace = 'pg_catalog'::regnamespace
    and exists (select from pg_proc q where q.proname = p.proname and q.pronamespace = p.pronamespace and ${callable.replaceAll('p.', 'q.').replaceAll('from pg_q', 'from pg_p')})`);

/** `function`, a tab, its arguments' names, a tab, the defaults of the last ones, tabs between them: of functions whose arguments have names and defaults. */
const defaultLines = await lines(`
  select ${source} || E'\\t' || coalesce(array_to_string(proargnames[1:pronargs], ' '), rtrim(repeat('- ', pronargs))) || E'\\t' ||
    replace(pg_get_expr(proargdefaults, 0), ', ', E'\\t')
  from pg_proc p where pronamespace = 'pg_catalog'::regnamespace and pronargdefaults > 0 and ${callable}`);

/** The bodies of functions in SQL: the name by which the tables above call it, `strict` or `called`, and the expression that it returns. */
const bodyLines = await lines(`
  select ${source} || E'\\t' || case when proisstrict then 'strict' else 'called' end || E'\\t'
    || coalesce(regexp_replace(pg_get_function_sqlbody(p.oid), '^RETURN |\\s+', ' ', 'g'), ' ' || ${textBody})
  from pg_proc p where pronamespace = 'pg_catalog'::regnamespace and ${callable} and (pg_get_function_sqlbody(p.oid) like 'RETURN %'
    or (prosqlbody is null and p.prolang <> (select oid from pg_language where lanname = 'internal')))`);

/** The C functions above, and the types' input and output functions, whose result can change with a setting. */
const stableFunctions = await lines(`
  select distinct prosrc from pg_proc p
  where pronamespace = 'pg_catalog'::regnamespace and provolatile <> 'i' and (${callable}
    or exists (select from pg_type t where t.oid in ${scope} and p.oid in (t.typinput, t.typoutput)))
    and p.prolang = (select oid from pg_language where lanname = 'internal')`);

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
  writeGenerated(new URL(`../src/catalog/${file}.generated.ts`, import.meta.url), [banner, ...tables].join('\n'));
};
write('catalog', [
  table(
    'typeTable',
    'Types: name, category, typtype, ! when preferred, element, array type, length, alignment, name as printed.',
    typeLines,
  ),
  table('rowTypeNames', 'Row types of system tables.', wrapped(rowTypes)),
]);
write('routines', [
  table('operatorTable', 'Operators: name, left, right, result, function, negator, commutator.', operatorLines),
  table('castTable', 'Casts: source, target, function, context (i, a or e), method (f, b or i).', castLines),
  table(
    'functionTable',
    'Functions of which quern could know a signature: name, function, result, arguments.',
    functionLines,
  ),
  table(
    'defaultTable',
    'Functions with defaults: name, tab, arguments, then a tab and a default for each of the last ones.',
    defaultLines,
  ),
  table(
    'bodyTable',
    'Functions in SQL: name, tab, strict or called with nulls, tab, the expression that they return over $1, $2, …',
    bodyLines,
  ),
  table(
    'stableFunctionNames',
    'C functions whose result depends on a setting, so that they are not folded.',
    wrapped(stableFunctions),
  ),
  table('otherFunctionNames', 'The names of all other functions.', wrapped(otherFunctions)),
]);
await db.close();
