/** The examples of docs/sets.md print what stands beside them. */
import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import * as library from '../../src/index.js';

const text = readFileSync(new URL('../../docs/sets.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code = '']) => code);

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...given: unknown[]) => Promise<void>;

/** What the example says that it prints: the comments behind its `console.log`s. */
const promised = (code: string): string[] =>
  [...code.matchAll(/console\.log\(.*\) *\/\/ (.*)$/gm)].map(([, printed = '']) => printed.trim());

test('there are examples, and each says what it prints', () => {
  expect(examples).toHaveLength(4);
  for (const code of examples) expect(promised(code)).toHaveLength(code.split('console.log(').length - 1);
});

test.each(examples.map((code, i) => [i + 1, code] as const))('example %d prints what it says', async (_, code) => {
  const printed: string[] = [];
  const console = {
    log: (...values: unknown[]) => {
      printed.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
    },
  };
  const body = code.replaceAll(/^import \{ (.*) \} from 'quern'$/gm, 'const { $1 } = quern');
  await new AsyncFunction('quern', 'console', body)(library, console);
  expect(printed).toEqual(promised(code));
});
