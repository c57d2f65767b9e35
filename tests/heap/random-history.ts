/** What happens to a random table after it was made: statements that leave every kind of tuple and line pointer behind. */
import type { Connection, Server } from '../../bench/postgres/server.js';
import type { Dice } from './dice.js';
import type { TableModel } from './table-model.js';

/** How a history ends: each way decides for every tuple whether it is visible. */
export type Finish = 'freeze' | 'vacuum' | 'full' | 'select';
/** All ways in which a history can end. */
export const finishes: readonly Finish[] = ['freeze', 'vacuum', 'full', 'select'];

/** A history in the making. */
export class History {
  readonly #server: Server;
  readonly #other: Connection;
  readonly #table: TableModel;
  readonly #dice: Dice;
  readonly #finish: Finish;

  constructor(server: Server, other: Connection, table: TableModel, dice: Dice, finish: Finish) {
    this.#server = server;
    this.#other = other;
    this.#table = table;
    this.#dice = dice;
    this.#finish = finish;
  }

  /** Lets so many things happen, and ends as it was told to. */
  async go(steps: number): Promise<void> {
    const everything = [
      this.#insert,
      this.#insert,
      this.#update,
      this.#update,
      this.#updateAgain,
      this.#delete,
      this.#rollBack,
      this.#savepoint,
      this.#lock,
      this.#lockTogether,
      this.#addNullable,
      this.#addWithDefault,
      this.#addWithDefault,
      this.#dropColumn,
      this.#widen,
      this.#loosen,
      this.#vacuum,
      this.#rewrite,
      // Hint bits do not tell what became of an update by one of several transactions; a vacuum removes the old version.
      ...(this.#finish === 'select' ? [] : [this.#updateLocked]),
    ];
    for (let step = 0; step < steps; step++) await this.#dice.pick(everything).call(this);
    await this.#end();
  }

  get #name(): string {
    return this.#table.name;
  }

  #query(sql: string): Promise<unknown> {
    return this.#server.query(sql);
  }

  /** Inserts rows, a few a statement. */
  async insert(rows: number): Promise<void> {
    for (let left = rows; left > 0; left -= 10)
      await this.#query(`INSERT INTO ${this.#name} VALUES ${this.#table.rows(Math.min(left, 10))}`);
  }

  #insert = (): Promise<void> => this.insert(this.#dice.between(1, 30));

  #someRows(): string {
    return this.#table.someRows(this.#dice.pick([1, 3, 10, 40]));
  }

  async #update(): Promise<void> {
    await this.#query(`UPDATE ${this.#name} SET ${this.#table.assignments()} WHERE ${this.#someRows()}`);
  }

  /** The same rows several times, so that chains of heap-only tuples get long; a look in between may prune them. */
  async #updateAgain(): Promise<void> {
    let rows = this.#someRows();
    for (let times = this.#dice.between(2, 5); times > 0; times--) {
      const moved = await this.#server.query(
        `UPDATE ${this.#name} SET ${this.#table.assignments()} WHERE ${rows} RETURNING ctid`,
      );
      rows = `ctid = ANY (ARRAY[${moved.map(([ctid]) => `'${ctid}'`).join()}]::tid[])`;
      if (this.#dice.chance(0.5)) await this.#query(`SELECT count(*) FROM ${this.#name}`);
    }
  }

  async #delete(): Promise<void> {
    await this.#query(`DELETE FROM ${this.#name} WHERE ${this.#someRows()}`);
  }

  async #rollBack(): Promise<void> {
    await this.#query(`BEGIN;
      INSERT INTO ${this.#name} VALUES ${this.#table.rows(this.#dice.between(1, 10))};
      UPDATE ${this.#name} SET ${this.#table.assignments()} WHERE ${this.#someRows()};
      DELETE FROM ${this.#name} WHERE ${this.#someRows()};
      ROLLBACK`);
  }

  async #savepoint(): Promise<void> {
    await this.#query(`BEGIN;
      INSERT INTO ${this.#name} VALUES ${this.#table.rows(3)};
      SAVEPOINT s;
      INSERT INTO ${this.#name} VALUES ${this.#table.rows(3)};
      DELETE FROM ${this.#name} WHERE ${this.#someRows()};
      ROLLBACK TO s;
      UPDATE ${this.#name} SET ${this.#table.assignments()} WHERE ${this.#someRows()};
      COMMIT`);
  }

  async #lock(): Promise<void> {
    const strength = this.#dice.pick(['UPDATE', 'NO KEY UPDATE', 'SHARE', 'KEY SHARE']);
    await this.#query(
      `SELECT count(*) FROM (SELECT FROM ${this.#name} WHERE ${this.#someRows()} FOR ${strength}) locked`,
    );
  }

  /** Two transactions lock the same rows: xmax is a MultiXactId. */
  async #lockTogether(): Promise<void> {
    const lock = `SELECT count(*) FROM (SELECT FROM ${this.#name} WHERE ${this.#someRows()} FOR SHARE) locked`;
    await this.#other.query(`BEGIN; ${lock}`);
    await this.#query(lock);
    await this.#other.query('COMMIT');
  }

  /** One transaction locks rows that another one updates. */
  async #updateLocked(): Promise<void> {
    const rows = this.#someRows();
    await this.#other.query(
      `BEGIN; SELECT count(*) FROM (SELECT FROM ${this.#name} WHERE ${rows} FOR KEY SHARE) locked`,
    );
    await this.#query(`UPDATE ${this.#name} SET ${this.#table.assignments()} WHERE ${rows}`);
    await this.#other.query('COMMIT');
  }

  async #addNullable(): Promise<void> {
    const { name, type } = this.#table.add(false);
    await this.#query(`ALTER TABLE ${this.#name} ADD COLUMN ${name} ${type}`);
  }

  /** A constant default is kept in the catalog and rewrites nothing. */
  async #addWithDefault(): Promise<void> {
    const column = this.#table.add(this.#dice.chance(0.5));
    column.missing = this.#table.constant(column);
    await this.#query(
      `ALTER TABLE ${this.#name} ADD COLUMN ${column.name} ${column.type}${column.notNull ? ' NOT NULL' : ''} DEFAULT ${column.missing}`,
    );
    // A default that is changed later is not the one of the rows that were there.
    if (this.#dice.chance(0.3))
      await this.#query(
        `ALTER TABLE ${this.#name} ALTER COLUMN ${column.name} SET DEFAULT ${this.#table.constant(column)}`,
      );
  }

  async #dropColumn(): Promise<void> {
    if (this.#table.alive.length < 3) return;
    const column = this.#dice.pick(this.#table.alive);
    if (this.#table.computed.every((other) => other === column)) return;
    await this.#query(`ALTER TABLE ${this.#name} DROP COLUMN ${column.name}`);
    column.dropped = true;
  }

  /** A change of type rewrites the table. */
  async #widen(): Promise<void> {
    const column = this.#dice.pick(this.#table.alive);
    const type = { int2: 'int4', int4: 'int8', float4: 'float8', name: 'text' }[column.type];
    if (type === undefined) return;
    await this.#query(
      `ALTER TABLE ${this.#name} ALTER COLUMN ${column.name} DROP DEFAULT, ALTER COLUMN ${column.name} TYPE ${type}`,
    );
    column.type = type;
    column.missing = undefined;
  }

  async #loosen(): Promise<void> {
    const column = this.#dice.pick(this.#table.alive);
    await this.#query(`ALTER TABLE ${this.#name} ALTER COLUMN ${column.name} DROP NOT NULL`);
    column.notNull = false;
  }

  async #vacuum(): Promise<void> {
    await this.#query(`VACUUM ${this.#dice.chance(0.3) ? '(FREEZE)' : ''} ${this.#name}`);
  }

  /** A default that is not constant rewrites the table; as VACUUM FULL does, it gives every tuple all attributes. */
  async #rewrite(): Promise<void> {
    if (this.#dice.chance(0.6)) return;
    if (this.#dice.chance(0.5)) {
      await this.#query(`VACUUM FULL ${this.#name}`);
      return;
    }
    const column = this.#table.add(false);
    column.type = 'int4';
    await this.#query(
      `ALTER TABLE ${this.#name} ADD COLUMN ${column.name} ${column.type} DEFAULT (random() * 1000)::int4`,
    );
  }

  async #end(): Promise<void> {
    if (this.#finish === 'freeze') await this.#query(`VACUUM (FREEZE) ${this.#name}`);
    else if (this.#finish === 'vacuum') await this.#query(`VACUUM ${this.#name}`);
    else if (this.#finish === 'full') await this.#query(`VACUUM FULL ${this.#name}`);
    // Whoever looks at a tuple notes on it what became of its transactions.
    if (this.#finish === 'select' || this.#finish === 'full') await this.#query(`SELECT * FROM ${this.#name}`);
    await this.#server.checkpoint();
  }
}
