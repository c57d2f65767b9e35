/** Random calls of the family's functions, and those that do not give what PostgreSQL gives. */
import type { CallDefinition } from '../../../opcodes/language/call.js';
import type { DatetimeCaller } from './family-call.js';
import type { Call, Oracle } from './oracle.js';
import * as random from './random.js';
import { Random } from './random.js';

type Maker = (r: Random) => string;

/** What is made for an argument: by its type, or by its name where that says more. */
const byType: Readonly<Record<string, Maker>> = {
  date: random.date,
  time: random.time,
  timetz: random.timetz,
  timestamp: random.timestamp,
  timestamptz: random.timestamptz,
  interval: (r) => (r.chance(0.7) ? random.smallInterval(r) : random.interval(r)),
  float8: random.float,
  int4: (r) => String(r.chance(0.1) ? r.of([2147483647, -2147483648]) : r.below(70) - 8),
  int8: (r) => String(r.below(1000) - 500),
};
const byName: Readonly<Record<string, Maker>> = {
  field: random.unit,
  unit: random.unit,
  zone: random.zone,
  year: (r) => String(r.chance(0.2) ? r.of([0, -1, -4714, 294276, 294277, 5874897, 5874898]) : 1900 + r.below(150)),
};
/** Texts for the input functions, and their modifiers. */
const texts: Readonly<Record<string, Maker>> = {
  interval_in: (r) => r.of([random.interval, random.isoInterval, random.soup, random.interval])(r),
  timestamptz_in: (r) => r.of([random.timestamptz, random.soup, zoned])(r),
  time_in: (r) => r.of([random.time, random.soup, random.timetz])(r),
  timetz_in: (r) => r.of([random.timetz, random.soup, zoned])(r),
};
const zoned: Maker = (r) => `${random.timestamp(r)} ${random.zone(r)}`;
const modifiers: Maker = (r) => String(r.of([-1, -1, -1, 0, 1, 3, 6]));
const intervalModifiers: Maker = (r) => {
  const ranges = [4, 2, 6, 8, 1024, 2048, 4096, 1032, 3080, 7176, 3072, 7168, 6144, 0x7fff];
  return String(r.chance(0.5) ? -1 : (r.of(ranges) << 16) | r.of([0xffff, 0xffff, 0, 2, 6]));
};

function argument(f: CallDefinition, name: string, type: string, r: Random): string | null {
  if (f.nulls === 'called' && r.chance(0.15)) return null;
  if (type === 'cstring') return (texts[f.name] ?? random.soup)(r);
  if (name === 'modifier') return f.name.startsWith('interval') ? intervalModifiers(r) : modifiers(r);
  const make = (type === 'interval' ? undefined : byName[name]) ?? byType[type];
  if (make === undefined) throw new TypeError(`no arguments of type ${type}`);
  return make(r);
}

/** Those that depend on the clock cannot be compared. */
export const untestable = new Set([
  'now',
  'statement_timestamp',
  'clock_timestamp',
  'current_date',
  'current_time',
  'current_timestamp',
  'localtime',
]);
untestable.add('localtimestamp');

const dependsOnClock = ({ args }: Call): boolean =>
  args.some((text) => text !== null && /now|today|tomorrow|yesterday/.test(text));
/** A call whose answer is not PostgreSQL's. */
export interface Difference {
  readonly name: string;
  readonly args: readonly (string | null)[];
  readonly quern: string | null;
  readonly postgres: string | null | undefined;
}

/** Calls each function so many times, with arguments that follow from the seed. */
export async function differences(
  oracle: Oracle,
  caller: DatetimeCaller,
  functions: readonly CallDefinition[],
  count: number,
  seed: number,
): Promise<Difference[]> {
  const r = new Random(seed);
  // A time without a date has the offset of today.
  caller.setClock(BigInt(Date.now() - Date.UTC(2000, 0, 1)) * 1000n);
  const found: Difference[] = [];
  for (const f of functions) {
    const calls = Array.from(
      { length: count },
      (): Call => ({
        f,
        args: f.args.map(({ name, type }) => argument(f, name, type, r)),
      }),
    ).filter((call) => !dependsOnClock(call));
    const answers = await oracle.answers(calls);
    calls.forEach((call, i) => {
      const own = caller.answer(call);
      if (own !== answers[i]) found.push({ name: f.name, args: call.args, quern: own, postgres: answers[i] });
    });
  }
  return found;
}
