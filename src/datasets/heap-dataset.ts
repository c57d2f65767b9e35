/** The datasets as pages of a PostgreSQL table: what a server has on disk after it has loaded their CSV form with COPY … FREEZE. */
import type { Attribute, HeapTable } from '../catalog/attribute.js';
import { catalogType } from '../catalog/catalog.js';
import { types, type TypeName } from '../catalog/types.js';
import { PageWriter } from '../memory/heap/page-writer.js';
import { TupleWriter } from '../memory/heap/tuple-writer.js';
import { drawArticle } from './article.js';
import { demoFirstDay, demoSeed, demoWords, drawDemo, emptyDemoRow } from './demo.js';
import { emptyLineitemRow, lineitemRows } from './lineitem.js';
import { RowRandom } from './random.js';

/** 2000-01-01 in days from 1970-01-01. */
const postgresEpoch = 10_957;

/** A dataset that can be written as heap pages. */
export interface HeapDataset {
  /** The columns as CREATE TABLE and `--schema` take them. */
  readonly schema: string;
  readonly table: HeapTable;
  /** A function that forms the tuple of a row, counted from 0, for that seed. */
  rows(seed: number): (row: number, tuple: TupleWriter) => void;
}

/** Which rows to write, and where their pages are to be. */
export interface FillOptions {
  readonly seed?: number;
  /** The first row, counted from 0. */
  readonly first?: number;
  /** How many rows there are from there; as many as the pages hold unless given. */
  readonly rows?: number;
  /** The block of the relation that the first page will be: tuples hold their own place. */
  readonly block?: number;
}

/** What has been written. */
export interface Filled {
  readonly pages: number;
  readonly rows: number;
}

/** Columns as name, type as SQL writes it, and whether it is NOT NULL. */
type Columns = readonly (readonly [name: string, type: string, notNull: boolean])[];

const isComputedWith = (type: string): type is TypeName => type in types;

function heapTable(written: Columns): HeapTable {
  const columns: { name: string; type: TypeName; notNull: boolean }[] = [];
  const attributes = written.map(([name, sqlType, notNull]): Attribute => {
    const type = sqlType.replace(/\(.*/, '');
    const { length, align } = catalogType(type);
    const column = isComputedWith(type) ? columns.push({ name, type, notNull }) - 1 : undefined;
    return { name, type, length, align, notNull, missing: null, column };
  });
  return { attributes, columns };
}

function dataset(columns: Columns, rows: HeapDataset['rows']): HeapDataset {
  const schema = columns.map(([name, type, notNull]) => `${name} ${type}${notNull ? ' not null' : ''}`).join(', ');
  return { schema, table: heapTable(columns), rows };
}

/** The dataset of article.ts. */
export const articleHeap = dataset([['a', 'int4', true]], (seed) => {
  const random = new RowRandom(seed);
  return (row, tuple) => {
    tuple.start();
    tuple.int4(drawArticle(random, row));
  };
});

const demoColumns: Columns = [
  ['a', 'int4', true],
  ['b', 'int4', false],
  ['c', 'text', false],
  ['d', 'float8', true],
  ['e', 'int8', true],
  ['f', 'date', true],
  ['g', 'numeric(12,2)', false],
  ['h', 'timestamp', true],
];

/** The dataset of demo.ts, with its column `g`. */
export const demoHeap = dataset(demoColumns, (seed) => {
  const random = new RowRandom(seed);
  const drawn = emptyDemoRow();
  return (row, tuple) => {
    drawDemo(random, row, drawn);
    const word = demoWords[drawn.c];
    tuple.start();
    tuple.int4(drawn.a);
    if (drawn.b < 0) tuple.null();
    else tuple.int4(drawn.b);
    if (word === undefined) tuple.null();
    else tuple.varlena(word);
    tuple.float8(drawn.d);
    tuple.safeInteger(row);
    tuple.int4(demoFirstDay + drawn.f);
    if (drawn.g < 0) tuple.null();
    else tuple.hundredths(drawn.g);
    tuple.safeInteger(row * 1_000_000);
  };
});

/** The dataset of lineitem.ts. */
export const lineitemHeap = dataset(
  [
    ['l_orderkey', 'int8', true],
    ['l_linenumber', 'int4', true],
    ['l_quantity', 'numeric(15,2)', true],
    ['l_extendedprice', 'numeric(15,2)', true],
    ['l_discount', 'numeric(15,2)', true],
    ['l_shipdate', 'date', true],
    ['l_commitdate', 'date', true],
    ['l_receiptdate', 'date', true],
    ['l_shipmode', 'text', true],
  ],
  (seed) => {
    const draw = lineitemRows(seed);
    const drawn = emptyLineitemRow();
    const encoder = new TextEncoder();
    return (row, tuple) => {
      draw(row, drawn);
      tuple.start();
      tuple.safeInteger(drawn.order);
      tuple.int4(drawn.line);
      for (const number of [drawn.quantity * 100, drawn.price, drawn.discount]) tuple.hundredths(number);
      for (const day of [drawn.ship, drawn.commit, drawn.receipt]) tuple.int4(day - postgresEpoch);
      tuple.varlena(encoder.encode(drawn.mode));
    };
  },
);

/**
 * Fills pages with rows, until there are no more rows or `bytes`, of a whole number of 8192-byte pages, are full. Every call begins a page, and a page
 * is as full as a server makes it: calling again with the next row and the next block continues the same relation.
 */
export function fillHeapPages(
  { table, rows: rowsOf }: HeapDataset,
  bytes: Uint8Array,
  { seed = demoSeed, first = 0, rows = Number.POSITIVE_INFINITY, block = 0 }: FillOptions = {},
): Filled {
  const tuple = new TupleWriter(table.attributes);
  const pages = new PageWriter(bytes, block);
  const form = rowsOf(seed);
  let row = 0;
  for (; row < rows; row++) {
    form(first + row, tuple);
    if (!pages.add(tuple)) break;
  }
  return { pages: pages.pages, rows: row };
}
