/**
 * Arrow's types, however they come: as the objects of apache-arrow or of flechette, or decoded from a schema message, all of which have the numbers and
 * properties of Arrow's own definition (format/Schema.fbs). What becomes of them is a layout of buffers and a kind of value.
 */
import { SqlError } from '../../error.js';
import type { TimeUnit } from '../columnar/moment.js';
import type { ValueKind } from '../columnar/value-form.js';

/** What is read of a type: of apache-arrow, flechette or a schema message. */
export interface TypeObject {
  readonly typeId: number;
  readonly bitWidth?: number | null | undefined;
  readonly isSigned?: boolean | null | undefined;
  readonly signed?: boolean | null | undefined;
  readonly precision?: number | null | undefined;
  readonly scale?: number | null | undefined;
  readonly unit?: number | null | undefined;
  readonly timezone?: string | null | undefined;
  readonly byteWidth?: number | null | undefined;
  readonly listSize?: number | null | undefined;
  readonly stride?: number | null | undefined;
  readonly children?: readonly FieldObject[] | null | undefined;
  readonly dictionary?: TypeObject | undefined;
  readonly indices?: TypeObject | undefined;
}

export interface FieldObject {
  readonly name: string;
  readonly type: TypeObject;
  readonly nullable?: boolean | undefined;
  readonly metadata?: ReadonlyMap<string, string> | null | undefined;
}

/** Where the values of a vector are. */
export type Layout =
  /** No buffers. */
  | { readonly layout: 'null' }
  /** A bit a value. */
  | { readonly layout: 'bits' }
  /** So many bytes a value. */
  | { readonly layout: 'fixed'; readonly width: number }
  /** Bytes one after another, and offsets of 4 or 8 bytes. */
  | { readonly layout: 'runs'; readonly large: boolean }
  /** 16 bytes a value, which lead to other buffers where it is long. */
  | { readonly layout: 'views' }
  /** A child with the elements, and offsets. */
  | { readonly layout: 'list'; readonly large: boolean; readonly element: ArrowField }
  | { readonly layout: 'fixed-list'; readonly size: number; readonly element: ArrowField }
  | { readonly layout: 'struct'; readonly members: readonly ArrowField[] }
  /** Numbers of values in a dictionary. */
  | { readonly layout: 'dictionary'; readonly index: ArrowType; readonly value: ArrowType; readonly id: number }
  /** Buffers of no interest. */
  | {
      readonly layout: 'unread';
      readonly buffers: number;
      readonly children: readonly ArrowField[];
    };

export interface ArrowType {
  readonly layout: Layout;
  /** Of single values. */
  readonly kind: ValueKind | undefined;
  /** Why it cannot be read, if so. */
  readonly refused?: string | undefined;
}

export interface ArrowField {
  readonly name: string;
  readonly type: ArrowType;
  readonly nullable: boolean;
}

const units: readonly TimeUnit[] = ['second', 'millisecond', 'microsecond', 'nanosecond'];
const unitOf = (unit: number | null | undefined): TimeUnit => {
  const found = units[unit ?? 1];
  if (found === undefined) throw new SqlError('XX001', `an Arrow type has the unknown unit ${String(unit)}`);
  return found;
};

/** How deep types may nest. */
const mostDepth = 64;

export function fieldOf(field: FieldObject, depth = 0): ArrowField {
  if (depth > mostDepth) throw new SqlError('54001', 'the types of an Arrow schema nest too deeply');
  const type = typeOf(field.type, depth);
  const extension = field.metadata?.get?.('ARROW:extension:name');
  return { name: field.name, nullable: field.nullable ?? true, type: extended(type, extension) };
}

/** The extension types that PostgreSQL has types for. */
function extended(type: ArrowType, extension: string | undefined): ArrowType {
  const { layout, kind } = type;
  if (extension === 'arrow.uuid' && layout.layout === 'fixed' && layout.width === 16)
    return { ...type, kind: { kind: 'uuid' } };
  return extension === 'arrow.json' && kind?.kind === 'text' ? { ...type, kind: { kind: 'json' } } : type;
}

export function typeOf(type: TypeObject, depth = 0): ArrowType {
  const { unit, timezone, children } = type;
  const fields = (): ArrowField[] => (children ?? []).map((child) => fieldOf(child, depth + 1));
  const fixed = (bits: number, kind: ValueKind): ArrowType => ({ layout: { layout: 'fixed', width: bits / 8 }, kind });
  const runs = (large: boolean, kind: ValueKind): ArrowType => ({ layout: { layout: 'runs', large }, kind });
  switch (type.typeId) {
    case -1:
      return dictionaryType(type, depth);
    case 1:
      return { layout: { layout: 'null' }, kind: { kind: 'null' } };
    case 2: {
      const bits = sizeOf(type.bitWidth ?? 32, [8, 16, 32, 64], 'an integer');
      return fixed(bits, { kind: 'int', bits, signed: (type.isSigned ?? type.signed) === true });
    }
    case 3: {
      const bits = [16, 32, 64][type.precision ?? 0];
      if (bits === undefined)
        throw new SqlError('XX001', `a float has the unknown precision ${String(type.precision)}`);
      return fixed(bits, { kind: 'float', bits });
    }
    case 4:
      return runs(false, { kind: 'bytes' });
    case 5:
      return runs(false, { kind: 'text' });
    case 6:
      return { layout: { layout: 'bits' }, kind: { kind: 'bool' } };
    case 7: {
      const scale = type.scale ?? 0;
      if (!(Math.abs(scale) <= 1000)) throw new SqlError('XX001', `a decimal has the scale ${scale}`);
      return fixed(sizeOf(type.bitWidth ?? 128, [32, 64, 128, 256], 'a decimal'), { kind: 'decimal', scale });
    }
    case 8:
      return unit === 0 ? fixed(32, { kind: 'date', unit: 'day' }) : fixed(64, { kind: 'date', unit: 'millisecond' });
    case 9:
      return fixed((unit ?? 1) < 2 ? 32 : 64, { kind: 'time', unit: unitOf(unit) });
    case 10: {
      const zone = timezone != null && timezone !== '';
      return fixed(64, { kind: 'timestamp', unit: unitOf(unit ?? 0), zone });
    }
    case 11:
      if (unit === 1) return fixed(64, { kind: 'interval', unit: 'day-time' });
      return unit === 2
        ? fixed(128, { kind: 'interval', unit: 'month-day-nano' })
        : fixed(32, { kind: 'interval', unit: 'month' });
    case 12:
    case 21: {
      const [element] = fields();
      if (element === undefined) throw new SqlError('XX001', 'a list has no element type');
      return { layout: { layout: 'list', large: type.typeId === 21, element }, kind: undefined };
    }
    case 13:
      return { layout: { layout: 'struct', members: fields() }, kind: undefined };
    case 15: {
      const width = type.byteWidth ?? type.stride ?? 0;
      if (!(width >= 0 && width <= 1 << 24)) throw new SqlError('XX001', `a value has ${width} bytes`);
      return fixed(width * 8, { kind: 'bytes' });
    }
    case 16: {
      const [element] = fields();
      const size = type.listSize ?? type.stride ?? 0;
      if (element === undefined || !(size >= 0 && size <= 1 << 24))
        throw new SqlError('XX001', `a list has ${size} elements of an unknown type`);
      return { layout: { layout: 'fixed-list', size, element }, kind: undefined };
    }
    case 17: {
      // A list of structs of keys and values.
      const [element] = fields();
      if (element === undefined) throw new SqlError('XX001', 'a map has no types');
      const refused = 'values of the type Map are not supported';
      return { layout: { layout: 'list', large: false, element }, kind: undefined, refused };
    }
    case 18:
      return fixed(64, { kind: 'duration', unit: unitOf(unit) });
    case 19:
      return runs(true, { kind: 'bytes' });
    case 20:
      return runs(true, { kind: 'text' });
    case 23:
      return { layout: { layout: 'views' }, kind: { kind: 'bytes' } };
    case 24:
      return { layout: { layout: 'views' }, kind: { kind: 'text' } };
    default:
      return unreadType(type, fields());
  }
}

function dictionaryType(
  { dictionary, indices, ...type }: TypeObject & { readonly id?: number },
  depth: number,
): ArrowType {
  if (dictionary === undefined || indices === undefined) throw new SqlError('XX001', 'a dictionary has no types');
  const value = typeOf(dictionary, depth + 1);
  const index = typeOf(indices, depth + 1);
  if (index.kind?.kind !== 'int') throw new SqlError('XX001', 'the numbers of a dictionary are no integers');
  return {
    layout: { layout: 'dictionary', index, value, id: Number(type.id ?? -1) },
    kind: value.kind,
    refused: value.refused ?? (value.kind === undefined ? 'a dictionary of lists or structs' : undefined),
  };
}

/** How many buffers the types have that are passed over, and whether there is a bitmap of what is there. */
const unreadTypes: Readonly<Record<number, readonly [name: string, buffers: number]>> = {
  14: ['Union', 2],
  22: ['RunEndEncoded', 0],
  25: ['ListView', 3],
  26: ['LargeListView', 3],
};

function unreadType(type: TypeObject & { readonly mode?: number }, children: readonly ArrowField[]): ArrowType {
  const [name, buffers] = unreadTypes[type.typeId] ?? [`number ${type.typeId}`, 0];
  const sparse = type.typeId === 14 && type.mode === 0;
  return {
    layout: { layout: 'unread', buffers: sparse ? 1 : buffers, children },
    kind: undefined,
    refused: `values of the type ${name} are not supported`,
  };
}

function sizeOf(bits: number, known: readonly number[], what: string): number {
  if (known.includes(bits)) return bits;
  throw new SqlError('XX001', `${what} has ${bits} bits`);
}
