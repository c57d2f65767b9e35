/** The dictionaries of a stream or file by their numbers: each is replaced by the next with its number, or goes on with it. */
import type { ArrowField, ArrowType } from '../type.js';
import type { ArrowVector } from '../vector.js';
import { placesOf, type TakeBuffer } from './assemble.js';
import { damaged } from './flatbuffer.js';
import type { RecordBatch } from './message.js';

export class DictionarySet {
  readonly #types = new Map<number, ArrowType>();
  readonly #parts = new Map<number, readonly ArrowVector[]>();

  constructor(fields: readonly ArrowField[]) {
    for (const { type } of fields) this.#note(type);
  }

  /** Whether a type has a dictionary somewhere. */
  static isNeeded({ layout }: ArrowType): boolean {
    switch (layout.layout) {
      case 'dictionary':
        return true;
      case 'struct':
        return layout.members.some(({ type }) => DictionarySet.isNeeded(type));
      case 'list':
      case 'fixed-list':
        return DictionarySet.isNeeded(layout.element.type);
      default:
        return false;
    }
  }

  add(id: number, isDelta: boolean, batch: RecordBatch, take: TakeBuffer): void {
    const type = this.#types.get(id);
    // One that no readable column has is passed over.
    if (type === undefined || type.kind === undefined) return;
    const [place] = placesOf([{ name: 'dictionary', nullable: true, type }], batch);
    if (place === undefined) throw damaged('a dictionary has no values');
    const vector = place.vector(take, this.of);
    this.#parts.set(id, isDelta ? [...(this.#parts.get(id) ?? []), vector] : [vector]);
  }

  /** The parts of a dictionary. Raises XX001 when it has not come yet. */
  readonly of = (id: number): readonly ArrowVector[] => {
    const found = this.#parts.get(id);
    if (found === undefined) throw damaged(`the dictionary ${id} is missing`);
    return found;
  };

  #note({ layout }: ArrowType): void {
    switch (layout.layout) {
      case 'dictionary':
        this.#types.set(layout.id, layout.value);
        this.#note(layout.value);
        return;
      case 'struct':
        for (const { type } of layout.members) this.#note(type);
        return;
      case 'list':
      case 'fixed-list':
        this.#note(layout.element.type);
        return;
      case 'unread':
        for (const { type } of layout.children) this.#note(type);
        return;
      default:
    }
  }
}
