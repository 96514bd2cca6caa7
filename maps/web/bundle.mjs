// Bundles src/ into one HTML file: node bundle.mjs [output]. The program puts its texts and report in later.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'page.html'));

const { outputFiles } = await build({
  entryPoints: [join(here, 'src/main.ts')],
  outfile: 'page.js',
  bundle: true,
  write: false,
  minify: true,
  format: 'iife',
  target: ['chrome90', 'firefox90', 'safari15'],
  charset: 'utf8',
  legalComments: 'none',
});
const text = (ending) => outputFiles.find((file) => file.path.endsWith(ending)).text;
const inside = (code) => code.replace(/<\/(script|style)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');

let page = await readFile(join(here, 'index.html'), 'utf8');
page = page.replace('<!--style-->', () => text('.css'));
page = page.replace('<!--script-->', () => inside(text('.js')));
await writeFile(output, page);
