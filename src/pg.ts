/**
 * How PostgreSQL's drivers for JavaScript give rows, for the option `rows`: they differ in what a Date means. A value of type date is a Date at local midnight in node-postgres and at
 * UTC midnight in the others; a timestamp without time zone is a Date at that local time in all of them. All parse json and jsonb, so that a string is a JSON string there.
 */
import type { RowForm } from './library/row-column.js';

/** Rows of node-postgres (`pg`). */
export const nodePostgres: RowForm = { dates: 'local', json: 'parsed' };

/** Rows of postgres.js (`postgres`). */
export const postgresJs: RowForm = { dates: { date: 'utc', timestamp: 'local' }, json: 'parsed' };

/** Rows of PGlite (`@electric-sql/pglite`). */
export const pglite: RowForm = { dates: { date: 'utc', timestamp: 'local' }, json: 'parsed' };

/** Rows in PostgreSQL's text form: of any driver that is told to convert nothing, and of logical replication. */
export const textRows: RowForm = { values: 'text' };
