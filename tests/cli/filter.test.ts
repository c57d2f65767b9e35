import { describe, expect, it } from 'vitest';
import { quern, scratchDirectory, shell } from './quern.js';

const files = scratchDirectory();
const people = files.write(
  'people.csv',
  'id,name,born,score\r\n1,"Ann ""A""",1990-01-02,1.50\r\n2,,2001-12-31,1e+1\r\n3,"",1980-05-05,\r\n4,Zoë,,7',
);
const events = files.write(
  'events.ndjson',
  '{"id": 9007199254740993, "kind": "click", "x": {"y": 1}}\n{"kind":"view","id":2}\r\n\n{"id":3,"kind":null,"w":1.50}',
);

async function filter(...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await quern(['filter', '--quiet', ...args]);
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe.concurrent('quern filter prints the selected rows', () => {
  it('as they were written', async () => {
    expect(await filter(people, '--where', 'score > 1')).toBe(
      'id,name,born,score\r\n1,"Ann ""A""",1990-01-02,1.50\r\n2,,2001-12-31,1e+1\r\n4,Zoë,,7\r\n',
    );
    expect(await filter(people, '--where', "name = ''")).toBe('id,name,born,score\r\n3,"",1980-05-05,\r\n');
    expect(await filter(events, '--where', 'id > 2')).toBe(
      '{"id": 9007199254740993, "kind": "click", "x": {"y": 1}}\n{"id":3,"kind":null,"w":1.50}\n',
    );
  });

  it('with some of the columns only', async () => {
    expect(await filter(people, '--where', 'id < 3', '--select', 'score,name')).toBe(
      'score,name\r\n1.50,"Ann ""A"""\r\n1e+1,\r\n',
    );
    expect(await filter(events, '--where', 'id <> 2', '--select', 'kind,id')).toBe(
      '{"kind":"click","id":9007199254740993}\n{"kind":null,"id":3}\n',
    );
  });

  it('by columns whose names are written in any case, where no schema is given', async () => {
    const shouting = files.write('shouting.csv', 'Full Name,AGE\nA B,3\nC D,50\n');
    expect(await filter(shouting, '--where', 'Age > 18', '--select', 'age')).toBe('AGE\n50\n');
    const declared = await quern([
      'filter',
      shouting,
      '--schema',
      '"Full Name" text, "AGE" int4',
      '--where',
      'age > 18',
    ]);
    expect(declared.status).toBe(2);
    expect(declared.stderr).toContain('Perhaps you meant to reference the column "AGE".');
  });

  it('in another format', async () => {
    expect(await filter(people, '--where', 'id <= 3', '--to', 'ndjson')).toBe(
      '{"id":1,"name":"Ann \\"A\\"","born":"1990-01-02","score":1.50}\n{"id":2,"name":null,"born":"2001-12-31","score":1e+1}\n{"id":3,"name":"","born":"1980-05-05","score":null}\n',
    );
    expect(JSON.parse(await filter(people, '--where', 'true', '--to', 'json', '--select', 'id'))).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
      { id: 4 },
    ]);
    expect(JSON.parse(await filter(people, '--where', 'false', '--to', 'json'))).toEqual([]);
    expect(await filter(events, '--where', "kind IN ('click', 'view')", '--to', 'csv')).toBe(
      'id,kind,x,w\n9007199254740993,click,"{""y"": 1}",\n2,view,,\n',
    );
    expect(JSON.parse(await filter(events, '--where', 'id < 4', '--to', 'json'))).toEqual([
      { kind: 'view', id: 2 },
      { id: 3, kind: null, w: 1.5 },
    ]);
  });

  it('counted', async () => {
    expect(await filter(people, '--where', 'born IS NOT NULL', '--count')).toBe('3\n');
  });

  it('for the values of parameters', async () => {
    expect(await filter(people, '--where', 'id = $1 OR id = $2', '--count', '--param', '1', '--param', '4')).toBe(
      '2\n',
    );
    expect(await filter('--where', 'id = $1 OR born > $2', '--count', '--param', '4', '2000-01-01', people)).toBe(
      '2\n',
    );
    expect(await filter(people, '--where', 'id > $1', '--count', '--param', '-5')).toBe('4\n');
    expect(await filter(people, '--where', '$1::int4 IS NULL', '--count', '--param', '\\N')).toBe('4\n');
    expect(
      await filter(
        people,
        '--where',
        'id = $1',
        '--select',
        'id + $1 AS a, $2 || $3::text AS b',
        ...['2', 'x', 'y'].flatMap((value) => ['--param', value]),
      ),
    ).toBe('a,b\r\n4,xy\r\n');
  });

  it('on every engine and rung', async () => {
    const where = "id % 2 = 0 AND coalesce(name, 'x') LIKE '_%'";
    for (const [engine, rung] of [
      ['switch', '0'],
      ['closure', '2'],
      ['copy-patch', '4'],
    ] as const) {
      expect(await filter(people, '--where', where, '--engine', engine, '--rung', rung, '--count')).toBe('2\n');
    }
  });

  it('from the standard input, and tells the types that it inferred', async () => {
    const { status, stdout, stderr } = await quern(
      ['filter', '-', '--where', '"B c" = 2.5', '--delimiter', '\\t'],
      'a\tB c\n1\t2.5\n2\t3\n',
    );
    expect([status, stdout]).toEqual([0, 'a\tB c\n1\t2.5\n']);
    expect(stderr).toBe('quern: types inferred from the first rows: --schema \'a int8, "B c" float8\'\n');
  });

  it('with the types of a schema', async () => {
    const schema = 'score real, born date, name text, id smallint not null';
    expect(
      await filter(people, '--schema', schema, '--where', "id::int4 = 4 AND born IS NULL AND score = '7'", '--count'),
    ).toBe('1\n');
  });

  it('before an error, in whole lines', async () => {
    const file = files.write('late.csv', `a\n${Array.from({ length: 30_000 }, (_, i) => `${i}\n`).join('')}0\n`);
    const { status, stdout, stderr } = await quern([
      'filter',
      file,
      '--schema',
      'a int4',
      '--where',
      '100 / (20000 - a) > 10',
    ]);
    expect([status, stderr]).toEqual([1, 'quern: line 20002: division by zero\n']);
    expect(stdout).toBe('a\n19991\n19992\n19993\n19994\n19995\n19996\n19997\n19998\n19999\n');
  });
});

describe.concurrent('a broken pipe ends it quietly', () => {
  it.each([
    ['filter', `quern filter ${people} --quiet --where true | true`],
    [
      'filter of much',
      "quern gen demo --rows 200000 | quern filter - --quiet --where 'a < 90' | head -n 2 > /dev/null",
    ],
    ['gen', 'quern gen demo --rows 500000 | head -n 1 > /dev/null'],
  ])('%s', async (_, line) => {
    const { stdout, stderr } = await shell(`${line}; echo "\${PIPESTATUS[@]}"`);
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^(0 )+0\n$/);
  });
});
