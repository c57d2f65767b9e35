/** The built playground in real Chromium: the first screen, one's own predictor, PostgreSQL, two programs, frames, lessons that ask, and files to save. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { permalinkOf } from '../../playground/state/permalink.js';
import { defaultState } from '../../playground/state/state.js';
import { axeFindings } from './axe.js';
import { hasChromium, openPage, openSite, type Site, type Watched } from './site.js';

describe.skipIf(!hasChromium)('the microscope in Chromium', () => {
  let site: Site;
  let opened: Watched;

  beforeAll(async () => {
    site = await openSite();
    opened = await openPage(site);
    await opened.page.evaluate(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
          if (!hadRecentInput) shifts.push(value);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await opened.page.waitForSelector('#sweep .plot');
    await opened.page.waitForSelector('#dispatch .way');
    await opened.page.waitForSelector('#compare .difference');
  });
  afterAll(async () => {
    await site?.close();
  });

  /** Runs a predictor and waits for what comes of it: its scores, or why there are none. */
  async function runPredictor(text: string): Promise<string> {
    const { page } = opened;
    await page.click('#predictor .cm-content');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    await page.locator('#own .primary:not([disabled])').click();
    await expect.poll(() => page.getAttribute('#own', 'aria-busy'), { timeout: 30_000, interval: 30 }).toBe('false');
    return page.innerText('#predictor-failure');
  }

  test('the first screen says what this is and offers three ways in; results move nothing', async () => {
    const { page } = opened;
    const start = page.locator('#start');
    expect(await start.locator('.sentence').innerText()).toContain('WHERE');
    expect(await start.locator('h2').allInnerTexts()).toEqual(['Learn', 'Inspect', 'Embed']);
    const tops = await page
      .locator('#start, #lessons, #predicate')
      .evaluateAll((panes) => panes.map((pane) => pane.getBoundingClientRect().top + scrollY));
    for (const top of tops) expect(top).toBeLessThan(900);
    const shifts = await page.evaluate(() => (globalThis as unknown as { shifts: number[] }).shifts);
    expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.05);
  });

  test('the tour goes from pane to pane and ends with Escape; the keyboard map opens with ?', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Take the tour' }).click();
    await page.locator('#predicate.toured').waitFor();
    await page.getByRole('button', { name: 'Next →' }).click();
    await page.locator('#rows.toured').waitFor();
    expect(await page.locator('.toured').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.locator('.tour').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.locator('dialog .keys').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
  });

  test('one’s own predictor is scored beside all built-in models, and shows what it learns', async () => {
    const { page } = opened;
    expect(await runPredictor('export const predict = () => false;')).toBe('');
    const lines = await page
      .locator('#own .scores .score-table')
      .first()
      .locator('tbody tr')
      .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    const line = (name: string): string[] | undefined => lines.find(([title]) => title === name);
    // It is the static model, so it has the static model's numbers.
    expect(line('yours')?.slice(2)).toEqual(line('static')?.slice(2));
    expect(lines).toHaveLength(8);
    expect(
      await runPredictor(
        'const last = new Map();\nfunction predict(branch) { return last.get(branch) === true; }\nfunction update(branch, history, taken) { last.set(branch, taken); }',
      ),
    ).toBe('');
    await page.locator('#own input[type=range]').fill('60');
    await page
      .locator('#own .entries-changed li', { hasText: /true|false/ })
      .first()
      .waitFor();
    expect(await axeFindings(page, '#own')).toEqual([]);
  });

  test.each([
    ['that throws', 'function predict(branch) {\n  return nothing > 1;\n}', 'nothing is not defined'],
    ['with a syntax error', 'function predict(branch) {\n  return (1 + ;\n}', "Unexpected token ';'"],
    ['that gives no guess', 'function predict() {}', 'it must give true or false'],
    ['without predict', 'const x = 1;', 'there is no function predict'],
    [
      'that asks for too much at once',
      'function predict() { return new Float64Array(1e10)[0] > 0; }',
      'Invalid typed array length',
    ],
    ['that compiles text', 'function predict() { return new Function("return true")(); }', 'Content Security Policy'],
    ['that never ends', 'function predict() { for (;;); }', 'gave no answer in 3 s'],
    [
      'that takes all memory',
      'function predict() { const all = []; for (;;) all.push({ n: [all.length] }); }',
      'gave no answer in 3 s',
    ],
  ])('a predictor %s is told so, and the page lives on', async (_, text, message) => {
    expect(await runPredictor(text)).toContain(message);
    await opened.page.fill('[aria-label="a of row 2"]', '15');
    await opened.page.locator('#rows tr:nth-child(2) .result', { hasText: 'false' }).waitFor();
    await opened.page.fill('[aria-label="a of row 2"]', '3');
  });

  test('a predictor that a link brings does not run by itself', async () => {
    const link = permalinkOf({ ...defaultState, predictor: 'function predict() { throw "it ran"; }' });
    const { page } = await openPage(site, `#${link ?? ''}`);
    await page.waitForSelector('#stepper .path-step');
    expect(await page.innerText('#predictor .cm-content')).toContain('it ran');
    expect(await page.locator('iframe').count()).toBe(0);
    expect(await page.innerText('#predictor-failure')).toBe('');
    await page.close();
  });

  test('PostgreSQL is fetched when it is asked, and agrees', async () => {
    const { page, asked } = opened;
    const ofPglite = (): string[] => asked.filter((url) => url.includes('pglite'));
    expect(ofPglite()).toEqual([]);
    await page.getByRole('button', { name: 'Ask about the rows above' }).click();
    await page.locator('#postgres .verdict', { hasText: 'agree on all 6 rows' }).waitFor({ timeout: 60_000 });
    expect(ofPglite().length).toBeGreaterThan(3);
    await page.locator('#postgres .plan', { hasText: 'Filter' }).waitFor();
    await page.getByRole('button', { name: 'about 1,000 random rows' }).click();
    await page
      .locator('#postgres .verdict', { hasText: 'agree on all 1,000 random rows' })
      .waitFor({ timeout: 60_000 });
    expect(await axeFindings(page, '#postgres')).toEqual([]);
  });

  test('a difference is marked, and its report is copied with one click', async () => {
    const { page } = await openPage(site);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    // A PostgreSQL that says false to everything.
    const fake = `self.onmessage = ({ data: { id, argument: { rows } } }) => self.postMessage({ id, kind: 'value', value: { version: 'PostgreSQL 0', answers: rows.map(() => false), plan: ['Result'] } });`;
    await page.route(/postgres\/?.*worker-.*\.js$|worker-.*\.js$/, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await route.fulfill({ response, body: body.includes('pglite/index.js') ? fake : body });
    });
    await page.waitForSelector('#program .step');
    await page.getByRole('button', { name: 'Ask about the rows above' }).click();
    await page.locator('#postgres .verdict', { hasText: 'They differ on 4 rows' }).waitFor();
    expect(await page.locator('#postgres .differs').count()).toBe(4);
    await page.getByRole('button', { name: 'Copy a bug report' }).click();
    const report = await page.evaluate(() => navigator.clipboard.readText());
    expect(report).toContain("('42', '17', 'x7', '0.5')");
    expect(report).toContain('| true | false |');
    await page.close();
  });

  test('where PGlite is not served, the pane says what to install', async () => {
    const { page } = await openPage(site);
    await page.context().route('**/pglite/**', (route) => route.fulfill({ status: 404, body: 'not found' }));
    await page.waitForSelector('#program .step');
    await page.getByRole('button', { name: 'Ask about the rows above' }).click();
    await page.locator('#postgres .failure', { hasText: 'npm install @electric-sql/pglite' }).waitFor();
    await page.close();
  });

  test('two programs: what is in one only is coloured, and each side shows its engine’s code', async () => {
    const { page } = opened;
    await page.selectOption('#compare label:has-text("Rung") select', '4');
    await expect.poll(() => page.locator('#compare .only-left, #compare .only-right').count()).toBe(0);
    await page.click('#other .cm-content');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('a > 10');
    await page.locator('#compare .only-left').first().waitFor();
    await page.selectOption('#compare .side >> nth=0 >> select', 'switch');
    await page.selectOption('#compare .side >> nth=1 >> label:has-text("Its code") select', 'text');
    await page
      .locator('#compare .source', { hasText: /case \d+:/ })
      .first()
      .waitFor();
    await page.locator('#compare .instructions').first().waitFor();
    expect(await axeFindings(page, '#compare')).toEqual([]);
  });

  test('the stepper opens the tables of a predictor, and they stay open from step to step', async () => {
    const { page } = opened;
    await page.getByRole('button', { name: 'Step →' }).click();
    await page.locator('#stepper .model', { hasText: 'ITTAGE' }).first().click();
    await page.locator('#stepper .entries .decides', { hasText: '← the guess' }).first().waitFor();
    await page.getByRole('button', { name: 'Step →' }).click();
    await page.locator('#stepper .entries .decides').first().waitFor();
  });

  test('a figure is saved as SVG without the page’s variables, its numbers as CSV, and the predicate as a kernel', async () => {
    const { page } = opened;
    const saved = async (within: string, name: string): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(within).getByRole('button', { name, exact: true }).click(),
      ]);
      return readFileSync(await download.path());
    };
    await page.locator('#sweep').scrollIntoViewIfNeeded();
    await page.waitForSelector('#sweep .plot svg');
    const svg = (await saved('#sweep', 'SVG')).toString();
    expect(svg).toMatch(/^<svg [^>]*xmlns/);
    expect(svg).not.toContain('var(');
    expect(svg).toContain('>TAGE</text>');
    const csv = (await saved('#sweep', 'CSV')).toString().trim().split('\r\n');
    expect(csv).toHaveLength(22);
    expect(csv[0]?.split(',').at(-1)).toBe('TAGE');
    const kernel = await saved('#predicate', 'Save as .wasm');
    expect(WebAssembly.validate(new Uint8Array(kernel))).toBe(true);
  });

  test('panes in a frame have nothing around them but a way to the whole page', async () => {
    const { page, complaints } = await openPage(site, '?embed=program,stepper,nosuch&projector');
    await page.waitForSelector('#stepper .path-step');
    expect(await page.locator('main > section').evaluateAll((list) => list.map(({ id }) => id))).toEqual([
      'program',
      'stepper',
    ]);
    expect(await page.locator('.page-head').count()).toBe(0);
    expect(await page.innerText('.embed-foot')).toContain('There is no pane nosuch.');
    expect(await page.evaluate(() => document.documentElement.classList.contains('projector'))).toBe(true);
    expect(await axeFindings(page)).toEqual([]);
    // Another site's page may hold it.
    await page.setContent(`<iframe src="${site.address}?embed=program" width="600" height="600"></iframe>`);
    await page.frameLocator('iframe').locator('#program .step').first().waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('a lesson tells nothing before the reader has guessed; then it says what is right, and the result is a line for the class', async () => {
    const { page } = await openPage(site, '#lesson-3');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.locator('#lessons h3', { hasText: '3. ' }).waitFor();
    expect(await page.locator('#lessons h4', { hasText: 'What was published' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Run the experiment' }).count()).toBe(0);
    await page.locator('#lessons .options input').first().check();
    await page.getByRole('button', { name: 'That is my guess' }).click();
    await page.locator('#lessons .said-is .fails', { hasText: 'It is' }).waitFor();
    expect(await page.locator('#lessons h4', { hasText: 'What was published' }).count()).toBe(1);
    await page.getByRole('button', { name: 'A quick look' }).click();
    await page.getByRole('button', { name: 'Copy the result as a line' }).click({ timeout: 60_000 });
    const line = await page.evaluate(() => navigator.clipboard.readText());
    expect(line).toMatch(/^quern lesson 3 \| processor: .+ \| in: \S+ \d+ \| guessed: wrong \| [✓✗] /);
    await page.fill('#class textarea', `${line}\n${line.replace(/processor: [^|]+ \|/, 'processor: Abacus |')}\nnoise`);
    await page.locator('#class th', { hasText: 'Abacus' }).waitFor();
    expect(await page.innerText('#class')).toContain('2 machines; 0 of 2 guesses were right.');
    expect(await axeFindings(page, '#class')).toEqual([]);
    expect(await axeFindings(page, '#lessons')).toEqual([]);
    await page.close();
  });

  test('at 390 pixels the result of a row stays in sight', async () => {
    const { page } = await openPage(site, '', 390);
    await page.locator('#rows .result', { hasText: 'true' }).first().waitFor();
    const right = await page
      .locator('#rows tbody tr:first-child .result')
      .evaluate((cell) => cell.getBoundingClientRect().right);
    expect(right).toBeLessThanOrEqual(390);
    await page.close();
  });

  test('nothing was complained of', () => {
    expect(opened.complaints).toEqual([]);
    expect(opened.elsewhere).toEqual([]);
  });
});
