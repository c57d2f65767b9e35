/** CURRENT_DATE and its kin (parser/parse_expr.c, transformSQLValueFunction): functions of the clock, with the modifier of their type. */
import type { SQLValueFunction } from 'libpg-query';
import { makeCall } from '../resolve/make-call.js';
import type { Context } from './context.js';
import type { Item } from './item.js';
import { quotingHint } from './reserved-column.js';

interface ClockFunction {
  readonly func: string;
  readonly result: string;
}
const functions: Readonly<Record<string, ClockFunction>> = {
  SVFOP_CURRENT_DATE: { func: 'current_date', result: 'date' },
  SVFOP_CURRENT_TIME: { func: 'current_time', result: 'timetz' },
  SVFOP_CURRENT_TIME_N: { func: 'current_time', result: 'timetz' },
  SVFOP_CURRENT_TIMESTAMP: { func: 'current_timestamp', result: 'timestamptz' },
  SVFOP_CURRENT_TIMESTAMP_N: { func: 'current_timestamp', result: 'timestamptz' },
  SVFOP_LOCALTIME: { func: 'localtime', result: 'time' },
  SVFOP_LOCALTIME_N: { func: 'localtime', result: 'time' },
  SVFOP_LOCALTIMESTAMP: { func: 'localtimestamp', result: 'timestamp' },
  SVFOP_LOCALTIMESTAMP_N: { func: 'localtimestamp', result: 'timestamp' },
};

export function analyzeValueFunction(context: Context, node: SQLValueFunction): Item {
  const location = context.at(node.location);
  const found = functions[node.op ?? ''];
  const typmod: Item = { kind: 'Const', type: 'int4', value: Math.min(node.typmod ?? -1, 6), location: -1 };
  const call = found && makeCall(context, { ...found, args: ['int4'] }, [typmod], location);
  if (call !== undefined) return call;
  const word = context.wordAt(location);
  const meansColumn = word !== '' && context.column(word, location) !== undefined;
  throw context.unsupported('a value of the session', location, meansColumn ? quotingHint(word) : undefined);
}
