/** Tables as the stream describes them: names, columns, types, and which columns identify a row. */
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { ByteReader } from './byte-reader.js';

export interface RelationColumn {
  readonly name: string;
  /** Its oid in pg_type. */
  readonly typeOid: number;
  /** Its modifier, -1 for none. */
  readonly typeModifier: number;
  /** The type that quern computes with, also that of a domain; undefined where quern has none. */
  readonly type: TypeName | undefined;
  /** Is it part of the replica identity? */
  readonly key: boolean;
}

export interface Relation {
  /** Its oid in pg_class: the same while the table lives, whatever its name. */
  readonly oid: number;
  /** The schema that it is in. */
  readonly namespace: string;
  readonly name: string;
  readonly replicaIdentity: 'default' | 'nothing' | 'full' | 'index';
  readonly columns: readonly RelationColumn[];
}

/** The columns of a relation that quern has a type for: a `schema` for predicates over its rows. A predicate that names another column is refused with 42703. */
export function relationSchema(relation: Relation): { name: string; type: TypeName; notNull: boolean }[] {
  return relation.columns.flatMap(({ name, type }) => (type === undefined ? [] : [{ name, type, notNull: false }]));
}

/** pg_class.relreplident. */
const identities = new Map<number, Relation['replicaIdentity']>([
  [0x64, 'default'],
  [0x6e, 'nothing'],
  [0x66, 'full'],
  [0x69, 'index'],
]);

const typesByOid = new Map(Object.values(types).map(({ oid, name }) => [oid, name as TypeName]));
const typeNames: ReadonlySet<string> = new Set(Object.keys(types));

/** Type messages tell of domains, under the names of their base types, and of types that are not PostgreSQL's own. The latter quern does not know. */
export class StreamTypes {
  readonly #known = new Map<number, TypeName | undefined>();

  /** Reads a Type message after its first byte. */
  read(reader: ByteReader): void {
    const oid = reader.u32();
    // pg_catalog is sent as an empty name.
    const isBuiltIn = reader.text() === '';
    const name = reader.text();
    reader.end();
    mustHaveRoom(this.#known, oid, 'types');
    this.#known.set(oid, isBuiltIn && isTypeName(name) ? name : undefined);
  }

  get(oid: number): TypeName | undefined {
    return typesByOid.get(oid) ?? this.#known.get(oid);
  }
}

const isTypeName = (name: string): name is TypeName => typeNames.has(name);

/** More than a database has: only a wrong stream gets there. */
const mostRemembered = 1_000_000;

/** Raises 54000 where a map of what the stream told is full. */
export function mustHaveRoom(map: ReadonlyMap<number, unknown>, key: number, what: string): void {
  if (map.size >= mostRemembered && !map.has(key))
    throw new SqlError('54000', `the stream describes more than ${mostRemembered} ${what}`);
}

/** Reads a Relation message after its first byte (and the transaction's number, in a streamed one). */
export function readRelation(reader: ByteReader, streamTypes: StreamTypes): Relation {
  const oid = reader.u32();
  const namespace = reader.text() || 'pg_catalog';
  const name = reader.text();
  const identity = reader.u8();
  const replicaIdentity = identities.get(identity);
  if (replicaIdentity === undefined) throw reader.wrong(`an unknown replica identity ${identity}`);
  const count = reader.i16();
  if (count < 0) throw reader.wrong(`${count} columns`);
  const columns = Array.from({ length: count }, (): RelationColumn => {
    const flags = reader.u8();
    const column = reader.text();
    const typeOid = reader.u32();
    return {
      name: column,
      typeOid,
      typeModifier: reader.i32(),
      type: streamTypes.get(typeOid),
      key: (flags & 1) !== 0,
    };
  });
  reader.end();
  return { oid, namespace, name, replicaIdentity, columns };
}

/** Do rows of the two mean the same? */
export function sameRelation(a: Relation, b: Relation): boolean {
  return (
    a === b ||
    (a.oid === b.oid &&
      a.namespace === b.namespace &&
      a.name === b.name &&
      a.replicaIdentity === b.replicaIdentity &&
      a.columns.length === b.columns.length &&
      a.columns.every((column, i) => sameColumn(column, b.columns[i])))
  );
}

function sameColumn(a: RelationColumn, b: RelationColumn | undefined): boolean {
  return (
    b !== undefined &&
    a.name === b.name &&
    a.typeOid === b.typeOid &&
    a.typeModifier === b.typeModifier &&
    a.key === b.key
  );
}
