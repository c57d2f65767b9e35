/** The build writes the table of opcodes in a shorter form; it must be the same table. */
import { expect, test } from 'vitest';
import { internedModule } from '../../scripts/interned-module.js';
import * as tables from '../../src/program/opcodes.generated.js';

const read = (text: string): Promise<unknown> => import(`data:text/javascript,${encodeURIComponent(text)}`);

test('the table of opcodes means the same in its shorter form', async () => {
  const text = internedModule(Object.entries(tables));
  expect(text.length).toBeLessThan(JSON.stringify(tables).length / 2);
  expect({ ...((await read(text)) as object) }).toEqual({ ...tables });
});

test('what is no plain data is refused, not dropped', () => {
  expect(() => internedModule([['f', [() => 1]]])).toThrow('a function is no plain data');
});
