/** The types timestamptz, time, timetz and interval, held as PostgreSQL stores them. */
import { defineType, type TypeDefinition } from '../../language/type.js';

/** Microseconds from 2000-01-01 UTC. */
const timestamptz = defineType({
  name: 'timestamptz',
  oid: 1184,
  sqlName: 'timestamp with time zone',
  representation: 'i64',
  storage: 'INT8',
  input: 'timestamptz_in',
  output: 'timestamptz_out',
  equal: 'timestamp_eq',
  hash: 'timestamptz_hash',
  modifier: true,
});

/** Microseconds from midnight. */
const time = defineType({
  name: 'time',
  oid: 1083,
  sqlName: 'time without time zone',
  representation: 'i64',
  storage: 'INT8',
  input: 'time_in',
  output: 'time_out',
  equal: 'time_eq',
  hash: 'time_hash',
  modifier: true,
});

/** Microseconds from midnight (int64), and the offset in seconds west of Greenwich (int32). */
const timetz = defineType({
  name: 'timetz',
  oid: 1266,
  sqlName: 'time with time zone',
  representation: 'ref',
  storage: 'TEXT',
  input: 'timetz_in',
  output: 'timetz_out',
  equal: 'timetz_eq',
  hash: 'timetz_hash',
  modifier: true,
});

/** Microseconds (int64), days and months (int32). */
const interval = defineType({
  name: 'interval',
  oid: 1186,
  sqlName: 'interval',
  representation: 'ref',
  storage: 'TEXT',
  input: 'interval_in',
  output: 'interval_out',
  equal: 'interval_eq',
  hash: 'interval_hash',
  modifier: true,
});

export const datetimeTypes: readonly TypeDefinition[] = [timestamptz, time, timetz, interval];
