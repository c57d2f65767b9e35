import { describe, expect, it } from 'vitest';
import { SeveralFiles } from '../../src/inputs/several-files.js';
import { inChunks } from './reading.js';

/** The whole that the files make, in chunks of that size, and what its lines are called. */
async function whole(
  files: readonly string[],
  headerLines: number,
  chunk: number,
): Promise<{ text: string; lines: string[] }> {
  const several = new SeveralFiles(
    files.map((text, index) => ({
      name: `${'abc'[index] ?? ''}.csv`,
      open: () => Promise.resolve(inChunks(text, chunk)),
    })),
    headerLines,
  );
  const parts: Uint8Array[] = [];
  for await (const part of several.chunks()) parts.push(Uint8Array.from(part));
  const text = Buffer.concat(parts).toString();
  return { text, lines: text.split('\n').map((line, index) => `${several.nameLine(index + 1)}: ${line}`) };
}

describe('several files are one text', () => {
  it('with the header of the first, and each line is told as its file has it', async () => {
    for (const chunk of [1, 3, 100]) {
      const { lines } = await whole(['id,n\n1,a\n2,b', 'id,n\n3,c\n', 'id,n'], 1, chunk);
      expect(lines).toEqual([
        'a.csv, line 1: id,n',
        'a.csv, line 2: 1,a',
        'a.csv, line 3: 2,b',
        'b.csv, line 2: 3,c',
        'c.csv, line 2: ',
      ]);
    }
  });

  it('and one file is as it is', async () => {
    expect(await whole(['id\n1\n'], 1, 2)).toEqual({ text: 'id\n1\n', lines: ['line 1: id', 'line 2: 1', 'line 3: '] });
  });

  it('unless a header is another one', async () => {
    await expect(whole(['id,n\n1,a\n', 'n,id\nb,2\n'], 1, 100)).rejects.toMatchObject({
      code: '22P04',
      message: 'the header of b.csv is not that of a.csv',
    });
  });
});
