/** What a constant text tells of the texts that match it: a literal part that lies at their beginning, or anywhere in them, and whether that is all there is to know. */
import type { Constant } from '../../program/program.js';
import type { TextMatch } from './step.js';

export interface Search {
  readonly by: 'equality' | 'prefix' | 'infix';
  /** The bytes of the constant before the literal part, and behind it. */
  readonly before: number;
  readonly behind: number;
  /** The literal has at most so many bytes; the least of a few bounds, so that many constants have the same. */
  readonly most: number;
  /** A text in which the literal lies so matches. */
  readonly exact: boolean;
}

/** Bounds of a literal's bytes: none, as many as a view has of every text, as many as it has of a short one. */
const bounds = [0, 4, 12];
/** Of one that is looked for by its first and last byte: those are all of it, or it fits into a view. */
const infixBounds = [2, 12];

/** The bytes of a text in UTF-8, in which half a pair of surrogates is U+FFFD. */
function bytesIn(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

type Searches = Partial<Record<TextMatch['by'], Search | undefined>>;
const known = new WeakMap<Constant, Searches>();

/** What is to be looked for; undefined where nothing that is known in advance must be in the text. */
export function searchOf({ by }: Pick<TextMatch, 'by'>, constant: Constant | undefined): Search | undefined {
  if (constant === undefined || constant.type !== 'text') return undefined;
  let searches = known.get(constant);
  if (searches === undefined) {
    searches = {};
    known.set(constant, searches);
  }
  if (!(by in searches)) searches[by] = find(by, String(constant.value));
  return searches[by];
}

function find(by: TextMatch['by'], text: string): Search | undefined {
  if (by !== 'pattern') return search(text, by, 0, text.length, true);
  // An escape is left to those who know it.
  if (text.includes('\\')) return undefined;
  const [first = '', ...others] = text.split(/[%_]/);
  if (others.length === 0) return search(text, 'equality', 0, text.length, true);
  if (first !== '') return search(text, 'prefix', 0, first.length, /^%+$/.test(text.slice(first.length)));
  const longest = others.reduce((best, part) => (part.length > best.length ? part : best), '');
  const at = text.indexOf(longest);
  return search(
    text,
    'infix',
    at,
    longest.length,
    /^%+$/.test(text.slice(0, at)) && /^%+$/.test(text.slice(at + longest.length)),
  );
}

function search(text: string, by: Search['by'], at: number, length: number, exact: boolean): Search | undefined {
  const size = bytesIn(text.slice(at, at + length));
  if (size === 0 && by !== 'equality') return undefined;
  const most = (by === 'infix' ? infixBounds : bounds).find((bound) => size <= bound) ?? Infinity;
  return { by, before: bytesIn(text.slice(0, at)), behind: bytesIn(text.slice(at + length)), most, exact };
}

/** As a text: equal texts, equal instructions. */
export const spelled = ({ by, before, behind, most, exact }: Search): string =>
  `${by} ${before} ${behind} ${most}${exact ? ' exact' : ''}`;

/** All that a text may be searched for by, as a text. */
export const searches = (constant: Constant): string =>
  (['equality', 'pattern'] as const)
    .map((by) => searchOf({ by }, constant))
    .map((found) => (found === undefined ? '' : spelled(found)))
    .join();
