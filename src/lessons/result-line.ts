/**
 * What somebody's machine found in a lesson, as one line of text that can be copied, sent and laid beside the lines of others:
 *
 *     quern lesson 3 | processor: AMD EPYC 7763 | in: Node 20.20 | guessed: right | ✓ slowest between 35 and 65 %: 50 % | ✗ …
 */
import type { Check } from './experiment.js';

export interface ResultLine {
  readonly lesson: number;
  /** The processor's name, as far as it is known where the line was made. */
  readonly processor: string;
  /** What ran the experiment: `Node 20.20`, `Chrome 141`. */
  readonly place: string;
  /** Whether the reader's prediction was right; undefined where none was made. */
  readonly guessed: boolean | undefined;
  readonly checks: readonly Pick<Check, 'what' | 'holds' | 'found'>[];
}

const separator = ' | ';
/** Longer lines are no result lines. */
const mostCharacters = 8000;

/** Text that holds neither a separator nor a line break. */
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '/').trim();

/** The line. */
export function resultLine({ lesson, processor, place, guessed, checks }: ResultLine): string {
  return [
    `quern lesson ${lesson}`,
    `processor: ${plain(processor)}`,
    `in: ${plain(place)}`,
    ...(guessed === undefined ? [] : [`guessed: ${guessed ? 'right' : 'wrong'}`]),
    // What is found comes last: it may hold a colon, and what was to hold may not.
    ...checks.map(
      ({ what, holds, found }) => `${holds ? '✓' : '✗'} ${plain(what).replaceAll(': ', ' – ')}: ${plain(found)}`,
    ),
  ].join(separator);
}

/** What a line says; undefined for a text that is none. */
export function parseResultLine(text: string): ResultLine | undefined {
  if (text.length > mostCharacters) return undefined;
  const [head = '', ...fields] = text.trim().split(separator);
  const lesson = /^quern lesson (\d{1,3})$/.exec(head)?.[1];
  if (lesson === undefined) return undefined;
  const named = (name: string): string | undefined =>
    fields.find((field) => field.startsWith(`${name}: `))?.slice(name.length + 2);
  const guessed = named('guessed');
  const checks = fields.flatMap((field) => {
    const [, mark, what = '', found = ''] = /^([✓✗]) (.+?):(?: (.*))?$/.exec(field) ?? [];
    return mark === undefined ? [] : [{ what, holds: mark === '✓', found }];
  });
  return {
    lesson: Number(lesson),
    processor: named('processor') ?? '',
    place: named('in') ?? '',
    guessed: guessed === undefined ? undefined : guessed === 'right',
    checks,
  };
}
