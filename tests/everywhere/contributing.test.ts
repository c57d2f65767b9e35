/** The walks of CONTRIBUTING that add functions and a type, taken as they are written on a copy of the tree: what they say fails, fails, and then every engine answers. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const walks = ['### In a family: it is called', '### In the core: it can be inlined', '## Add a type'] as const;
/** What the walks ask for between the definition and the answer. */
const built = ['npm run family -- integer', 'npm run family -- binary', 'npm run generate'] as const;

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that was named last before it. */
  readonly file: string;
}

/** The blocks of a section, without the indentation of the list that they stand in. */
function blocksOf(heading: string): readonly Block[] {
  const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const from = text.indexOf(`\n${heading}\n`);
  expect(from, `CONTRIBUTING has the section ${heading}`).toBeGreaterThan(0);
  const rest = text.slice(from + heading.length + 2);
  const section = rest.slice(0, /\n##/.exec(rest)?.index);
  return [...section.matchAll(/^( *)```(\w+)\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', body = ''] = match;
    const before = section.slice(0, match.index);
    const file = [...before.matchAll(/`(opcodes\/[\w/.-]+\.ts)`/g)].at(-1)?.[1] ?? '';
    return { language, text: body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), file };
  });
}

/** Puts the added lines after the context before them; a line that is taken out is replaced by the one that is added. */
function patched(before: string, diff: string): string {
  let text = before;
  let at = 0;
  for (const line of diff.trimEnd().split('\n')) {
    const [sign, content] = [line[0], line.slice(1)];
    if (sign === '+') {
      text = `${text.slice(0, at)}${content}${text.slice(at)}`;
      at += content.length;
      continue;
    }
    const found = text.indexOf(content, at);
    expect(found, `the file has the line: ${content}`).toBeGreaterThanOrEqual(0);
    if (sign === '-') {
      text = text.slice(0, found) + text.slice(found + content.length);
      at = found;
    } else {
      at = found + content.length;
      text = `${text.slice(0, at)}\n${text.slice(at)}`;
      at++;
    }
  }
  return text;
}

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'quern-contributing-'));
  for (const part of ['opcodes', 'src', 'wasm', 'scripts', 'bench', 'docs', 'lessons', 'package.json', 'tsconfig.json'])
    cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => {
  rmSync(copy, { recursive: true, force: true });
});

/** What a command prints in the copy, errors included. */
const run = (script: string, ...args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    const command = [join(root, 'node_modules/tsx/dist/cli.mjs'), script, ...args];
    execFile(process.execPath, command, { cwd: copy, env: { ...process.env, NO_COLOR: '1' } }, (_, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });

/** `$ npx quern eval …` and what it prints. */
async function shows({ text }: Block): Promise<void> {
  const [command = '', ...printed] = text.trimEnd().split('\n');
  const [, sql = '', options = ''] = /^\$ npx quern eval "([^"]*)"(.*)$/.exec(command) ?? [];
  const found = await run('src/cli/main.ts', 'eval', ...options.split(' ').filter((word) => word !== ''), sql);
  expect(found.split('\n').slice(0, printed.length), command).toEqual(printed);
}

test('what the walks write makes what they say', async () => {
  const sections = walks.map(blocksOf);
  const consoles = sections.map((blocks) => blocks.filter(({ language }) => language === 'console'));
  expect(consoles.map(({ length }) => length)).toEqual([2, 2, 2]);
  const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').replaceAll(/\s+/g, ' ');
  for (const command of built) expect(contributing).toContain(command);

  await Promise.all(consoles.flatMap(([fails]) => (fails === undefined ? [] : [shows(fails)])));
  for (const { language, file, text } of sections.flat()) {
    const path = join(copy, file);
    if (language === 'ts') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    } else if (language === 'diff') writeFileSync(path, patched(readFileSync(path, 'utf8'), text));
  }
  const modules = await run('wasm/build-family.ts', 'integer', 'binary');
  expect(modules).toMatch(/^binary: .*\ninteger: .*\n$/);
  const generated = await run('scripts/generate.ts');
  expect(generated).toContain('wrote src/functions/index.generated.ts');
  await Promise.all(consoles.flatMap(([, answers]) => (answers === undefined ? [] : [shows(answers)])));
});
