/** A compiler by copying and patching, whole, for conditions like `column < number` that are joined by AND. Lesson 18 prints this file. */

/** One stencil for each operator: the condition the other way round, and a jump out of the row's block. In braces are the holes.
 * @type {Readonly<Record<string, string>>} */
const stencils = {
  '<': '20 00  28 02 {column}  41 {value}  4e  0d 00',
  '<=': '20 00  28 02 {column}  41 {value}  4a  0d 00',
  '>': '20 00  28 02 {column}  41 {value}  4c  0d 00',
  '>=': '20 00  28 02 {column}  41 {value}  48  0d 00',
  '=': '20 00  28 02 {column}  41 {value}  47  0d 00',
};

/** The loop over the rows: local 0 is where the row is, 1 where the rows end, 2 counts those that came through. */
const loop = '03 40  02 40 {conditions}  20 02 41 01 6a 21 02 0b  20 00 41 04 6a 22 00 20 01 49  0d 00 0b  20 02 0b';

/** A number in five bytes, seven bits in each: every number fits into the same hole. @param {number} value */
const patch = (value) => [0, 7, 14, 21, 28].map((shift) => ((value >> shift) & 0x7f) | (shift < 28 ? 0x80 : 0));

/** Copies a stencil, and fills its holes. @param {string} stencil @param {Record<string, number[]>} holes */
const copy = (stencil, holes) =>
  (stencil.match(/\{\w+\}|\w\w/g) ?? []).flatMap((part) =>
    part.startsWith('{') ? (holes[part.slice(1, -1)] ?? []) : [Number.parseInt(part, 16)],
  );

/** A section, or whatever else begins with its size. @param {number[]} content */
const sized = (content) => [...patch(content.length), ...content];

/** The bytes of a module that exports `count(from, to)`; a column's numbers are `stride` bytes after the column before.
 * @param {readonly import('./conditions.js').Condition[]} conditions @param {number} stride */
export function compile(conditions, stride) {
  const copied = conditions.flatMap(([operator, column, value]) =>
    copy(stencils[operator] ?? '', { column: patch(column * stride), value: patch(value) }),
  );
  const body = [0x01, 0x01, 0x7f, ...copy(loop, { conditions: copied })];
  return Uint8Array.of(
    ...copy('00 61 73 6d 01 00 00 00', {}), // it is WebAssembly, version 1
    ...copy('01 07 01 60 02 7f 7f 01 7f', {}), // a type: two numbers in, one out
    ...copy('02 0c 01 03 65 6e 76 03 6d 65 6d 02 00 01', {}), // the memory, env.mem
    ...copy('03 02 01 00', {}), // one function, of that type
    ...copy('07 09 01 05 63 6f 75 6e 74 00 00', {}), // exported as count
    ...[0x0a, ...sized([0x01, ...sized(body)])], // its code
  );
}

/** The compiled function over a memory.
 * @param {Uint8Array<ArrayBuffer>} bytes @param {WebAssembly.Memory} memory
 * @returns {(from: number, to: number) => number} */
export function instantiate(bytes, memory) {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { mem: memory } });
  return /** @type {(from: number, to: number) => number} */ (exports['count']);
}
