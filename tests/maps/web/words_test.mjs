// Every key that the page's sources name exists in both languages with the same arguments, and none is left over.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTexts, root } from './page.mjs';

const texts = readTexts();
const files = readdirSync(join(root, 'maps/web/src'), { recursive: true }).filter((name) => name.endsWith('.ts'));
const used = new Set();
for (const file of files)
  for (const [, key] of readFileSync(join(root, 'maps/web/src', file), 'utf8').matchAll(/'(page\.[a-z0-9_.]+)'/g)) used.add(key);

const placeholders = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort().join();
assert.ok(used.size > 100, 'the sources name their keys');
for (const key of used) {
  assert.ok(texts[key], `${key} is missing from the message tables`);
  assert.notEqual(texts[key].zh, undefined, `${key} lacks zh`);
  assert.notEqual(texts[key].en, undefined, `${key} lacks en`);
}
for (const [key, { zh, en }] of Object.entries(texts)) {
  assert.ok(used.has(key), `${key} is not used`);
  const told = (text) => placeholders(text);
  assert.equal(told(zh), told(en), `${key} has different arguments`);
}
console.log(`${used.size} keys`);
