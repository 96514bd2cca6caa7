// The planner's page in a real browser, with an invented answer.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composePlan, openBrowser, openPage, test } from './page.mjs';

const browser = await openBrowser();
if (!browser) {
  console.log('skipped: no /usr/bin/chromium on this machine');
  process.exit(0);
}

const figures = (schools, county, more = {}) => ({
  yuan_a_year: { county, township: 0, family: 2000000, province_and_centre: 9000000, school: 0 }, bus_yuan_a_year: 0, schools_open: schools, closures: 20 - schools,
  turned_into_points: 0, pupils: 900, moved: 0, moved_grades_1_3: 0, riders: 0, boarders: 0, long_journeys: 50, over_limit: 10, mean_minutes: 20, p90_minutes: 41.5,
  cv: { basic_2012: { primary: 0.5, junior: null } }, ...more,
});
const name = (code, text) => ({ code, name: text });
const plan = (file, of, more = {}) => ({
  file, is_best: false, bounds_broken: false, change_yuan_a_year: 0, figures: of, sketched: of, not_permissible: [], decisions: [], additions: [], classrooms: [], ...more,
});
const change = (does, purse, more = {}) => ({
  ...name('c', 'c'), does, boarders: 'nobody', yuan_a_year: { county: purse, township: 0, family: 100, province_and_centre: 0, school: 0 }, purse_yuan_a_year: purse,
  bus_yuan_a_year: 30000, pupils: 12, more_riders: 12, more_long_journeys: 0, minutes_longer: { grades_1_3: 7.5, grades_4_6: null, grades_7_9: null },
  cv_change: { basic_2012: { primary: 0.0031, junior: 0.00001 } }, receivers: [{ ...name('r', '中心小学'), pupils: 12 }], ...more,
});
const school = (code, text, rank, more = {}) => ({
  ...name(code, text), township: code < 'c' ? '东镇' : '西镇', place: [code.charCodeAt(0) * 10, 500], rank, roll: 12, alone: null, beside_plan: null, next_best: null,
  pays_at_all: false, pays_up_to_roll: null, refused: null, reasons: [], what_would_change_it: [], ...more,
});
const hostile = '</script><script>document.title="broken"</script>';
const found = {
  county: { name: '虚构县', invented: true },
  goal: { file: 'goal', title: { zh: '至多 18 所', en: 'At most 18' }, seed: 1, purse: 'county', asked: [{ zh: '学校不超过 18 所。', en: 'At most 18 schools.' }] },
  work: { candidates: 4, sketches: 77, settled: 3, stopped: false },
  bus_sketches: { true_cost_a_sketched: 0.9, mean_error: 0.04, plans: 2 },
  keep_list: { settled: 2, mean_error_yuan: 1234, words: { zh: '清单是草算的。', en: 'The list is a draft.' } },
  bound: { least: -1000, proved_impossible: false, words: [{ zh: '不可能少支出 1000 元以上。', en: 'Not more than 1000 yuan.' }] },
  today: figures(20, 5000000),
  plans: [
    plan('plans/plan_20.toml', figures(20, 5000000)),
    plan('plans/plan_19.toml', figures(19, 5010000, { moved: 5 }), { decisions: [{ ...name('a', '甲点'), does: 'close', boarders: 'nobody' }] }),
    plan('plans/plan_18.toml', figures(18, 5123000, { moved: 12, moved_grades_1_3: 9, boarders: 3 }), {
      is_best: true, decisions: [{ ...name('a', '甲点'), does: 'close', boarders: 'all' }, { ...name('b', '乙点'), does: 'merge', boarders: 'nobody', into: name('r', '中心小学') }], additions: ['1路'],
    }),
  ],
  additions: [{ name: '1路', is: 'public_line', in_best_plan: true, purse_yuan_a_year: -4000, bus_yuan_a_year: -9000, more_moved: 0, more_riders: -6, more_long_journeys: 0 }],
  schools: [
    school('a', '甲点', 'close', { alone: change('close', 2000), beside_plan: change('close', -3000, { boarders: 'all' }), reasons: [{ zh: '理由一', en: 'reason one' }], what_would_change_it: [{ zh: '条件', en: 'condition' }] }),
    school('b', '乙点', 'close', { beside_plan: change('merge', 500, { into: name('r', '中心小学') }) }),
    school('c', hostile, 'may_close', { alone: change('close', 8000), pays_at_all: true, pays_up_to_roll: 7 }),
    school('d', '丁点', 'keep', { refused: { zh: '不行', en: 'no' }, reasons: [{ zh: '不行', en: 'no' }] }),
  ],
  standards: { basic_2012: { zh: '基本均衡', en: 'Basic balance' } },
  ground: { extent: [0, 0, 1500, 1000], townships: [[[[0, 0, 1500, 0, 0, 1000, -1500, 0, 0, -1000]]]], schools: [[100, 100], [900, 400]] },
};

const folder = mkdtempSync(join(tmpdir(), 'budian-plan-page-'));
const file = join(folder, 'plan.html');
writeFileSync(file, composePlan(found));
const { page, faults } = await openPage(browser, file);
const text = (selector) => page.locator(selector).first().innerText();
const count = (selector) => page.locator(selector).count();
/** Charts are drawn a frame after their place is. */
const marks = async (chart, selector) => {
  await page.locator(`${chart} svg`).waitFor();
  return count(`${chart} svg ${selector}`);
};

await test('the best plan is shown beside today, with what was asked', async () => {
  assert.match(await text('#summary h2'), /plan_18/);
  assert.match(await text('#summary .account'), /学校不超过 18 所/);
  assert.match(await text('#keep-list-basis'), /清单是草算的/);
  assert.match(await text('#bound'), /还能好多少.*不可能少支出 1000 元以上/);
  const county = await text('#figures tbody tr:nth-child(2)');
  assert.match(county, /500\.0/);
  assert.match(county, /512\.3/);
  assert.match(county, /\+12\.3/);
  assert.match(await page.title(), /虚构县/);
});
await test('every payer has a row, and a standard its name', async () => {
  const names = await page.locator('#figures tbody th').allInnerTexts();
  // The five payers stand above their sum.
  assert.deepEqual(names.slice(1, 7).map((each) => each.replace(/（.*/, '')), ['县财政', '乡镇', '家庭', '中央和省', '学校', '各方合计']);
  assert.ok(names.includes('基本均衡：差异系数，小学'));
});
await test('keeping every school is one click away, and alone then', async () => {
  await page.click('nav [data-plan="plans/plan_20.toml"]');
  assert.equal(await count('#figures td.plan'), 0);
  await page.click('#frontier [data-plan="plans/plan_18.toml"]');
  assert.ok((await count('#figures td.plan')) > 10);
});
await test('the frontier has a mark for each plan, whatever its axes', async () => {
  assert.equal(await marks('#frontier', '[aria-label="dot"] > *'), 3);
  await page.selectOption('[name="axis-y"]', 'moved');
  assert.equal(await marks('#frontier', '[aria-label="dot"] > *'), 3);
  assert.match(await page.locator('#frontier .plot').textContent(), /换校学生/);
});
await test('a click on a mark shows its plan', async () => {
  await page.click('#frontier svg [aria-label="plans/plan_19.toml"]');
  assert.match(await text('#summary h2'), /plan_19/);
  await page.click('nav [data-plan="plans/plan_18.toml"]');
});
await test('one change of money reads the same wherever it stands', async () => {
  // Of all payers 1,612.3 and 1,600.0 (10,000 yuan): 512.3 + 200 + 900 and 500 + 200 + 900.
  assert.match(await text('#figures tbody tr:nth-child(7)'), /\+12\.3/);
  assert.match(await text('#frontier tr.shown td:nth-child(5)'), /^\+12\.3$/);
});
await test('map and list find each other', async () => {
  await page.click('#places svg [aria-label="b"]');
  assert.equal(await count('[data-table="keep_list"] tbody tr'), 1);
  assert.match(await text('[data-table="keep_list"] tbody tr'), /乙点/);
  const rings = () => marks('#places', '[aria-label="dot"] [r="13"]');
  assert.equal(await rings(), 1);
  await page.fill('input[type="search"]', '');
  assert.equal(await count('[data-table="keep_list"] tbody tr'), 4);
  await page.click('[data-table="keep_list"] tbody tr:first-child button.link');
  assert.equal(await rings(), 1);
});
await test('the list can be filtered and sorted', async () => {
  const rows = () => count('[data-table="keep_list"] tbody tr');
  assert.equal(await rows(), 4);
  await page.selectOption('[name="rank"]', 'close');
  assert.equal(await rows(), 2);
  await page.selectOption('[name="township"]', '西镇');
  assert.equal(await rows(), 0);
  assert.match(await text('#keep-list-count'), /0 .*4/);
  await page.selectOption('[name="rank"]', '');
  await page.selectOption('[name="township"]', '');
  await page.fill('input[type="search"]', '丁');
  assert.equal(await rows(), 1);
  await page.fill('input[type="search"]', '');
});
await test('each row tells money, ways, reasons and what would change it', async () => {
  const row = await text('[data-table="keep_list"] tbody tr:first-child');
  for (const part of ['+2,000', '−3,000', '+7.5', '理由一', '条件', '寄宿', '中心小学 12', '+0.0031']) assert.ok(row.includes(part), part);
  // A change of a CV below four places is not shown.
  assert.doesNotMatch(row, /差异系数，初中/);
  assert.match(await text('[data-table="keep_list"] tbody tr:nth-child(3) td:nth-child(9)'), /^7$/);
});
await test('the map has each school of the list, those that go as triangles', async () => {
  assert.equal(await marks('#places', '[aria-label="dot"] > [aria-label]'), 4);
});
await test('English leaves no Chinese but names', async () => {
  await page.click('#language');
  assert.match(await text('#summary h2'), /beside keeping every school/);
  assert.doesNotMatch(await text('#figures'), /[一-鿿]/);
  assert.match(await text('[data-table="keep_list"] tbody tr:first-child'), /reason one/);
});
await test('nothing went wrong, nothing was asked of a network, and no name broke out of its place', async () => {
  assert.deepEqual(faults, []);
  assert.doesNotMatch(await page.title(), /broken/);
});
await test('it prints each school with its first reason alone', async () => {
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('[data-table="keep_list"] tbody tr:first-child td.why :is(li, p):visible').count(), 1);
  assert.ok(await page.locator('.printed-note').isVisible());
  await page.emulateMedia({ media: 'screen' });
  const pdf = await page.pdf({ format: 'A4', landscape: true });
  assert.ok(pdf.length > 20000);
});
await browser.close();
rmSync(folder, { recursive: true });
