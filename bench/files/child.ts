/** A process of the scenario `files` that is no command of its own: DuckDB with one thread, or a loop over lines that JSON.parse reads. */
import { createReadStream, createWriteStream, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Row {
  readonly a: number;
  readonly b: number | null;
  readonly c: string | null;
}
const tests: Readonly<Record<string, (row: Row) => boolean>> = {
  eq: ({ a }) => a === 42,
  range: ({ a, b }) => a > 10 && b !== null && b < 50,
  infix: ({ c }) => c?.includes('77') === true,
};

/** What is used of DuckDB's package. */
interface Duck {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }> }>;
    }>;
  };
}

const [, , contestant = '', file = '', question = '', output = ''] = process.argv;
if (contestant === 'duckdb') await duck();
else await loop();

async function duck(): Promise<void> {
  const found = createRequire(join(process.cwd(), 'package.json')).resolve('@duckdb/node-api');
  const { DuckDBInstance } = (await import(pathToFileURL(found).href)) as Duck;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.runAndReadAll('SET threads = 1');
  const read = file.endsWith('.ndjson') ? `read_json('${file}', format = 'newline_delimited')` : `read_csv('${file}')`;
  if (output === '') {
    const result = await connection.runAndReadAll(`SELECT count(*) FROM ${read} WHERE ${question}`);
    writeSync(1, `${String(result.getRows()[0]?.[0])}\n`);
  } else {
    const format = file.endsWith('.ndjson') ? 'json' : 'csv';
    await connection.runAndReadAll(`COPY (SELECT * FROM ${read} WHERE ${question}) TO '${output}' (FORMAT ${format})`);
  }
}

async function loop(): Promise<void> {
  const test = tests[question];
  if (test === undefined) throw new RangeError(`there is no question ${question}`);
  const sink = output === '' ? undefined : createWriteStream(output);
  let count = 0;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!test(JSON.parse(line) as Row)) continue;
    count++;
    sink?.write(`${line}\n`);
  }
  if (sink === undefined) writeSync(1, `${count}\n`);
  else sink.end();
}
