/** The settings of the session in real Chromium: what they change, that a link keeps them, and what becomes of a wrong one. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPermalink, permalinkOf } from '../../playground/state/permalink.js';
import { defaultState } from '../../playground/state/state.js';
import { axeFindings } from './axe.js';
import { hasChromium, openPage, openSite, type Site, type Watched } from './site.js';

if (!hasChromium) {
  test.skip(`the settings are not tested in a browser: there is no Chromium (apt-get install chromium-headless-shell)`, () => {});
}

const state = {
  ...defaultState,
  sql: "extract(hour from at) = 2 AND at::text LIKE '03/04/2024%' AND now() < at",
  schema: 'at timestamptz not null',
  rows: [['2024-04-03T00:30:00Z']],
};

describe.skipIf(!hasChromium)('the settings of the session', () => {
  let site: Site;
  let opened: Watched;

  beforeAll(async () => {
    site = await openSite();
    opened = await openPage(site, `#${permalinkOf(state) ?? ''}`);
    await opened.page.waitForSelector('#program .step');
  });
  afterAll(async () => {
    await site?.close();
  });

  const fill = (id: string, text: string): Promise<void> => opened.page.fill(id, text);
  /** A busy machine takes its time. */
  const patient = { timeout: 20_000 };
  const answers = (): Promise<string[]> => opened.page.locator('#rows td .outcome').allInnerTexts();

  test('change what a predicate says of a row, and are kept in the link', async () => {
    const { page } = opened;
    await expect.poll(answers, patient).toEqual(['false']);
    await fill('#session-timeZone', 'Europe/Berlin');
    await page.selectOption('#session-dateStyle', 'SQL, DMY');
    await fill('#session-clock', '2024-01-01T00:00:00Z');
    await expect.poll(answers, patient).toEqual(['true']);
    const session = {
      timeZone: 'Europe/Berlin',
      dateStyle: 'SQL, DMY',
      intervalStyle: '',
      clock: '2024-01-01T00:00:00Z',
    };
    const linked = (): unknown => openPermalink(new URL(page.url()).hash).state.session;
    await expect.poll(linked, patient).toEqual(session);
    const again = await openPage(site, new URL(page.url()).hash);
    await expect.poll(() => again.page.locator('#rows td .outcome').allInnerTexts(), patient).toEqual(['true']);
    expect(await again.page.inputValue('#session-timeZone')).toBe('Europe/Berlin');
    expect(again.complaints).toEqual([]);
    await again.page.close();
  });

  test('that are none are said to be, with PostgreSQL’s words, and the fields can be found without sight', async () => {
    const { page } = opened;
    await fill('#session-timeZone', 'Europe/Nowhere');
    await page
      .locator('#session-failure')
      .filter({ hasText: 'invalid value for parameter "TimeZone": "Europe/Nowhere"' })
      .waitFor();
    expect(await page.getAttribute('#session-timeZone', 'aria-invalid')).toBe('true');
    await fill('#session-timeZone', '');
    await fill('#session-clock', 'noon');
    await page.locator('#session-failure').filter({ hasText: 'the clock cannot be set to "noon"' }).waitFor();
    await fill('#session-clock', '');
    await page.locator('#session-failure').filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
    expect(await page.getByRole('group', { name: 'Session' }).getByRole('textbox').count()).toBe(2);
    expect(await page.getByRole('group', { name: 'Session' }).getByRole('combobox').count()).toBe(2);
    expect(await axeFindings(page)).toEqual([]);
    expect(opened.complaints).toEqual([]);
  });
});
