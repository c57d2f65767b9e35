/** Values in PostgreSQL's binary form (the types' send functions) as the texts that it prints for them, so that rows have one form whatever the stream has. */
import { types, type TypeName } from '../catalog/types.js';
import { arrayText } from './array-text.js';
import { ByteReader, decodeUtf8 } from './byte-reader.js';
import { float4Text, float8Text } from './float-text.js';
import { formatLsn } from './lsn.js';
import { dateText, intervalText, timestampText, timeText, zoneText } from './moment-text.js';
import { numericText } from './numeric-text.js';

type Print = (reader: ByteReader) => string;

const text: Print = (reader) => decodeUtf8(reader.take(reader.left));

const hex = (bytes: Uint8Array): string => {
  let digits = '';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return digits;
};

const uuid: Print = (reader) => [4, 2, 2, 2, 6].map((length) => hex(reader.take(length))).join('-');

const bits: Print = (reader) => {
  const length = reader.i32();
  if (length < 0 || Math.ceil(length / 8) !== reader.left) throw reader.wrong(`a length of ${length} bits`);
  let digits = '';
  for (const byte of reader.take(reader.left)) digits += byte.toString(2).padStart(8, '0');
  return digits.slice(0, length);
};

/** One byte: none for zero, an octal escape for one that is not ASCII. */
const char: Print = (reader) => {
  const byte = reader.u8();
  if (byte === 0) return '';
  return byte < 0x80 ? String.fromCharCode(byte) : `\\${byte.toString(8)}`;
};

const jsonb: Print = (reader) => {
  const version = reader.u8();
  if (version !== 1) throw reader.wrong(`an unknown version ${version} of jsonb`);
  return text(reader);
};

const timetz: Print = (reader) => timeText(reader.i64()) + zoneText(reader.i32());

const interval: Print = (reader) => {
  const microseconds = reader.i64();
  const days = reader.i32();
  return intervalText(microseconds, days, reader.i32());
};

/** How each type is printed that is no array. */
const printers: Readonly<Partial<Record<TypeName, Print>>> = {
  bool: (reader) => (reader.u8() === 0 ? 'f' : 't'),
  int2: (reader) => String(reader.i16()),
  int4: (reader) => String(reader.i32()),
  int8: (reader) => String(reader.i64()),
  oid: (reader) => String(reader.u32()),
  pg_lsn: (reader) => formatLsn(reader.u64()),
  float4: (reader) => float4Text(reader.f32()),
  float8: (reader) => float8Text(reader.f64()),
  numeric: numericText,
  text,
  varchar: text,
  bpchar: text,
  name: text,
  json: text,
  jsonb,
  char,
  date: (reader) => dateText(reader.i32()),
  timestamp: (reader) => timestampText(reader.i64()),
  timestamptz: (reader) => timestampText(reader.i64(), '+00'),
  time: (reader) => timeText(reader.i64()),
  timetz,
  interval,
  uuid,
  bytea: (reader) => `\\x${hex(reader.take(reader.left))}`,
  bit: bits,
  varbit: bits,
};

/** The text of a type's binary form; the bytes themselves for a type that has no printer. Raises 22P03 for bytes that are no value of the type, with the column. */
export function binaryText(type: TypeName, bytes: Uint8Array, column: string): string | Uint8Array {
  const { element, sqlName } = types[type];
  const print = printers[(element ?? type) as TypeName];
  if (print === undefined) return new Uint8Array(bytes);
  const whole = (what: string, of: Uint8Array, as: Print): string => {
    const reader = new ByteReader(of, `the binary value of column "${column}", ${what},`, '22P03');
    const printed = as(reader);
    reader.end();
    return printed;
  };
  if (element === undefined) return whole(sqlName, bytes, print);
  const elementName = types[element as TypeName].sqlName;
  return whole(sqlName, bytes, (reader) =>
    arrayText(reader, (part) => whole(`an element of type ${elementName}`, part, print)),
  );
}
