/** The built playground in Firefox, driven by a script beside it: its panes are filled, PostgreSQL agrees, and a predictor that never ends is stopped and reaches nobody. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildSite } from '../playground/site.js';
import { reporter, serve, visitInFirefox } from './browser.js';

/** What a reader would do, in the page itself; the answer is what each step found. */
const driver = `
const until = async (find, what) => {
  for (let n = 0; n < 600; n++) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('there was no ' + what);
};
const one = (selector, text = '') =>
  [...document.querySelectorAll(selector)].find((element) => element.textContent.includes(text));
const type = (selector, text) => {
  const place = one(selector);
  place.focus();
  getSelection().selectAllChildren(place);
  document.execCommand('insertText', false, text);
};
const found = [];
try {
  await until(() => one('#program .step'), 'program');
  await until(() => one('#compare .difference'), 'difference');
  one('#postgres button', 'rows above').click();
  found.push((await until(() => one('#postgres .verdict, #postgres .failure'), 'verdict')).textContent);
  one('#own button', 'Run it').click();
  found.push((await until(() => one('#own .verdict'), 'scores')).textContent);
  const greedy = 'const site = ' + JSON.stringify(location.href) + '; for (const mode of ["cors", "no-cors"]) fetch(new URL("stolen", site), { mode }).catch(() => {}); try { importScripts(new URL("stolen", site)); } catch {}';
  type('#predictor .cm-content', greedy + '; function predict() { for (;;); }');
  await until(() => one('#predictor .cm-content', 'for (;;)'), 'text');
  // The editor reads what was typed after the page has shown it.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  one('#own button', 'Run it').click();
  found.push((await until(() => one('#predictor-failure .failure'), 'end')).textContent);
  one('#native').scrollIntoView();
  await until(() => one('#native td > .native-lines li'), 'native code');
  one('#pipeline').scrollIntoView();
  found.push((await until(() => one('#pipeline svg.timeline'), 'timeline')).getAttribute('aria-label'));
  one('#stepper button', 'Step').click();
  found.push((await until(() => one('#step-progress', '1 of'), 'step')).textContent);
} catch (error) {
  found.push(String(error));
}
document.body.dataset.answer = JSON.stringify(found);
`;

test('in Firefox', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'quern-firefox-site-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  await buildSite(folder);
  cpSync(dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite')), join(folder, 'pglite'), {
    recursive: true,
    filter: (path) => !/\.(?:map|gz)$/.test(path),
  });
  writeFileSync(join(folder, 'driver.js'), reporter + driver);
  const page = join(folder, 'index.html');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace('</body>', '<script type="module" src="./driver.js"></script></body>'),
  );
  const served = await serve(folder, {
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    // Firefox asks this of the sandbox, whose frame has no origin.
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  const [verdict, scores, end, timeline, step] = JSON.parse(await visitInFirefox(context, served)) as string[];
  expect(verdict).toMatch(/agree on all 6 rows/);
  expect(scores).toContain('Yours is number');
  expect(end).toContain('gave no answer in 3 s');
  expect(timeline).toMatch(/^A row of range in the pipeline: \d+ instructions in \d+ cycles$/);
  expect(step).toContain('1 of');
  // What a reader's text asks for is asked of nobody.
  expect(served.asked).toContain('/sandbox.html');
  expect(served.asked.filter((path) => path.includes('stolen'))).toEqual([]);
}, 300_000);
