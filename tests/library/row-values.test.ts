/** Values of families' types in rows that are JavaScript objects: what is read in place is what is copied, and each kind that a driver gives is taken. */
import { describe, expect, it } from 'vitest';
import { expression, load, predicate } from '../../src/index.js';
import { nodePostgres } from '../../src/pg.js';
import { bothWays, wide, type Row } from './both-ways.js';

/** Random numbers from 0 to below `limit`, the same at each run. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

describe('a numeric', () => {
  const below = randomFrom(7);
  const digits = (count: number): string => Array.from({ length: count }, () => below(10)).join('');
  const decimal = (): string => {
    const whole = digits(1 + below(below(3) === 0 ? 25 : 4));
    const fraction = below(2) === 0 ? '' : `.${digits(1 + below(below(3) === 0 ? 25 : 4))}`;
    return `${below(3) === 0 ? '-' : ''}${whole}${fraction}`;
  };
  const special = [
    'NaN',
    'Infinity',
    '-Infinity',
    '1e20',
    '1.5e-7',
    ' 7 ',
    '+3',
    '.5',
    '5.',
    '-0',
    '0.0',
    'x',
    '',
    '1.2.3',
  ];
  const numbers = [0, -0, 0.1, 0.1 + 0.2, 1e21, 1e-7, 5e-324, 2 ** 53, -1.5, NaN, Infinity, -Infinity];
  const bigints = [0n, 10n ** 25n, -(2n ** 63n), 123456789012345n];
  const texts = Array.from({ length: 120 }, decimal);
  const values: unknown[] = [...special, ...numbers, ...bigints, ...texts, '1.50', '1.5', 1.5, null, true, {}];

  it('is compared with constants in place as in copies, whatever it is given as', async () => {
    const constants = [
      '1.5',
      '0',
      '0.30000000000000004',
      '10000000000000000000000000',
      'NaN',
      'Infinity',
      texts[3] ?? '',
    ];
    for (const constant of constants) {
      for (const operator of ['=', '<>', '<', '<=', '>', '>=']) {
        const [inPlace, copied] = await bothWays(
          `n ${operator} '${constant}'::numeric`,
          'n numeric',
          values.map((n) => ({ n })),
        );
        expect(inPlace, `${operator} ${constant}`).toEqual(copied);
      }
    }
  });

  it('is compared with other numerics and whole numbers in place as in copies', async () => {
    // A wrong value raises where it is read, which is later in place than in copies.
    const sound = values.filter(
      (value) => !['x', '', '1.2.3', true].includes(value as string) && typeof value !== 'object',
    );
    const rows = sound.flatMap((n) =>
      Array.from({ length: 8 }, () => ({ n, m: sound[below(sound.length)], i: below(3), e: 2n ** 60n })),
    );
    for (const sql of [
      'n < m',
      'n = m',
      'n IS DISTINCT FROM m',
      'n > i',
      'n <= e',
      'n BETWEEN 0 AND m',
      'coalesce(n, m) >= 1',
      'n + m > 1.5',
      'n - m = 0.2',
      'm * n < 0.3',
      'n * 1.19 >= m + i',
      'n % m = 0.1',
      '-n < abs(m)',
    ]) {
      const [inPlace, copied] = await bothWays(sql, 'n numeric, m numeric, i int4, e int8', rows);
      expect(inPlace, sql).toEqual(copied);
    }
  });

  it('has PostgreSQL’s order', async () => {
    const p = await predicate('n > $1', { schema: wide('n numeric') });
    expect(p.test({ n: '0.30000000000000004' }, [0.3])).toBe(true);
    expect(p.test({ n: '12345678901234567890.2' }, ['12345678901234567890.1'])).toBe(true);
    expect(p.test({ n: 'NaN' }, ['Infinity'])).toBe(true);
    expect(p.test({ n: '1.50' }, [1.5])).toBe(false);
    expect((await expression('n + 1', { schema: wide('n numeric') })).evaluate({ n: '0.50' })).toBe('1.50');
  });
});

describe('what has one form only', () => {
  const uuid = 'f47ac10b-58cc-4372-a567-0e02b2c3d479';
  /** The uuid with other units at each place, among them what stands beside the digits in ASCII, and what looks like one in its lowest byte. */
  const spellings = [...uuid].flatMap((_, at) =>
    ['0', 'F', 'g', '-', '/', ':', '`', '@', ' ', '{', '\0', '\u0130', '\ud800'].map(
      (unit) => uuid.slice(0, at) + unit + uuid.slice(at + 1),
    ),
  );

  it.each([
    `u = '${uuid}'`,
    `u <> '${uuid}'`,
    `u = '${uuid}' OR u IS NULL`,
    `u IN ('${uuid}', '${uuid.replace('f', '0')}')`,
  ])('is told from what is malformed at any place of a uuid: %s', async (sql) => {
    const rows = [uuid, uuid.replaceAll('-', ''), uuid.slice(1), `${uuid}0`, '', ...spellings].map((u) => ({ u }));
    const [inPlace, copied] = await bothWays(sql, 'u uuid', rows);
    expect(inPlace).toEqual(copied);
    expect(new Set(inPlace).size).toBeGreaterThan(3);
  });

  it('is held against a constant only as the row’s own', async () => {
    class Inheriting {
      declare readonly u: string;
      declare readonly c: string;
    }
    Object.defineProperties(Inheriting.prototype, { u: { value: uuid }, c: { value: 'Rome' } });
    for (const sql of [`u = '${uuid}'`, "c = 'Rome'"]) {
      const { filter, test } = await predicate(sql, { schema: wide('u uuid, c text') });
      const own = { u: uuid, c: 'Rome' };
      expect([own, new Inheriting(), own, Object.create(own)].map((row) => test(row as Row))).toEqual([
        true,
        null,
        true,
        null,
      ]);
      expect(filter([own, new Inheriting(), own])).toEqual([own, own]);
    }
  });

  it('is a text that PostgreSQL takes, whether it is the constant or not', async () => {
    for (const sql of ["c = 'Rome'", "c = 'Rome' OR c = 'Bern'"]) {
      const [inPlace, copied] = await bothWays(
        sql,
        'c text',
        ['Rome', 'Rome\0', 'R\ud800me', '\ud83d\ude00', '', null, undefined, 7, 'Bern'].map((c) => ({ c })),
      );
      expect(inPlace).toEqual(copied);
      expect(new Set(inPlace).size).toBeGreaterThan(3);
    }
  });

  it.each([
    [
      "u = 'f47ac10b-58cc-4372-a567-0e02b2c3d479'",
      'u uuid',
      [
        'f47ac10b-58cc-4372-a567-0e02b2c3d479',
        'F47AC10B-58CC-4372-A567-0E02B2C3D479',
        '{f47ac10b58cc4372a5670e02b2c3d479}',
        'x',
        5,
        null,
      ],
    ],
    [
      "u < 'f47ac10b-58cc-4372-a567-0e02b2c3d479'",
      'u uuid',
      ['F47AC10A-58CC-4372-A567-0E02B2C3D479', 'ff7ac10b-58cc-4372-a567-0e02b2c3d479'],
    ],
    ["u = 'ab'", 'u char(5)', ['ab', 'ab   ', ' ab', 'a', '', 'ab\t', 'a\ud800', null]],
    ["u > 'ab'", 'u char(5)', ['ab', 'ab   ', 'ac', 'b', '😀', '\uffff']],
    ["u > '$1.50'", 'u money', ['$1.51', 1.5, '1,000', '-$3', 2n, 'x', null]],
    ['u >= 4000000000', 'u oid', [4294967295, 5, '4000000000', -1, null]],
    ["u > '12:00'", 'u time', ['12:00:00.1', '24:00', '00:00', 'x', null]],
    ['u = 7', 'u int2', [7, '7', 7.5, 32768, 7n, -0, null]],
    ['u > 0.1', 'u float4', [0.1, 0.10000000149011612, 1e300, -0, NaN, 1n, null]],
  ])('%s', async (sql, schema, values) => {
    const [inPlace, copied] = await bothWays(
      sql,
      schema,
      values.map((u) => ({ u })),
    );
    expect(inPlace).toEqual(copied);
    expect(new Set(inPlace).size).toBeGreaterThan(1);
  });
});

describe('a moment that is a text', () => {
  const days = ['2024-02-29', '1999-12-31', '0001-01-01', '2023-02-29', '10000-01-01', '2024/03/01', '24-1-1'];
  const times = [
    '',
    ' 12:00',
    'T12:00:00',
    ' 23:59:59.999999',
    ' 12:00:00.1234567',
    ' 24:00',
    ' 12:00:60',
    ' 25:00',
    ' 1:2',
  ];
  const zones = ['', 'Z', '+00', '-05:30', '+15:59', '+16', ' UTC', '+0530', 'z', '-00:60'];
  const texts = days.flatMap((day) => times.flatMap((time) => zones.map((zone) => day + time + zone)));

  it.each(['date', 'timestamp', 'timestamptz'] as const)(
    'of type %s is what its input function makes of it',
    async (type) => {
      const given = await expression('m', { schema: wide(`m ${type}`) });
      const read = await expression(`m::text::${type}`, { schema: wide('m text') });
      const outcome = (get: () => unknown): unknown => {
        try {
          return get();
        } catch (error) {
          return (error as { readonly code?: string }).code;
        }
      };
      for (const m of texts)
        expect(
          outcome(() => given.evaluate({ m })),
          m,
        ).toEqual(outcome(() => read.evaluate({ m })));
    },
  );
});

describe('a list', () => {
  const halves = Array.from({ length: 40 }, (_, i) => i / 2).join(',');
  const names = Array.from({ length: 40 }, (_, i) => `'a${i}'`).join(',');
  const hours = Array.from({ length: 20 }, (_, i) => `'${String(i).padStart(2, '0')}:00'`).join(',');
  it.each([
    [`x IN (${halves})`, 'x numeric', ['1.50', 1.5, '2.000', 3, '0.1', 20n, null]],
    [`x NOT IN (${halves})`, 'x numeric', ['1.50', '0.1', null]],
    [`x IN (${names})`, 'x char(5)', ['a1', 'a1   ', 'a40', null]],
    [`x IN (${hours})`, 'x time', ['03:00', '03:00:01', null]],
    ["x IN ('1', '2', '3', '4', '5', '6', '7', '8', '9', '4294967295')", 'x oid', [4294967295, 9, 10, null]],
  ])('%s', async (sql, schema, values) => {
    const [inPlace, copied] = await bothWays(
      sql,
      schema,
      values.map((x) => ({ x })),
    );
    expect(inPlace).toEqual(copied);
    expect(inPlace).toContain(true);
    expect(inPlace).toContain(false);
  });
});

describe('a member of JSON', () => {
  const nested = Object.create(null) as Record<string, unknown>;
  nested['b'] = 'deep';
  const documents: readonly unknown[] = [
    { a: 'x', n: 5 },
    { a: null, n: 1e21, s: 'é"\\' },
    { a: true, n: -0, o: { b: [1, 2.5, 'c'] } },
    { n: NaN, a: undefined, o: nested },
    { a: { b: 'deep' }, o: { toJSON: () => 'other' } },
    { a: new Date(0), constructor: 'own' },
    ['a', 'x', 1],
    [],
    '{"a": "x", "n": 1.50}',
    '{"a": {"b": 1.0}, "n": 1e3}',
    '"x"',
    5,
    false,
    null,
  ];

  it.each(['json', 'jsonb'])('of %s is the same in place as in copies', async (type) => {
    const rows = documents.map((j) => ({ j }));
    const asked = [
      "j->>'a' = 'x'",
      "j->>'n' = '5'",
      "j->>'a' IS NULL",
      "j->>'o' LIKE '%b%'",
      "j->'o'->>'b' = 'deep'",
      "j->'a'->>'b' IS NOT NULL",
      "j->>'constructor' = 'own'",
      "(j->>'n')::numeric > 2",
      "j->>'s' = 'é\"\\'",
      "j->'a' IS NULL",
      'j IS NULL',
    ];
    const only = type === 'jsonb' ? ["j ? 'a'", "j ? 'constructor'"] : [];
    for (const sql of [...asked, ...only]) {
      const [inPlace, copied] = await bothWays(sql, `j ${type}`, rows);
      expect(inPlace, sql).toEqual(copied);
    }
  });

  it('is a JSON string where the driver has parsed it', async () => {
    const p = await predicate('j = \'"5"\'::jsonb', { schema: wide('j jsonb'), rows: nodePostgres });
    expect([{ j: '5' }, { j: 5 }].map((row) => p.test(row))).toEqual([true, false]);
    const q = await predicate("j = '5'::jsonb", { schema: wide('j jsonb') });
    expect([{ j: '5' }, { j: 5 }].map((row) => q.test(row))).toEqual([true, true]);
  });

  it('raises what its getter raises, and goes on afterwards', async () => {
    const p = await predicate("j->>'a' = 'x'", { schema: wide('j jsonb') });
    const failing = {
      get a(): string {
        throw new RangeError('mine');
      },
    };
    expect(() => p.test({ j: failing })).toThrow(RangeError);
    expect(p.filter([{ j: { a: 'x' } }, { j: { a: 'y' } }])).toEqual([{ j: { a: 'x' } }]);
    const { proxy, revoke } = Proxy.revocable({ a: 'x' }, {});
    expect(p.test({ j: proxy })).toBe(true);
    revoke();
    expect(() => p.test({ j: proxy })).toThrow(TypeError);
    expect(p.test({ j: Object.freeze({ a: 'x' }) })).toBe(true);
  });
});

describe('what drivers give', () => {
  const schema: string = 'z timestamptz, b bytea, i interval, dates date[], docs jsonb[]';
  const row = {
    z: new Date('2024-02-29T12:00:00.500Z'),
    b: Buffer.from([0, 255]),
    i: { days: 1, hours: -2, milliseconds: 500 },
    dates: [new Date('2024-02-29T00:00Z'), null],
    docs: [{ a: [1] }, [2], 'text'],
  };
  it.each([
    ["z = '2024-02-29 12:00:00.5+00'"],
    ["b = '\\x00ff'"],
    ["i = interval '1 day -01:59:59.5'"],
    ["dates = '{2024-02-29,NULL}'"],
    ["docs[1]->'a' = '[1]' AND docs[2] = '[2]' AND docs[3] = '\"text\"'"],
  ])('is taken: %s', async (sql) => {
    const p = await predicate(sql, { schema, rows: nodePostgres });
    const utc = await predicate(sql, { schema, rows: { json: 'parsed' } });
    expect(utc.test(row)).toBe(true);
    if (!sql.includes('dates')) expect(p.test(row)).toBe(true);
    const table = await load(schema, [row], { rows: { json: 'parsed' } });
    expect(table.filter(utc)).toEqual([row]);
  });

  it('is refused where it is of no kind that the type has', async () => {
    const wrong: readonly [string, unknown][] = [
      ['timestamptz', 5],
      ['timestamptz', new Date(NaN)],
      ['bytea', [1]],
      ['interval', { days: 1, other: 2 }],
      ['interval', { days: NaN }],
      ['_jsonb', [Symbol('x')]],
      ['_int4', [{}]],
      ['jsonb', Symbol('x')],
    ];
    for (const [type, value] of wrong) {
      const p = await predicate('x IS NULL', { schema: [{ name: 'x', type: type as 'text', notNull: false }] });
      expect(() => p.test({ x: value }), type).toThrowError(/column "x"/);
      const lenient = await predicate('x IS NULL', {
        schema: [{ name: 'x', type: type as 'text', notNull: false }],
        rows: { onError: 'null' },
      });
      expect(lenient.test({ x: value }), type).toBe(true);
    }
  });

  it('may lie in nested objects, arrays and texts', async () => {
    const path = await predicate("n > 1 AND j->>'a' = 'x'", {
      schema: wide("n numeric path 'deep.n', j jsonb path 'deep.j'"),
    });
    expect(path.test({ deep: { n: '1.5', j: { a: 'x' } } })).toBe(true);
    const arrays = await predicate("n > 1 AND j->>'a' = 'x'", {
      schema: wide('n numeric, j jsonb'),
      rows: { from: 'arrays', columns: ['j', 'n'] },
    });
    expect(
      arrays.filter([
        [{ a: 'x' }, 2],
        [{ a: 'x' }, '0.5'],
      ] as unknown as Iterable<Row>),
    ).toHaveLength(1);
    const texts = await predicate("n > 1 AND j->>'a' = 'x' AND 2 = ANY(a)", {
      schema: wide('n numeric, j jsonb, a int4[]'),
      rows: { values: 'text' },
    });
    expect(texts.test({ n: '1.5', j: '{"a": "x"}', a: '{1,2}' } as unknown as Row)).toBe(true);
    const any = await predicate('n = ANY($1) OR u = ANY($2)', { schema: wide('n numeric, u uuid') });
    expect(any.test({ n: '1.50', u: null }, [[1.5, 2], []])).toBe(true);
    expect(
      any.test({ n: 3, u: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' }, [[1.5], ['F47AC10B-58CC-4372-A567-0E02B2C3D479']]),
    ).toBe(true);
  });
});
