/** What reaches a terminal or a log cannot act on it, and Ctrl-C leaves what can be read. */
import { spawn } from 'node:child_process';
import { describe as group, expect, test, vi } from 'vitest';
import { Failure, status } from '../../src/cli/failure.js';
import { Output } from '../../src/cli/output.js';
import { printable } from '../../src/cli/printable.js';
import { describe } from '../../src/cli/report.js';
import { SqlError } from '../../src/error.js';
import { textLines } from '../../src/inputs/text-lines.js';
import { builtCommand } from '../built-package.js';
import { quern } from './quern.js';

group('an error on the terminal', () => {
  const text = (error: SqlError, sql?: string): string =>
    describe(new Failure(status.data, error, sql), sql !== undefined);

  test('shows control characters escaped', () => {
    const shown = text(
      new SqlError('22P02', 'bad "\x1b[2J\r\nquern: done\u202e\x9b"', { detail: '\x07', hint: '\x00' }),
    );
    expect(shown).toBe('quern: bad "\\x1b[2J\\r\\nquern: done\\u202e\\x9b"\ndetail: \\x07\nhint: \\x00\n');
  });

  test('puts the caret under the place, also after an escape', () => {
    const sql = "'\x1b' = x";
    const lines = text(new SqlError('42703', 'column "x" does not exist', { position: 7 }), sql).split('\n');
    expect(lines[1]).toBe("  '\\x1b' = x");
    expect(lines[2]?.indexOf('^')).toBe(lines[1]?.indexOf('x', 6));
  });

  test('cuts what it quotes', () => {
    const { message } = new SqlError('22P02', `invalid input syntax for type integer: "${'x'.repeat(100_000)}"`);
    expect(message).toBe(`invalid input syntax for type integer: "${'x'.repeat(200)}…"`);
    expect(new SqlError('22P02', `"${'😀'.repeat(150)}"`).message).toBe(`"${'😀'.repeat(100)}…"`);
    expect(new SqlError('22P02', `a "${'x'.repeat(200)}" b "c"`).message).toBe(`a "${'x'.repeat(200)}" b "c"`);
  });

  test('leaves other texts as they are', () => {
    expect(printable('é 😀 "a"\tb', '\t')).toBe('é 😀 "a"\tb');
  });
});

test('names that a command tells of are shown escaped', async () => {
  const { stderr } = await quern(['filter', '-', '--where', 'c > 0'], 'a\x1b[2Jb,c\n1,2\n');
  expect(stderr).toBe(`quern: types inferred from the first rows: --schema '"a\\x1b[2Jb" int8, c int8'\n`);
});

test.each([
  [true, 'a\\x1b[2J\n'],
  [false, 'a\x1b[2J\n'],
])('what is for people is escaped on a terminal (%s), and nowhere else', async (isTTY, wanted) => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((...args: unknown[]) => {
    written.push(String(args[0]));
    (args.at(-1) as () => void)();
    return true;
  });
  const before = process.stdout.isTTY;
  process.stdout.isTTY = isTTY;
  try {
    const output = Output.standard();
    output.addShown('a\x1b[2J\n');
    await output.flush();
  } finally {
    process.stdout.isTTY = before;
    write.mockRestore();
  }
  expect(written).toEqual([wanted]);
});

test('a line that comes in many pieces is one line', async () => {
  const piece = new TextEncoder().encode('xyz'.repeat(1000));
  async function* pieces() {
    for (let i = 0; i < 3000; i++) yield piece;
    yield new TextEncoder().encode('\nlast');
  }
  const lines: string[] = [];
  for await (const { text, number } of textLines(pieces())) lines.push(`${number}: ${text.length}`);
  expect(lines).toEqual(['1: 9000000', '2: 4']);
});

test('Ctrl-C closes the array that is being written', async () => {
  const child = spawn(process.execPath, [
    await builtCommand(),
    ...['filter', '-', '--from', 'csv', '--schema', 'a int4', '--where', 'a > 1', '--to', 'json'],
  ]);
  let written = '';
  let sent = false;
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    told += data;
  });
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    written += data;
    // The rows are written, and the input has not ended.
    if (!sent && written.includes('{')) sent = child.kill('SIGINT');
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  child.stdin.on('error', () => undefined);
  child.stdin.write(`a\n${'1\n2\n3\n'.repeat(400_000)}`);
  const exit = await ended;
  const rows: unknown = JSON.parse(written);
  expect(rows).toContainEqual({ a: 2 });
  expect([exit, told]).toEqual([130, '']);
}, 60_000);
