/** What axe finds serious or critical in a page, in the light and in the dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const script = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Each finding with the first element that it is about; of one pane, or of the whole page. */
export async function axeFindings(page: Page, selector = 'html'): Promise<string[]> {
  await page.evaluate(script);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    found.push(
      ...(await page.evaluate(async (within) => {
        const { axe } = globalThis as unknown as {
          axe: {
            run(within: string): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
          };
        };
        const { violations } = await axe.run(within);
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
      }, selector)),
    );
  }
  return found;
}
