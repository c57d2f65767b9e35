/** encode and decode. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/adt/encode.c';

export const encodings: readonly CallDefinition[] = [
  defineRows({
    name: 'binary_encode',
    summary: 'bytea as text in hexadecimal, base64 or with escapes.',
    source,
    args: { a: 'bytea', format: 'text' },
    result: 'text',
    rows: [
      ['\\x00ff', 'hex', '00ff'],
      ['\\x00ff', 'HEX', '00ff'],
      ['\\x', 'base64', ''],
      ['\\x01', 'base64', 'AQ=='],
      ['\\x0102', 'base64', 'AQI='],
      ['\\x010203', 'base64', 'AQID'],
      [
        '\\xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
        'base64',
        '////////////////////////////////////////////////////////////////////////////\n',
      ],
      [
        '\\x00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000',
        'Base64',
        'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nAA==',
      ],
      ['\\x00615c7f80ff', 'escape', '\\000a\\\\\\200\\377'],
      [null, 'hex', null],
    ],
    failures: [['22023', '\\x00', 'base32']],
  }),
  defineRows({
    name: 'binary_decode',
    summary: 'text in hexadecimal, base64 or with escapes as bytea.',
    source,
    args: { a: 'text', format: 'text' },
    result: 'bytea',
    rows: [
      ['00 Ff', 'hex', '\\x00ff'],
      ['', 'base64', '\\x'],
      ['AQ==', 'base64', '\\x01'],
      ['AQI=', 'base64', '\\x0102'],
      ['A Q\nID', 'base64', '\\x010203'],
      ['AQ==AQID', 'base64', '\\x0101'],
      ['a\\\\\\001', 'escape', '\\x615c01'],
    ],
    failures: [
      ['22023', '0', 'hex'],
      ['22023', '0g', 'hex'],
      ['22023', 'A', 'base64'],
      ['22023', 'A===', 'base64'],
      ['22023', '=', 'base64'],
      ['22023', 'AQ!D', 'base64'],
      ['22023', 'é', 'base64'],
      ['22P02', '\\8', 'escape'],
      ['22023', 'a', 'x'],
    ],
  }),
];
