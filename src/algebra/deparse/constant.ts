/** Constants as literals: with their type before the eyes, or bare where what stands beside them tells it. */
import { types } from '../../catalog/types.js';
import type { Const } from '../../sql/expression.js';
import { binding, quoted, typeText, type Sql, type Writer } from './writer.js';

/** A literal that has the constant's type wherever it stands. */
export function constantText(writer: Writer, constant: Const): Sql {
  const { type, value } = constant;
  if (value === null) return { sql: `NULL::${typeText(type)}`, binds: binding.cast };
  if (type === 'bool') return { sql: value === 0 ? 'false' : 'true', binds: binding.whole };
  if (type === 'int4')
    return Number(value) < 0 ? { sql: `(${value})`, binds: binding.whole } : { sql: `${value}`, binds: binding.whole };
  const printed = printedValue(writer, constant);
  if (type === 'numeric' && /^\d+\.\d+$/.test(printed)) return { sql: printed, binds: binding.whole };
  if ((type === 'int8' || type === 'int2') && /^\d{1,9}$/.test(printed))
    return { sql: `${printed}::${type}`, binds: binding.cast };
  return { sql: `${quoted(printed)}::${typeText(type)}`, binds: binding.cast };
}

/** A literal beside something of its type. */
export function bareConstantText(writer: Writer, constant: Const): Sql {
  const text = constantText(writer, constant);
  if (constant.value === null || !text.sql.startsWith("'")) return text;
  return { sql: quoted(printedValue(writer, constant)), binds: binding.whole };
}

/** As PostgreSQL prints it, or as it reads it where it does not read what it prints. */
function printedValue({ call }: Writer, constant: Const): string {
  const { type, value } = constant;
  const printed =
    types[type].representation === 'ref' ? String(value) : String(call(types[type].output, 'text', [constant]));
  return type === 'interval' ? printed.replace(leastTime.printed, leastTime.read) : printed;
}

/** PostgreSQL reads hours and minutes without their sign, and the least time has no opposite. */
const leastTime = { printed: '-2562047788:00:54.775808', read: '-9223372036854775808 us' };
