// Pictures to look at: node shots.mjs FOLDER [page.html]. Without a page the invented report is drawn.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inventedReport } from './invented_report.mjs';
import { compose, library, openBrowser, openPage } from './page.mjs';

const folder = resolve(process.argv[2] ?? 'shots');
mkdirSync(folder, { recursive: true });
let file = process.argv[3] && resolve(process.argv[3]);
if (!file) {
  const { Delaunay } = await library('d3-delaunay/dist/d3-delaunay.mjs');
  file = join(folder, 'invented.html');
  writeFileSync(file, compose(inventedReport(Delaunay)));
}
console.log('html bytes', readFileSync(file).length);
const browser = await openBrowser();
if (!browser) throw new Error('no Chromium');
const settle = (page) => page.waitForTimeout(1500);
for (const [name, viewport] of [['wide', { width: 1280, height: 900 }], ['narrow', { width: 390, height: 844 }]]) {
  const { page, faults } = await openPage(browser, file, viewport);
  for (const language of ['zh', 'en']) {
    await settle(page);
    await page.screenshot({ path: join(folder, `${name}_${language}_first.png`) });
    await page.screenshot({ path: join(folder, `${name}_${language}_full.png`), fullPage: true });
    if (name === 'wide') await page.pdf({ path: join(folder, `print_${language}.pdf`), preferCSSPageSize: true, printBackground: true });
    await page.click('#language');
  }
  console.log(name, faults);
}
await browser.close();
