/** Next.js, which builds the same module for its server and for the browser. */
import { expect, test } from 'vitest';
import { application } from './application.js';
import { visit } from './browser.js';
import { expected, pageModule } from './snippets.js';

const answerModule = pageModule
  .slice(0, pageModule.lastIndexOf('answer().catch'))
  .replace('async function answer', 'export async function answer');

const files = {
  'package.json': JSON.stringify({ name: 'application', private: true }),
  'app/answer.js': answerModule,
  'app/layout.js': `export default function Layout({ children }) { return <html lang="en"><body suppressHydrationWarning>{children}</body></html>; }\n`,
  'app/icon.svg': `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>\n`,
  'app/client.js': `'use client';
import { useEffect } from 'react';
import { answer } from './answer.js';
export function Client({ fromServer }) {
  useEffect(() => {
    answer().then((here) => { document.body.dataset.answer = here === fromServer ? here : 'client: ' + here + ' server: ' + fromServer; }, (error) => { document.body.dataset.answer = String(error); });
  }, [fromServer]);
  return null;
}
`,
  'app/page.js': `import { answer } from './answer.js';
import { Client } from './client.js';
export const dynamic = 'force-dynamic';
export default async function Page() { return <Client fromServer={await answer()} />; }
`,
};

test('Next.js runs it on its server and in the page', async (context) => {
  const made = await application(context, files, { next: '16.4.6', react: '19.3.1', 'react-dom': '19.3.1' });
  await made.runSilently('next', ['build']);
  const address = await made.start(
    'next',
    ['start', '--port', '0', '--hostname', '127.0.0.1'],
    /(http:\/\/127\.0\.0\.1:\d+)/,
  );
  expect(await visit(context, address)).toEqual({ answer: expected, complaints: [] });
});
