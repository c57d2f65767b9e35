/**
 * How fast the playground is in Chromium: from the address to the program of the first predicate in a new browser, and from a key to the changed panes for each
 * canonical predicate. `npm run playground:speed`.
 */
import type { Page } from 'playwright-core';
import { predicates } from '../bench/predicates.js';
import { summarize } from '../bench/statistics.js';
import { demoSchema } from '../src/datasets/demo.js';
import { schemaText } from '../src/inputs/schema-text.js';
import { compressedSizes, hasChromium, openPage, openSite, type Site } from '../tests/playground/site.js';

const loads = 7;
const rounds = 5;

if (!hasChromium) {
  console.error(`There is no Chromium: apt-get install chromium.`);
  process.exit(2);
}
const site = await openSite();
try {
  const [editors, programs, bytes] = await measureLoads(site);
  const typed = await measureTyping(site);
  const tell = (what: string, times: readonly number[]): string => {
    const { median, low, high } = summarize(times);
    return `${what}: ${median.toFixed(0)} ms (${low.toFixed(0)} to ${high.toFixed(0)})`;
  };
  console.log(`first load, compressed, the parser with it: ${(bytes / 1000).toFixed(0)} kB`);
  console.log(tell('from the address to editors that can be typed in', editors));
  console.log(tell('from the address to the program of the first predicate', programs));
  for (const [name, times] of typed) console.log(tell(`from a key to the changed panes, ${name}`, times));
  console.log(tell('from a key to the changed panes, all', [...typed.values()].flat()));
} finally {
  await site.close();
}

/** Milliseconds until the editors are there, until the program is there; and the compressed size of what was asked for. */
async function measureLoads(from: Site): Promise<readonly [number[], number[], number]> {
  const editors: number[] = [];
  const programs: number[] = [];
  let bytes = 0;
  for (let n = 0; n < loads; n++) {
    const start = performance.now();
    const { page, asked } = await openPage(from);
    await page.waitForSelector('#sql .cm-content');
    editors.push(performance.now() - start);
    await page.waitForSelector('#program .step');
    programs.push(performance.now() - start);
    const sizes = compressedSizes(from.folder);
    const files = new Set(asked.map((url) => url.slice(from.address.length).replace(/[?#].*$/, '') || 'index.html'));
    bytes = [...files].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0);
    await page.close();
  }
  return [editors, programs, bytes];
}

/** Milliseconds from the key to behind the frame in which the changed program is painted, by the predicate's name. */
async function measureTyping(from: Site): Promise<ReadonlyMap<string, number[]>> {
  const { page } = await openPage(from);
  await page.waitForSelector('#program .step');
  await type(page, 'schema', schemaText(demoSchema));
  await type(page, 'sql', 'a IS NULL');
  await page.locator('#program .step').filter({ hasText: 'NULL' }).first().waitFor();
  await page.evaluate(() => {
    const times: number[] = [];
    let start = 0;
    Object.assign(globalThis, { times });
    document.querySelector('#sql')?.addEventListener('beforeinput', () => {
      start = performance.now();
    });
    const observer = new MutationObserver(() => {
      if (start === 0) return;
      const began = start;
      start = 0;
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - began)));
    });
    const program = document.querySelector('#program');
    if (program !== null) observer.observe(program, { subtree: true, childList: true, characterData: true });
  });
  const found = new Map<string, number[]>(predicates.map(({ name }) => [name, []]));
  let count = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { name, sql } of predicates) {
      await type(page, 'sql', sql);
      count++;
      await page.waitForFunction((n) => (globalThis as unknown as { times: number[] }).times.length >= n, count);
      const time = await page.evaluate(() => (globalThis as unknown as { times: number[] }).times.at(-1) ?? 0);
      found.get(name)?.push(time);
    }
  }
  await page.close();
  return found;
}

/** Replaces what is in an editor, as typing does. */
async function type(page: Page, id: 'sql' | 'schema', text: string): Promise<void> {
  await page.click(`#${id} .cm-content`);
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}
