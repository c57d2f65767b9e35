/**
 * What a column chunk's statistics say of its values in PostgreSQL's order. Floats have NaN after everything else and statistics do not tell of it, so they
 * have no greatest value here; a text's bound may have been cut, which leaves a least value that is one and a greatest that need not be text.
 */
import type { ColumnMetaData, MinMaxType } from 'hyparquet/src/types.js';
import type { Value } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { ColumnStatistics } from '../columnar/column-run.js';
import { validPrefix } from '../utf8.js';
import type { ParquetColumn } from './columns.js';

export function statisticsOf(column: ParquetColumn, meta: ColumnMetaData): ColumnStatistics | undefined {
  const { statistics, num_values: values } = meta;
  const nulls = nullsOf(column, statistics?.null_count, values);
  if (column.repetition > 0) return undefined;
  if (statistics === undefined || nulls === 'all') return { nulls };
  const { min_value: least, max_value: greatest, min: oldLeast, max: oldGreatest } = statistics;
  // The older statistics are of signed numbers, also where the values are not.
  const old = column.kind.kind !== 'int' || column.kind.signed;
  const isOld = least === undefined && greatest === undefined && old && numbersOnly.has(column.kind.kind);
  return {
    nulls,
    min: boundOf(column, isOld ? oldLeast : least, false),
    max: boundOf(column, isOld ? oldGreatest : greatest, true),
  };
}

const numbersOnly: ReadonlySet<string> = new Set(['int', 'date', 'time', 'timestamp']);

function nullsOf({ definition }: ParquetColumn, count: bigint | undefined, values: bigint): ColumnStatistics['nulls'] {
  if (definition === 0 || count === 0n) return 'none';
  return count === values && values > 0n ? 'all' : 'some';
}

function boundOf({ kind, form }: ParquetColumn, bound: MinMaxType | undefined, isGreatest: boolean): Value | undefined {
  if (bound === undefined) return undefined;
  switch (kind.kind) {
    case 'bool':
      return bound === true ? 1 : 0;
    case 'int':
    case 'date':
    case 'time':
    case 'timestamp': {
      if (typeof bound !== 'number' && typeof bound !== 'bigint') return undefined;
      try {
        const stored = form.stored(bound);
        return typeof stored === 'object' ? undefined : stored;
      } catch (error) {
        // A value beyond PostgreSQL's range is told when it is read.
        if (error instanceof SqlError) return undefined;
        throw error;
      }
    }
    case 'float':
      return isGreatest || typeof bound !== 'number' || Number.isNaN(bound) ? undefined : bound;
    case 'text': {
      if (!(bound instanceof Uint8Array)) return undefined;
      const { length } = validPrefix(bound);
      if (length < bound.length && isGreatest) return undefined;
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bound.subarray(0, length));
    }
    default:
      return undefined;
  }
}
