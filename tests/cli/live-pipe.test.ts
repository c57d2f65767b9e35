/** Who writes into a pipe line by line sees rows before the pipe ends. The writer here goes on only once the rows so far have come out. */
import { expect, it } from 'vitest';
import { scratchDirectory, shell } from './quern.js';

const files = scratchDirectory();

it.each([
  ['csv', 'a,b\\n1,x\\n2,y\\n', '2,y', '3,z\\n', 'a,b\n1,x\n2,y\n3,z\n'],
  ['ndjson', '{"a":1}\\n{"a":2}\\n', '"a":2', '{"a":3}\\n', '{"a":1}\n{"a":2}\n{"a":3}\n'],
])(
  'rows of %s come out while the pipe is open',
  async (format, first, awaited, then, all) => {
    const out = files.path(format);
    const writer = `printf '${first}'; until grep -qs '${awaited}' "${out}"; do sleep 0.1; done; printf '${then}'`;
    const { status } = await shell(`(${writer}) | quern filter - --from ${format} --where 'a > 0' > "${out}"`);
    const { stdout } = await shell(`cat "${out}"`);
    expect({ status, stdout }).toEqual({ status: 0, stdout: all });
  },
  60_000,
);

it('no more rows than are wanted are waited for', async () => {
  const { stdout } = await shell(
    `quern filter - --from csv --where 'a > 0' --limit 1 --quiet < <(exec 2>&-; printf 'a\\n1\\n2\\n'; exec sleep 110)`,
  );
  expect(stdout).toBe('a\n1\n');
}, 100_000);
