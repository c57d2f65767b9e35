/**
 * The columns that a name which no column has may have been meant for: PostgreSQL's fuzzy match (parser/parse_relation.c: updateFuzzyAttrMatch,
 * errorMissingColumn; utils/adt/levenshtein.c), and the names that differ in case only.
 */
import { quoteIdentifier } from '../../catalog/quote-identifier.js';
import { utf8Length } from '../parse/position.js';
import { differsInCaseFrom } from './column-names.js';

/** MAX_FUZZY_DISTANCE. */
const farthest = 3;

/** PostgreSQL's hint, if there are one or two such columns. */
export function nearNamesHint(name: string, columns: readonly string[]): string | undefined {
  const sameLetters = columns.filter(differsInCaseFrom(name));
  if (sameLetters.length === 1 || sameLetters.length === 2) {
    const quoted = sameLetters.map(quoteIdentifier).filter((written) => written.startsWith('"'));
    const why = 'Without double quotes a name is folded to lower case';
    return quoted.length === 0 ? perhaps(sameLetters) : `${perhaps(sameLetters)} ${why}: write ${quoted.join(' or ')}.`;
  }
  const near = nearest(name, columns);
  return near.length === 0 ? undefined : perhaps(near);
}

const perhaps = (names: readonly string[]): string =>
  `Perhaps you meant to reference ${names.map((name) => `the column "${name}"`).join(' or ')}.`;

/** At most two names at the least distance; none when more are as near. A match may differ in half of the name. */
export function nearest(name: string, candidates: readonly string[]): string[] {
  let distance = farthest + 1;
  let found: string[] = [];
  const half = Math.floor(utf8Length(name) / 2);
  for (const candidate of candidates) {
    const other = levenshtein(candidate, name, distance);
    if (other > half || other > distance) continue;
    if (other < distance) {
      distance = other;
      found = [candidate];
    } else if (found.length === 2) {
      found = [];
    } else if (found.length === 1) found.push(candidate);
  }
  return found;
}

/** How many characters to insert, delete or change to make one text of the other; some number above `most` when it is more. */
function levenshtein(from: string, to: string, most: number): number {
  const [source, target] = [[...from], [...to]];
  if (Math.abs(source.length - target.length) > most) return most + 1;
  let row = target.map((_, j) => j + 1);
  for (const [i, character] of source.entries()) {
    const next: number[] = [];
    let diagonal = i;
    let left = i + 1;
    for (const [j, other] of target.entries()) {
      const above = row[j] ?? most + 1;
      left = Math.min(above + 1, left + 1, diagonal + (character === other ? 0 : 1));
      next.push(left);
      diagonal = above;
    }
    if (Math.min(i + 1, ...next) > most) return most + 1;
    row = next;
  }
  return row.at(-1) ?? source.length;
}
