/** The types of texts beside text itself, held as PostgreSQL stores them. */
import { defineType } from '../../language/type.js';

/** char(n), padded with spaces to its length. */
export const bpcharType = defineType({
  name: 'bpchar',
  oid: 1042,
  sqlName: 'character',
  representation: 'ref',
  storage: 'TEXT',
  textual: true,
  input: 'bpcharin',
  output: 'bpcharout',
  equal: 'bpchareq',
  hash: 'hashbpchar',
  modifier: true,
});

/** varchar(n): compared and hashed as text is. */
export const varcharType = defineType({
  name: 'varchar',
  oid: 1043,
  sqlName: 'character varying',
  representation: 'ref',
  storage: 'TEXT',
  textual: true,
  input: 'varcharin',
  output: 'varcharout',
  equal: 'texteq',
  hash: 'hashtext',
  modifier: true,
});

/** An identifier: 64 bytes, NULs after its characters. */
export const nameType = defineType({
  name: 'name',
  oid: 19,
  sqlName: 'name',
  representation: 'ref',
  storage: 'TEXT',
  input: 'namein',
  output: 'nameout',
  equal: 'nameeq',
  hash: 'hashname',
});

/** One byte; in memory an i32 from -128 to 127. */
export const charType = defineType({
  name: 'char',
  oid: 18,
  sqlName: '"char"',
  representation: 'i32',
  storage: 'INT2',
  input: 'charin',
  output: 'charout',
  equal: 'chareq',
  hash: 'hashchar',
});
