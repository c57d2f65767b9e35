/** The text form of an array of one dimension, `{a,"b c",NULL}`, as its elements (utils/adt/arrayfuncs.c, ReadArrayStr). */

/** The elements, null for NULL; 'dimensions' for an array of another number of dimensions than one; undefined for what is no array. */
export function arrayElements(text: string): readonly (string | null)[] | 'dimensions' | undefined {
  const trimmed = text.trim();
  if (trimmed.startsWith('[')) return 'dimensions';
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  const inside = trimmed.slice(1, -1);
  if (inside.trim() === '') return [];
  const elements: (string | null)[] = [];
  let at = 0;
  for (;;) {
    const found = element(inside, at);
    if (found === undefined || found === 'dimensions') return found;
    elements.push(found.value);
    if (found.end >= inside.length) return elements;
    at = found.end + 1;
  }
}

interface Found {
  readonly value: string | null;
  /** The place of the comma that follows, or the end. */
  readonly end: number;
}

/** Reads one element from `at` on. */
function element(text: string, at: number): Found | 'dimensions' | undefined {
  let value = '';
  /** Unquoted blanks after this length are not part of the value. */
  let kept = 0;
  let quoted = false;
  let inQuotes = false;
  let i = at;
  for (; i < text.length && (inQuotes || text[i] !== ','); i++) {
    const c = text[i] ?? '';
    if (c === '\\') {
      i++;
      if (i >= text.length) return undefined;
      value += text[i];
      kept = value.length;
      quoted = true;
    } else if (c === '"') {
      if (!inQuotes && value !== '') return undefined;
      inQuotes = !inQuotes;
      quoted = true;
      kept = value.length;
    } else if (!inQuotes && (c === '{' || c === '}')) {
      return c === '{' && value === '' && !quoted ? 'dimensions' : undefined;
    } else if (inQuotes || !/\s/.test(c)) {
      // Nothing may follow a closing quote.
      if (!inQuotes && quoted && text[i - 1] === '"') return undefined;
      value += c;
      kept = value.length;
    } else if (value !== '') {
      value += c;
    }
  }
  if (inQuotes) return undefined;
  const trimmed = value.slice(0, kept);
  if (!quoted && trimmed === '') return undefined;
  return { value: !quoted && trimmed.toLowerCase() === 'null' ? null : trimmed, end: i };
}
