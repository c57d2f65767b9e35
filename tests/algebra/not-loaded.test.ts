/** Before anything is loaded, what works at once says what to load. */
import { expect, test } from 'vitest';
import { predicateSync, prepare, SqlError } from '../../src/index.js';

test('the parser is asked for, then the engine, and then it works', async () => {
  const make = (): boolean | null => predicateSync('a = 1', { schema: { a: 'int4' } }).test({ a: 1 });
  const failure = (): unknown => {
    try {
      return make();
    } catch (error) {
      return error instanceof SqlError ? `${error.code} ${error.hint ?? ''}` : error;
    }
  };
  expect(failure()).toBe('55000 Await prepare() or loadParser() first.');
  await prepare({ engines: [] });
  expect(failure()).toBe("55000 Await prepare({ engines: ['auto'] }) first, or use the asynchronous function.");
  await prepare();
  expect(failure()).toBe(true);
});
