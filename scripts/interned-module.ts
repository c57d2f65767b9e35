/** Plain data as the text of a module in which parts that are equal are written once. */

/** What is equal has the same key. */
const keyOf = (value: object): string =>
  JSON.stringify(value, (_, part: unknown) => (part instanceof RegExp ? String(part) : part));

/** A module that exports each table under its name. Raises when a value is no plain data. */
export function internedModule(tables: readonly (readonly [name: string, value: unknown])[]): string {
  const pool = new Map<string, string>();
  const declarations: string[] = [];
  const counts = new Map<string, number>();
  const count = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || value instanceof RegExp) return;
    const key = keyOf(value);
    const seen = (counts.get(key) ?? 0) + 1;
    counts.set(key, seen);
    if (seen === 1) for (const part of Object.values(value)) count(part);
  };
  const text = (value: unknown): string => {
    if (typeof value !== 'object' || value === null) {
      if (!['string', 'number', 'boolean'].includes(typeof value) && value !== null)
        throw new TypeError(`a ${typeof value} is no plain data`);
      return JSON.stringify(value);
    }
    if (value instanceof RegExp) return String(value);
    const key = keyOf(value);
    const known = pool.get(key);
    if (known !== undefined) return known;
    const written = Array.isArray(value)
      ? `[${value.map(text).join(',')}]`
      : `{${Object.entries(value)
          .filter(([, part]) => part !== undefined)
          .map(([name, part]) => `${/^[a-z]\w*$/i.test(name) ? name : JSON.stringify(name)}:${text(part)}`)
          .join(',')}}`;
    if ((counts.get(key) ?? 0) < 2 || key.length < 12) return written;
    const name = `_${pool.size}`;
    pool.set(key, name);
    declarations.push(`const ${name}=${written};`);
    return name;
  };
  for (const [, value] of tables) count(value);
  const exported = tables.map(([name, value]) => `export const ${name}=${text(value)};`);
  return [...declarations, ...exported].join('\n');
}
