/** Column definitions as SQL writes them (parser/parse_utilcmd.c, transformColumnDefinition): name, type, NOT NULL and DEFAULT. */
import type { Constraint, Node, TypeName as ParsedTypeName } from 'libpg-query';
import { SqlError } from '../error.js';
import { takeDomains } from './declared.js';
import { wholeName } from './parse/names.js';
import { parseColumnDefinitions } from './parse/parse.js';
import { spanAt } from './parse/position.js';

/** An error at a location of the parse tree. */
export type ErrorAt = (code: string, message: string, location: number | undefined, hint?: string) => SqlError;

/** What a column definition says, with its type and DEFAULT as they were parsed. */
export interface ParsedColumn {
  readonly name: string;
  readonly typeName: ParsedTypeName;
  readonly notNull: boolean;
  readonly defaultClause: Constraint | undefined;
  /** The constraints of a column whose type is declared as a domain in its place; undefined for any other. */
  readonly domain: readonly Constraint[] | undefined;
  readonly errorAt: ErrorAt;
  /** Subtracted from a location, it gives the byte in the text. */
  readonly offset: number;
}

/**
 * What `make` makes of each column definition; no two may have the same name. With `ignoring: 'constraints'` those that say nothing of the values'
 * types are passed over, as of a table that somebody has.
 */
export function parseColumns<T extends { readonly name: string }>(
  given: string,
  make: (column: ParsedColumn) => T,
  ignoring?: 'constraints',
): T[] {
  const { text, domains } = takeDomains(given);
  const { elements, offset } = parseColumnDefinitions(text);
  const errorAt: ErrorAt = (code, message, location, hint) =>
    new SqlError(code, message, { ...spanAt(text, (location ?? -1) - offset), hint });
  const lenient = ignoring !== undefined;
  const definitions = lenient ? elements.filter((element) => !('Constraint' in element)) : elements;
  const columns = definitions.map((element, i) =>
    make(parsedColumn(element, text, errorAt, offset, { lenient, isDomain: domains.has(i) })),
  );
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw new SqlError('42701', `column "${name}" specified more than once`);
    names.add(name);
  }
  return columns;
}

function parsedColumn(
  element: Node,
  text: string,
  errorAt: ErrorAt,
  offset: number,
  { lenient, isDomain }: { readonly lenient: boolean; readonly isDomain: boolean },
): ParsedColumn {
  if (!('ColumnDef' in element))
    throw new SqlError('0A000', 'a schema has columns only; constraints of a table are not supported');
  const { colname = '', location = -1, typeName, constraints } = element.ColumnDef;
  const name = wholeName(colname, text, location - offset);
  if (typeName === undefined) throw new SqlError('42601', 'a column has no type');
  let notNull = false;
  let defaultClause: Constraint | undefined;
  for (const node of constraints ?? []) {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    if (constraint?.contype === 'CONSTR_NOTNULL' || (lenient && constraint?.contype === 'CONSTR_PRIMARY'))
      notNull = true;
    else if (constraint?.contype === 'CONSTR_DEFAULT') {
      if (defaultClause !== undefined)
        throw errorAt('42601', `multiple default values specified for column "${name}"`, constraint.location);
      defaultClause = constraint;
    } else if (
      constraint?.contype !== 'CONSTR_NULL' &&
      !lenient &&
      !(isDomain && constraint?.contype === 'CONSTR_CHECK')
    ) {
      throw errorAt('0A000', 'a constraint other than NOT NULL is not supported', constraint?.location);
    }
  }
  const domain = isDomain
    ? (constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []))
    : undefined;
  return { name, typeName, notNull, defaultClause, domain, errorAt, offset };
}
