/** What compiles and what does not: the row types of every form of a schema. The assertions are the compiler's (`npm run types`). */
import { expect, expectTypeOf, test } from 'vitest';
import { expression, parseSchema, predicate, type RowOf, type SqlTypes, type TypeName } from '../../src/index.js';

interface Person {
  age: number;
  name: string | null;
}
class Animal {
  age = 3;
  name = 'x';
  speak(): string {
    return this.name;
  }
}

test('rows of an interface or a class are rows of a schema that is a text, an object, a list or not known', async () => {
  const people: Person[] = [{ age: 20, name: null }];
  const animals = [new Animal()];
  const record: Record<string, string> = { age: 'int4' };
  const text: string = 'age int4, name text';
  const inText = await predicate('age > 18', { schema: 'age int4, name text' });
  expect(inText.filter(people)).toEqual(people);
  const shouted = await predicate('age > 18', { schema: 'AGE INTEGER NOT NULL,\n  "name" TEXT null' });
  expect(shouted.filter(people)).toEqual(people);
  const inObject = await predicate('age > 18', { schema: { age: 'int4 not null', name: 'text' } });
  expect(inObject.filter(people)).toEqual(people);
  for (const p of [await predicate('age > 18', { schema: record }), await predicate('age > 18', { schema: text })])
    expect([p.filter(people), p.filter(animals)]).toEqual([people, []]);
  const listed = await predicate('age > 18', { schema: parseSchema(text) });
  expect(listed.test(new Animal())).toBe(false);
  const none = await expression('1 + 1');
  expect(none.evaluate(new Animal())).toBe(2);
});

test('the type of a row', () => {
  type Flat<T> = { [K in keyof T]: T[K] };
  type Want = { readonly age: number; readonly name?: string | null | undefined };
  expectTypeOf<Flat<RowOf<'age int4 not null, name text'>>>().toEqualTypeOf<Want>();
  expectTypeOf<Flat<RowOf<'Age INT4  Not Null,\n\tname\ttext'>>>().toEqualTypeOf<Want>();
  expectTypeOf<Flat<RowOf<{ age: 'INTEGER not null'; name: 'text' }>>>().toEqualTypeOf<Want>();
  expectTypeOf<Flat<RowOf<'"Full Name" double precision not null'>>>().toEqualTypeOf<{
    readonly 'Full Name': number;
  }>();
  type Moments = RowOf<'a timestamp(3) without time zone not null, b bool not null, c float(24) not null'>;
  expectTypeOf<Flat<Moments>>().toEqualTypeOf<{ readonly a: Date | string; readonly b: boolean; readonly c: number }>();
  expectTypeOf<RowOf<'"Full, Name" text'>>().toEqualTypeOf<object>();
  expectTypeOf<RowOf<string>>().toEqualTypeOf<object>();
  expectTypeOf<RowOf<Record<string, string>>>().toEqualTypeOf<object>();
});

test('every type that there is can be declared, with its modifier', async () => {
  expectTypeOf<Exclude<TypeName, keyof SqlTypes | `_${string}`>>().toEqualTypeOf<never>();
  type Price = RowOf<{ price: 'numeric(10,2) not null'; tags: 'text[]' }>;
  expectTypeOf<Price['price']>().toEqualTypeOf<number | bigint | string>();
  const cheap = await predicate("price < 10 AND 'tea' = ANY (tags)", {
    schema: { price: 'numeric(10,2) not null', tags: 'text[]' },
  });
  expect(cheap.test({ price: '9.99', tags: ['tea'] })).toBe(true);
});

test('a column with a path is where that begins', async () => {
  expectTypeOf<keyof RowOf<"city text path 'user.address.city', n int4">>().toEqualTypeOf<'user' | 'n'>();
  const p = await predicate("city = 'Rome'", { schema: { city: "text path 'user.address.city'" } });
  expect(p.test({ user: { address: { city: 'Rome' } } })).toBe(true);
});

test('what is wrong does not compile', async () => {
  const text = await predicate('age > 18', { schema: 'age int4 not null, name text' });
  // @ts-expect-error a text is no int4
  expect(() => text.test({ age: 'x' })).toThrowError('integer is expected');
  // @ts-expect-error a NOT NULL column is missing
  expect(() => text.test({ name: 'x' })).toThrowError();
  // @ts-expect-error there is no such type
  await expect(predicate('age > 18', { schema: 'age int5' })).rejects.toThrowError('type "int5" does not exist');
  // @ts-expect-error there is no such type
  await expect(predicate('age > 18', { schema: { age: 'int5 not null' } })).rejects.toThrowError('type "int5"');
});

test('every type that there is can be written in a schema, also as an array', async () => {
  // The name "char" needs its quotes there; an array has many spellings.
  type Written = Exclude<TypeName, `_${string}` | 'char'> | '"char"';
  expectTypeOf<Exclude<Written, keyof SqlTypes>>().toEqualTypeOf<never>();
  const p = await predicate("n > 1 AND t < '2030-01-01' AND 3 = ANY (a) AND j ->> 'k' = 'v' AND v <> ''", {
    schema: 'n numeric(12, 2) not null, t timestamptz, a int4[], j jsonb, v character varying(20), b numeric[][]',
  });
  const row = { n: '2.50', t: '2024-06-30 12:00+00', a: [1, 3], j: '{"k": "v"}', v: 'x', b: null };
  expect(p.test(row)).toBe(true);
  const q = await predicate('n > 1', { schema: { n: 'numeric(12,2) not null', a: 'text[]', t: 'timestamptz' } });
  expect(q.test({ n: 2.5, a: ['x'], t: new Date(0) })).toBe(true);
  // @ts-expect-error no such type
  await expect(predicate('n > 1', { schema: 'n numerik' })).rejects.toThrow('numerik');
  // @ts-expect-error no such element type
  await expect(predicate('n IS NULL', { schema: 'n numerik[]' })).rejects.toThrow('numerik');
  // @ts-expect-error a boolean is no numeric
  expect(() => q.test({ n: true })).toThrow('numeric is expected');
});
