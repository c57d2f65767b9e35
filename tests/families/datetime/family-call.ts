/** Calls functions of the family as the tests write them: texts in, a text, null or an error out. */
import { callOn, type Argument } from '../../../src/functions/call.js';
import { argumentOf } from '../../../src/functions/stored-value.js';
import { parseValue } from '../../../src/functions/text-value.js';
import { control } from '../../../src/arena/control.generated.js';
import type { TypeName } from '../../../src/catalog/types.js';
import { SqlError } from '../../../src/error.js';
import { zoneTable } from '../../../src/arena/zones.js';
import { Caller } from '../calling.js';
import type { Call } from './oracle.js';
import { numericText } from './stored-numeric.js';

const encoder = new TextEncoder();

export class DatetimeCaller extends Caller {
  /** Sets the session's time zone. */
  setZone(name: string): void {
    const table = zoneTable(name);
    if (table === undefined) throw new TypeError(`no zone ${name}`);
    const at = this.arena.allocate(table.length);
    this.arena.views.u8.set(table, at);
    this.arena.views.i32[control.sessionZone >> 2] = at;
  }

  /** Sets the clock, in microseconds from 2000-01-01 UTC. */
  setClock(microseconds: bigint): void {
    this.arena.views.i64[control.clock >> 3] = microseconds;
  }

  answer({ f, args }: Call): string | null {
    if (f.result !== 'numeric') return this.call(f.name, args);
    try {
      const given = args.map((text, i): Argument => {
        const type = f.args[i]?.type ?? 'text';
        if (text === null) return null;
        if (type === 'text') return encoder.encode(text);
        return argumentOf(this.arena, type as TypeName, parseValue(this.arena, type as TypeName, text));
      });
      return callOn(this.arena, f.name, given, (at, length) =>
        numericText(this.arena.views.u8.slice(Number(at), Number(at) + length)),
      );
    } catch (error) {
      if (error instanceof SqlError) return `${error.code} ${error.message}`;
      throw error;
    }
  }
}
