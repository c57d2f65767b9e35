/** The values that PostgreSQL stores in a column, as hexadecimal digits. */
import type { PGlite } from '@electric-sql/pglite';

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The second column of a table's file by its first, an int4; varlena headers have one byte or four. */
function storedValues(file: Uint8Array): Map<number, string> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const values = new Map<number, string>();
  for (let page = 0; page < file.length; page += 8192) {
    const end = page + view.getUint16(page + 12, true);
    for (let pointer = page + 24; pointer < end; pointer += 4) {
      const tuple = page + (view.getUint32(pointer, true) & 0x7fff);
      const at = tuple + view.getUint8(tuple + 22);
      const value = at + 4;
      const short = (view.getUint8(value) & 1) !== 0;
      const length = short ? view.getUint8(value) >> 1 : view.getUint32(value, true) >> 2;
      values.set(view.getInt32(at, true), hex(file.subarray(value + (short ? 1 : 4), value + length)));
    }
  }
  return values;
}

/** What PostgreSQL stores for each text as a value of the type, without the varlena header; nothing is compressed or stored out of line. */
export async function storedColumn(db: PGlite, type: string, texts: readonly string[]): Promise<Map<number, string>> {
  await db.exec(`create table stored (i int4, j ${type}); alter table stored alter j set storage plain`);
  await db.query(`insert into stored select i, x::${type} from unnest($1::text[]) with ordinality u(x, i)`, [texts]);
  await db.exec('checkpoint');
  const { rows } = await db.query<{ file: Uint8Array }>(
    `select pg_read_binary_file(pg_relation_filepath('stored')) file`,
  );
  return storedValues(rows[0]?.file ?? new Uint8Array());
}
