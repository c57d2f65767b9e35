/**
 * to_char, to_number, to_date and to_timestamp against PGlite on random patterns and values: the value, or SQLSTATE and message.
 * FORMAT_CASES=20000 calls each function so often, FORMAT_SEED gives others, FORMAT_ONLY names functions.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { format } from '../../opcodes/families/format/family.js';
import { loadFamily } from '../../src/functions/registry.js';
import { DatetimeCaller } from './datetime/family-call.js';
import { Oracle, type Call } from './datetime/oracle.js';
import { Random } from './datetime/random.js';
import { datePattern, dateText, numberPattern, numberText, values } from './format/patterns.js';

const cases = Number(process.env['FORMAT_CASES'] ?? 400);
const seed = Number(process.env['FORMAT_SEED'] ?? 1);
const only = process.env['FORMAT_ONLY']?.split(',');

let oracle: Oracle;
let caller: DatetimeCaller;
beforeAll(async () => {
  oracle = await Oracle.start();
  await Promise.all(['numeric', 'datetime', 'format'].map(loadFamily));
  caller = new DatetimeCaller();
}, 60_000);
afterAll(() => oracle.close());

const isNumber = (type: string | undefined): boolean => /^(numeric|int|float)/.test(type ?? '');

/** A random call of a function. */
function randomCall(f: Call['f'], r: Random): Call {
  if (f.name === 'numeric_to_number') return { f, args: [numberText(r), numberPattern(r)] };
  if (f.name === 'to_date' || f.name === 'to_timestamp') return { f, args: dateText(r) };
  const type = f.args[0]?.type ?? '';
  const make = values[type];
  if (make === undefined) throw new TypeError(`no values of type ${type}`);
  return { f, args: [make(r), isNumber(type) ? numberPattern(r) : datePattern(r)] };
}

describe('random calls', () => {
  const functions = format.functions.filter((f) => f.internal !== true && (only?.includes(f.name) ?? true));
  test.each(functions)(
    '$name gives what PostgreSQL gives',
    async (f) => {
      const r = new Random(seed);
      const calls = Array.from({ length: cases }, () => randomCall(f, r));
      const answers = await oracle.answers(calls);
      const wrong = calls.flatMap((call, i) => {
        const quern = caller.answer(call);
        return quern === answers[i] ? [] : [{ args: call.args, quern, postgres: answers[i] }];
      });
      expect(wrong.slice(0, 12)).toEqual([]);
    },
    600_000,
  );
});
