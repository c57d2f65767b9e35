/** Random regular expressions, most of them valid, and texts that they have a chance to match. */

export type Pick = <T>(choices: readonly T[]) => T;

const letters = ['a', 'b', 'ab', 'c', 'é', 'x', '1', ' ', '_', 'A', '-'];
const atoms = [
  '.',
  '\\d',
  '\\w',
  '\\s',
  '\\W',
  '\\D',
  '\\S',
  '[ab]',
  '[^a]',
  '[a-c]',
  '[[:alpha:]]',
  '[^[:alnum:]é]',
  '[]a]',
  '[a-]',
  '[\\d_]',
  '\\.',
  '\\x61',
  '\\u00e9',
  '[[=a=]b]',
  '[[.-.]a]',
  '\\141',
];
const constraints = ['^', '$', '\\A', '\\Z', '\\m', '\\M', '\\y', '\\Y', '[[:<:]]', '[[:>:]]'];
const quantifiers = [
  '*',
  '+',
  '?',
  '*?',
  '+?',
  '??',
  '{2}',
  '{1,2}',
  '{0,2}?',
  '{2,}',
  '{1,}?',
  '{0}',
  '{1,1}',
  '{1,1}?',
  '{2}?',
  '{0,1}',
];
const oddities = [
  '**',
  '(',
  ')',
  '[',
  '{',
  '{1',
  '{1,0}',
  '{300}',
  '\\',
  '\\q',
  '[b-a]',
  '[[:no:]]',
  '[a',
  '(?',
  '(?:',
  '?',
  '{,2}',
  '[a-b-c]',
  '[\\m]',
  '\\8',
  '\\400',
  '\\x',
  '\\u12',
  '(?#x)',
  '[[.ab.]]',
  '|',
  '[[:alpha:]-z]',
  '}',
  ']',
  '\\cA',
  '[^]',
  '{1,2',
  '{1a}',
];
const prefixes = [
  '(?i)',
  '(?n)',
  '(?x)',
  '(?p)',
  '(?w)',
  '(?q)',
  '(?e)',
  '***:',
  '***=',
  '(?s)',
  '(?j)',
  '(?it)',
  '***',
  '***:(?i)',
];

export function randomPattern(pick: Pick, invalid = false): string {
  const body = alternatives(pick, 3, invalid);
  return (pick([0, 0, 0, 0, 0, 0, 1]) === 1 ? pick(prefixes) : '') + body;
}

function alternatives(pick: Pick, depth: number, invalid: boolean): string {
  const branches = pick([1, 1, 1, 2, 3]);
  return Array.from({ length: branches }, () => branch(pick, depth, invalid)).join('|');
}

function branch(pick: Pick, depth: number, invalid: boolean): string {
  return Array.from({ length: pick([0, 1, 1, 2, 2, 3, 4]) }, () => piece(pick, depth, invalid)).join('');
}

function piece(pick: Pick, depth: number, invalid: boolean): string {
  const kind = pick([0, 0, 0, 0, 1, 1, 2, 3, 3, 3, invalid ? 4 : 0]);
  if (kind === 2) return pick(constraints);
  if (kind === 4) return pick(oddities);
  const inner =
    kind === 3 && depth > 0
      ? `${pick(['(', '(', '(?:'])}${alternatives(pick, depth - 1, invalid)})`
      : pick(kind === 1 ? atoms : letters);
  return inner + (pick([0, 0, 1]) === 1 ? pick(quantifiers) : '');
}

export function randomText(pick: Pick): string {
  return Array.from({ length: pick([0, 1, 2, 3, 4, 5, 6, 8, 12]) }, () =>
    pick(['a', 'a', 'a', 'b', 'b', 'c', 'é', 'x', '1', ' ', '_', 'A', '\n', '-', '😀']),
  ).join('');
}

/** A sequence of random choices that is the same for the same seed. */
export function picker(seed: number): Pick {
  let state = seed;
  return (choices) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const chosen = choices[Math.floor((state / 2 ** 32) * choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  };
}
