/** Predicates that have nothing to do with what goes wrong beside them: they live in the same arena and must go on answering rightly. */
import { expect } from 'vitest';
import { predicate, type Arena } from '../../src/index.js';

export type AllRight = () => void;

/** So many predicates of several kinds; each tells whether its answers are what they should be. */
export async function bystanders(arena: Arena, count: number): Promise<readonly AllRight[]> {
  const made: AllRight[] = [];
  for (let i = 0; i < count; i++) {
    const p = await predicate(
      `a >= ${i} AND t LIKE '%needle ${i}%' AND (b IS NULL OR a IN (${i}, ${i + 3}, ${i + 5}, ${i + 70000})) AND t <> $1`,
      {
        schema: 'a int4, t text, b bool',
        arena,
        engine: (['auto', 'wasm-switch', 'closure'] as const)[i % 3] ?? 'auto',
      },
    );
    const text = `a long text with a needle ${i} in it`;
    const rows = [
      { a: i, t: text, b: true },
      { a: i + 1, t: text, b: false },
      { a: i + 1, t: text },
      { a: i + 70000, t: 'no such thing', b: true },
    ];
    const wanted = [true, false, true, false];
    made.push(() => {
      expect(rows.map((row) => p.test(row, ['another text']))).toEqual(wanted);
      expect(p.filter(rows, ['another text'])).toEqual(rows.filter((_, n) => wanted[n]));
    });
  }
  return made;
}

export function expectAllRight(bystanders: readonly AllRight[]): void {
  for (const right of bystanders) right();
}
