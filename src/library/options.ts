/** What can be said when an expression is compiled. */
import type { HeapTable } from '../catalog/attribute.js';
import type { TypeName } from '../catalog/types.js';
import type { EngineName } from '../engines/named.js';
import { Arena } from '../arena/arena.js';
import { readSettings, settingsKey, type SessionSettings } from '../arena/settings.js';
import { SqlError } from '../error.js';
import type { CompileLimits } from './compile-budget.js';
import type { Limits } from '../program/builder.js';
import type { DeformRung } from '../program/deform/deform.js';
import type { Rung } from '../program/program.js';
import type { Schema } from '../sql/expression.js';
import type { SchemaObject } from '../sql/schema.js';
import type { RowForm } from './row-column.js';

export interface CompileOptions<S extends string | SchemaObject | Schema = string | SchemaObject | Schema>
  extends SessionSettings {
  /** The columns: `{ age: 'int4 not null', name: 'text' }`, or the same as SQL text. None unless given. */
  readonly schema?: S;
  /**
   * The table whose heap pages it runs over, instead of columns of a `schema`: all columns of the table in their order, also dropped ones, with the
   * DEFAULT of those that were added later. Batches are then `HeapBatch`es.
   */
  readonly table?: string | SchemaObject | HeapTable;
  /** Over heap pages, which specialisations of deforming are made, 0 to 5; 5, all of them, unless given. */
  readonly deform?: DeformRung;
  /** How rows are given that are JavaScript objects, where that is not as plain objects of JavaScript's own values. */
  readonly rows?: RowForm;
  /**
   * Whether a name without quotes that no column has means the only column that differs from it in case alone; off unless true. For rows that come with a header or keys
   * and no declared schema, whose names nobody has chosen for SQL.
   */
  readonly anyCase?: boolean;
  /**
   * The name of the table that the columns are of, as it is stored: `items`, or with its schema `public.items`. A column may then be qualified with it, as what writes SQL
   * for applications does: `"items"."status" = $1`. Any other qualified name raises 42P01.
   */
  readonly tableName?: string;
  /** Which engine runs it; `auto` unless given. */
  readonly engine?: EngineName | 'auto';
  /** Which specialisations are made, 0 to 4; 4, all of them, unless given. */
  readonly rung?: Rung;
  /**
   * Whether `auto` may try other orders of the conjuncts, and keep what is faster; on unless false. Only conjuncts that cannot raise an error change
   * places, so that neither the rows that are selected nor the errors are others. The other engines keep the order written.
   */
  readonly reorder?: boolean;
  /** Types of parameters that the expression does not tell, `$1` first. */
  readonly paramTypes?: readonly (TypeName | undefined)[];
  /** The memory to work in; one that all with the same settings share unless given. Batches must be in the same one. */
  readonly arena?: Arena;
  /**
   * Whether rows that are objects are copied into a batch on every engine: for who gives none, so that what reads them in place is not loaded.
   * @internal
   */
  readonly copiesRows?: boolean;
  /** How deep the expression may nest before it is refused with 54001; 1200 unless given. */
  readonly maxDepth?: number;
  /** How large the program may be before it is refused with 54000, and what compiling it may cost. */
  readonly limits?: Limits & CompileLimits;
}

let shared: Arena | undefined;

/** The arena that everything without one of its own and without settings shares. */
export function sharedArena(): Arena {
  shared ??= new Arena();
  return shared;
}

/** The arenas of settings that are not the defaults, by the settings; who uses one longest ago is forgotten first. */
const sessions = new Map<string, Arena>();
const mostSessions = 64;

/** The arena to work in: the one that is given, or the shared one with these settings. Raises 22023 for a setting that is none, and when the given arena has others. */
export function arenaOf({
  arena,
  timeZone,
  dateStyle,
  intervalStyle,
}: SessionSettings & { readonly arena?: Arena }): Arena {
  if (timeZone === undefined && dateStyle === undefined && intervalStyle === undefined) return arena ?? sharedArena();
  const wanted = { timeZone, dateStyle, intervalStyle };
  const key = settingsKey(readSettings(wanted).settings);
  if (arena !== undefined) return withSettings(arena, key);
  const found = sessions.get(key) ?? (key === settingsKey(sharedArena().settings) ? sharedArena() : new Arena(wanted));
  sessions.delete(key);
  sessions.set(key, found);
  const [oldest] = sessions.keys();
  if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
  return found;
}

function withSettings(arena: Arena, key: string): Arena {
  if (settingsKey(arena.settings) === key) return arena;
  throw new SqlError('22023', 'the arena has other settings', {
    detail: `The arena has ${settingsKey(arena.settings)}, and ${key} is asked for.`,
    hint: 'An arena has the settings that it was made with: new Arena({ timeZone, dateStyle, intervalStyle }).',
  });
}
