/** Messages of logical replication as a server writes them (replication/logical/proto.c): what the decoder's tests are fed with. */

/** A value of a row: a text, binary bytes, null, or `unchanged` for a TOAST value that is left out. */
export type Cell = string | Uint8Array | null | typeof unchanged;
export const unchanged = Symbol('unchanged');

export interface RelationForm {
  readonly oid: number;
  readonly namespace?: string;
  readonly name?: string;
  readonly identity?: 'd' | 'n' | 'f' | 'i';
  /** Name, oid of the type, part of the key, modifier. */
  readonly columns: readonly (readonly [string, number, boolean, number?])[];
}

/** Parts of a message: a text is a letter or letters, a pair a number and its size in bytes. */
type Part = string | Uint8Array | readonly [number | bigint, 1 | 2 | 4 | 8];

export function bytes(...parts: readonly Part[]): Uint8Array {
  return new Uint8Array(
    Buffer.concat(
      parts.map((part) => {
        if (typeof part === 'string') return Buffer.from(part);
        if (part instanceof Uint8Array) return part;
        const [value, size] = part;
        const number = Buffer.alloc(8);
        number.writeBigUInt64BE(BigInt.asUintN(64, BigInt(value)));
        return number.subarray(8 - size);
      }),
    ),
  );
}

/** Microseconds of 2024-02-29 12:00 UTC from 2000. */
export const someTime = BigInt(Date.UTC(2024, 1, 29, 12) - Date.UTC(2000, 0, 1)) * 1000n;

/** In a streamed transaction, `xid` is the number that messages begin with. */
const prefix = (xid: number | undefined): Part[] => (xid === undefined ? [] : [[xid, 4]]);

export const begin = (lsn: bigint, xid: number): Uint8Array => bytes('B', [lsn, 8], [someTime, 8], [xid, 4]);

export const commit = (lsn: bigint, end = lsn + 48n): Uint8Array =>
  bytes('C', [0, 1], [lsn, 8], [end, 8], [someTime, 8]);

export const origin = (name: string): Uint8Array => bytes('O', [7n, 8], `${name}\0`);

export function relation(form: RelationForm, xid?: number): Uint8Array {
  const { oid, namespace = 'public', name = 't', identity = 'd', columns } = form;
  const each = columns.flatMap(([column, type, key, modifier = -1]): Part[] => [
    [key ? 1 : 0, 1],
    `${column}\0`,
    [type, 4],
    [modifier, 4],
  ]);
  return bytes('R', ...prefix(xid), [oid, 4], `${namespace}\0${name}\0${identity}`, [columns.length, 2], ...each);
}

export const type = (oid: number, namespace: string, name: string, xid?: number): Uint8Array =>
  bytes('Y', ...prefix(xid), [oid, 4], `${namespace}\0${name}\0`);

export function tuple(cells: readonly Cell[]): Uint8Array {
  const each = cells.flatMap((cell): Part[] => {
    if (cell === null) return ['n'];
    if (cell === unchanged) return ['u'];
    const value = typeof cell === 'string' ? Buffer.from(cell) : cell;
    return [typeof cell === 'string' ? 't' : 'b', [value.length, 4], value];
  });
  return bytes([cells.length, 2], ...each);
}

export const insert = (oid: number, row: readonly Cell[], xid?: number): Uint8Array =>
  bytes('I', ...prefix(xid), [oid, 4], 'N', tuple(row));

/** @param old is the kind of the old row and the row: `K` for the key only, `O` for all. */
export const update = (
  oid: number,
  row: readonly Cell[],
  old?: readonly ['K' | 'O', readonly Cell[]],
  xid?: number,
): Uint8Array =>
  bytes('U', ...prefix(xid), [oid, 4], ...(old === undefined ? [] : [old[0], tuple(old[1])]), 'N', tuple(row));

export const remove = (oid: number, kind: 'K' | 'O', old: readonly Cell[], xid?: number): Uint8Array =>
  bytes('D', ...prefix(xid), [oid, 4], kind, tuple(old));

export const truncate = (oids: readonly number[], options = 0, xid?: number): Uint8Array =>
  bytes('T', ...prefix(xid), [oids.length, 4], [options, 1], ...oids.map((oid): Part => [oid, 4]));

export const message = (transactional: boolean, name: string, content: string, xid?: number): Uint8Array =>
  bytes('M', ...prefix(xid), [transactional ? 1 : 0, 1], [99n, 8], `${name}\0`, [content.length, 4], content);

export const streamStart = (xid: number, isFirst = true): Uint8Array => bytes('S', [xid, 4], [isFirst ? 1 : 0, 1]);
export const streamStop = (): Uint8Array => bytes('E');

export const streamCommit = (xid: number, lsn: bigint): Uint8Array =>
  bytes('c', [xid, 4], [0, 1], [lsn, 8], [lsn + 48n, 8], [someTime, 8]);

/** @param parallel adds where and when, as servers do that stream in parallel. */
export const streamAbort = (xid: number, subtransaction: number, parallel = false): Uint8Array =>
  bytes(
    'A',
    [xid, 4],
    [subtransaction, 4],
    ...(parallel
      ? ([
          [5n, 8],
          [someTime, 8],
        ] as const)
      : []),
  );
