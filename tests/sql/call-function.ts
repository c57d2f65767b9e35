/**
 * A stand-in for the engines: the functions that the analyser and the simplifier call on constants, in JavaScript, for
 * the texts and values that these tests use.
 */
import { functionTable, operatorTable, castTable } from '../../src/catalog/catalog.generated.js';
import { types } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import type { CallFunction } from '../../src/sql/expression.js';

const words = (table: string, column: number) =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[column] ?? '-');

/** Every function that the catalog can name. */
export const everyFunction: ReadonlySet<string> = new Set(
  [
    ...words(operatorTable, 4),
    ...words(castTable, 2),
    ...words(functionTable, 1),
    ...Object.values(types).flatMap((type) => [type.input, type.output]),
  ].filter((name) => name !== '-'),
);

const integers = {
  int2: { bits: 16, name: 'smallint' },
  int4: { bits: 32, name: 'integer' },
  int8: { bits: 64, name: 'bigint' },
} as const;
type Integer = keyof typeof integers;

function integer(type: Integer, value: bigint, message = `${integers[type].name} out of range`): number | bigint {
  if (BigInt.asIntN(integers[type].bits, value) !== value) throw new SqlError('22003', message);
  return type === 'int8' ? value : Number(value);
}

function integerIn(type: Integer, text: string): number | bigint {
  const match = /^\s*([+-]?)(\d+(?:_\d+)*|0x[\da-f]+|0o[0-7]+|0b[01]+)\s*$/i.exec(text);
  if (!match) throw new SqlError('22P02', `invalid input syntax for type ${integers[type].name}: "${text}"`);
  const magnitude = BigInt((match[2] ?? '').replaceAll('_', ''));
  return integer(
    type,
    match[1] === '-' ? -magnitude : magnitude,
    `value "${text}" is out of range for type ${integers[type].name}`,
  );
}

function floatIn(type: 'float4' | 'float8', text: string): number {
  const name = types[type].sqlName;
  const special = /^\s*([+-]?)(nan|inf|infinity)\s*$/i.exec(text);
  if (special) return special[2]?.toLowerCase() === 'nan' ? NaN : special[1] === '-' ? -Infinity : Infinity;
  if (!/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text))
    throw new SqlError('22P02', `invalid input syntax for type ${name}: "${text}"`);
  const value = type === 'float4' ? Math.fround(Number(text)) : Number(text);
  if (!Number.isFinite(value) || (value === 0 && /[1-9]/.test(text.replace(/e.*$/i, ''))))
    throw new SqlError('22003', `"${text.trim()}" is out of range for type ${name}`);
  return value;
}

function boolIn(text: string): number {
  const word = text.trim().toLowerCase();
  if (word !== '' && (['true', 'yes', 'on'].some((full) => full.startsWith(word) && word !== 'o') || word === '1'))
    return 1;
  if (word !== '' && (['false', 'no', 'off'].some((full) => full.startsWith(word) && word !== 'o') || word === '0'))
    return 0;
  throw new SqlError('22P02', `invalid input syntax for type boolean: "${text}"`);
}

function dateIn(text: string): number {
  const match = /^\s*(\d{4}-\d\d-\d\d)\s*$/.exec(text);
  if (!match) throw new SqlError('22007', `invalid input syntax for type date: "${text}"`);
  return (Date.parse(`${match[1]}T00:00:00Z`) - Date.UTC(2000, 0, 1)) / 86_400_000;
}

function timestampIn(text: string): bigint {
  const match = /^\s*(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?))?\s*$/.exec(text);
  if (!match) throw new SqlError('22007', `invalid input syntax for type timestamp: "${text}"`);
  return BigInt(Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`) - Date.UTC(2000, 0, 1)) * 1000n;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (c) => c === 0,
  ne: (c) => c !== 0,
  lt: (c) => c < 0,
  le: (c) => c <= 0,
  gt: (c) => c > 0,
  ge: (c) => c >= 0,
};

function compare(a: number | bigint | string, b: number | bigint | string): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

function arithmetic(operation: string, a: bigint, b: bigint): bigint {
  if ((operation === 'div' || operation === 'mod') && b === 0n) throw new SqlError('22012', 'division by zero');
  switch (operation) {
    case 'pl':
      return a + b;
    case 'mi':
      return a - b;
    case 'mul':
      return a * b;
    case 'div':
      return a / b;
    default:
      return a % b;
  }
}

/** Rounds half to even. */
function rint(value: number): bigint {
  const floor = Math.floor(value);
  const rest = value - floor;
  return BigInt(rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor);
}

export const callFunction: CallFunction = (func, type, args) => {
  const values = args.map(({ value }) => {
    if (value === null) throw new RangeError(`${func} was called with null`);
    return value;
  });
  const [a = 0, b = 0] = values;
  const text = String(a);
  switch (func) {
    case 'boolin':
      return boolIn(text);
    case 'int2in':
      return integerIn('int2', text);
    case 'int4in':
      return integerIn('int4', text);
    case 'int8in':
      return integerIn('int8', text);
    case 'float4in':
      return floatIn('float4', text);
    case 'float8in':
      return floatIn('float8', text);
    case 'date_in':
      return dateIn(text);
    case 'timestamp_in':
      return timestampIn(text);
    case 'booltext':
      return a === 0 ? 'false' : 'true';
    case 'int2out':
    case 'int4out':
    case 'int8out':
    case 'float8out':
      return text;
    case 'textcat':
      return `${text}${String(b)}`;
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'textlen':
      return [...text].length;
    case 'int4_bool':
      return a === 0 ? 0 : 1;
    case 'date_timestamp':
      return BigInt(a) * 86_400_000_000n;
    case 'date_pli':
    case 'date_mii':
    case 'date_mi':
      return Number(a) + (func === 'date_pli' ? Number(b) : -Number(b));
  }
  if (type === 'int2' || type === 'int4' || type === 'int8') {
    if (/^(d|f)toi\d$/.test(func)) return integer(type, Math.abs(Number(a)) > 2 ** 64 ? 2n ** 70n : rint(Number(a)));
    if (/um$/.test(func)) return integer(type, -BigInt(a));
    if (/abs$/.test(func)) return integer(type, BigInt(a) < 0n ? -BigInt(a) : BigInt(a));
    const operation = /^int\d+(pl|mi|mul|div|mod)$/.exec(func)?.[1];
    if (operation !== undefined) return integer(type, arithmetic(operation, BigInt(a), BigInt(b)));
    if (args.length === 1) return integer(type, BigInt(a));
  }
  if (type === 'float4' || type === 'float8') {
    const round = type === 'float4' ? Math.fround : Number;
    if (args.length === 1)
      return round(/um$/.test(func) ? -Number(a) : /abs$/.test(func) ? Math.abs(Number(a)) : Number(a));
    if (/div$/.test(func)) {
      if (b === 0) throw new SqlError('22012', 'division by zero');
      return round(Number(a) / Number(b));
    }
    return round(
      /pl$/.test(func) ? Number(a) + Number(b) : /mi$/.test(func) ? Number(a) - Number(b) : Number(a) * Number(b),
    );
  }
  const order = comparisons[/(eq|ne|lt|le|gt|ge)$/.exec(func)?.[1] ?? ''];
  if (type === 'bool' && order) return order(compare(a, b)) ? 1 : 0;
  throw new RangeError(`${func} is not known to the tests`);
};
