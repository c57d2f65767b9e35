/** The conditions that lesson 18 compiles, as data, and what they mean. */

/** Which operator, on which column, with which number. */
export type Condition = readonly [operator: string, column: number, value: number];

/** The operators of conditions. */
export const comparisons: Readonly<Record<string, (x: number, y: number) => boolean>> = {
  '<': (x, y) => x < y,
  '<=': (x, y) => x <= y,
  '>': (x, y) => x > y,
  '>=': (x, y) => x >= y,
  '=': (x, y) => x === y,
  '<>': (x, y) => x !== y,
};

/** The most conditions that are read. */
const mostConditions = 100;

/** The conditions of a text like `a > 10 AND b < 50`; undefined where it is no such text. Columns are single letters from a. */
export function conditionsIn(text: string, columns: number): readonly Condition[] | undefined {
  const conditions = text.split(/\bAND\b/i).map((part): Condition | undefined => {
    const [, letter = '', operator = '', number = ''] =
      /^\s*([a-z])\s*(<>|<=|>=|<|>|=)\s*(-?\d{1,10})\s*$/.exec(part) ?? [];
    const [column, value] = [letter.charCodeAt(0) - 'a'.charCodeAt(0), Number(number)];
    return column >= 0 && column < columns && value === (value | 0) ? [operator, column, value] : undefined;
  });
  const known = conditions.filter((one) => one !== undefined);
  return known.length === conditions.length && known.length <= mostConditions ? known : undefined;
}

/** How many rows of the columns satisfy all conditions. */
export function countTrue(conditions: readonly Condition[], columns: readonly Int32Array[]): number {
  const rows = columns[0]?.length ?? 0;
  let count = 0;
  for (let row = 0; row < rows; row++)
    if (conditions.every(([operator, column, value]) => comparisons[operator]?.(columns[column]?.[row] ?? 0, value)))
      count++;
  return count;
}
