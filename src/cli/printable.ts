/**
 * Texts for a terminal or a log: control characters are shown escaped, because a file's header could otherwise clear the screen, hide what was printed, or begin
 * a line that looks like another message.
 */

/** Control characters, and the marks that end a line or change the direction of what follows. */
const unprintable = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu;

/** The text with `\n`, `\t`, `\x1b` and so on in place of such characters; those of `kept` stay. */
export function printable(text: string, kept = ''): string {
  return text.replaceAll(unprintable, (character) => {
    if (kept.includes(character)) return character;
    const named = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[character];
    if (named !== undefined) return named;
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`;
  });
}
