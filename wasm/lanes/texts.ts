/**
 * Stencils over the 16-byte views of four texts, which are written by hand, as no definition speaks of views: a view holds the length, then a text of up to 12 bytes and
 * zeros, or its first 4 bytes and where it is. `{text}`, `{text_1}`, `{text_2}` and `{text_3}` are the views; each stencil leaves all ones or all zeros a row, in 32 bits.
 */
import { encoded as op } from './instructions.js';

const bytes = (list: readonly number[]): string => list.map((byte) => byte.toString(16).padStart(2, '0')).join('');
const span = (from: number, count: number): number[] => Array.from({ length: count }, (_, i) => from + i);
const shuffle = (...parts: readonly (readonly number[])[]): string => op('i8x16.shuffle') + bytes(parts.flat());
const constant = (...list: readonly number[]): string => op('v128.const') + bytes(list);

/** Half of one vector, and the same half of the other. */
const halves = { head: shuffle(span(0, 8), span(16, 8)), tail: shuffle(span(8, 8), span(24, 8)) } as const;
/** Of the 64-bit lanes of two vectors the lower 32 bits. */
const evens = shuffle(span(0, 4), span(8, 4), span(16, 4), span(24, 4));

const pairs = [
  ['text', 'text_1'],
  ['text_2', 'text_3'],
] as const;

const halfCode = (half: keyof typeof halves): string =>
  [
    ...pairs.map(
      ([a, b]) => `20{${a}} 20{${b}} ${halves[half]} 20{mask} ${op('v128.and')} 20{wanted} ${op('i64x2.eq')}`,
    ),
    evens,
  ].join(' ');
export const headCode = halfCode('head');
export const tailCode = halfCode('tail');

const lengths = shuffle(span(0, 4), span(16, 4), span(0, 8));
export const longCode = [
  ...pairs.map(([a, b]) => `20{${a}} 20{${b}} ${lengths}`),
  halves.head,
  constant(...Array.from({ length: 4 }, () => [12, 0, 0, 0]).flat()),
  op('i32x4.gt_s'),
].join(' ');

const zero = constant(...Array.from({ length: 16 }, () => 0));
const found = (view: string, later: string): string =>
  `20{${view}} 20{first} ${op('i8x16.eq')} 20{${later}} 20{last} ${op('i8x16.eq')} ${op('v128.and')} 20{places} ${op('v128.and')}`;
export const noInfixCode = [
  ...(['', '_2'] as const).map((a, n) =>
    [
      `${found(`text${a}`, `later${a}`)} 21{%v128.0} ${found(`text_${n * 2 + 1}`, `later_${n * 2 + 1}`)} 21{%v128.1}`,
      `20{%v128.0} 20{%v128.1} ${halves.head} 20{%v128.0} 20{%v128.1} ${halves.tail}`,
      `${op('v128.or')} ${zero} ${op('i64x2.eq')}`,
    ].join(' '),
  ),
  evens,
].join(' ');
