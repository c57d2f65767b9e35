/** Dates, times, timestamps and intervals made of numbers. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const makers: readonly CallDefinition[] = [
  defineCall({
    name: 'make_date',
    summary: "A date of its parts.",
    source,
    args: { year: 'int4', month: 'int4', day: 'int4' },
    result: 'date',
    examples: [
      { year: '2013', month: '7', day: '15', gives: '2013-07-15' },
      { year: '-44', month: '3', day: '15', gives: '0044-03-15 BC' },
      { year: '2013', month: '2', day: '30', raises: '22008' },
      { year: '0', month: '1', day: '1', raises: '22008' },
      { year: '5874898', month: '1', day: '1', raises: '22008' },
      { year: '-2147483648', month: '1', day: '1', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'make_time',
    summary: "A time of its parts.",
    source,
    args: { hour: 'int4', minute: 'int4', second: 'float8' },
    result: 'time',
    examples: [
      { hour: '8', minute: '20', second: '0.5', gives: '08:20:00.5' },
      { hour: '24', minute: '0', second: '0', gives: '24:00:00' },
      { hour: '24', minute: '0', second: '0.1', raises: '22008' },
      { hour: '10', minute: '55', second: '100.1', raises: '22008' },
      { hour: '10', minute: '55', second: 'NaN', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'make_timestamp',
    summary: "A timestamp of its parts.",
    source,
    args: { year: 'int4', month: 'int4', day: 'int4', hour: 'int4', minute: 'int4', second: 'float8' },
    result: 'timestamp',
    examples: [
      { year: '2014', month: '12', day: '28', hour: '6', minute: '30', second: '45.887', gives: '2014-12-28 06:30:45.887' },
      { year: '-44', month: '3', day: '15', hour: '12', minute: '30', second: '15', gives: '0044-03-15 12:30:15 BC' },
      { year: '2014', month: '2', day: '30', hour: '6', minute: '30', second: '45', raises: '22008' },
      { year: '294277', month: '1', day: '1', hour: '0', minute: '0', second: '0', raises: '22008' },
      { year: '2014', month: '12', day: '28', hour: '6', minute: '60', second: '45', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'make_timestamptz',
    summary: "A timestamp with time zone of its parts, in the session's zone.",
    source,
    args: { year: 'int4', month: 'int4', day: 'int4', hour: 'int4', minute: 'int4', second: 'float8' },
    result: 'timestamptz',
    examples: [
      { year: '2014', month: '12', day: '28', hour: '6', minute: '30', second: '45.887', gives: '2014-12-28 06:30:45.887+00' },
      { year: '2014', month: '12', day: '28', hour: '6', minute: '30', second: '1e9', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'make_timestamptz_at_timezone',
    summary: "A timestamp with time zone of its parts, in the zone that is named.",
    source,
    args: { year: 'int4', month: 'int4', day: 'int4', hour: 'int4', minute: 'int4', second: 'float8', zone: 'text' },
    result: 'timestamptz',
    examples: [
      { year: '2014', month: '7', day: '28', hour: '6', minute: '30', second: '45.887', zone: 'America/New_York', gives: '2014-07-28 10:30:45.887+00' },
      { year: '2014', month: '12', day: '10', hour: '0', minute: '0', second: '0', zone: '+2', gives: '2014-12-09 22:00:00+00' },
      { year: '2014', month: '12', day: '10', hour: '0', minute: '0', second: '0', zone: '2', raises: '22023' },
      { year: '2014', month: '12', day: '10', hour: '0', minute: '0', second: '0', zone: '+20', raises: '22023' },
      { year: '2014', month: '12', day: '10', hour: '0', minute: '0', second: '0', zone: 'Nowhere', raises: '22023' },
      { year: '2014', month: '12', day: '10', hour: '10', minute: '10', second: '10', zone: 'EST', gives: '2014-12-10 15:10:10+00' },
    ],
  }),
  defineCall({
    name: 'make_interval',
    summary: "An interval of its parts.",
    source,
    args: { years: 'int4', months: 'int4', weeks: 'int4', days: 'int4', hours: 'int4', minutes: 'int4', seconds: 'float8' },
    result: 'interval',
    examples: [
      { years: '1', months: '2', weeks: '3', days: '4', hours: '5', minutes: '6', seconds: '7.5', gives: '1 year 2 mons 25 days 05:06:07.5' },
      { years: '178956970', months: '8', weeks: '0', days: '0', hours: '0', minutes: '0', seconds: '0', raises: '22008' },
      { years: '0', months: '0', weeks: '0', days: '0', hours: '0', minutes: '0', seconds: 'Infinity', raises: '22008' },
      { years: '0', months: '0', weeks: '0', days: '0', hours: '0', minutes: '0', seconds: '1e305', raises: '22003' },
      { years: '0', months: '0', weeks: '0', days: '0', hours: '2147483647', minutes: '0', seconds: '1e15', raises: '22008' },
    ],
  }),
];
