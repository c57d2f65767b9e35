/**
 * Types that a schema declares: enums and domains. They are declared in the columns (`mood enum('sad', 'ok')`, `email domain text check (value ~ '@')`)
 * or by CREATE TYPE and CREATE DOMAIN before them, and are known to expressions by the columns that have them.
 */
import type { Constraint, CreateDomainStmt, Node, TypeName as ParsedTypeName } from 'libpg-query';
import { catalogType } from '../catalog/catalog.js';
import { enumType, isEnum } from '../catalog/declared-types.js';
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Domain, DomainCheck, Schema } from './expression.js';
import { nameParts } from './parse/names.js';
import { parseStatement } from './parse/parse.js';
import { tokens } from './parse/scan.js';

export interface Declared {
  readonly types: ReadonlyMap<string, TypeName>;
  readonly domains: ReadonlyMap<string, Domain>;
}

const found = new WeakMap<Schema, Declared>();

/** The types of a schema's columns that it declares itself, by their names. */
export function declaredIn(schema: Schema): Declared {
  let declared = found.get(schema);
  if (declared === undefined) {
    const types = schema.flatMap(({ type }) => {
      const scalar = catalogType(type).element ?? type;
      return isEnum(scalar) ? [[nameOf(scalar), scalar as TypeName] as const] : [];
    });
    const domains = schema.flatMap(({ domain }) => (domain === undefined ? [] : [[domain.name, domain] as const]));
    declared = { types: new Map(types), domains: new Map(domains) };
    found.set(schema, declared);
  }
  return declared;
}

/** An enum's name without quotes. */
function nameOf(type: string): string {
  const { sqlName } = catalogType(type);
  return sqlName.startsWith('"') ? sqlName.slice(1, -1).replaceAll('""', '"') : sqlName;
}

/**
 * The type `enum('sad', 'ok')` of a column, which has the column's name; undefined for any other.
 * @internal
 */
export function enumOfColumn(column: string, name: ParsedTypeName): TypeName | undefined {
  const parts = nameParts(name.names);
  if (parts.length !== 1 || parts[0] !== 'enum') return undefined;
  const type = enumType(column, (name.typmods ?? []).map(label));
  return name.arrayBounds === undefined ? type : (catalogType(type).array as TypeName);
}

function label(node: Node): string {
  const text = 'A_Const' in node ? node.A_Const.sval?.sval : undefined;
  if (text === undefined) throw new SqlError('42601', 'the labels of an enum are texts in quotes');
  return text;
}

/**
 * The conditions among a domain's constraints, with PostgreSQL's names where they have none of their own (commands/typecmds.c).
 * @internal
 */
export function checksOf(domain: string, constraints: readonly Constraint[]): readonly DomainCheck[] {
  const checks: DomainCheck[] = [];
  for (const { contype, conname, raw_expr } of constraints) {
    if (contype !== 'CONSTR_CHECK' || raw_expr === undefined) continue;
    let name = conname ?? `${domain}_check`;
    for (let n = 1; conname === undefined && checks.some((other) => other.name === name); n++)
      name = `${domain}_check${n}`;
    checks.push({ name, condition: raw_expr });
  }
  // In this order PostgreSQL evaluates them (utils/cache/typcache.c).
  return checks.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/**
 * How the type on which a domain is built is found.
 * @internal
 */
export type BaseType = (
  name: ParsedTypeName,
  declared: Declared,
) => { readonly name: TypeName; readonly typmod: number };

const create = /^create\s+(?:type|domain)\b/i;
/** What pg_dump writes around the declarations and says nothing of types. */
const beside =
  /^(?:set\s+\w+\s*(?:=|to\b)|select\s+pg_catalog\.set_config\b|alter\s+(?:type|domain)\b|comment\s+on\b|create\s+(?:schema|extension)\b)/i;

/** The statements CREATE TYPE and CREATE DOMAIN at the start of a schema, among others that a dump has, and the rest with blanks in their place. */
export function takeDeclarations(
  text: string,
  baseType: BaseType,
): { readonly text: string; readonly declared: Declared } {
  const types = new Map<string, TypeName>();
  const domains = new Map<string, Domain>();
  let from = startOf(text, 0);
  let after = 0;
  for (;;) {
    const head = text.slice(from, from + longestHead);
    const declares = create.test(head);
    if (!declares && !beside.test(head)) break;
    after = endOf(text, from);
    if (declares) declare(text.slice(from, after), types, domains, baseType);
    from = startOf(text, after);
  }
  return { text: text.slice(0, after).replace(/[^\n]/gu, ' ') + text.slice(after), declared: { types, domains } };
}

/** By so many characters a statement is known. */
const longestHead = 100;

/** Where the next token is that is neither white space nor a comment, nor a semicolon. */
function startOf(text: string, from: number): number {
  for (const { kind, start } of tokens(text, from)) {
    const isSkipped = kind === 'space' || kind === 'comment' || kind === 'line comment' || text[start] === ';';
    if (!isSkipped) return start;
  }
  return text.length;
}

/** Where the statement ends that begins there: after its semicolon. */
function endOf(text: string, from: number): number {
  for (const { start, end } of tokens(text, from)) if (text[start] === ';' && end === start + 1) return end;
  return text.length;
}

function declare(
  statement: string,
  types: Map<string, TypeName>,
  domains: Map<string, Domain>,
  baseType: BaseType,
): void {
  const node = parseStatement(statement);
  if ('CreateEnumStmt' in node) {
    const name = nameParts(node.CreateEnumStmt.typeName).at(-1) ?? '';
    const labels = (node.CreateEnumStmt.vals ?? []).flatMap((each) =>
      'String' in each ? [each.String.sval ?? ''] : [],
    );
    free(name, types, domains);
    types.set(name, enumType(name, labels));
  } else if ('CreateDomainStmt' in node) {
    const domain = domainOf(node.CreateDomainStmt, { types, domains }, baseType);
    free(domain.name, types, domains);
    domains.set(domain.name, domain);
  } else
    throw new SqlError('0A000', 'only enums and domains can be declared', { hint: 'Write CREATE TYPE … AS ENUM.' });
}

function free(name: string, types: ReadonlyMap<string, unknown>, domains: ReadonlyMap<string, unknown>): void {
  if (types.has(name) || domains.has(name)) throw new SqlError('42710', `type "${name}" already exists`);
}

function domainOf(node: CreateDomainStmt, declared: Declared, baseType: BaseType): Domain {
  const name = nameParts(node.domainname).at(-1) ?? '';
  if (node.typeName === undefined) throw new SqlError('42601', `the domain "${name}" has no type`);
  const constraints = (node.constraints ?? []).flatMap((each) => ('Constraint' in each ? [each.Constraint] : []));
  const parent = declared.domains.get(nameParts(node.typeName.names).at(-1) ?? '');
  const base = parent ?? baseType(node.typeName, declared);
  return {
    name,
    type: parent?.type ?? (base.name as TypeName),
    typmod: base.typmod,
    notNull: parent?.notNull === true || constraints.some(({ contype }) => contype === 'CONSTR_NOTNULL'),
    checks: [...(parent?.checks ?? []), ...checksOf(name, constraints)],
  };
}

/** The text with blanks in the place of the word `domain` in `email domain text check (…)`, and which definitions have it, from 0. */
export function takeDomains(text: string): { readonly text: string; readonly domains: ReadonlySet<number> } {
  const domains = new Set<number>();
  if (!/\bdomain\b/i.test(text)) return { text, domains };
  let rest = text;
  let column = 0;
  let depth = 0;
  let words = 0;
  let candidate: { readonly start: number; readonly end: number } | undefined;
  for (const { kind, start, end } of tokens(text)) {
    if (kind === 'space' || kind === 'comment' || kind === 'line comment') continue;
    const token = text.slice(start, end);
    if (candidate !== undefined && (kind === 'word' || kind === 'quoted name')) {
      rest = `${rest.slice(0, candidate.start)}${' '.repeat(candidate.end - candidate.start)}${rest.slice(candidate.end)}`;
      domains.add(column);
    }
    candidate = undefined;
    if (token === '(') depth++;
    else if (token === ')') depth--;
    if (token === ',' && depth === 0) {
      column++;
      words = 0;
    } else if (++words === 2 && depth === 0 && token.toLowerCase() === 'domain') candidate = { start, end };
  }
  return { text: rest, domains };
}
