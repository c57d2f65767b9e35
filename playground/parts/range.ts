/** From PostgreSQL's position, which counts code points from 1, to the range of the word there. */

/** The word or sign at the position; of an unknown position the whole text, of the end its last character. */
export function rangeAt(text: string, position: number | undefined): { readonly from: number; readonly to: number } {
  if (position === undefined || text === '') return { from: 0, to: text.length };
  let from = 0;
  let points = 1;
  for (const character of text) {
    if (points === position) break;
    from += character.length;
    points++;
  }
  if (from >= text.length) {
    const end = text.trimEnd().length;
    return { from: Math.max(end - 1, 0), to: Math.max(end, Math.min(1, text.length)) };
  }
  const word = /^(?:[\p{L}\p{N}_$]+|'[^']*'?|"[^"]*"?|[^\s])/u.exec(text.slice(from))?.[0] ?? ' ';
  return { from, to: from + word.length };
}
