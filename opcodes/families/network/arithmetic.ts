/** Bits of addresses, and addresses as numbers. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/adt/network.c';

export const arithmetic: readonly CallDefinition[] = [
  defineRows({
    name: 'inetnot',
    summary: '~a.',
    source,
    args: { a: 'inet' },
    result: 'inet',
    rows: [
      ['192.168.1.5/24', '63.87.254.250/24'],
      ['10.1.2.3', '245.254.253.252'],
      ['2001:db8:0:0:8:800:200c:417a/70', 'dffe:f247:ffff:ffff:fff7:f7ff:dff3:be85/70'],
      ['::ffff:1.2.3.4/120', 'ffff:ffff:ffff:ffff:ffff:0:fefd:fcfb/120'],
      ['0.0.0.0/0', '255.255.255.255/0'],
      ['::/0', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/0'],
      [null, null],
    ],
  }),
  defineRows({
    name: 'inetand',
    summary: 'a & b.',
    source,
    args: { a: 'inet', b: 'inet' },
    result: 'inet',
    rows: [
      ['192.168.1.5', '192.168.1.0/24', '192.168.1.0'],
      ['10.0.0.0/8', '10.0.0.0/8', '10.0.0.0/8'],
      ['2001:db8::/32', '2001:db8::5/128', '2001:db8::'],
      [null, '10.0.0.0/8', null],
    ],
    failures: [['22023', '::1', '127.0.0.1']],
  }),
  defineRows({
    name: 'inetor',
    summary: 'a | b.',
    source,
    args: { a: 'inet', b: 'inet' },
    result: 'inet',
    rows: [
      ['192.168.1.5', '192.168.1.0/24', '192.168.1.5'],
      ['10.0.0.0/8', '10.0.0.0/8', '10.0.0.0/8'],
      ['2001:db8::/32', '2001:db8::5/128', '2001:db8::5'],
      [null, '10.0.0.0/8', null],
    ],
    failures: [['22023', '::1', '127.0.0.1']],
  }),
  defineRows({
    name: 'inetpl',
    summary: 'a + b.',
    source,
    args: { a: 'inet', b: 'int8' },
    result: 'inet',
    rows: [
      ['192.168.1.5/24', '300', '192.168.2.49/24'],
      ['192.168.1.5', '-6', '192.168.0.255'],
      ['::', '9223372036854775807', '::7fff:ffff:ffff:ffff'],
      ['::1:0', '-65536', '::'],
      [null, '1', null],
    ],
    failures: [
      ['22003', '255.255.255.255', '1'],
      ['22003', '0.0.0.0', '-1'],
      ['22003', '::', '-1'],
      ['22003', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '1'],
      ['22003', '1.2.3.4', '9223372036854775807'],
    ],
  }),
  defineRows({
    name: 'inetmi_int8',
    summary: 'a - b.',
    source,
    args: { a: 'inet', b: 'int8' },
    result: 'inet',
    rows: [
      ['192.168.1.5/24', '300', '192.167.255.217/24'],
      ['192.168.1.5', '-6', '192.168.1.11'],
      ['::ffff', '-1', '::0.1.0.0'],
      ['1:2::', '-9223372036854775808', '1:1:ffff:ffff:8000::'],
    ],
    failures: [
      ['22003', '0.0.0.0', '1'],
      ['22003', '::', '-9223372036854775808'],
    ],
  }),
  defineRows({
    name: 'inetmi',
    summary: 'How far b is from a.',
    source,
    args: { a: 'inet', b: 'inet' },
    result: 'int8',
    rows: [
      ['192.168.1.5', '192.168.1.0', '5'],
      ['0.0.0.0', '255.255.255.255', '-4294967295'],
      ['::1', '::2', '-1'],
      ['::7fff:ffff:ffff:ffff', '::', '9223372036854775807'],
      [null, '::', null],
    ],
    failures: [
      ['22003', '::8000:0:0:0', '::'],
      ['22003', '1::', '::'],
      ['22003', '::', '1:0:0:0:8000::'],
      ['22023', '::1', '1.2.3.4'],
    ],
  }),
];
