/** The CSV and TSV files of vega-datasets, which are like those that people have, are read with no option, and counted as DuckDB counts them. */
import { expect, test } from 'vitest';
import { application } from './application.js';

/** Compares the types of all columns, and three counts of each; prints what it has found. */
const script = `import { createReadStream, readdirSync } from 'node:fs'
import { DuckDBInstance } from '@duckdb/node-api'
import { Arena, filterRows, predicateFor } from 'quern'
import { CsvReader } from 'quern/csv'

const folder = 'node_modules/vega-datasets/data/'
const connection = await (await DuckDBInstance.create(':memory:')).connect()
const ask = async (sql) => (await connection.runAndReadAll(sql)).getRows()
const names = { BIGINT: 'int8', DOUBLE: 'float8', DATE: 'date', TIMESTAMP: 'timestamp', VARCHAR: 'text', BOOLEAN: 'bool' }
const quoted = (name) => \`"\${name.replaceAll('"', '""')}"\`
const literal = (text) => \`'\${text.replaceAll("'", "''")}'\`

const open = (arena, file) =>
  CsvReader.open(arena, createReadStream(folder + file), file.endsWith('.tsv') ? { delimiter: '\\t' } : {})
async function count(file, where) {
  const arena = new Arena()
  const reader = await open(arena, file)
  try {
    return await filterRows(reader, await predicateFor(reader, where, { arena }))
  } finally {
    await reader.close()
  }
}

const found = { files: 0, columns: 0, questions: 0, otherTypes: [], otherCounts: [] }
for (const file of readdirSync(folder).filter((name) => /\\.[ct]sv$/.test(name))) {
  found.files++
  const table = \`read_csv('\${folder}\${file}')\`
  const described = await ask(\`DESCRIBE SELECT * FROM \${table}\`)
  const reader = await open(new Arena(), file)
  const { schema } = reader
  await reader.close()
  for (const [index, { name, type }] of schema.entries()) {
    const [duckName, duckType] = described[index] ?? []
    const other = names[duckType] ?? duckType
    found.columns++
    if (type !== other || name !== duckName) {
      found.otherTypes.push({ file, name, type, duckdb: duckName + ' ' + duckType })
      continue
    }
    const [[middle]] = await ask(
      \`SELECT CAST(\${quoted(name)} AS VARCHAR) FROM \${table} WHERE \${quoted(name)} IS NOT NULL LIMIT 1 OFFSET 7\`,
    ).then((rows) => (rows.length > 0 ? rows : [[null]]))
    const questions = [\`\${quoted(name)} IS NULL\`]
    if (middle !== null && type !== 'bool') 
      for (const operator of ['=', '<']) questions.push(\`\${quoted(name)} \${operator} \${literal(middle)}\`)
    if (type === 'bool') questions.push(quoted(name))
    for (const where of questions) {
      const [[theirs]] = await ask(\`SELECT count(*) FROM \${table} WHERE \${where}\`)
      const ours = await count(file, where)
      found.questions++
      if (ours !== Number(theirs)) found.otherCounts.push({ file, where, ours, theirs: Number(theirs) })
    }
  }
}
process.stdout.write(JSON.stringify(found))
`;

interface Found {
  readonly files: number;
  readonly columns: number;
  readonly questions: number;
  readonly otherTypes: readonly unknown[];
  readonly otherCounts: readonly unknown[];
}

test('CSV and TSV of vega-datasets, as DuckDB counts', async (context) => {
  const tools = { 'vega-datasets': '3.2.1', '@duckdb/node-api': '1.5.6-r.1' };
  const { run } = await application(context, { 'compare.js': script }, tools);
  const { status, stdout, stderr } = await run('node', ['compare.js']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const { files, columns, questions, otherTypes, otherCounts } = JSON.parse(stdout) as Found;
  expect({ otherTypes, otherCounts }).toEqual({ otherTypes: [], otherCounts: [] });
  expect(files).toBeGreaterThanOrEqual(24);
  expect(columns).toBeGreaterThanOrEqual(130);
  expect(questions).toBeGreaterThan(350);
});
