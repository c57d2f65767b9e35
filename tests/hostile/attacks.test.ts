/** Whatever is sent, the answer is rows or an SqlError, it comes soon, and nothing else in the process is the worse for it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { Arena, predicate, SqlError } from '../../src/index.js';
import { attacks, schema } from './attacks.js';
import { bystanders, expectAllRight, type AllRight } from './bystanders.js';

const full = process.env['QUERN_HOSTILE'] === 'full';
/** In full, the largest texts have some hundred kilobytes. */
const size = full ? 100 : 4;

const arena = new Arena();
let others: readonly AllRight[];
beforeAll(async () => {
  others = await bystanders(arena, 30);
}, 60_000);

/** What became of it: `rows`, or the error's code. */
async function outcome(
  sql: string,
  rows: readonly Readonly<Record<string, unknown>>[],
  params: readonly string[],
): Promise<string> {
  try {
    const p = await predicate(sql, { schema, arena });
    const given = params.length > 0 ? params : p.paramTypes.map(() => 'x');
    return `${p.filter(rows, given).length} rows`;
  } catch (error) {
    expect(error).toBeInstanceOf(SqlError);
    // A message is for people: it quotes some of the text, not all.
    expect((error as SqlError).message.length).toBeLessThan(1000);
    return (error as SqlError).code;
  }
}

const expected =
  /^(\d+ rows|0A000|08P01|22P02|22003|22007|22025|42601|42703|42725|42883|42804|42P02|42P18|53200|54000|54001|57014|22021)$/;

describe('an attack', () => {
  it.each([...attacks(size)].map(({ name, ...attack }) => [name, attack] as const))(
    '%s',
    async (name, { sql, rows, params }) => {
      const { exitCode } = process;
      const start = process.cpuUsage();
      const result = await outcome(sql, rows ?? [{ a: 1, b: 2, t: 'x', d: '2020-01-01', o: true }], params ?? []);
      const { user } = process.cpuUsage(start);
      expect(result).toMatch(expected);
      expect(process.exitCode).toBe(exitCode);
      expectAllRight(others);
      for (const right of await bystanders(arena, 1)) right();
      if (full) {
        const megabytes = process.resourceUsage().maxRSS / 1024;
        process.stdout.write(
          `${(user / 1e6).toFixed(2).padStart(7)} s ${megabytes.toFixed(0).padStart(5)} MB  ${result.padEnd(8)} ${name}\n`,
        );
      }
    },
    120_000,
  );
});
