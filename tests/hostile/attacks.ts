/**
 * Texts and rows that someone would send to do harm: every construct nested, repeated and enlarged, and each fault that was found once. `size` is how large they are
 * made: small in CI, in full by `npm run hostile`.
 */

export interface Attack {
  readonly name: string;
  readonly sql: string;
  /** Rows that it is run over; none for most, which are compiled and run over one simple row. */
  readonly rows?: readonly Readonly<Record<string, unknown>>[];
  readonly params?: readonly string[];
}

/** The columns that all attacks may use. */
export const schema = 'a int4, b float8, t text, d date, o bool';

/** Each construct around an operand that may be one again; `x` is a boolean, `n` an integer, `s` a text. */
const nests: Readonly<Record<string, readonly [start: string, inner: string, end: string]>> = {
  parentheses: ['(', 'o', ')'],
  NOT: ['NOT ', 'o', ''],
  minus: ['a = - ', '1', ''],
  'IS TRUE': ['', 'o', ' IS TRUE'],
  'IS NULL': ['(', 'o', ' IS NULL)'],
  CASE: ['CASE WHEN o THEN o ELSE ', 'o', ' END'],
  'CASE with an argument': ['CASE o WHEN true THEN o ELSE ', 'o', ' END'],
  COALESCE: ['coalesce(o, ', 'o', ')'],
  NULLIF: ['nullif(', 'o', ', true)'],
  GREATEST: ['greatest(o, ', 'o', ')'],
  IN: ['(', 'o', ' IN (true, false, o))'],
  BETWEEN: ['((', 'o', ') BETWEEN false AND true)'],
  'BETWEEN SYMMETRIC': ['((', 'o', ') BETWEEN SYMMETRIC false AND true)'],
  DISTINCT: ['(', 'o', ' IS DISTINCT FROM o)'],
  casts: ['(', 'o', ')::text::bool'],
  LIKE: ['((', 'o', ")::text LIKE '%a_%')"],
  concatenation: ["((('x' || ", 'o', ") || 'y') = t)"],
  'AND of OR': ['(o AND (o OR ', 'o', '))'],
};

/** Terms that are put in a row by AND, OR, commas and operators. */
const terms: Readonly<Record<string, (n: number) => string>> = {
  comparison: (n) => `a = ${n}`,
  'text comparison': (n) => `t = 'text number ${n}'`,
  LIKE: (n) => `t LIKE '%${n}_%'`,
  arithmetic: (n) => `a + ${n} > b`,
  IN: (n) => `a IN (${n}, ${n + 1}, ${n + 2})`,
  BETWEEN: (n) => `a BETWEEN ${n} AND ${n + 5}`,
  CASE: (n) => `CASE a WHEN ${n} THEN true ELSE o END`,
  date: (n) => `d > date '2020-01-01' + ${n}`,
  'huge numeric': () => 'b > 1e131071',
};

const repeated = (count: number, one: (n: number) => string, between: string): string =>
  Array.from({ length: count }, (_, n) => one(n)).join(between);

/** Everything, `size` times as large as the smallest that means anything. */
export function* attacks(size: number): Generator<Attack> {
  for (const [name, [start, inner, end]] of Object.entries(nests))
    for (const depth of [10, 300, 200 * size])
      yield { name: `${name}, nested ${depth} deep`, sql: start.repeat(depth) + inner + end.repeat(depth) };
  for (const [name, term] of Object.entries(terms))
    for (const word of [' AND ', ' OR '])
      yield { name: `${name}, joined by${word}`, sql: repeated(50 * size, term, word) };
  yield* lists(size);
  yield* texts(size);
  yield* rows(size);
}

function* lists(size: number): Generator<Attack> {
  const n = 500 * size;
  yield { name: 'IN of integers', sql: `a IN (${repeated(n, String, ', ')})` };
  yield { name: 'IN of texts', sql: `t IN (${repeated(n, (i) => `'x${i}'`, ', ')})` };
  yield { name: 'IN of dates', sql: `d IN (${repeated(n, () => "'2020-01-01'", ', ')})` };
  // As many values as collide in the low bits when nothing but their high bits is different.
  yield {
    name: 'IN of values that are alike in 32 bits',
    sql: `a::int8 IN (${repeated(n, (i) => String(BigInt(i) << 32n), ', ')})`,
  };
  yield {
    name: 'IN that copies a long left side',
    sql: `(1e131071::text || 'x') IN (${repeated(8 * size, () => 't', ', ')})`,
  };
  yield { name: 'IN whose items are not constants', sql: `(a + 1) IN (${repeated(40 * size, () => 'a', ', ')})` };
  yield { name: 'COALESCE of many', sql: `coalesce(${repeated(n, () => 'a', ', ')}) = 1` };
  yield { name: 'CASE of many', sql: `CASE ${repeated(100 * size, (i) => `WHEN a = ${i} THEN ${i}`, ' ')} END = 1` };
  yield { name: 'parameters', sql: repeated(10 * size, (i) => `t = $${i + 1}`, ' OR ') };
  yield { name: 'a parameter of a large number', sql: 't = $99999999999' };
}

function* texts(size: number): Generator<Attack> {
  const n = 2000 * size;
  const many = (text: string): string => text.repeat(n);
  const same = { name: 'comments', end: ' a = 1' };
  yield { name: `${same.name}, nested`, sql: many('/*') + many('*/') + same.end };
  yield { name: `${same.name}, in a row`, sql: many('/**/') + same.end };
  yield { name: `${same.name}, not ended`, sql: `a = 1 ${many('/*')}` };
  yield { name: 'spaces before a numeric', sql: `'${many(' ')}'::numeric::int4 = a` };
  yield { name: 'spaces before an integer', sql: `'${many(' ')}x'::int4 = a` };
  yield { name: 'spaces before a float', sql: `'${many(' ')}x'::float8 = b` };
  yield { name: 'spaces before a date', sql: `'${many(' ')}x'::date = d` };
  yield { name: 'a numeral', sql: `b = ${many('9')}` };
  yield { name: 'a numeral with a fraction', sql: `b = 0.${many('9')}` };
  yield { name: 'a hexadecimal numeral', sql: `b = 0x${many('f')}` };
  yield { name: 'a binary numeral', sql: `b = 0b${many('1')}` };
  yield { name: 'an exponent', sql: `b = 1e${many('9')}` };
  yield { name: 'a huge numeric as a text', sql: "1e131071::text LIKE '%' || 1e131071::text || 'x'" };
  yield {
    name: 'a huge numeric as a text, with _',
    sql: `1e131071::text LIKE '%${'0_'.repeat(200 * Math.min(size, 100))}x%'`,
  };
  yield { name: 'quotes', sql: `t = '${many("''")}'` };
  yield { name: 'dollar quotes', sql: many('$a$ ') };
  yield { name: 'Unicode escapes', sql: `t = U&'${many('\\0041')}'` };
  yield { name: 'a long name', sql: `${many('x')} = 1` };
  yield { name: 'semicolons', sql: many(';') };
  yield { name: 'operators', sql: `a ${many('+')} 1 = 1` };
  yield { name: 'casts', sql: `a${many('::int4')} = 1` };
  yield { name: 'control characters', sql: `"\u001b[2J${many('\u0007')}" = 1` };
}

function* rows(size: number): Generator<Attack> {
  const text = 'a'.repeat(4000 * size);
  const half = 'a'.repeat(2000 * size);
  for (const [name, pattern] of Object.entries({
    'a long literal': `%${half}b%`,
    'a long literal at the end': `%${half}b`,
    'many percents': `${'%a'.repeat(1000 * size)}%b`,
    underscores: `%${'a_'.repeat(100 * Math.min(size, 50))}b%`,
    'an escape at the end': `%${half}b\\`,
  })) {
    yield { name: `LIKE, ${name}`, sql: 't LIKE $1', rows: [{ t: text }, { t: `${text}b` }], params: [pattern] };
    yield { name: `ILIKE, ${name}`, sql: 't ILIKE $1', rows: [{ t: text }], params: [pattern] };
  }
  yield {
    name: 'texts that the scratch area cannot hold',
    sql: `(${Array.from({ length: 40 }, () => 't').join(' || ')}) = 'x'`,
    rows: [{ t: 'x'.repeat(20_000 * size) }],
  };
}
