/** uuid, oid, bytea, bit and bit varying, held as PostgreSQL stores them. */
import { defineType } from '../../language/type.js';

/** 16 bytes, in the order in which they are written. */
export const uuidType = defineType({
  name: 'uuid',
  oid: 2950,
  sqlName: 'uuid',
  representation: 'ref',
  storage: 'TEXT',
  input: 'uuid_in',
  output: 'uuid_out',
  equal: 'uuid_eq',
  hash: 'uuid_hash',
});

/** An unsigned number of 32 bits; in memory an i32. */
export const oidType = defineType({
  name: 'oid',
  oid: 26,
  sqlName: 'oid',
  representation: 'i32',
  storage: 'INT4',
  input: 'oidin',
  output: 'oidout',
  equal: 'oideq',
  hash: 'hashoid',
});

export const byteaType = defineType({
  name: 'bytea',
  oid: 17,
  sqlName: 'bytea',
  representation: 'ref',
  storage: 'TEXT',
  input: 'byteain',
  output: 'byteaout',
  equal: 'byteaeq',
  hash: 'hashbytea',
});

/** The number of bits as an int4, then the bits, the first one highest. */
export const bitType = defineType({
  name: 'bit',
  oid: 1560,
  sqlName: 'bit',
  representation: 'ref',
  storage: 'TEXT',
  input: 'bit_in',
  output: 'bit_out',
  equal: 'biteq',
  modifier: true,
});

export const varbitType = defineType({
  name: 'varbit',
  oid: 1562,
  sqlName: 'bit varying',
  representation: 'ref',
  storage: 'TEXT',
  input: 'varbit_in',
  output: 'varbit_out',
  equal: 'biteq',
  modifier: true,
});
