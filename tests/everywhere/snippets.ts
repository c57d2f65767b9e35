/** What the small applications do: the same few lines everywhere, which end in a text that says whether quern works there. */

/** The rows that the predicate below is true for, and a predicate on each of several engines. */
const lines = `
  const rows = [{ age: 20, name: 'x' }, { age: 3, name: 'y' }, { age: 30, name: null }];
  const p = await predicate('age >= $1 AND name IS NOT NULL', { schema: { age: 'int4', name: 'text' } });
  const answers = [p.filter(rows, [18])];
  for (const engine of ['switch', 'closure', 'wasm-switch', 'wasm-threaded', 'copy-patch']) {
    const q = await predicate("name LIKE 'x%'", { schema: { name: 'text' }, engine });
    answers.push(q.test({ name: 'xy' }));
  }
  return JSON.stringify(answers);`;

/** What \`answer()\` gives where quern works. */
export const expected = JSON.stringify([[{ age: 20, name: 'x' }], true, true, true, true, true]);

const answerOf = (importing: string): string => `${importing}
async function answer() {${lines}
}
`;
const imported = answerOf(`import { predicate } from 'quern';`);

/** A module for Node, Bun and Deno: prints the answer. */
export const serverModule = `${imported}console.log(await answer());\n`;

/** A script for a bundler whose result knows no top-level await, as CommonJS does not. */
export const serverScript = `${imported}answer().then(console.log, (error) => { console.error(error); process.exitCode = 1; });\n`;

const outcome = `answer().catch((error) => error.name + ' ' + error.code + ': ' + error.message + ' ' + error.detail + ' ' + error.hint)`;

/** A module for a page: writes the answer, or the error, into the page. */
export const pageModule = `${imported}${outcome}.then((text) => { document.body.dataset.answer = text; });\n`;

/** A page's module that has a worker answer too. */
export const pageWithWorker = (worker: string): string => `${imported}
const worker = ${worker};
const fromWorker = new Promise((resolve) => { worker.onmessage = ({ data }) => resolve(data); worker.onerror = (event) => resolve('worker: ' + event.message); });
Promise.all([${outcome}, fromWorker]).then(([here, there]) => { document.body.dataset.answer = here === there ? here : 'page: ' + here + ' worker: ' + there; });
`;
export const workerModule = `${imported}${outcome}.then((text) => { postMessage(text); });\n`;

/** A page's module that answers what a table over threads says. */
export const pageWithThreads = `import { predicate } from 'quern';
import { loadThreaded } from 'quern/threads';
async function answer() {
  const rows = Array.from({ length: 1000 }, (_, a) => ({ a }));
  const table = await loadThreaded({ a: 'int4' }, rows, { threads: 2 });
  const p = await predicate('a % 10 = $1', { schema: table.schema });
  const found = [await table.count(p, [3]), (await table.filter(p, [7])).length];
  table.free();
  return JSON.stringify(found);
}
${outcome}.then((text) => { document.body.dataset.answer = text; });\n`;
export const expectedOfThreads = '[100,100]';

/** A service worker that answers /answer. */
export const serviceWorker = `${imported}
addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname === '/answer') event.respondWith(${outcome}.then((text) => new Response(text)));
});
`;

export const html = (script: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>quern</title><link rel="icon" href="data:,">${head}</head><body>${script}</body></html>\n`;
export const moduleScript = (source: string): string => `<script type="module" src="${source}"></script>`;
