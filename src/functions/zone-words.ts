/** The words of all time zones, which are loaded with the family datetime. */
import { zoneAbbreviations } from './zone-abbreviations.generated.js';
import { fromEver, numericAbbreviation, type ZoneWord } from './zone-word.js';

const histories: ReadonlyMap<string, string> = new Map(
  zoneAbbreviations
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [names = '', history = ''] = line.split('|');
      return names.split(' ').map((name) => [name, history] as const);
    }),
);

/** The words of a zone, in the order in which they came into use; an offset that has none is called by its number. */
export function wordsOf(zone: string, offsets: ReadonlySet<number>): ZoneWord[] | undefined {
  const history = histories.get(zone.toLowerCase());
  if (history === undefined) return undefined;
  const words = history
    .split(' ')
    .filter((each) => each !== '')
    .map((each): ZoneWord => {
      const [word = '', offset, from] = each.split(',');
      return { word, offset: Number(offset), from: from === undefined ? fromEver : Number(from) };
    });
  const named = new Set(words.filter(({ from }) => from === fromEver).map(({ offset }) => offset));
  const unnamed = [...offsets].filter((offset) => !named.has(offset));
  return [...unnamed.map((offset) => ({ word: numericAbbreviation(offset), offset, from: fromEver })), ...words];
}
