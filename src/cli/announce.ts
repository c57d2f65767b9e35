/** Says what was found out about a text and not asked for: the delimiter, names that were made up, types, columns that can only be copied. */
import { CsvReader } from '../inputs/csv.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
import { numberExpression } from '../inputs/other-numbers.js';
import { schemaText } from '../inputs/schema-text.js';
import { say } from './say.js';
import type { TextReader } from './text-input.js';

/** The most columns whose types are all told; of more, those that are used. */
const mostTold = 40;
const mostMade = 5;

/** Says what there is to be known; of types only if they are asked for. */
export function announceInput(reader: TextReader, used: readonly number[], types: boolean): void {
  if (reader instanceof CsvReader) announceDialect(reader);
  const inferred = reader.inferred.filter((column) => !reader.opaque.has(column));
  const told = inferred.length > mostTold ? inferred.filter((column) => used.includes(column)) : inferred;
  if (types && told.length > 0) {
    const text = schemaText(told.flatMap((column) => reader.schema[column] ?? []));
    const more = told.length < inferred.length ? `, and of ${inferred.length - told.length} more columns` : '';
    say(`types inferred from the first rows: --schema '${text.replaceAll("'", "'\\''")}'${more}`);
  }
  for (const { name, word } of reader.nullWords.slice(0, mostMade))
    say(`${word === '' ? 'an empty field in quotes' : `"${word}"`} means null in column "${name}"`);
  for (const { name, ways } of reader.otherDates.slice(0, mostMade)) {
    const styles = ways.map((way) =>
      way === 'named' ? `--schema '${quoteIdentifier(name)} date'` : `--date-style ${way}`,
    );
    say(`column "${name}" is read as texts, which look like dates: ${styles.join(' or ')} reads them as such`);
  }
  for (const { name, ways } of reader.otherNumbers.slice(0, mostMade)) {
    const expressions = ways.map((way) => numberExpression(way, name));
    say(`column "${name}" is read as texts, which look like numbers: ${expressions.join(' or ')} computes with them`);
  }
  for (const [column, reason] of [...reader.opaque].slice(0, mostTold))
    say(`column "${reader.schema[column]?.name ?? ''}" can be copied, but not computed with: ${reason}`);
}

function announceDialect(reader: CsvReader): void {
  const { delimiter, lineEnd, spaced } = reader.dialect;
  const character = String.fromCharCode(delimiter);
  if (reader.foundDelimiter && character !== ',')
    say(`the fields are separated by ${character === '\t' ? 'tabs' : `"${character}"`}`);
  if (spaced) say('spaces after delimiters are no part of the fields');
  if (lineEnd === 0x0d) say('the lines end with carriage returns');
  const { made } = reader.findings;
  for (const { name, place, written } of made.slice(0, mostMade))
    say(
      `column ${place} is called "${name}": the header ${written === '' ? 'has no name for it' : `has "${written}" before`}`,
    );
  if (made.length > mostMade) say(`${made.length - mostMade} more columns have names that are not in the header`);
}
