/** The built playground in real Chromium: permalinks, examples, the keyboard alone, and a narrow screen. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleState, examples } from '../../playground/state/examples.js';
import { permalinkOf } from '../../playground/state/permalink.js';
import { defaultState } from '../../playground/state/state.js';
import { engineNames } from '../../src/engines/engines.js';
import { paneIds } from '../../playground/state/view.js';
import { hasChromium, openPage, openSite, type Site } from './site.js';

/** `3 The selectivity tent`, from the files. */
function lessonTitles(): string[] {
  const folder = fileURLToPath(new URL('../../lessons/', import.meta.url));
  const texts = readdirSync(folder)
    .filter((file) => /^\d.*\.md$/.test(file))
    .sort()
    .map((file) => readFileSync(`${folder}${file}`, 'utf8'));
  return texts.map((text) => /^# (\d+)\. (.+)$/m.exec(text)?.slice(1).join(' ') ?? '');
}

describe.skipIf(!hasChromium)('permalinks and keyboard in Chromium', () => {
  let site: Site;

  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(async () => {
    await site?.close();
  });

  test('a permalink brings everything back', async () => {
    const first = await openPage(site);
    await first.page.waitForSelector('#program .step');
    await first.page.click('#sql .cm-content');
    await first.page.keyboard.press('Control+a');
    await first.page.keyboard.insertText('a BETWEEN 10 AND 20');
    await first.page.click('#rung-tab-2');
    await first.page.click('#code-tab-tab-text');
    await first.page.fill('[aria-label="a of row 2"]', '15');
    await first.page.locator('#program .step', { hasText: 'int4ge' }).first().waitFor();
    await first.page.getByRole('button', { name: 'Copy link', exact: true }).click();
    const { hash } = new URL(first.page.url());
    expect(hash).toMatch(/^#v1\./);
    await first.page.close();
    const second = await openPage(site, hash);
    await second.page.locator('#program .step', { hasText: 'int4ge' }).first().waitFor();
    expect(await second.page.innerText('#sql .cm-content')).toContain('BETWEEN 10 AND 20');
    expect(await second.page.getAttribute('#rung-tab-2', 'aria-selected')).toBe('true');
    expect(await second.page.getAttribute('#code-tab-tab-text', 'aria-selected')).toBe('true');
    expect(await second.page.inputValue('[aria-label="a of row 2"]')).toBe('15');
    expect(second.complaints).toEqual([]);
    await second.page.close();
  });

  test.each([
    ['noise', '#v1.%%%noise', 'damaged'],
    ['another page’s', '#foo=bar&baz', 'cannot be read'],
    ['a newer version’s', '#v7.e30', 'newer playground'],
  ])('a permalink that is %s gives the defaults and a notice', async (_, hash, notice) => {
    const { page, complaints } = await openPage(site, hash);
    await page.waitForSelector('#program .step');
    expect(await page.innerText('#notice')).toContain(notice);
    expect(await page.innerText('#sql .cm-content')).toContain(defaultState.sql.slice(0, 10));
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('an example brings its predicate, its parameter and its lesson, and can be sent on', async () => {
    const { page, complaints } = await openPage(site);
    await page.waitForSelector('#program .step');
    await page.selectOption('.head-tools select', { label: 'A parameter' });
    await page.locator('#rows tr:nth-child(1) .result', { hasText: 'false' }).waitFor();
    const parameter = page.getByLabel(/^\$1 /);
    expect(await parameter.inputValue()).toBe('50');
    await parameter.fill('41');
    await page.locator('#rows tr:nth-child(1) .result', { hasText: 'true' }).waitFor();
    await parameter.fill('many');
    await page.locator('#rows .failure', { hasText: 'parameter $1: invalid input syntax' }).waitFor();
    await parameter.fill('');
    await page.locator('#rows tr:nth-child(1) .result', { hasText: 'null' }).waitFor();
    const lesson = examples.findIndex(({ state }) => state.lesson === 3);
    await page.selectOption('.head-tools select', String(lesson));
    await page.locator('#lessons h3', { hasText: '3. ' }).waitFor();
    await expect
      .poll(() => new URL(page.url()).hash)
      .toBe(`#${permalinkOf(exampleState(examples[lesson] ?? { title: '', state: {} })) ?? ''}`);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('where Binaryen is not served, the race goes on without the engine that needs it', async () => {
    const { page } = await openPage(site);
    await page.context().route('**/binaryen.js', (route) => route.fulfill({ status: 404, body: 'not found' }));
    await page.waitForSelector('#program .step');
    await page.selectOption('#race select', '1000');
    await page.getByRole('button', { name: 'Race', exact: true }).click();
    await page.locator('#race', { hasText: 'optimizing does not run here' }).waitFor();
    expect(await page.locator('#race .numbers tbody tr').count()).toBe(engineNames.length - 1);
    await page.close();
  });

  test('a link with an engine, a predictor and a lesson that do not exist still opens', async () => {
    const link = permalinkOf({ ...defaultState, engine: 'steam', conditional: 'oracle', lesson: 98 });
    const { page, complaints } = await openPage(site, `#${link ?? ''}`);
    await page.waitForSelector('#stepper .path-step');
    await page.locator('#lessons', { hasText: 'There is no lesson 98.' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('with the keyboard alone: type, choose a rung, step to the end', async () => {
    const { page } = await openPage(site);
    await page.waitForSelector('#stepper .path-step');
    const focusOn = async (test: () => Promise<boolean>): Promise<void> => {
      for (let presses = 0; presses < 150; presses++) {
        await page.keyboard.press('Tab');
        if (await test()) return;
      }
      throw new Error('Tab does not lead there');
    };
    const focused = (selector: string) => (): Promise<boolean> =>
      page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
    await focusOn(focused('#sql .cm-content'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('a > 40');
    await focusOn(focused('#rung-tab-4'));
    await page.keyboard.press('ArrowLeft');
    await page.locator('#rung-tab-3[aria-selected=true]').waitFor();
    expect(await focused('#rung-tab-3')()).toBe(true);
    await page.locator('#program .step', { hasText: 'INT4GT' }).first().waitFor();
    await focusOn(focused('#stepper .primary'));
    await page.keyboard.press('Enter');
    await page.locator('#step-progress', { hasText: /^1 of/ }).waitFor();
    await page.keyboard.press('End');
    await page.locator('#step-progress', { hasText: 'The row is selected.' }).waitFor();
    await page.close();
  });

  test('a lesson is read and its experiment runs', async () => {
    const { page, complaints } = await openPage(site, `#${permalinkOf({ ...defaultState, lesson: 3 }) ?? ''}`);
    await page.locator('#lessons h3', { hasText: '3. The selectivity tent' }).waitFor();
    // Whoever adds a lesson finds it in the list, under its own title.
    const listed = (await page.locator('#lessons nav button').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    expect(listed).toEqual(lessonTitles());
    await page.getByRole('button', { name: 'Show without a guess' }).click();
    await page.getByRole('button', { name: 'A quick look' }).click();
    await page.waitForSelector('#lessons .experiment svg', { timeout: 60_000 });
    expect(await page.locator('#lessons .checks li').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each([
    [390, ''],
    [1024, ''],
    [390, '?projector'],
  ])('at %i pixels nothing is wider than the page%s, and every lesson is in the list', async (width, query) => {
    const { page } = await openPage(site, query, width);
    const last = page.locator('#lessons nav li').last();
    await last.scrollIntoViewIfNeeded();
    expect((await last.boundingBox())?.x).toBeLessThan(width);
    await page.locator('#sweep').scrollIntoViewIfNeeded();
    await page.waitForSelector('#sweep .plot svg');
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow).toBe(0);
    await page.close();
  });

  test('a browser without workers, or without WebAssembly, is told so, and the page stands', async () => {
    for (const [missing, message] of [
      ['Worker', 'cannot start a worker'],
      ['WebAssembly', 'no WebAssembly'],
    ] as const) {
      const page = await site.browser.newPage();
      if (missing === 'Worker') await page.addInitScript('delete globalThis.Worker');
      else {
        // Init scripts do not reach workers: the worker's own script is given the line.
        await page.route(/worker-.*\.js$/, async (route) => {
          const response = await route.fetch();
          await route.fulfill({ response, body: `delete globalThis.WebAssembly;\n${await response.text()}` });
        });
      }
      await page.goto(site.address);
      await page.locator('#predicate .failure', { hasText: message }).waitFor();
      // What is shown first, and every pane.
      expect(await page.locator('main > section').count()).toBe(1 + paneIds.length);
      await page.close();
    }
  });
});
