// The page in a real browser: node page_test.mjs [page.html]. Without a page an invented report is used.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inventedReport } from './invented_report.mjs';
import { compose, library, openBrowser, openPage, test } from './page.mjs';

const browser = await openBrowser();
if (!browser) {
  console.log('skipped: no /usr/bin/chromium on this machine');
  process.exit(0);
}
const folder = mkdtempSync(join(tmpdir(), 'budian-page-'));
const file = join(folder, 'report.html');
const { Delaunay } = await library('d3-delaunay/dist/d3-delaunay.mjs');
const report = inventedReport(Delaunay);
// Whatever the files say, it must not end the script element that carries it.
report.settlements.name[0] = '</script><script>document.title="broken"</script>';
writeFileSync(file, compose(report));

const { page, faults } = await openPage(browser, file);
const text = (selector) => page.locator(selector).first().innerText();
const rows = async (table) => Number(await page.locator(`[data-table="${table}"]`).getAttribute('data-rows'));

await test('the first plan is shown in Chinese, with today beside it', async () => {
  assert.equal(await text('#summary h2'), '撤并 30 人以下教学点并开校车');
  assert.match(await text('#children thead'), /现状（保留全部学校）/);
  assert.match(await page.title(), /云溪县/);
});
await test('the switch changes the language without a reload', async () => {
  await page.evaluate(() => { window.stays = true; });
  await page.click('#language');
  assert.equal(await text('#summary h2'), 'Merge teaching points under 30, with buses');
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
  assert.doesNotMatch(await text('#summary'), /[一-鿿]/, 'no Chinese is left in the first screen');
  assert.equal(await page.evaluate(() => window.stays), true);
  await page.click('#language');
});
await test('another scenario changes the figures, today is always there', async () => {
  const before = await text('#children tbody tr:first-child td.plan');
  const today = await text('#children tbody tr:nth-child(3) td.today');
  await page.click('[data-scenario="2"]');
  assert.notEqual(await text('#children tbody tr:first-child td.plan'), before);
  assert.equal(await text('#children tbody tr:nth-child(3) td.today'), today);
  await page.click('[data-scenario="0"]');
  assert.equal(await page.locator('#children td.plan').count(), 0);
  await page.click('[data-scenario="1"]');
});
await test('tables have the rows of the report', async () => {
  const plan = report.scenarios[1];
  assert.equal(await rows('closures'), plan.closures.length);
  assert.equal(await page.locator('.refusal').count(), plan.refusals.length);
  assert.equal(await rows('lines'), plan.buses.lines.length);
  assert.equal(await rows('findings'), plan.findings.length);
  assert.equal(await rows('comparison'), report.comparison.length);
  await page.evaluate(() => document.querySelectorAll('details').forEach((part) => { part.open = true; }));
  await page.waitForSelector('[data-table="schools"]');
  assert.equal(await rows('schools'), report.schools.length);
  assert.equal(await page.locator('[data-table="schools"] tbody tr').count(), report.schools.length);
  assert.equal(await rows('townships-0'), report.townships.length);
  const lines = await page.locator('[data-table^="ledger-"]').evaluateAll((tables) => tables.reduce((n, table) => n + Number(table.dataset.rows), 0));
  assert.equal(lines, plan.ledger.length);
});
await test('the whole bill has a row a payer, a line and a closure, and sums what it shows', async () => {
  const { bill } = report.scenarios[1];
  assert.equal(await rows('bill-payers'), bill.payers.length);
  assert.equal(await rows('bill-closures'), bill.closures.length);
  assert.equal(await rows('bill-lines'), bill.lines.length);
  const county = bill.payers.find((p) => p.payer === 'county');
  const wan = (county.plan[0] / 10000).toFixed(1).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  assert.equal(await text('[data-table="bill-payers"] tbody tr:first-child td:nth-child(2)'), `0.0 → ${wan} +${wan}`);
  // Sums paid once are nothing for all: no column.
  assert.equal(await page.locator('[data-table="bill-payers"] thead th').count(), 3);
  const first = bill.closures[0];
  assert.match(await text('[data-table="bill-closures"] tbody tr:first-child'), new RegExp(`\\+${first.county.toLocaleString('en')}`));
});
await test('who pays the buses has a row a rule and a year, and sums the years', async () => {
  const { bus_funding: funding } = report.scenarios[1];
  assert.equal(await rows('funding-rules'), funding.rules.length);
  assert.equal(await rows('funding-school-years'), 2);
  assert.equal(await rows('funding-fiscal-years'), 3);
  assert.equal(await rows('funding-sensitivity'), 1);
  // Two years of the same cost, in 10,000 yuan; the fiscal years share them.
  const cost = ((2 * funding.school_years[0].running) / 10000).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  for (const table of ['funding-school-years', 'funding-fiscal-years'])
    assert.equal(await text(`[data-table="${table}"] tfoot td:nth-child(2)`), cost);
});
await test('townships, who bears it and the procedure have their rows; what is not reported is a dash', async () => {
  const plan = report.scenarios[1];
  assert.equal(await rows('township-scores'), report.townships.length);
  assert.equal(await rows('procedure'), plan.closures.length);
  assert.match(await text('[data-table="procedure"] tbody tr:first-child'), /不采取措施不得撤并/);
  // Each checklist is a fold inside a fold.
  await page.evaluate(() => document.querySelectorAll('[id^="fold-checklist-"]').forEach((part) => { part.open = true; }));
  await page.waitForSelector('[data-table="checklist-0"]');
  assert.equal(await page.locator('[data-table^="checklist-"]').count(), plan.closures.length);
  assert.match(await text('[data-table="checklist-0"] tbody tr:first-child'), /应留必留检验.*不通过/s);
  const disabled = await page.locator('[data-table="bearers-special"] tbody tr:first-child td').allInnerTexts();
  assert.equal(disabled[1], '—');
  assert.match(await text('[data-table="risks"] tbody tr:first-child'), /不明/);
  // Closing stands against keeping, beside each checklist.
  assert.match(await text('#fold-checklist-0 .closing'), /与保留相比/);
  // What the files do not tell of the receiver's classes is a dash.
  await page.evaluate(() => { document.getElementById('fold-receivers').open = true; });
  await page.waitForSelector('[data-table="receivers"]');
  assert.equal((await page.locator('[data-table="receivers"] tbody tr:nth-child(3) td').allInnerTexts())[8], '—');
  assert.match(await text('[data-table="bus-loads"] tbody tr:nth-child(3)'), /110%/);
  // A township without a score has a dash, not nought.
  assert.equal(await page.locator('[data-table="township-scores"] tbody tr:nth-child(4) td').nth(1).innerText(), '—');
});
await test('another figure of the township ledger is chosen from the list', async () => {
  const head = '[data-table="township-figures"] tfoot';
  assert.match(await text(head), /74/);
  await page.selectOption('#township-figure', 'displaced');
  assert.doesNotMatch(await text(head), /74\.0/);
  assert.match(await text('[data-table="township-figures"] thead'), /占全县/);
  await page.selectOption('#township-figure', 'within_lines.lower_primary');
});
await test('what moves between schools is told, and that what no standard asks for is not known', async () => {
  // 26 of 400 pupils go down to 23: 15.4 pupils a teacher, then 17.4.
  assert.match(await text('[data-table="teacher-moves"] tbody tr'), /26 → 23[\s\S]*15\.4 → 17\.4/);
  assert.match(await text('[data-table="staff-results"] tbody tr:nth-child(2)'), /无此标准/);
  assert.equal(await rows('transfers'), 1);
  assert.equal(await rows('visits'), 1);
  await page.click('[data-scenario="0"]');
  assert.equal(await page.locator('[data-table="teacher-moves"]').count(), 0);
  await page.click('[data-scenario="1"]');
});
await test('every line has its route sheet, in words of the language', async () => {
  const { lines } = report.scenarios[1].buses;
  assert.equal(await page.locator('.sheet').count(), lines.length);
  assert.deepEqual(await page.locator('.sheet').evaluateAll((sheets) => sheets.map((sheet) => sheet.querySelectorAll('tbody tr').length)), lines.map((line) => line.calls.length));
  assert.match(await text('[data-line="1"] .facts'), /核定 38 人，学生座位 36 个，照管人员 1 名/);
  assert.match(await text('[data-line="1"] tbody tr:first-child'), /一年级.\d+/);
  assert.match(await text('[data-line="2"] .note'), /下午不开行/);
  assert.match(await text('[data-line="3"] .note'), /下午停靠顺序/);
  // A line that calls at two schools names both, and whose pupils get on.
  assert.match(await text('[data-line="3"] h4'), /→ .+、.+/);
  assert.match(await text('[data-line="3"] tbody tr:first-child .grades'), /：一年级/);
});
await test('the labels of no strip map overlap or leave it, with 15 calls neither', async () => {
  const bad = await page.locator('.strip').evaluateAll((strips) => strips.flatMap((strip) => {
    const frame = strip.getBoundingClientRect();
    const boxes = [...strip.querySelectorAll('text')].map((label) => ({ words: label.textContent, box: label.getBoundingClientRect() }));
    const faults = boxes.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1).map(({ words }) => `${words} leaves the strip`);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
      const across = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const down = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      // Boxes of letters are a little higher than what is inked.
      if (across > 0.5 && down > 4) faults.push(`${a.words} over ${b.words}`);
    }));
    return faults;
  }));
  assert.equal(report.scenarios[1].buses.lines[0].calls.length, 15);
  assert.deepEqual(bad, []);
});
await test('a table sorts by the column that is clicked', async () => {
  const column = page.locator('[data-table="closures"] tbody tr td:nth-child(4)');
  await page.locator('[data-table="closures"] th:nth-child(4) button').click();
  const heads = (await column.allInnerTexts()).map((x) => Number(x.replace(/,/g, '')));
  assert.deepEqual(heads, [...heads].sort((a, b) => b - a));
});
await test('a click on the map opens a card that can be read, and closes again', async () => {
  await page.locator('#map-canvas').scrollIntoViewIfNeeded();
  await page.waitForTimeout(600);
  const box = await page.locator('#map-canvas').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForSelector('.popup .card h4');
  assert.ok((await text('.popup .card')).length > 10);
  await page.click('.popup .close');
  assert.equal(await page.locator('.popup .card').count(), 0);
});
await test('layers, stage and backdrop can be chosen', async () => {
  await page.check('input[name="backdrop"][value="catchments"]');
  await page.check('input[name="stage"][value="1"]');
  await page.uncheck('[data-layer="settlements"]');
  assert.equal(await page.locator('.layer.off').count(), 1);
  await page.check('[data-layer="settlements"]');
});
await test('text of the files stays text', async () => {
  assert.doesNotMatch(await page.title(), /broken/);
});
await test('charts are drawn', async () => {
  await page.waitForFunction(() => document.querySelectorAll('.plot svg').length >= 8);
});
await test('a narrow screen needs no sideways scrolling', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(400);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390);
  await page.setViewportSize({ width: 1280, height: 900 });
});
await test('the printed page carries the map as a picture and clips no table', async () => {
  await page.waitForFunction(() => document.getElementById('map-picture').src.startsWith('data:image/png'));
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 696, height: 980 });  // A4 less its margins, at 96 dpi
  assert.ok(await page.locator('#map-picture').isVisible());
  assert.ok(!(await page.locator('#language').isVisible()));
  const clipped = await page.locator('.table').evaluateAll((tables) => tables.filter((t) => t.scrollWidth > t.clientWidth + 1 || t.scrollHeight > t.clientHeight + 1).map((t) => t.dataset.table));
  assert.deepEqual(clipped, []);
  const cut = await page.locator('.calls').evaluateAll((tables) => tables.filter((t) => t.scrollWidth > t.clientWidth + 1).length);
  assert.equal(cut, 0);
  assert.equal(await page.locator('.sheet').first().evaluate((sheet) => getComputedStyle(sheet).breakInside), 'avoid');
});
await test('nothing was asked of the network and nothing was complained about', () => {
  assert.deepEqual(faults, []);
});

await browser.close();
const english = join(folder, 'english.html');
writeFileSync(english, compose(report, 'en'));
assert.ok(readFileSync(english, 'utf8').includes('<html lang="en">'));
rmSync(folder, { recursive: true });
