/** The datetime family against PGlite on random arguments: the value, or SQLSTATE and message. CASES sets how many calls a function gets. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { datetime } from '../../opcodes/families/datetime/family.js';
import { loadFamily } from '../../src/functions/registry.js';
import { DatetimeCaller } from './datetime/family-call.js';
import { differences, untestable } from './datetime/differences.js';
import { Oracle } from './datetime/oracle.js';

const cases = Number(process.env['CASES'] ?? 12);
const seed = Number(process.env['SEED'] ?? 1);

let oracle: Oracle;
let caller: DatetimeCaller;
beforeAll(async () => {
  oracle = await Oracle.start();
  await loadFamily('datetime');
  caller = new DatetimeCaller();
}, 60_000);
afterAll(() => oracle.close());

const functions = datetime.functions.filter((f) => f.internal !== true && !untestable.has(f.name));
describe('random calls', () => {
  test.each(['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Europe/Dublin'])(
    'give what PostgreSQL gives in the time zone %s',
    async (zone) => {
      await oracle.setZone(zone);
      caller.setZone(zone);
      expect((await differences(oracle, caller, functions, cases, seed)).slice(0, 100)).toEqual([]);
    },
    3_600_000,
  );
});
