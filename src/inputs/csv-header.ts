/** Names for the columns of a CSV file, each different: what the header leaves empty or says twice is told, not refused. */

export interface HeaderNames {
  readonly names: readonly string[];
  /** Names that are not in the file, each with what stands there. */
  readonly made: readonly { readonly name: string; readonly place: number; readonly written: string }[];
}

/** `unnamed_1` for a first column without a name, `id_2` for a second `id`. */
export function uniqueNames(written: readonly string[]): HeaderNames {
  const taken = new Set(written.filter((name) => name !== ''));
  /** The last number that a name was given. */
  const seen = new Map<string, number>();
  const made: { name: string; place: number; written: string }[] = [];
  const names = written.map((text, index) => {
    const last = seen.get(text) ?? 0;
    if (text !== '' && last === 0) {
      seen.set(text, 1);
      return text;
    }
    const stem = text === '' ? 'unnamed' : text;
    let number = Math.max(last, text === '' ? index : 0) + 1;
    while (taken.has(`${stem}_${number}`)) number++;
    seen.set(text, number);
    const name = `${stem}_${number}`;
    taken.add(name);
    made.push({ name, place: index + 1, written: text });
    return name;
  });
  return { names, made };
}

/** Names where there is no header. */
export const numberedNames = (count: number): string[] => Array.from({ length: count }, (_, n) => `column_${n + 1}`);
