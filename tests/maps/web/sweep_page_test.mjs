// The page of a sweep in a real browser, with invented runs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeSweep, openBrowser, openPage, test } from './page.mjs';

const browser = await openBrowser();
if (!browser) {
  console.log('skipped: no /usr/bin/chromium on this machine');
  process.exit(0);
}

const both = (zh, en) => ({ zh, en });
const words = (zh, en, group, first, unit = null) => ({ name: both(zh, en), unit, group, first });
const range = (figure, unit, decimals, base, values, more = {}) => {
  const [least, p10, median, p90, most] = values;
  return { figure, standard: '', unit, decimals, base, runs_known: 20, runs_not_known: 0, least, p10, median, p90, most, ...more };
};
const bar = (parameter, low, high, figure_at_low, figure_at_high) => ({ parameter, low, high, figure_at_low, figure_at_high });
const hostile = '</script><script>document.title="broken"</script>';
const school = (code, name, base, closed, more = {}) => ({ code, name, township: code < 'c' ? '东镇' : '西镇', base, runs: 20, closed, reduced: 0, refused: 0, deciding: [], ...more });
const result = (scenario) => ({
  scenario, runs: 20,
  ranges: [
    range('measure.closed', 'unit.schools', 0, 3, [1, 2, 3, 4, 5]),
    range('measure.over_limit', 'unit.pupils', 0, 1234, [1000, 1100, 1234, 1300, 2400]),
    range('measure.bus_cost', 'unit.yuan_a_year', 0, 5123456, [5123456, 5123456, 5123456, 5123456, 5123456]),
    range('measure.county_cash_change', 'unit.yuan_a_year', 0, -250000, [-400000, -300000, -200000, 0, 100000], { runs_known: 18, runs_not_known: 2 }),
    { figure: 'measure.verdict', standard: 'k', unit: 'unit.verdict', decimals: 0, base: 1, runs_known: 20, runs_not_known: 0, runs_that_meet: 15 },
    { figure: 'measure.posts', standard: '', unit: 'unit.posts', decimals: 1, base: null, runs_known: 0, runs_not_known: 20, least: null, p10: null, median: null, p90: null, most: null },
  ],
  schools: [
    school('a', '甲点', 'closed', 20),
    school('b', '乙点', 'closed', 18, { refused: 2, deciding: [{ parameter: 'fewer_than', low: 25, high: 35, closed_at_low: 8, runs_at_low: 10, closed_at_high: 10, runs_at_high: 10, perhaps_by_chance: true }] }),
    school('c', hostile, 'stays', 20, { deciding: [{ parameter: 'receivers', low: 'township', high: 'any', closed_at_low: 0, runs_at_low: 9, closed_at_high: 11, runs_at_high: 11, perhaps_by_chance: false }] }),
    school('d', '丁点', 'refused', 0, { refused: 20 }),
  ],
  tornado: [
    { figure: 'measure.county_cash_change', standard: '', unit: 'unit.yuan_a_year', decimals: 0, base: -250000, parameters: [bar('fewer_than', 25, 35, -100000, -400000), bar('receivers', 'township', 'any', -250000, -200000)] },
    { figure: 'measure.closed', standard: '', unit: 'unit.schools', decimals: 0, base: 3, parameters: [bar('fewer_than', 25, 35, 1, 5), bar('receivers', 'township', 'any', 3, 3)] },
    { figure: 'measure.posts', standard: '', unit: 'unit.posts', decimals: 1, base: null, parameters: [bar('fewer_than', 25, 35, null, null)] },
  ],
});
const swept = {
  county: { name: '虚构县', invented: true }, file: 'how_sure.toml', seed: 7,
  figures: {
    'measure.closed': words('撤并学校', 'Schools closed', 'schools', true, both('所', 'schools')),
    'measure.over_limit': words('超限学生', 'Over a limit', 'pupils', true, both('人', 'pupils')),
    'measure.bus_cost': words('校车费用', 'Bus cost', 'money', true, both('元/年', 'yuan a year')),
    'measure.county_cash_change': words('县支出变化', 'County', 'money', true, both('元/年', 'yuan a year')),
    'measure.verdict@k': words('国标：结论', 'Standard: verdict', 'indicators', true),
    'measure.posts': words('编制', 'Posts', 'indicators', false, both('个', 'posts')),
  },
  parameters: [
    { code: 'fewer_than', name: both('撤并人数线', 'Closing threshold'), varied: both('25、35', '25, 35'), words: {} },
    { code: 'receivers', name: both('接收范围', 'Receivers'), varied: both('本乡镇、不限乡镇', 'own township, any township'), words: { township: both('本乡镇', 'own township'), any: both('不限乡镇', 'any township') } },
    { code: 'subsidy_share.x', name: both('补贴比例', 'Subsidy share'), varied: both('0.5', '0.5'), words: {} },
  ],
  scenarios: [
    { title: both('方案一', 'Plan one'), base: { fewer_than: both('30', '30'), receivers: both('本乡镇', 'own township'), 'subsidy_share.x': both('0.5', '0.5') } },
    { title: both('方案二', 'Plan two'), base: {} },
  ],
  map: { extent: [0, 0, 1500, 1000], townships: [[[[0, 0, 1500, 0, 0, 1000, -1500, 0, 0, -1000]]]], schools: ['a', 'b', 'c', 'd', 'e'].map((id, i) => ({ id, place: [200 + 200 * i, 500] })) },
  sweep: { title: both('把握', 'How sure'), design: 'random', runs: 44, missing: [41, 43], scenarios: [result('one'), { ...result('two'), runs: 0, schools: [], tornado: [], ranges: [] }] },
};

const folder = mkdtempSync(join(tmpdir(), 'budian-sweep-page-'));
const file = join(folder, 'sweep.html');
writeFileSync(file, composeSweep(swept));
const { page, faults } = await openPage(browser, file);
const text = (selector) => page.locator(selector).first().innerText();
const count = (selector) => page.locator(selector).count();
const figure = (code) => text(`#ranges [data-figure="${code}"]`);

await test('what was varied, how often, and what is missing stand first', async () => {
  assert.match(await text('#summary .alarm'), /缺 2 次.*41、43/);
  assert.match(await text('#summary .account'), /20 次/);
  // a closes always and in the base, b in 18 of 20, c always but not in the base, d never.
  assert.match(await text('#summary .account'), /1 所每次都撤，2 所有时撤有时不撤，1 所考虑过/);
  assert.match(await text('#summary .caution'), /不是全部不确定性/);
  assert.match(await text('#varied tbody tr:nth-child(2)'), /接收范围\s+本乡镇\s+本乡镇、不限乡镇/);
});
await test('each figure has its range beside the base, money in 10,000 yuan', async () => {
  assert.match(await figure('measure.over_limit'), /1,234\s+1,100 – 1,234 – 1,300\s+1,000 – 2,400/);
  assert.match(await figure('measure.county_cash_change'), /−25\.0\s+−30\.0 – −20\.0 – 0\.0\s+−40\.0 – 10\.0\s+2$/);
  assert.match(await figure('measure.bus_cost'), /512\.3.*各次都一样/s);
  assert.match(await figure('measure.verdict@k'), /达标\s+20 次中 15 次达标/);
});
await test('the base stands on the bar where its value lies', async () => {
  // Least 1,000, greatest 2,400: 1,234 lies at 234 / 1,400.
  const style = await page.getAttribute('[data-figure="measure.over_limit"] .range .base', 'style');
  assert.equal(style, 'left:16.71%;width:0.00%');
});
await test('all figures can be seen, those not known as such', async () => {
  assert.equal(await count('[data-figure="measure.posts"]'), 0);
  await page.click('#all-figures');
  assert.match(await figure('measure.posts'), /—\s+—\s+—\s+20$/);
  await page.click('#all-figures');
});
await test('the doubtful stand first, with what decides them', async () => {
  const names = await page.locator('[data-table="schools"] tbody tr td:nth-child(2) b').allInnerTexts();
  assert.deepEqual(names, [hostile, '乙点', '甲点', '丁点']);
  assert.match(await text('[data-table="schools"] tbody tr:nth-child(2)'), /说不准.*撤并.*20 次中 18 次.*2.*撤并人数线：25 → 10 次中 8 次，35 → 10 次中 10 次/s);
});
await test('what separates closed from kept stands apart from differences that may be chance', async () => {
  assert.match(await text('[data-table="schools"] tbody tr:nth-child(1) li'), /接收范围：本乡镇 → 9 次中 0 次，不限乡镇 → 11 次中 11 次/);
  // 8 of 10 and 10 of 10: a fifth.
  assert.equal(await count('[data-table="schools"] tbody tr:nth-child(2) li'), 0);
  assert.match(await text('[data-table="schools"] tbody tr:nth-child(2) .faint'), /碰巧.*撤并人数线/);
});
await test('the schools can be filtered', async () => {
  const rows = () => count('[data-table="schools"] tbody tr');
  await page.selectOption('[name="surety"]', 'doubtful');
  assert.equal(await rows(), 2);
  await page.selectOption('[name="township"]', '东镇');
  assert.equal(await rows(), 1);
  await page.selectOption('[name="surety"]', '');
  await page.selectOption('[name="township"]', '');
  await page.fill('input[type="search"]', '丁');
  assert.equal(await rows(), 1);
  await page.fill('input[type="search"]', '');
});
await test('map and list find each other', async () => {
  await page.locator('#places svg [aria-label="b"]').click();
  assert.equal(await count('[data-table="schools"] tbody tr'), 1);
  await page.locator('#places svg [r="13"]').waitFor({ state: 'attached' });
  await page.fill('input[type="search"]', '');
  assert.equal(await count('[data-table="schools"] tbody tr'), 4);
});
await test('the tornado has a bar with two ends a parameter, of the figure that was chosen', async () => {
  await page.locator('#tornado svg').waitFor();
  assert.match(await text('#tornado figcaption'), /县支出变化（万元\/年），基准 −25\.0/);
  assert.equal(await count('#tornado svg [aria-label="bar"] rect'), 2);
  assert.equal(await count('#tornado svg [aria-label="dot"] path'), 4);
  assert.match(await text('[data-table="tornado"] tbody tr:first-child'), /撤并人数线.*25 → −10\.0 \+15\.0.*35 → −40\.0 −15\.0.*30\.0/s);
  assert.match(await text('[data-table="tornado"] tbody tr:nth-child(2)'), /不限乡镇 → −20\.0 \+5\.0/);
  await page.selectOption('[name="figure"]', 'measure.closed');
  assert.match(await text('#tornado figcaption'), /撤并学校（所），基准 3/);
  await page.selectOption('[name="figure"]', 'measure.posts');
  assert.equal(await count('#tornado svg'), 0);
  assert.match(await text('#tornado .none'), /画不出/);
  assert.match(await text('#tornado > .note'), /补贴比例/);
});
await test('English leaves no Chinese but names', async () => {
  await page.click('#language');
  assert.match(await text('#summary h2'), /Plan one/);
  assert.match(await text('[data-table="schools"] tbody tr:nth-child(2)'), /18 of 20/);
  for (const part of ['#summary', '#ranges', '#tornado']) assert.doesNotMatch(await text(part), /[一-鿿]/);
});
await test('a scenario without schools or figures says so', async () => {
  await page.click('nav [data-scenario="1"]');
  assert.match(await text('#schools'), /No run closes a school/);
  assert.match(await text('#tornado .none'), /No parameter/);
  await page.click('nav [data-scenario="0"]');
});
await test('nothing went wrong, nothing was asked of a network, and no name broke out of its place', async () => {
  assert.deepEqual(faults, []);
  assert.doesNotMatch(await page.title(), /broken/);
});
await test('it prints', async () => {
  const pdf = await page.pdf({ format: 'A4', landscape: true });
  assert.ok(pdf.length > 20000);
});
await browser.close();
rmSync(folder, { recursive: true });
