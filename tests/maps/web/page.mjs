// Puts texts and a report into the bundled page, as report.cpp does, and opens it in the system's Chromium.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { deflateSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, '../../..');
/** Where maps/web was built: page.html and node_modules. */
export const built = process.env.BUDIAN_PAGE_BUILD ?? join(root, 'maps/web');
export const chromium = process.env.BUDIAN_CHROMIUM ?? '/usr/bin/chromium';

const modules = createRequire(join(built, 'package.json'));
export const library = (path) => import(pathToFileURL(join(built, 'node_modules', path)).href);

/** The message tables' part for the page, as the program embeds it: {key: {zh, en}} of all keys that begin with page. */
export function readTexts(folder = join(root, 'maps/messages')) {
  const texts = {};
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.toml'))) {
    let key = '';
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) {
      const head = /^\["([^"]+)"\]$/.exec(line);
      if (head) key = head[1];
      const entry = /^(zh|en) = (".*")$/.exec(line);
      if (entry && key.startsWith('page.')) (texts[key] ??= {})[entry[1]] = JSON.parse(entry[2]);
    }
  }
  return texts;
}

const embed = (value) => JSON.stringify(value).replace(/</g, '\\u003c');
/** As maps/packed.cpp writes it. */
const pack = (value) => deflateSync(JSON.stringify(value)).toString('base64');
export function compose(report, language = 'zh') {
  let page = readFileSync(join(built, 'page.html'), 'utf8');
  page = page.replace('<!--texts-->', () => embed(readTexts())).replace('<!--report-->', () => pack(report));
  return language === 'zh' ? page : page.replace('<html lang="zh-CN">', '<html lang="en">');
}

/** The planner's page, as maps/plan_page.cpp makes it. */
export function composePlan(found) {
  return readFileSync(join(built, 'plan_page.html'), 'utf8')
    .replace('<!--texts-->', () => embed(readTexts())).replace('<!--plan-->', () => pack(found));
}

/** The page of a sweep, as maps/sweep/sweep_page.cpp makes it. */
export function composeSweep(swept) {
  return readFileSync(join(built, 'sweep_page.html'), 'utf8')
    .replace('<!--texts-->', () => embed(readTexts())).replace('<!--sweep-->', () => pack(swept));
}

/** The browser, or nothing where the machine has none. */
export async function openBrowser() {
  if (!existsSync(chromium)) return undefined;
  const { chromium: driver } = modules('playwright-core');
  return driver.launch({
    executablePath: chromium,
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** Opens a file and notes everything that goes wrong or out: console errors, page errors, requests. */
export async function openPage(browser, file, viewport = { width: 1280, height: 900 }) {
  const page = await browser.newPage({ viewport });
  const faults = [];
  const url = pathToFileURL(file).href;
  // Chromium's advice on speed is no fault.
  const advice = /^Canvas2D: Multiple readback/;
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !advice.test(message.text())) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => { if (request.url() !== url && !/^(data|blob):/.test(request.url())) faults.push(`request ${request.url()}`); });
  await page.goto(url);
  await page.waitForSelector('body[data-drawn]');
  return { page, faults };
}

/** One case of a page's test; the others go on after it has failed. */
export async function test(name, body) {
  try {
    await body();
    console.log(`ok: ${name}`);
  } catch (error) {
    console.log(`FAILED: ${name}\n${error.stack}`);
    process.exitCode = 1;
  }
}
