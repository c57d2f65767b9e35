/** The vectors of a record batch: walks over the types in the order in which their buffers lie, and takes up those of the fields that are wanted. */
import type { ArrowField, ArrowType } from '../type.js';
import { noBytes, vectorParts, type ArrowVector } from '../vector.js';
import { damaged } from './flatbuffer.js';
import type { Buffer, RecordBatch } from './message.js';

/** The parts of a dictionary, by its number. */
export type DictionaryParts = (id: number) => readonly ArrowVector[];

/** Takes a buffer's bytes, uncompressed. */
export type TakeBuffer = (buffer: Buffer) => Uint8Array;

/** Where in the lists of a record batch a field's parts are. */
class Walk {
  node = 0;
  buffer = 0;
  variadic = 0;
}

/** A place in the lists of a record batch at which a field begins, and what its buffers are. */
export interface FieldPlace {
  readonly buffers: readonly Buffer[];
  /** Makes the vector from bytes. */
  readonly vector: (take: TakeBuffer, dictionaries: DictionaryParts) => ArrowVector;
}

/** Where each field of the schema is. Raises XX001 when there are fewer nodes or buffers than the types need. */
export function placesOf(fields: readonly ArrowField[], batch: RecordBatch): readonly FieldPlace[] {
  const walk = new Walk();
  return fields.map(({ type }) => {
    const start = { ...walk };
    pass(type, batch, walk);
    const buffers = batch.buffers.slice(start.buffer, walk.buffer);
    return {
      buffers,
      vector: (take, dictionaries) => assemble(type, batch, Object.assign(new Walk(), start), take, dictionaries),
    };
  });
}

function pass(type: ArrowType, batch: RecordBatch, walk: Walk): void {
  const { layout } = type;
  const isBare = layout.layout === 'null';
  walk.node++;
  walk.buffer += isBare ? 0 : ownBuffers(type, batch, walk);
  for (const child of childrenOf(type)) pass(child, batch, walk);
  if (walk.node > batch.nodes.length || walk.buffer > batch.buffers.length)
    throw damaged('a record batch has fewer buffers than its types need');
}

function childrenOf({ layout }: ArrowType): readonly ArrowType[] {
  switch (layout.layout) {
    case 'struct':
      return layout.members.map(({ type }) => type);
    case 'list':
    case 'fixed-list':
      return [layout.element.type];
    case 'unread':
      return layout.children.map(({ type }) => type);
    default:
      return [];
  }
}

/** How many buffers a vector has itself; of views, those that they lead to as well. */
function ownBuffers({ layout }: ArrowType, batch: RecordBatch, walk: Walk): number {
  switch (layout.layout) {
    case 'null':
      return 0;
    case 'struct':
    case 'fixed-list':
      return 1;
    case 'bits':
    case 'fixed':
    case 'dictionary':
    case 'list':
      return 2;
    case 'runs':
      return 3;
    case 'views': {
      const more = batch.variadic[walk.variadic++];
      if (more === undefined || !(more >= 0 && more <= batch.buffers.length))
        throw damaged('it is not said how many buffers views have');
      return 2 + more;
    }
    case 'unread':
      return layout.buffers;
  }
}

function assemble(
  type: ArrowType,
  batch: RecordBatch,
  walk: Walk,
  take: TakeBuffer,
  dictionaries: DictionaryParts,
): ArrowVector {
  const node = batch.nodes[walk.node++];
  const { layout } = type;
  const first = walk.buffer;
  walk.buffer += ownBuffers(type, batch, walk);
  const own = batch.buffers.slice(first, walk.buffer);
  const buffer = (index: number): Uint8Array => {
    const found = own[index];
    return found === undefined ? noBytes : take(found);
  };
  const rows = node?.rows ?? 0;
  const hasNulls = node !== undefined && node.nulls !== 0 && layout.layout !== 'null';
  const validity = hasNulls ? buffer(0) : noBytes;
  const hasOffsets = layout.layout === 'runs' || layout.layout === 'list';
  const valuesAt = layout.layout === 'runs' ? 2 : 1;
  const hasValues =
    layout.layout === 'runs' ||
    layout.layout === 'bits' ||
    layout.layout === 'fixed' ||
    layout.layout === 'dictionary' ||
    layout.layout === 'views';
  return {
    ...vectorParts,
    type,
    rows,
    validity: validity.length === 0 ? undefined : validity,
    offsets: hasOffsets ? buffer(1) : noBytes,
    values: hasValues ? buffer(valuesAt) : noBytes,
    buffers: layout.layout === 'views' ? own.slice(2).map(take) : [],
    children: childrenOf(type).map((child) => assemble(child, batch, walk, take, dictionaries)),
    dictionary: layout.layout === 'dictionary' ? dictionaries(layout.id) : [],
  };
}
