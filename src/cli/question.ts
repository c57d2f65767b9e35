/** A line of `quern eval`'s input: `{"sql": …, "params": […], "schema": …, "row": {…}, "settings": {…}}`, all but `sql` optional. */
import type { SessionSettings } from '../arena/settings.js';
import { SqlError } from '../error.js';
import type { Question } from './answer.js';

/** Raises 22P02, with the line's number, for what is not of that form. */
export function parseQuestion(text: string, line: number): Question {
  const wrong = (message: string) => new SqlError('22P02', `line ${line}: ${message}`);
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    throw wrong('it is not valid JSON');
  }
  if (!isObject(given)) throw wrong('a JSON object is expected');
  const { sql, params = [], schema = '', row = {}, settings = {}, ...others } = given;
  const [unknown] = Object.keys(others);
  if (typeof sql !== 'string') throw wrong('"sql" must be a string');
  if (!Array.isArray(params) || !params.every(isText)) throw wrong('"params" must be an array of strings and nulls');
  if (typeof schema !== 'string') throw wrong('"schema" must be a string');
  if (!isRow(row)) throw wrong('"row" must be an object of strings and nulls');
  if (unknown !== undefined)
    throw wrong(`there is no member "${unknown}"; there are sql, params, schema, row and settings`);
  if (!isSettings(settings)) throw wrong(`"settings" must be an object of strings: ${settingNames.join(', ')}`);
  return { sql, params, schema, row, settings };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string | null => value === null || typeof value === 'string';
const settingNames = ['timeZone', 'dateStyle', 'intervalStyle'] as const;
const isSettings = (value: unknown): value is SessionSettings =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, text]) => settingNames.some((known) => known === name) && typeof text === 'string',
  );
const isRow = (value: unknown): value is Record<string, string | null> =>
  isObject(value) && Object.values(value).every(isText);
