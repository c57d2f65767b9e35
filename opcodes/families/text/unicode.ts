/** Case in PostgreSQL's built-in collations `pg_c_utf8` and `pg_unicode_fast`; both order texts as "C" does. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Row } from './cases.js';

/** For a collation, the functions that stand for PostgreSQL's under it, by the C name of those. */
export const builtinCollations = {
  pg_c_utf8: {
    lower: 'lower_c_utf8',
    upper: 'upper_c_utf8',
    initcap: 'initcap_c_utf8',
    casefold: 'casefold_c_utf8',
    texticlike: 'texticlike_c_utf8',
    texticnlike: 'texticnlike_c_utf8',
  },
  pg_unicode_fast: {
    lower: 'lower_unicode_fast',
    upper: 'upper_unicode_fast',
    initcap: 'initcap_unicode_fast',
    casefold: 'casefold_unicode_fast',
    texticlike: 'texticlike_unicode_fast',
    texticnlike: 'texticnlike_unicode_fast',
  },
} as const;

type Collation = keyof typeof builtinCollations;
type Mapped = 'lower' | 'upper' | 'initcap' | 'casefold';
const rules: Readonly<Record<Collation, string>> = {
  pg_c_utf8: 'one character for one',
  pg_unicode_fast: 'by all rules of Unicode',
};

const both: Readonly<Record<Mapped, readonly Row[]>> = {
  lower: [['ÉA€😀Ω', 'éa€😀ω']],
  upper: [['éa€😀ω', 'ÉA€😀Ω']],
  initcap: [
    ['élan VITAL', 'Élan Vital'],
    ['1a', '1a'],
  ],
  casefold: [['ÉA', 'éa']],
};
const own: Readonly<Record<Collation, Readonly<Record<Mapped, readonly Row[]>>>> = {
  pg_c_utf8: {
    lower: [['ΟΔΟΣ', 'οδοσ']],
    upper: [['straße', 'STRAßE']],
    initcap: [
      ['ŉΣ', 'ŉσ'],
      ['ǆ', 'Ǆ'],
    ],
    casefold: [['ß', 'ß']],
  },
  pg_unicode_fast: {
    lower: [
      ['ΟΔΟΣ ΣΑ Σ', 'οδος σα σ'],
      ['İ', 'i\u0307'],
    ],
    upper: [['straße', 'STRASSE']],
    initcap: [
      ['ßΑΣ', 'Ssας'],
      ['ǆ', 'ǅ'],
    ],
    casefold: [['ßς', 'ssσ']],
  },
};

const mapped = (collation: Collation, name: Mapped): CallDefinition =>
  defineRows({
    name: builtinCollations[collation][name],
    summary: `${name}(a) under the collation ${collation}: ${rules[collation]}.`,
    source: 'src/backend/utils/adt/pg_locale_builtin.c',
    args: { a: 'text' },
    result: 'text',
    rows: [...both[name], ...own[collation][name], ['', ''], [null, null]],
  });

const like = (collation: Collation, negated: boolean): CallDefinition =>
  defineRows({
    name: builtinCollations[collation][negated ? 'texticnlike' : 'texticlike'],
    summary: `a ${negated ? 'NOT ' : ''}ILIKE b under the collation ${collation}: ${rules[collation]}.`,
    source: 'src/backend/utils/adt/like.c',
    args: { a: 'text', b: 'text' },
    result: 'bool',
    rows: [
      ['ÉLAN', 'él%', negated ? 'f' : 't'],
      ['élan', 'ÉL_N', negated ? 'f' : 't'],
      ['elan', 'él%', negated ? 't' : 'f'],
      [null, '%', null],
    ],
    failures: [['22025', 'ab', 'a\\']],
  });

/** What Unicode itself says. */
const aboutUnicode: readonly CallDefinition[] = [
  defineRows({
    name: 'unicode_assigned',
    summary: 'Are all characters of a assigned in the version of Unicode?',
    source: 'src/backend/utils/adt/varlena.c',
    args: { a: 'text' },
    result: 'bool',
    rows: [
      ['aé€😀', 't'],
      ['a\u0378', 'f'],
      ['', 't'],
      [null, null],
    ],
  }),
  defineRows({
    name: 'unicode_version',
    summary: 'The version of Unicode.',
    source: 'src/backend/utils/adt/varlena.c',
    args: {},
    result: 'text',
    rows: [['16.0']],
  }),
  defineRows({
    name: 'unicode_normalize_func',
    summary: 'a in a normalisation form of Unicode, in the version that the host has.',
    source: 'src/backend/utils/adt/varlena.c',
    args: { a: 'text', form: 'text' },
    result: 'text',
    rows: [
      ['e\u0301', 'NFC', 'é'],
      ['é', 'nfd', 'e\u0301'],
      ['ﬁ①', 'NFKC', 'fi1'],
      ['ﬁé', 'NFKD', 'fie\u0301'],
      ['', 'NFC', ''],
      [null, 'NFC', null],
    ],
    failures: [
      ['22023', 'a', 'NFX'],
      ['22023', 'a', ''],
    ],
  }),
  defineRows({
    name: 'unicode_is_normalized',
    summary: 'Is a in a normalisation form of Unicode?',
    source: 'src/backend/utils/adt/varlena.c',
    args: { a: 'text', form: 'text' },
    result: 'bool',
    rows: [
      ['é', 'NFC', 't'],
      ['é', 'NFD', 'f'],
      ['ﬁ', 'NFC', 't'],
      ['ﬁ', 'NFKC', 'f'],
      ['abc', 'nfkd', 't'],
      [null, 'NFC', null],
    ],
    failures: [['22023', 'a', 'def']],
  }),
];

export const unicodeFunctions: readonly CallDefinition[] = [
  ...aboutUnicode,
  ...(Object.keys(builtinCollations) as Collation[]).flatMap((collation) => [
    ...(Object.keys(both) as Mapped[]).map((name) => mapped(collation, name)),
    like(collation, false),
    like(collation, true),
  ]),
];
