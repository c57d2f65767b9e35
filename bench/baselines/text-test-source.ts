/** Tests of a text column against a constant, as JavaScript over the bytes of 16-byte views. */
import { SqlError } from '../../src/error.js';

/** `texteq`, and `textlike` where the pattern is a prefix (`x%`) or an infix (`%x%`) without other wildcards. */
export function textTestSource(func: string, column: string, constant: string): string {
  if (func === 'texteq') return startsWith(column, constant, '===');
  const [, before = '', literal = '', after = ''] = /^(%?)([^%_\\]+)(%?)$/.exec(constant) ?? [];
  if (func === 'textlike' && literal !== '') {
    if (before === '' && after === '') return startsWith(column, literal, '===');
    if (before === '') return startsWith(column, literal, '>=');
    if (after !== '') return includes(column, literal);
  }
  throw new SqlError('0A000', `the new Function baseline does not support ${func} with '${constant}'`);
}

const inlined = 12;
const bytesOf = (text: string): number[] => [...new TextEncoder().encode(text)];

function startsWith(column: string, text: string, compare: '===' | '>='): string {
  const bytes = bytesOf(text);
  const length = `${column}[row * 4]`;
  const tests = (array: string, start: string) =>
    bytes.map((byte, i) => ` && ${array}[${start} + ${i}] === ${byte}`).join('');
  const short = `${length} <= ${inlined}${tests(`${column}Bytes`, 'row * 16 + 4')}`;
  const long = `${length} > ${inlined}${tests('memory', `${column}[row * 4 + 3]`)}`;
  if (compare === '===') return `(${length} === ${bytes.length} && ${bytes.length <= inlined ? short : long})`;
  return `(${length} >= ${bytes.length} && (${bytes.length <= inlined ? `${short} || ` : ''}${long}))`;
}

function includes(column: string, text: string): string {
  const bytes = bytesOf(text);
  const tests = bytes.map((byte, i) => `bytes[at + ${i}] === ${byte}`).join(' && ');
  return `((bytes, at, length) => {
      for (const last = at + length - ${bytes.length}; at <= last; at++) if (${tests}) return true;
      return false;
    })(${column}[row * 4] <= ${inlined} ? ${column}Bytes : memory, ${column}[row * 4] <= ${inlined} ? row * 16 + 4 : ${column}[row * 4 + 3], ${column}[row * 4])`;
}
