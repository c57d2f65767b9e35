/** A value's text as JSON: numbers keep the digits that they are written with. */
import type { TypeName } from '../catalog/types.js';

/** The types whose values are JSON numbers. */
const numbers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric']);
const number = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

/** The text of a value of the type, or null. What JSON has no kind for is a string. */
export function jsonOfText(type: TypeName, text: string | null): string {
  if (text === null) return 'null';
  if (type === 'bool' && /^(t|f|true|false)$/i.test(text)) return /^t/i.test(text) ? 'true' : 'false';
  if (!numbers.has(type)) return JSON.stringify(text);
  if (number.test(text)) return text;
  // JSON wants a digit on both sides of a point.
  const whole = text.replace(/^(-?)\./, (_, sign: string) => `${sign}0.`).replace(/\.(?=$|[eE])/, '');
  return number.test(whole) ? whole : JSON.stringify(text);
}
