import { describe, expect, it } from 'vitest';
import type { Attribute } from '../../src/catalog/attribute.js';
import { catalogType } from '../../src/catalog/catalog.js';
import { types } from '../../src/catalog/types.js';
import { articleHeap, demoHeap, fillHeapPages, type HeapDataset } from '../../src/datasets/heap-dataset.js';
import { numericBytes, putHundredths } from '../../src/memory/heap/numeric-format.js';
import { PageWriter } from '../../src/memory/heap/page-writer.js';
import { TupleWriter } from '../../src/memory/heap/tuple-writer.js';
import { RowRandom } from '../../src/datasets/random.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Columns as `name type` or `name type!` where they are NOT NULL. */
const attributes = (...columns: string[]): Attribute[] =>
  columns.map((column, index) => {
    const [name = '', type = ''] = column.replace('!', '').split(' ');
    const { length, align } = catalogType(type);
    return {
      name,
      type,
      length,
      align,
      notNull: column.endsWith('!'),
      missing: null,
      column: type in types ? index : undefined,
    };
  });

/** The one tuple on a page, from its header to the end of the page. */
function tupleOf(columns: readonly string[], values: Parameters<TupleWriter['form']>[0], block = 0): string {
  const page = new Uint8Array(8192);
  const tuple = new TupleWriter(attributes(...columns));
  tuple.form(values);
  expect(new PageWriter(page, block).add(tuple)).toBe(true);
  return hex(page.subarray(8192 - ((tuple.length + 7) & ~7)));
}

/** xmin 2, xmax 0, field3 0, ctid (0,1). */
const head = '02000000' + '00000000' + '00000000' + '000000000100';

describe('a page', () => {
  it('has the header, line pointers and tuples of bufpage.h, itemid.h and htup_details.h', () => {
    const page = new Uint8Array(8192).fill(0xff);
    expect(fillHeapPages(articleHeap, page, { rows: 2 })).toEqual({ pages: 1, rows: 2 });
    // LSN, checksum, PD_ALL_VISIBLE, lower 32, upper 8128, special 8192, size and version, prune xid.
    expect(hex(page.subarray(0, 24))).toBe(
      '0000000000000000' + '0000' + '0400' + '2000' + 'c01f' + '0020' + '0420' + '00000000',
    );
    // Offset 8160 or 8128, LP_NORMAL, length 28.
    expect(hex(page.subarray(24, 32))).toBe('e09f3800' + 'c09f3800');
    expect(page.subarray(32, 8128).every((byte) => byte === 0)).toBe(true);
    // One attribute; frozen and never deleted; data from 24; 79 and 56, padded to 8 bytes.
    expect(hex(page.subarray(8160))).toBe(head + '0100' + '000b' + '18' + '00' + '4f000000' + '00000000');
    expect(hex(page.subarray(8128, 8160))).toBe(
      head.replace(/0100$/, '0200') + '0100' + '000b' + '18' + '00' + '38000000' + '00000000',
    );
  });

  it('holds as many rows as a server puts on it: 226 of the article, 291 without any data', () => {
    expect(fillHeapPages(articleHeap, new Uint8Array(8192))).toEqual({ pages: 1, rows: 226 });
    const tuple = new TupleWriter(attributes('a int4'));
    const pages = new PageWriter(new Uint8Array(8192));
    tuple.form([null]);
    let rows = 0;
    while (pages.add(tuple)) rows++;
    expect(rows).toBe(291);
  });

  it('tells its tuples their place in a relation of more than 65536 pages', () => {
    expect(tupleOf(['a int4'], [1], 0x12345).slice(24, 36)).toBe('010045230100');
  });

  it('is the same whether pages are filled at once or one by one', () => {
    const datasets: readonly HeapDataset[] = [articleHeap, demoHeap];
    for (const dataset of datasets) {
      const atOnce = new Uint8Array(8192 * 5);
      const all = fillHeapPages(dataset, atOnce, { block: 7 });
      const single = new Uint8Array(8192);
      let first = 0;
      for (let page = 0; page < 5; page++) {
        first += fillHeapPages(dataset, single, { first, block: 7 + page }).rows;
        expect(hex(single)).toBe(hex(atOnce.subarray(page * 8192, page * 8192 + 8192)));
      }
      expect(all).toEqual({ pages: 5, rows: first });
    }
  });
});

describe('a tuple', () => {
  it('aligns every type as its pg_type entry says', () => {
    const columns = [
      'a bool!',
      'b int2!',
      'c bool!',
      'd int4!',
      'e bool!',
      'f int8!',
      'g float4!',
      'h float8!',
      'i date!',
      'j timestamp!',
    ];
    expect(tupleOf(columns, [1, -2, 0, 3, 1, -4n, 1.5, -2.5, 7, 8n])).toBe(
      head +
        '0a00' +
        '000b' +
        '1800' +
        ('0100feff' + '00000000' + '03000000' + '01000000' + 'fcffffffffffffff') +
        ('0000c03f00000000' + '00000000000004c0' + '0700000000000000' + '0800000000000000'),
    );
  });

  it('has a bitmap of what is there when something is null, and its data after it', () => {
    const nine = Array.from({ length: 9 }, (_, n) => `c${n} int4`);
    expect(tupleOf(nine, [1, null, 2, null, null, null, null, null, 3])).toBe(
      head + '0900' + '010b' + '20' + '0501' + '00'.repeat(7) + '01000000' + '02000000' + '03000000' + '00000000',
    );
    expect(tupleOf(['a int4', 'b text'], [null, null])).toBe(head + '0200' + '010b' + '18' + '00');
  });

  it('has a varlena header of one byte without alignment up to 126 bytes, else one of four', () => {
    expect(tupleOf(['a bool', 'b text', 'c text', 'd int4'], [1, '', 'é', 5])).toBe(
      head + '0400' + '020b' + '1800' + '01' + '03' + '07c3a9' + '000000' + '05000000' + '00000000',
    );
    expect(tupleOf(['a text'], ['x'.repeat(126)]).slice(46)).toBe('00' + 'ff' + '78'.repeat(126) + '00');
    expect(tupleOf(['a bool', 'b text'], [1, 'x'.repeat(127)]).slice(46)).toBe(
      '00' + '01000000' + '0c020000' + '78'.repeat(127) + '00',
    );
  });

  it('has the values of columns that quern does not compute with', () => {
    expect(tupleOf(['a numeric'], ['-12.5']).slice(36)).toBe('0100' + '020b' + '1800' + '0f80a00c008813' + '00');
    const tuple = new TupleWriter(attributes('a bool', 'u uuid'));
    tuple.start();
    tuple.bool(true);
    tuple.bytes(new Uint8Array(16).fill(9));
    expect(tuple.length).toBe(24 + 17);
  });

  it('may have fewer attributes than the table, as before a column was added', () => {
    expect(tupleOf(['a int4', 'b int4', 'c int4'], [null, 1])).toBe(
      head + '0200' + '010b' + '18' + '02' + '01000000' + '00000000',
    );
  });

  it('leaves nothing of the tuple before it', () => {
    const tuple = new TupleWriter(attributes('a text', 'b int8'));
    const page = new Uint8Array(8192);
    const pages = new PageWriter(page);
    tuple.form(['y'.repeat(200), -1n]);
    pages.add(tuple);
    tuple.form([null, 1n]);
    pages.add(tuple);
    const { length } = tuple;
    tuple.form(['z', 1n]);
    pages.add(tuple);
    const upper = new DataView(page.buffer).getUint16(14, true);
    expect(hex(page.subarray(upper + 40, upper + 40 + length)).slice(46)).toBe('02' + '0100000000000000');
    expect(hex(page.subarray(upper + 23, upper + 40))).toBe('00' + '057a000000000000' + '0100000000000000');
  });

  it('that no page could hold is refused with its size, and the longest one has a page to itself', () => {
    const page = new Uint8Array(8192);
    const tuple = new TupleWriter(attributes('a text'));
    tuple.form(['x'.repeat(8160 - 24 - 4)]);
    expect(new PageWriter(page).add(tuple)).toBe(true);
    expect(new DataView(page.buffer).getUint16(14, true)).toBe(32);
    for (const [bytes, size] of [
      [8133, 8161],
      [3_000_000, 3_000_028],
    ] as const) {
      tuple.form(['x'.repeat(bytes)]);
      expect(() => new PageWriter(page).add(tuple)).toThrow(
        expect.objectContaining({ code: '54000', message: `row is too big: size ${size}, maximum size 8160` }),
      );
    }
    const wide = new TupleWriter(attributes(...Array.from({ length: 1600 }, (_, n) => `c${n} int8`)));
    wide.form(Array.from({ length: 1600 }, () => 1n));
    expect(() => new PageWriter(page).add(wide)).toThrow(expect.objectContaining({ code: '54000' }));
    wide.form([...Array.from({ length: 900 }, () => 1n), ...Array.from({ length: 700 }, () => null)]);
    expect(new PageWriter(page).add(wide)).toBe(true);
    expect(wide.length).toBe(224 + 7200);
  });

  it('is refused when its values do not fit the table', () => {
    const tuple = new TupleWriter(attributes('a int4!', 'b int8', 'c text', 'd uuid'));
    const raises = (code: string, form: () => void): void => {
      tuple.start();
      expect(form).toThrow(expect.objectContaining({ code }));
    };
    raises('23502', () => tuple.null());
    raises('42804', () => tuple.safeInteger(1));
    raises('42804', () => tuple.varlena(new Uint8Array(4)));
    raises('22021', () => tuple.form([1, 2n, 'a\0b']));
    raises('0A000', () => tuple.form([1, 2n, 'a', 'b']));
    raises('42601', () => {
      tuple.form([1, null, null, null]);
      tuple.null();
    });
    expect(() => new TupleWriter(Array.from({ length: 1601 }, () => attributes('a int4')).flat())).toThrow(
      expect.objectContaining({ code: '54011' }),
    );
  });

  it('has the same int8 from a number as from a bigint', () => {
    const written = (form: (tuple: TupleWriter) => void): string => {
      const page = new Uint8Array(8192);
      const tuple = new TupleWriter(attributes('a int8'));
      tuple.start();
      form(tuple);
      new PageWriter(page).add(tuple);
      return hex(page.subarray(8192 - 8));
    };
    for (const value of [
      0,
      1,
      -1,
      2 ** 31,
      -(2 ** 31),
      2 ** 32,
      -(2 ** 32) - 1,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ]) {
      expect(written((tuple) => tuple.safeInteger(value))).toBe(written((tuple) => tuple.int8(BigInt(value))));
    }
  });
});

describe('a numeric', () => {
  it('has the header and digits of numeric.c', () => {
    const cases: readonly (readonly [string, string])[] = [
      ['0', '0080'],
      ['-0.00', '0081'],
      ['1', '0080' + '0100'],
      ['10000', '0180' + '0100'],
      ['10000.50', '0181' + '0100' + '0000' + '8813'],
      ['-12.5', '80a0' + '0c00' + '8813'],
      ['.0001', '7f82' + '0100'],
      ['1.5e-3', '7f82' + '0f00'],
      ['1e10', '0280' + '6400'],
      ['1e300', '0000' + '4b00' + '0100'],
      [`-1.${'0'.repeat(64)}`, '4040' + '0000' + '0100'],
      ['NaN', '00c0'],
      ['Infinity', '00d0'],
      ['-inf', '00f0'],
    ];
    for (const [text, bytes] of cases) expect([text, hex(numericBytes(text))]).toEqual([text, bytes]);
    for (const text of ['', '.', '1e', '--1', '1 2', 'x'])
      expect(() => numericBytes(text)).toThrow(expect.objectContaining({ code: '22P02' }));
    for (const text of ['1e131072', '1e999999', '1e-16384'])
      expect(() => numericBytes(text)).toThrow(expect.objectContaining({ code: '22003' }));
  });

  it('is the same from hundredths as from text', () => {
    const random = new RowRandom(3);
    random.start(0);
    const view = new DataView(new ArrayBuffer(16));
    const some = [0, 1, 50, 99, 100, 101, 10_000, 1_000_000, 1_000_001, 99_999_999, 100_000_000, 9_999_999_999];
    for (const n of [...some, ...Array.from({ length: 2000 }, () => random.below(10 ** (1 + random.below(10))))]) {
      const length = putHundredths(view, 3, n);
      const text = `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`;
      expect([n, hex(new Uint8Array(view.buffer, 3, length))]).toEqual([n, hex(numericBytes(text))]);
    }
  });
});
