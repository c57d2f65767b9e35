/** inet, cidr, macaddr and macaddr8, held as PostgreSQL stores them. */
import { defineType } from '../../language/type.js';

/** A byte for the family, one for the width of the netmask, and the 4 or 16 bytes of the address. */
export const inetType = defineType({
  name: 'inet',
  oid: 869,
  sqlName: 'inet',
  representation: 'ref',
  storage: 'TEXT',
  input: 'inet_in',
  output: 'inet_out',
  equal: 'network_eq',
  hash: 'hashinet',
});

/** Stored as inet is. */
export const cidrType = defineType({
  name: 'cidr',
  oid: 650,
  sqlName: 'cidr',
  representation: 'ref',
  storage: 'TEXT',
  input: 'cidr_in',
  output: 'cidr_out',
  equal: 'network_eq',
  hash: 'hashinet',
});

/** 6 bytes, in the order in which they are written. */
export const macaddrType = defineType({
  name: 'macaddr',
  oid: 829,
  sqlName: 'macaddr',
  representation: 'ref',
  storage: 'TEXT',
  input: 'macaddr_in',
  output: 'macaddr_out',
  equal: 'macaddr_eq',
  hash: 'hashmacaddr',
});

/** 8 bytes, in the order in which they are written. */
export const macaddr8Type = defineType({
  name: 'macaddr8',
  oid: 774,
  sqlName: 'macaddr8',
  representation: 'ref',
  storage: 'TEXT',
  input: 'macaddr8_in',
  output: 'macaddr8_out',
  equal: 'macaddr8_eq',
  hash: 'hashmacaddr8',
});
