/** A cold process of the scenario `start`: imports the built library, makes a predicate, tests a row, and prints when each was done. */
import { writeSync } from 'node:fs';
import type * as Quern from '../../src/index.js';

const [, , library = ''] = process.argv;
const begun = performance.now();
const { predicate } = (await import(library)) as typeof Quern;
const imported = performance.now();
const p = await predicate('a = 42 AND b IS NOT NULL', { schema: { a: 'int4', b: 'int4' } });
const made = performance.now();
const answer = p.test({ a: 42, b: 1 });
const tested = performance.now();
writeSync(1, JSON.stringify({ answer, import: imported - begun, predicate: made - imported, test: tested - made }));
