import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = process.env['TERRANE_SCREENSHOTS'];

/** Keeps what a page shows, as wide as it is and so high, where TERRANE_SCREENSHOTS names a folder: NAME.png. */
export async function picture(page: Page, name: string, height = 800): Promise<void> {
  if (FOLDER === undefined) return;
  mkdirSync(FOLDER, { recursive: true });
  await page.mouse.move(0, 0);
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), clip: { x: 0, y: 0, width: 1280, height } });
}
