/** What the scenario `files` asks of which file: the same question in the languages of all who answer it. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { demoCsv, demoHeader } from '../../src/datasets/demo.js';

export interface FileCase {
  readonly name: string;
  readonly file: 'demo' | 'wide' | 'objects';
  /** In SQL; in awk, over fields separated by commas; in jq; in JavaScript, over `row`. Undefined where it does not read such a file. */
  readonly sql: string;
  readonly awk?: string;
  readonly jq?: string;
  readonly javascript?: 'eq' | 'range' | 'infix';
  readonly miller?: string;
}

const demoCases: readonly Omit<FileCase, 'file'>[] = [
  { name: 'eq', sql: 'a = 42', awk: '$1 == 42', miller: '$a == 42', jq: '.a == 42', javascript: 'eq' },
  {
    name: 'range',
    sql: 'a > 10 AND b < 50',
    awk: '$1 > 10 && $2 != "" && $2 < 50',
    miller: '$a > 10 && is_not_empty($b) && $b < 50',
    jq: '.a > 10 and .b != null and .b < 50',
    javascript: 'range',
  },
  {
    name: 'infix',
    sql: "c LIKE '%77%'",
    awk: 'index($3, "77") > 0',
    miller: '$c =~ "77"',
    jq: '.c != null and (.c | contains("77"))',
    javascript: 'infix',
  },
];

export const fileCases: readonly FileCase[] = [
  ...demoCases.map(({ jq: _, javascript: __, ...one }): FileCase => ({ ...one, file: 'demo' })),
  { name: 'wide', file: 'wide', sql: 'q150 = 42', awk: '$150 == 42', miller: '$q150 == 42' },
  ...demoCases.map(({ awk: _, miller: __, ...one }): FileCase => ({ ...one, file: 'objects' })),
];

const wideColumns = 200;
/** A wide file has fewer rows, so that all files are about as long. */
const wideShare = 1 / 20;

/** NDJSON is two and a half times as long as CSV, and some of those who read it are slow. */
const mostObjects = 1_000_000;

/** How many rows there are in the files when `rows` are asked for. */
export const rowsOfFiles = (rows: number): Readonly<Record<FileCase['file'], number>> => ({
  demo: rows,
  wide: Math.ceil(rows * wideShare),
  objects: Math.min(rows, mostObjects),
});

/** Writes the three files, when `rows` are asked for. */
export async function writeFiles(paths: Readonly<Record<FileCase['file'], string>>, rows: number): Promise<void> {
  const { demo, objects, wide } = rowsOfFiles(rows);
  await write(paths.demo, demoLines(demo));
  await write(paths.objects, objectLines(objects));
  await write(paths.wide, wideLines(wide));
}

async function write(path: string, lines: Iterable<string>): Promise<void> {
  const stream = createWriteStream(path);
  for (const text of lines) if (!stream.write(text)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'finish');
}

function* demoLines(rows: number): Generator<string> {
  yield demoHeader;
  yield* demoCsv(rows);
}

/** The demo rows as objects: no field of them has a comma or a quote. */
function* objectLines(rows: number): Generator<string> {
  const names = demoHeader.trimEnd().split(',');
  const texts: ReadonlySet<string> = new Set(['c', 'f', 'h']);
  for (const chunk of demoCsv(rows)) {
    yield chunk.replace(/.+\n/g, (line) => {
      const members = line
        .trimEnd()
        .split(',')
        .map((field, index) => {
          const name = names[index] ?? '';
          return `"${name}":${field === '' ? 'null' : texts.has(name) ? `"${field}"` : field}`;
        });
      return `{${members.join(',')}}\n`;
    });
  }
}

function* wideLines(rows: number): Generator<string> {
  const places = Array.from({ length: wideColumns }, (_, column) => column + 1);
  yield `${places.map((place) => `q${place}`).join(',')}\n`;
  for (let row = 0; row < rows; row++) yield `${places.map((place) => (row * 31 + place * 17) % 100).join(',')}\n`;
}
