/** A random table with its predicates, and random statements that change it: what subscriptions are judged over. */
import { Dice } from '../heap/dice.js';

export type Identity = 'default' | 'full' | 'index';

/** Values of each type as literals; few, so that predicates select some rows of a small table. */
const values: Readonly<Record<string, readonly string[]>> = {
  int4: ['-7', '0', '1', '2', '42', '2147483647'],
  int8: ['-9223372036854775808', '5', '6', '9007199254740993'],
  numeric: ['0', '0.10', '2.50', '-12345678901234567890.5', "'NaN'"],
  'numeric(8,2)': ['0.1', '99.99', '-3'],
  float8: ['0.1', '-2.5', '1e300', "'Infinity'"],
  bool: ['true', 'false'],
  text: ["''", "'Oslo'", "'é'", "'😀'", "'a\\b'", '\'"quoted", {text}\''],
  'varchar(12)': ["'Rome'", "'Oslo'", "''"],
  date: ["'1970-01-01'", "'2024-02-29'", "'infinity'", "'0044-03-15 BC'"],
  timestamp: ["'1969-12-31 23:59:59.999999'", "'2024-06-30 12:00'", "'-infinity'"],
  timestamptz: ["'2024-06-30 12:00+02'", "'1999-01-01 00:00:00.5+00'"],
  uuid: ["'00000000-0000-0000-0000-000000000001'", "'ffffffff-0000-4000-8000-00000000000a'"],
};

interface RandomColumn {
  readonly name: string;
  readonly type: string;
}

export class Workload {
  readonly table: string;
  readonly identity: Identity;
  readonly columns: readonly RandomColumn[];
  readonly #dice: Dice;
  readonly #mostRows: number;
  readonly #large: number;
  #nextId = 1;
  #added = 0;

  /** @param mostRows is what the table is cut back from; @param large the part of the transactions that are large. */
  constructor(table: string, identity: Identity, seed: number, mostRows: number, large: number) {
    this.#large = large;
    this.table = table;
    this.identity = identity;
    this.#dice = new Dice(seed);
    this.#mostRows = mostRows;
    const names = this.#dice.some(Object.keys(values), 5);
    this.columns = names.map((type, i) => ({ name: `c${i}`, type }));
  }

  /** `big` is stored out of line, and not compressed. The id identifies rows also where PostgreSQL is told to use another column, or all. */
  create(): string {
    const columns = this.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
    const identity = { default: 'DEFAULT', full: 'FULL', index: `USING INDEX ${this.table}_code_key` }[this.identity];
    return `CREATE TABLE ${this.table} (id int8 PRIMARY KEY, code text NOT NULL, ${columns}, big text);
      CREATE UNIQUE INDEX ${this.table}_code_key ON ${this.table} (code);
      ALTER TABLE ${this.table} ALTER big SET STORAGE EXTERNAL, REPLICA IDENTITY ${identity}`;
  }

  /** A predicate that raises no error. */
  predicate(depth = 2): string {
    const dice = this.#dice;
    if (depth > 0 && dice.chance(0.6)) {
      const [a, b] = [this.predicate(depth - 1), this.predicate(depth - 1)];
      return dice.pick([`(${a} AND ${b})`, `(${a} OR ${b})`, `(NOT ${a})`, `((${a}) IS NOT TRUE AND ${b})`]);
    }
    if (dice.chance(0.15))
      return dice.pick(['length(big) > 2500', "big LIKE 'x%'", 'big IS NULL', 'id % 3 = 1', "code < '5'"]);
    const { name, type } = dice.pick(this.columns);
    const literal = (): string => this.#literal(type);
    return dice.pick([
      `${name} = ${literal()}`,
      `${name} IS NULL`,
      `${name} IN (${literal()}, ${literal()})`,
      `${name} IS DISTINCT FROM ${literal()}`,
      ...(type === 'bool' ? [name] : [`${name} >= ${literal()}`, `${name} BETWEEN ${literal()} AND ${literal()}`]),
    ]);
  }

  /** The statements of a transaction, which changes rows of this parity only: two that run at once do not wait for each other. */
  transaction(parity: 0 | 1): string[] {
    const dice = this.#dice;
    const statements: string[] = [];
    if (dice.chance(this.#large)) statements.push(...this.#manyRows(parity));
    for (let i = dice.between(1, 4); i > 0; i--) {
      if (dice.chance(0.2)) {
        const inner = [this.#change(parity), this.#change(parity)];
        const end = dice.chance(0.6) ? 'ROLLBACK TO SAVEPOINT s' : 'RELEASE SAVEPOINT s';
        statements.push('SAVEPOINT s', ...inner, end);
      } else statements.push(this.#change(parity));
    }
    return statements;
  }

  /** A statement that waits for all other transactions: the schema changes, or all rows go. */
  upheaval(): string {
    const dice = this.#dice;
    if (dice.chance(0.3)) return `TRUNCATE ${this.table}`;
    if (this.#added > 0 && dice.chance(0.5)) return `ALTER TABLE ${this.table} DROP COLUMN IF EXISTS x${this.#added--}`;
    return `ALTER TABLE ${this.table} ADD COLUMN x${++this.#added} int`;
  }

  /** More than the server holds in memory while it decodes, so that it is streamed, with a part that is rolled back. */
  #manyRows(parity: 0 | 1): string[] {
    const from = this.#takeIds(2000);
    const insert = (low: number, high: number): string =>
      `INSERT INTO ${this.table} (id, code, big) SELECT i, i::text, repeat('y', 60) FROM generate_series(${from + low + parity}, ${from + high}, 2) i`;
    return [
      insert(0, 998),
      'SAVEPOINT large',
      insert(1000, 1998),
      'ROLLBACK TO SAVEPOINT large',
      `DELETE FROM ${this.table} WHERE id BETWEEN ${from + 4} AND ${from + 2000} AND id % 2 = ${parity}`,
    ];
  }

  #change(parity: 0 | 1): string {
    const dice = this.#dice;
    const some = `id % 2 = ${parity} AND id IN (SELECT id FROM ${this.table} WHERE id % 2 = ${parity} ORDER BY (id * ${dice.between(1, 997)}) % 1009, id LIMIT ${dice.between(1, 3)})`;
    const kind = dice.below(10);
    if (kind < 4) return this.#insert(parity);
    if (kind < 8) return `UPDATE ${this.table} SET ${this.#assignments(parity)} WHERE ${some}`;
    const keep = `(SELECT count(*) FROM ${this.table}) > ${this.#mostRows}`;
    return kind === 8
      ? `DELETE FROM ${this.table} WHERE ${some}`
      : `DELETE FROM ${this.table} WHERE id % 2 = ${parity} AND ${keep}`;
  }

  #insert(parity: 0 | 1): string {
    const id = this.#takeIds(2) + parity;
    const row = [id, `'${id}'`, ...this.columns.map(({ type }) => this.#value(type)), this.#big()];
    const names = ['id', 'code', ...this.columns.map(({ name }) => name), 'big'];
    return `INSERT INTO ${this.table} (${names.join(', ')}) VALUES (${row.join(', ')})`;
  }

  #assignments(parity: 0 | 1): string {
    const dice = this.#dice;
    const changed = dice.some(this.columns, dice.between(1, 3));
    const list = changed.map(({ name, type }) => `${name} = ${this.#value(type)}`);
    if (dice.chance(0.2)) list.push(`big = ${this.#big()}`);
    // Another key, of ids that are nobody's.
    if (dice.chance(0.2)) {
      const before = `(SELECT count(*) FROM ${this.table} o WHERE o.id < ${this.table}.id)`;
      const id = `${this.#takeIds(20_000) + parity} + 2 * ${before}`;
      list.push(`id = ${id}`, `code = (${id})::text`);
    }
    return list.join(', ');
  }

  #big(): string {
    const dice = this.#dice;
    return dice.pick(['NULL', `'x'`, `repeat('x', ${dice.between(2100, 3000)})`, `repeat('z', 2400)`]);
  }

  #literal(type: string): string {
    return `${this.#dice.pick(values[type] ?? [])}::${type}`;
  }

  #value(type: string): string {
    return this.#dice.chance(0.2) ? 'NULL' : this.#literal(type);
  }

  /** The first of so many even and odd numbers that no row has had. */
  #takeIds(count: number): number {
    const first = this.#nextId + (this.#nextId % 2);
    this.#nextId = first + count;
    return first;
  }
}
