/** What the README shows is what happens: its TypeScript, its page's script and its commands run against the source. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as library from '../../src/index.js';
import { shell } from '../cli/quern.js';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const blocks = (language: string): string[] =>
  [...readme.matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, of, text = '']) => (of === language ? [text] : []));

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...given: unknown[]) => Promise<void>;

/** Runs a script that imports quern; `see` is given the value of every line that ends in a comment, and the comment. */
async function run(script: string, see: (value: unknown, comment: string) => void, page?: unknown): Promise<void> {
  const body = script
    .replaceAll(/^\s*import \{ (.*) \} from 'quern'$/gm, 'const { $1 } = quern')
    .replaceAll(
      /^\s*(?!const )(\S.*?) *\/\/ (.*)$/gm,
      (_, code: string, comment: string) => `see((${code}), ${JSON.stringify(comment)})`,
    );
  await new AsyncFunction('quern', 'see', 'document', body)(library, see, page);
}

/** The value that a comment shows at its beginning; what stands in round brackets after it is prose. */
const shown = (comment: string): unknown => new AsyncFunction(`return (${comment.replace(/ \(.*\)$/, '')})`)();

test('the TypeScript examples give what their comments say', async () => {
  const seen: unknown[] = [];
  const said: unknown[] = [];
  for (const block of blocks('ts')) {
    const comments: string[] = [];
    await run(block, (value, comment) => {
      seen.push(value);
      comments.push(comment);
    });
    said.push(...(await Promise.all(comments.map(shown))));
  }
  expect(seen.length).toBeGreaterThanOrEqual(4);
  expect(seen).toEqual(said);
});

test('the page shows what its comment says', async () => {
  const [html = ''] = blocks('html');
  const [, script = ''] = /<script type="module">\n(.*?)<\/script>/s.exec(html) ?? [];
  const body = { textContent: '' };
  let said = '';
  await run(
    script,
    (value, comment) => {
      expect(value).toBe(comment);
      said = comment;
    },
    { body },
  );
  expect(said).not.toBe('');
  expect(body.textContent).toBe(said);
});

test('the commands print what is shown', async () => {
  const sessions = blocks('').flatMap((block) => (block.startsWith('$ ') ? block.split(/^\$ /m).slice(1) : []));
  expect(sessions.length).toBeGreaterThanOrEqual(3);
  for (const session of sessions) {
    const [command = '', ...output] = session.split('\n');
    const { status, stdout, stderr } = await shell(command);
    // A terminal shows both streams, and what quern says of its work comes first.
    expect({ command, status, shown: `${stderr}${stdout}`.trimEnd() }).toEqual({
      command,
      status: 0,
      shown: output.join('\n').trimEnd(),
    });
  }
});

test('every file that the README points at exists', () => {
  for (const [, path = ''] of readme.matchAll(/\]\(((?!http)[^)#]+)/g)) {
    const place = new URL(`../../${path}`, import.meta.url);
    expect(() => (path.endsWith('/') ? undefined : readFileSync(place)), path).not.toThrow();
  }
});
