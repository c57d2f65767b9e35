/** How many rows a text has, by ways of counting that have nothing to do with the readers'. */

/** Of CSV with a header: fields in quotes may have line ends; a line without anything is no row. */
export function records(text: string): number {
  let inQuotes = false;
  let rows = -1;
  let length = 0;
  for (const character of text.replace(/^\ufeff/, '')) {
    if (character === '"') inQuotes = !inQuotes;
    if (character === '\n' && !inQuotes) {
      if (length > 0) rows++;
      length = 0;
    } else if (character !== '\r' || inQuotes) length++;
  }
  return Math.max(rows + (length > 0 ? 1 : 0), 0);
}

/** Of NDJSON. */
export const lines = (text: string): number => text.split('\n').filter((line) => /[^ \t\r\ufeff]/.test(line)).length;

/** Of a JSON array; undefined where it is none. */
export function elements(text: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.length : undefined;
  } catch {
    return undefined;
  }
}
