/** The built playground in real Chromium: what each pane shows, what becomes of bad input, and what the page asks for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predicates } from '../../bench/predicates.js';
import { engineNames } from '../../src/engines/engines.js';
import { demoSchema } from '../../src/datasets/demo.js';
import { schemaText } from '../../src/inputs/schema-text.js';
import { axeFindings } from './axe.js';
import { compressedSizes, hasChromium, openPage, openSite, type Site, type Watched } from './site.js';

if (!hasChromium) {
  test.skip(`the playground is not tested in a browser: there is no Chromium (apt-get install chromium-headless-shell)`, () => {});
}

describe.skipIf(!hasChromium)('the playground in Chromium', () => {
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

  /** Replaces what is in an editor, as typing does. */
  async function type(id: 'sql' | 'schema', text: string): Promise<void> {
    await opened.page.click(`#${id} .cm-content`);
    await opened.page.keyboard.press('Control+a');
    await opened.page.keyboard.insertText(text);
  }
  const textOf = (selector: string): Promise<string[]> => opened.page.locator(selector).allInnerTexts();
  const waitForText = async (selector: string, text: string | RegExp): Promise<void> => {
    await opened.page.locator(selector).filter({ hasText: text }).first().waitFor();
  };

  test('the tree, the program and its code follow from the predicate', async () => {
    await type('schema', 'a int4 not null, b int4');
    await type('sql', 'a = 42 AND b IS NOT NULL');
    await waitForText('#tree .node', /FuncExpr int4eq/);
    await waitForText('#tree .node', /NullTest IS NOT NULL/);
    await opened.page.click('#rung-tab-0');
    await waitForText('#program .step', 'FUNCEXPR_STRICT_2');
    const generic = await textOf('#program .step');
    expect(generic[0]).toContain('SCAN_VAR_INT4');
    await opened.page.click('#rung-tab-3');
    await waitForText('#program .step:not(.gone)', 'INT4EQ');
    // What was called before is gone, and said to be.
    expect((await textOf('#program .step.gone')).join()).toContain('FUNCEXPR');
    expect((await textOf('#program .step.new')).join()).toContain('INT4EQ');
  });

  test('a stencil has its holes, and filled they are the bytes of the module', async () => {
    await opened.page.click('#code-tab-tab-stencil');
    await waitForText('#code .hole', '{');
    await opened.page.click('#code-tab-tab-patched');
    await waitForText('#code .code-step', 'INT4EQ');
    const patched = (await opened.page.locator('#code .code-step[data-step="1"] .bytes').innerText()).trim();
    await opened.page.click('#code-tab-tab-module');
    await opened.page.waitForSelector('#code .byte-run');
    const inModule = (await textOf('#code .byte-run[data-step="1"]')).join(' ').trim();
    expect(inModule.split(/\s+/)).toEqual(patched.split(/\s+/));
    expect((await textOf('#code .dump'))[0]).toMatch(/^0000 00 61 73 6d 01 00 00 00/);
    await opened.page.click('#code-tab-tab-text');
    await waitForText('#code .instructions td', 'i32.eq');
    await opened.page.click('#code-tab-tab-switch');
    await waitForText('#code .source', /case \d+: \/\/ INT4EQ/);
    await opened.page.click('#code-tab-tab-closure');
    await waitForText('#code .source', 'return next(row)');
  });

  test('what belongs together is marked together', async () => {
    await opened.page.click('#code-tab-tab-patched');
    await opened.page.hover('#program .step[data-step="1"]');
    await opened.page.waitForSelector('#code .code-step[data-step="1"].linked');
    expect(await opened.page.locator('.linked:not([data-step="1"])').count()).toBe(0);
  });

  test('a node of the tree points at its word in the predicate', async () => {
    await opened.page.locator('#tree .node', { hasText: 'Const 42' }).hover();
    await opened.page.waitForSelector('#sql .pointed');
    expect(await textOf('#sql .pointed')).toEqual(['42']);
    await opened.page.hover('#program h2');
    await opened.page.waitForSelector('#sql .pointed', { state: 'detached' });
  });

  test('an invalid predicate is underlined where PostgreSQL says, and the other panes stay', async () => {
    await type('sql', 'a = 42 AND nosuch > 1');
    await waitForText('#sql-failure', 'column "nosuch" does not exist');
    await waitForText('#sql-failure', '42703');
    expect(await textOf('#sql .cm-lintRange-error')).toEqual(['nosuch']);
    expect((await textOf('#program .step')).length).toBeGreaterThan(2);
    await type('schema', 'a int4 not null, b nosuchtype');
    await waitForText('#schema-failure', 'nosuchtype');
    await waitForText('#rows', 'the schema is not right');
    await type('schema', 'a int4 not null, b int4');
    await type('sql', `${'('.repeat(3000)}a = 1${')'.repeat(3000)}`);
    await waitForText('#sql-failure', '54001');
    await type('sql', Array.from({ length: 3000 }, (_, n) => `a <> ${n}`).join(' AND '));
    await waitForText('#program', 'more lines are not shown');
    await type('sql', 'a = 42 AND b > 10');
    await waitForText('#program .step', 'QUAL');
    expect(await opened.page.locator('#sql-failure .failure').count()).toBe(0);
  });

  test('rows can be edited, made null, and wrong; each says what comes of it', async () => {
    const { page } = opened;
    await page.fill('[aria-label="a of row 1"]', '42');
    await page.fill('[aria-label="b of row 1"]', '11');
    await waitForText('#rows tr:nth-child(1) .result', 'true');
    await page.click('[aria-label="Make b of row 1 null"]');
    await waitForText('#rows tr:nth-child(1) .result', 'null');
    await page.fill('[aria-label="b of row 1"]', 'eleven');
    await waitForText('#rows .failure', 'invalid input syntax for type integer: "eleven"');
    expect(await page.getAttribute('[aria-label="b of row 1"]', 'aria-invalid')).toBe('true');
    await page.fill('[aria-label="b of row 1"]', '9');
    await waitForText('#rows tr:nth-child(1) .result', 'false');
  });

  test('the stepper goes to the end and back, with slots, and with a guess of every predictor', async () => {
    const { page } = opened;
    await page.fill('[aria-label="b of row 1"]', '11');
    await waitForText('#rows tr:nth-child(1) .result', 'true');
    await page.click('#rung-tab-1');
    await waitForText('#stepper .path-step', 'FUNCEXPR_STRICT_2_LEFT');
    await page.waitForSelector('#stepper[aria-busy=false]');
    await waitForText('#step-progress', /^0 of \d+ steps/);
    const most = Number(/of (\d+)/.exec(await page.innerText('#step-progress'))?.[1]);
    const step = page.getByRole('button', { name: 'Step →' });
    await step.click();
    await waitForText('#stepper .slots .written', '42');
    await waitForText('#stepper .branch caption', 'dispatch');
    for (let done = 1; done < most; done++) await step.click();
    await waitForText('#step-progress', `${most} of ${most} steps. The row is selected.`);
    await page.getByRole('button', { name: '← Back' }).click();
    await waitForText('#step-progress', `${most - 1} of ${most} steps.`);
    await page.selectOption('#stepper select', 'copy-patch');
    await page.getByRole('button', { name: 'To the end' }).click();
    await waitForText('#step-progress', 'The row is selected.');
    // Compiled code has no jumps between steps; the interpreter's are there until it has been compiled.
    await expect.poll(async () => (await textOf('#stepper .branch caption')).join()).not.toContain('dispatch');
    for (let done = most; done > 0; done--) {
      expect((await textOf('#stepper .branch caption')).join()).not.toContain('dispatch');
      await page.getByRole('button', { name: '← Back' }).click();
    }
  });

  test('three ways of dispatch: shared jumps are foretold worse than replicated ones by a BTB', async () => {
    await type('sql', 'a > 10 AND b < 50');
    await waitForText('#program .step', 'int4gt');
    await opened.page.selectOption('#dispatch label:has-text("Jumps") select', 'btb');
    const numbers = async (): Promise<number[]> => (await textOf('#dispatch .figure-number strong')).map(Number);
    await expect.poll(async () => (await numbers()).length, { timeout: 20_000 }).toBe(3);
    await expect
      .poll(async () => (await opened.page.getAttribute('#dispatch', 'aria-busy')) === 'false', { timeout: 20_000 })
      .toBe(true);
    const [shared = 0, replicated = 0, compiled = 0] = await numbers();
    expect(shared).toBeGreaterThan(replicated);
    expect(replicated).toBeGreaterThan(compiled);
    expect(compiled).toBeGreaterThan(0);
  });

  test('the curve is a tent, and sorting takes it down', async () => {
    const { page } = opened;
    const slider = page.locator('#sweep input[type=range]').first();
    await page.locator('#sweep').scrollIntoViewIfNeeded();
    await slider.fill('0.5');
    const label = async (): Promise<string> => (await page.getAttribute('#sweep .plot [role=img]', 'aria-label')) ?? '';
    await expect.poll(label, { timeout: 20_000 }).toMatch(/50 % .*two-bit counters 0\.[45]\d/);
    await slider.fill('0.02');
    await expect.poll(label, { timeout: 20_000 }).toMatch(/ 2 % .*two-bit counters 0\.0[0-4]/);
    await slider.fill('0.5');
    await page.check('#sweep input[type=checkbox]');
    await expect.poll(label, { timeout: 20_000 }).toMatch(/50 % .*two-bit counters 0\.00/);
    await page.waitForSelector('#sweep .plot svg');
  });

  test('the race measures every engine, and they agree', async () => {
    const { page } = opened;
    await page.selectOption('#race select', '1000');
    await page.getByRole('button', { name: 'Race', exact: true }).click();
    await waitForText('#race .summary', 'All engines agree.');
    const rows = await page
      .locator('#race .numbers tbody tr')
      .evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
    expect(rows.map(([engine]) => engine).sort()).toEqual([...engineNames].sort());
    for (const [, median = '', middle = ''] of rows) {
      const [low = Number.NaN, high = Number.NaN] = middle.split(' to ').map(Number);
      expect(low).toBeGreaterThan(0);
      expect(Number(median)).toBeGreaterThanOrEqual(low);
      expect(Number(median)).toBeLessThanOrEqual(high);
    }
  });

  test('what is typed changes the program, for each canonical predicate', async () => {
    await type('schema', schemaText(demoSchema));
    await type('sql', 'a IS NULL');
    await waitForText('#program .step', /NULL/);
    let before = await textOf('#program .step');
    for (const { sql } of predicates) {
      await type('sql', sql);
      await expect.poll(() => textOf('#program .step'), { interval: 20 }).not.toEqual(before);
      before = await textOf('#program .step');
      expect(before.at(-1)).toContain('DONE_RETURN');
    }
  });

  test('the panes have no serious findings of axe, in the light and in the dark', async () => {
    const { page } = opened;
    expect(await axeFindings(page)).toEqual([]);
  });

  test('nothing was asked of another host, and nothing was complained of', () => {
    expect(opened.elsewhere).toEqual([]);
    expect(opened.complaints).toEqual([]);
    expect(opened.asked.length).toBeGreaterThan(5);
  });

  test('the first load is below 700 kB, compressed, the parser with it, and nothing of PGlite is asked for', async () => {
    const { page, asked } = await openPage(site);
    await page.waitForSelector('#dispatch .way');
    await page.waitForSelector('#sweep .plot');
    await page.waitForLoadState('networkidle');
    await page.close();
    const sizes = compressedSizes(site.folder);
    const files = new Set(asked.map((url) => url.slice(site.address.length).replace(/[?#].*$/, '') || 'index.html'));
    expect([...files]).toContainEqual(expect.stringMatching(/^assets\/parser-wasm/));
    const sum = [...files].reduce((total, file) => total + (sizes.get(file) ?? 0), 0);
    expect(sum).toBeGreaterThan(100_000);
    expect(sum).toBeLessThan(700_000);
    expect(asked.filter((url) => url.includes('pglite'))).toEqual([]);
  });
});
