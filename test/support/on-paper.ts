import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { checkout } from './app.js';

/** The sheets of the page as it would be printed: how large each is, in points. They are kept where SCREENSHOTS names a folder. */
export async function sheetsOf(page: Page, name: string): Promise<readonly string[]> {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const folder = process.env['SCREENSHOTS'];
  if (folder !== undefined) writeFileSync(join(checkout, folder, `${name}.pdf`), pdf);
  return [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 (\d+)\S* (\d+)/g)].map(
    ([, width, height]) => `${width} × ${height}`,
  );
}

/**
 * In the page, which is shown as it is printed: the words that paper without colours would hardly show. Paper is white
 * whatever lies below them on a screen, and of a colour it keeps how light it is.
 */
const faint = `(() => {
  const lightness = (text) => {
    const isFine = text.startsWith('color(');
    const [red, green, blue, alpha = 1] = text.match(/[\\d.]+(?:e-?\\d+)?/g).map(Number);
    return [[red, 0.2126], [green, 0.7152], [blue, 0.0722]].reduce((sum, [said, weight]) => {
      const part = (isFine ? said : said / 255) * alpha + 1 - alpha;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  };
  const found = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    const words = node.textContent.trim();
    if (words === '' || box.closest('.only-heard, script, style, title')) continue;
    if (!box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { color } = getComputedStyle(box);
    if (1.05 / (lightness(color) + 0.05) < 4.5) found.add(color + ': ' + words.slice(0, 60));
  }
  return [...found];
})()`;

/** Words that would be too faint on paper, in black and white; none: []. */
export async function faintOnPaper(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: 'print' });
  const found = await page.evaluate<readonly string[]>(faint);
  // Of its own accord again: what is told to look like a screen does so on paper too.
  await page.emulateMedia({ media: null });
  return found;
}
