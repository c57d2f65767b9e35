/** The script of a sandbox's worker: a reader's text, on lines of its own, and below it the frame that runs it. */

export interface SandboxScript {
  /** The name under which errors tell lines of the text. */
  readonly name: string;
  readonly text: string;
  /** The whole script, as a `data:` address. */
  readonly address: string;
}

/** How much the first line of the script has before the text. */
const lead = "const make = () => { 'use strict'; ";

/**
 * The script: the text is the body of a function `make`, which gives what the text declares under `names`, and what is an entry of `more`, in JavaScript. The frame calls it, tells
 * `{ kind: 'ready' }`, takes one message, and answers with `{ kind: 'done', result }` or `{ kind: 'thrown', message, stack }`.
 */
export function sandboxScript(
  name: string,
  text: string,
  frame: string,
  names: readonly string[],
  more: readonly string[] = [],
): SandboxScript {
  const made = `return { ${[...names.map(ifThere), ...more].join(', ')} };`;
  const whole = `${lead}${bodyOf(text)}\n${made} };\n${frame}\n//# sourceURL=${name}\n`;
  return { name, text, address: `data:text/javascript;charset=utf-8,${encodeURIComponent(whole)}` };
}

/** An entry with what the text declares under a name, if it does. */
export const ifThere = (name: string): string => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`;

/** The text as the body of a function, where nothing can be exported, of the same length. */
export const bodyOf = (text: string): string =>
  text.replaceAll(/^export(?=\s+(?:function|const|let|var|class)\b)/gm, '      ');

/** The place of a line and column of the script, both from 1, in code points of the text from 1; undefined where they lie outside of the text. */
export function positionAt({ text }: SandboxScript, line: number, column: number): number | undefined {
  const lines = text.split('\n');
  const at = lines[line - 1];
  if (at === undefined) return undefined;
  const from = Math.max((column || 1) - 1 - (line === 1 ? lead.length : 0), 0);
  const before = [...lines.slice(0, line - 1), at.slice(0, from)].join('\n');
  return [...before].length + 1;
}
