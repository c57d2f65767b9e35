/** A predicate as plain data: what it is made of again, the same everywhere. */
import type { HeapTable } from '../catalog/attribute.js';
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Column } from '../sql/expression.js';
import { defaultSettings, settingsKey, type Settings } from '../arena/settings.js';
import type { Made } from './combine.js';

/** The version of the form. A later one is refused, not guessed at. */
const version = 1;

/** Only objects, arrays, texts, numbers, booleans and null: it survives JSON and structuredClone. */
export interface PredicateJson {
  readonly quern: 'predicate';
  readonly version: number;
  /** The text as it was given. */
  readonly sql: string;
  readonly schema: readonly Column[];
  /** Of a predicate for heap pages, its table. */
  readonly table?: HeapTable;
  /** The types of the parameters: of the numbered ones in order, then of the named ones in the order in which they first appear. */
  readonly paramTypes: readonly TypeName[];
  readonly anyCase?: true;
  readonly tableName?: string;
  /** The settings of its session, where one is not PostgreSQL's default. */
  readonly settings?: Settings;
}

export function predicateJson({ compiled, options }: Made): PredicateJson {
  const { text, schema, table, params, arena } = compiled;
  const hasDefaults = settingsKey(arena.settings) === settingsKey(defaultSettings);
  const plain = (column: Column): Column => ({
    name: column.name,
    type: column.type,
    notNull: column.notNull,
    ...(column.typmod === undefined ? {} : { typmod: column.typmod }),
    ...(column.path === undefined ? {} : { path: [...column.path] }),
    ...(column.unsupported === undefined ? {} : { unsupported: column.unsupported }),
  });
  return {
    quern: 'predicate',
    version,
    sql: text,
    schema: schema.map(plain),
    ...(table === undefined ? {} : { table }),
    paramTypes: [...params],
    ...(options.anyCase === true ? { anyCase: true } : {}),
    ...(options.tableName === undefined ? {} : { tableName: options.tableName }),
    ...(hasDefaults ? {} : { settings: arena.settings }),
  };
}

/** The data, if it is a predicate's. Raises 22023 for anything else, and for a later version. */
export function checkedJson(json: unknown): PredicateJson {
  const given = json as Partial<PredicateJson> | null;
  if (typeof given !== 'object' || given === null || given.quern !== 'predicate')
    throw new SqlError('22023', 'this is not a predicate', {
      hint: 'Give what toJSON has given, or what JSON.parse makes of its text.',
    });
  if (given.version !== version)
    throw new SqlError('22023', `a predicate of version ${String(given.version)} cannot be read`, {
      hint: `This version of quern reads version ${version}.`,
    });
  const isType = (type: unknown): boolean => typeof type === 'string' && Object.hasOwn(types, type);
  const isWhole =
    typeof given.sql === 'string' &&
    (given.tableName === undefined || typeof given.tableName === 'string') &&
    Array.isArray(given.paramTypes) &&
    given.paramTypes.every(isType) &&
    Array.isArray(given.schema) &&
    given.schema.every(
      (column: Partial<Column> | null) =>
        typeof column?.name === 'string' && isType(column.type) && typeof column.notNull === 'boolean',
    );
  if (!isWhole)
    throw new SqlError('22023', 'the data of a predicate are damaged', {
      hint: 'It needs sql, schema and paramTypes.',
    });
  return given as PredicateJson;
}
