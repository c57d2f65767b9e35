/** The panes of recorded native code and of the pipeline, and code of the reader's own in its sandbox, in real Chromium. */
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permalinkOf } from '../../playground/state/permalink.js';
import { defaultState } from '../../playground/state/state.js';
import { axeFindings } from './axe.js';
import { hasChromium, openPage, openSite, type Site, type Watched } from './site.js';

const isRecording = (url: string): boolean => /\/native-(?!listings|arm64)[\w-]+\.js$/.test(url);
const isRecordingOfArm64 = (url: string): boolean => /\/native-arm64-[\w-]+\.js$/.test(url);

describe.skipIf(!hasChromium)('recorded native code', () => {
  let site: Site;
  let opened: Watched;
  beforeAll(async () => {
    site = await openSite();
    opened = await openPage(site);
    await opened.page.waitForSelector('#program .step');
  });
  afterAll(async () => {
    await site?.close();
  });

  test('is fetched when the reader comes near, and stands beside its stencils', async () => {
    const { page, asked } = opened;
    expect(asked.filter(isRecording)).toEqual([]);
    await page.locator('#native').scrollIntoViewIfNeeded();
    await page.locator('#native td > .native-lines li').first().waitFor();
    expect(asked.filter(isRecording)).toHaveLength(1);
    expect(await page.innerText('#native')).toMatch(/Recorded with Node \d+\.\d+\.\d+, V8 .*, for x86-64/);
    // A step, its stencil and its instructions are marked together.
    const step = page.locator('#native [data-step="range 0"]').first();
    await step.hover();
    await page.locator('#native .linked[data-step="range 0"]').first().waitFor();
    expect(await page.locator('#program .linked').count()).toBe(0);
    await step.locator('summary').click();
    expect(await step.locator('pre').innerText()).toContain('i32.load');
    await page.getByRole('tab', { name: 'What changed' }).first().click();
    const all = page.locator('#native .native-counts tr', { hasText: 'all' }).locator('td').first();
    expect(await all.innerText()).toMatch(/^\d+ → \d+$/);
    expect(await axeFindings(page, '#native')).toEqual([]);
  });

  test('is of ARM64 when the reader asks for it, and only then fetched', async () => {
    const { page, asked } = opened;
    await page.locator('#native').scrollIntoViewIfNeeded();
    expect(asked.filter(isRecordingOfArm64)).toEqual([]);
    await page.selectOption('#native label:has-text("Processor") select', 'arm64');
    await page.locator('#native', { hasText: /Recorded with .* for ARM64/ }).waitFor();
    expect(asked.filter(isRecordingOfArm64)).toHaveLength(1);
    await page.getByRole('tab', { name: 'Baseline' }).first().click();
    const step = page.locator('#native [data-step="range 0"]').first();
    expect(await step.locator('.native-lines').innerText()).toMatch(/\bldr w\d+, \[[\s\S]*\bcmp w\d+, /);
    expect(await page.innerText('#pipeline')).toContain('the only architecture that the model knows');
    await page.selectOption('#native label:has-text("Processor") select', 'x64');
    await page.locator('#native', { hasText: /Recorded with .* for x86-64/ }).waitFor();
  });

  test('is there for two predicates, and for one of the reader’s that differs in its numbers only', async () => {
    const own = { ...defaultState, sql: 'a > 77 AND b < 3', recorded: 'own', recordedBeside: 'chain16' };
    const { page, complaints } = await openPage(site, `#${permalinkOf(own) ?? ''}`);
    await page.waitForSelector('#program .step');
    await page.locator('#native').scrollIntoViewIfNeeded();
    await page.locator('#native .recorded-title').nth(1).waitFor();
    expect(await page.locator('#native .recorded-title').allInnerTexts()).toEqual([
      'range a > 77 AND b < 3',
      expect.stringMatching(/^chain16 a >= 2 AND/),
    ]);
    // Here the steps are the page's own.
    await page.locator('#program [data-step="0"]').hover();
    await page.locator('#native .linked').first().waitFor();
    await page.locator('#pipeline').scrollIntoViewIfNeeded();
    await page.locator('#pipeline svg.timeline').nth(1).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('for any other predicate the pane says what to run, and for what calls functions why there is no pipeline', async () => {
    const other = { ...defaultState, sql: "a + 1 = 2 OR c = 'it''s'", recorded: 'own', recordedBeside: 'prefix' };
    const { page } = await openPage(site, `#${permalinkOf(other) ?? ''}`);
    await page.waitForSelector('#program .step');
    await page.locator('#native').scrollIntoViewIfNeeded();
    await page.locator('#native .command').waitFor();
    expect(await page.innerText('#native .command')).toContain(
      `quern explain 'a + 1 = 2 OR c = '\\''it'\\'''\\''s'\\''' --schema 'a int4 not null`,
    );
    await page.locator('#pipeline').scrollIntoViewIfNeeded();
    await page.locator('#pipeline .failure', { hasText: 'does not imitate call' }).waitFor();
    await page.close();
  });

  test('the pipeline draws a row: letters, what waits for what, and cycles that a wrong guess lost', async () => {
    const { page } = opened;
    await page.locator('#pipeline').scrollIntoViewIfNeeded();
    await page.locator('#pipeline svg.timeline').waitFor();
    const letters = (await page.locator('#pipeline .passage').first().locator('text').allTextContents()).slice(2);
    expect(letters.join('')).toMatch(/^D=*e*E-*R$/);
    expect(await page.locator('#pipeline .dependence').count()).toBeGreaterThan(5);
    await page.locator('#pipeline svg', { hasText: /\d+ cycles lost/ }).waitFor();
    const guesses = async (): Promise<number> =>
      Number(/([\d.]+) wrong guesses/.exec(await page.innerText('#pipeline .summary'))?.[1]);
    const tage = await guesses();
    await page.selectOption('#pipeline label:has-text("Branches") select', 'static');
    await expect.poll(guesses, { timeout: 20_000 }).toBeGreaterThan(tage);
    expect(await axeFindings(page, '#pipeline')).toEqual([]);
  });

  test('on paper neither the listing nor the timeline is cut off', async () => {
    const { page } = opened;
    await page.getByRole('tab', { name: 'Baseline' }).first().click();
    const cut = (): Promise<readonly boolean[]> =>
      page.locator('#native .panel, #pipeline .scroll:has(> .timeline)').evaluateAll((places) =>
        places.map((place) => {
          const { height } = place.getBoundingClientRect();
          return Math.max(...[...place.children].map((child) => child.getBoundingClientRect().height)) > height + 1;
        }),
      );
    expect(await cut()).toEqual([true, true]);
    await page.emulateMedia({ media: 'print' });
    expect(await cut()).toEqual([false, false]);
    await page.emulateMedia({ media: 'screen' });
  });

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([]);
    expect(opened.elsewhere).toEqual([]);
  });
});

describe.skipIf(!hasChromium)('the reader’s own code', () => {
  let site: Site;
  let other: Server;
  const heard: string[] = [];
  beforeAll(async () => {
    site = await openSite();
    other = createServer(({ url }, response) => {
      heard.push(url ?? '');
      response.end();
    });
    other.on('upgrade', ({ url }, socket) => {
      heard.push(url ?? '');
      socket.destroy();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    other?.close();
    await site?.close();
  });

  test('asks nobody for anything, this site included: no request leaves it', async () => {
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const targets = [site.address, `http://127.0.0.1:${port}/`].map((target) => `${target}stolen`);
    const text = `for (const target of ${JSON.stringify(targets)})
  for (const ask of [
    () => fetch(target + 1),
    () => fetch(target + 2, { mode: 'no-cors', credentials: 'include' }),
    () => importScripts(target + 3),
    () => import(target + 4),
    () => new WebSocket(target.replace('http', 'ws') + 5),
    () => new EventSource(target + 6),
    () => { const asked = new XMLHttpRequest(); asked.open('GET', target + 7, false); asked.send(); },
    () => new Worker(target + 8),
  ])
    try { Promise.resolve(ask()).catch(() => {}); } catch {}
const until = Date.now() + 500;
function predict() { while (Date.now() < until); throw self.origin + typeof document; }`;
    const { page } = await openPage(site, `#${permalinkOf({ ...defaultState, predictor: text }) ?? ''}`);
    await page.waitForSelector('#program .step');
    await page.locator('#own .primary').click();
    await page.locator('#predictor-failure', { hasText: 'nullundefined' }).waitFor();
    expect([...heard, ...site.requested].filter((url) => url.includes('stolen'))).toEqual([]);
    // The frame that it ran in is gone, and with it the worker.
    expect(await page.locator('iframe').count()).toBe(0);
    await page.close();
  });

  test('the compiler of lesson 18 runs where it stands, changed or not', async () => {
    const { page, complaints } = await openPage(site, '#lesson-18');
    const say = (): Promise<string> => page.innerText('#compiler-failure');
    const run = async (): Promise<string> => {
      await page.getByRole('button', { name: 'Compile and run' }).click();
      await expect.poll(() => page.getAttribute('#own-compiler', 'aria-busy'), { timeout: 20_000 }).toBe('false');
      return say();
    };
    const replace = async (text: string): Promise<void> => {
      await page.click('#compiler .cm-content');
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
    };
    await page.locator('#compiler .cm-content').waitFor();
    expect(await run()).toMatch(
      /^✓ [\d,]+ rows, as an interpreter counts them; [\d.]+ ns a row; a module of 143 bytes/,
    );
    // What exercise 1 asks for is not there yet: the module counts every row.
    await page.fill('#own-compiler input', 'a <> 5');
    expect(await run()).toMatch(/^✗ 131,072 rows, but an interpreter counts/);
    await page.fill('#own-compiler input', 'a ! 5');
    expect(await page.getByRole('button', { name: 'Compile and run' }).isDisabled()).toBe(true);
    await page.fill('#own-compiler input', 'a < 5');
    await replace(
      'function compile() { return Uint8Array.of(1, 2, 3); }\nfunction instantiate(bytes) { return new WebAssembly.Module(bytes); }',
    );
    expect(await run()).toContain('CompileError');
    await page.getByRole('button', { name: 'As it was' }).click();
    expect(await run()).toContain('✓');
    expect(await axeFindings(page, '#own-compiler')).toEqual([]);
    expect(complaints).toEqual([]);
    await page.close();
  });
});
