/**
 * The state as the part of an address behind `#`: `v1.` and what differs from the defaults, as JSON in base64url. What cannot be read gives the defaults and a notice; a
 * single field that is not what it should be gives that field's default.
 */
import { architectureNamed } from '../../src/native/architecture.js';
import { codeTabs, compareCodes, defaultState, mostCharacters, mostRows, type State } from './state.js';

const version = 1;
const mostSettingCharacters = 100;

export interface Opened {
  readonly state: State;
  /** What is to be said of a link that could not be read, or not wholly. */
  readonly notice?: string;
}

/** The text behind `#`; undefined when the state is too long for a link. */
export function permalinkOf(state: State): string | undefined {
  const { sql, schema, predictor, otherSql } = state;
  if ([sql, schema, predictor, otherSql].some((text) => text.length > mostCharacters)) return undefined;
  const changed = Object.entries(state).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaultState[key as keyof State]),
  );
  if (changed.length === 0) return '';
  return `v${version}.${toBase64Url(JSON.stringify(Object.fromEntries(changed)))}`;
}

/** The state that a link holds. Never throws. */
export function openPermalink(hash: string): Opened {
  const text = hash.replace(/^#/, '');
  const lesson = /^lesson-(\d{1,2})$/.exec(text)?.[1];
  if (lesson !== undefined) return { state: { ...defaultState, lesson: Number(lesson) } };
  // A plain word is a place in the page.
  if (text === '' || /^[a-z-]{1,20}$/.test(text)) return { state: defaultState };
  const [, written] = /^v(\d{1,6})\./.exec(text) ?? [];
  if (written === undefined)
    return {
      state: defaultState,
      notice: 'The link cannot be read: it does not begin as a playground’s link does. You see the first example.',
    };
  if (Number(written) > version) {
    return {
      state: defaultState,
      notice: `The link was made by a newer playground (its version is ${written}, this one reads ${version}). You see the first example.`,
    };
  }
  try {
    const value: unknown = JSON.parse(fromBase64Url(text.slice(text.indexOf('.') + 1)));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('not an object');
    return checked(value as Readonly<Record<string, unknown>>);
  } catch {
    return { state: defaultState, notice: 'The link is damaged and cannot be read. You see the first example.' };
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= mostCharacters;
const isCell = (value: unknown): value is string | null => value === null || isText(value);
const isCells = (value: unknown): boolean => Array.isArray(value) && value.length <= 1600 && value.every(isCell);
const isPart = (value: unknown): boolean => typeof value === 'number' && value >= 0 && value <= 1;
const isCount =
  (most: number) =>
  (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

const isSession = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).sort().join() === Object.keys(defaultState.session).sort().join() &&
  Object.values(value).every((text) => isText(text) && text.length <= mostSettingCharacters);

const isCompareCode = (value: unknown): boolean => compareCodes.some((code) => code === value);

/** Whether a value may stand in a field. */
const checks: { readonly [K in keyof State]: (value: unknown) => boolean } = {
  sql: isText,
  schema: isText,
  params: isCells,
  session: isSession,
  rung: isCount(4),
  rows: (value) => Array.isArray(value) && value.length <= mostRows && value.every(isCells),
  row: isCount(mostRows),
  step: isCount(1000),
  engine: isText,
  tab: (value) => codeTabs.some((tab) => tab === value),
  conditional: isText,
  indirect: isText,
  nullRate: isPart,
  selectivity: isPart,
  curveNulls: isPart,
  sorted: (value) => typeof value === 'boolean',
  lesson: isCount(99),
  predictor: isText,
  otherSql: isText,
  otherRung: isCount(4),
  leftCode: isCompareCode,
  rightCode: isCompareCode,
  recorded: isText,
  recordedBeside: isText,
  architecture: (value) => typeof value === 'string' && architectureNamed(value) !== undefined,
};

function checked(value: Readonly<Record<string, unknown>>): Opened {
  const wrong: string[] = [];
  const fields = Object.entries(value).filter(([key, field]) => {
    const right = Object.hasOwn(checks, key) && checks[key as keyof State](field);
    if (!right) wrong.push(key);
    return right;
  });
  const state: State = { ...defaultState, ...Object.fromEntries(fields) };
  if (wrong.length === 0) return { state };
  return { state, notice: 'Some of the link could not be read; that part is as in the first example.' };
}

function toBase64Url(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder('utf-8', { fatal: true }).decode(
    Uint8Array.from(binary, (character) => character.charCodeAt(0)),
  );
}
