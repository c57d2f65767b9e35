/** The columns that the first lines of an NDJSON text suggest: dates and times stay text, because a JSON string does not say what it is. */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { BatchColumn } from '../memory/batch.js';
import { decodeText } from '../functions/text-value.js';
import { TypeGuess } from './infer.js';
import { JsonCursor, type JsonKind } from './json-cursor.js';

const sampledLines = 10_000;

export interface InferredMembers {
  readonly columns: readonly BatchColumn[];
  /** Members that no column could be made of, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

class Member {
  readonly kinds = new Set<'text' | 'bool' | 'number' | 'nested'>();
  readonly numbers: TypeGuess;
  constructor(arena: Arena) {
    this.numbers = new TypeGuess(arena);
  }

  add(kind: JsonKind, text: () => string): void {
    if (kind === 'null') return;
    this.kinds.add(
      kind === 'string'
        ? 'text'
        : kind === 'number'
          ? 'number'
          : kind === 'true' || kind === 'false'
            ? 'bool'
            : 'nested',
    );
    if (kind === 'number') this.numbers.add(text());
  }

  /** The type, or why there is none. */
  get type(): TypeName | { reason: string } {
    const [kind = 'text', ...others] = this.kinds;
    if (kind === 'nested') return { reason: 'it holds objects or arrays' };
    if (others.length > 0) return { reason: `its values are of several kinds: ${[...this.kinds].join(', ')}` };
    return kind === 'number' ? this.numbers.type : kind;
  }
}

/** Looks at the lines between two addresses; a line that is not JSON ends the look, its error is raised when it is read. */
export function inferMembers(arena: Arena, start: number, end: number, final: boolean): InferredMembers {
  const members = new Map<string, Member>();
  const { u8 } = arena.views;
  const cursor = new JsonCursor();
  try {
    for (let at = start, line = 0; at < end && line < sampledLines; line++) {
      const found = u8.indexOf(0x0a, at);
      const whole = found >= 0 && found < end;
      if (!whole && !final) break;
      cursor.open(u8, at, whole ? found : end);
      if (cursor.peek() >= 0) addMembers(arena, cursor, u8, members);
      at = whole ? found + 1 : end;
    }
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
  }
  const columns: BatchColumn[] = [];
  const leftOut: { name: string; reason: string }[] = [];
  for (const [name, { type }] of members) {
    if (typeof type === 'string') columns.push({ name, type, notNull: false });
    else leftOut.push({ name, reason: type.reason });
  }
  return { columns, leftOut };
}

function addMembers(arena: Arena, cursor: JsonCursor, u8: Uint8Array, members: Map<string, Member>): void {
  cursor.expect('{');
  for (let first = true; cursor.nextKey(first); first = false) {
    const name = cursor.decoded();
    const kind = cursor.value();
    const member = members.get(name) ?? new Member(arena);
    members.set(name, member);
    member.add(kind, () => decodeText(u8, cursor.start, cursor.end - cursor.start));
  }
}
