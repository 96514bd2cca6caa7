// Bundles an entry of src/ into its HTML file: node bundle.mjs [output [entry template]]. The program puts its texts
// and data in later.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'page.html'));
const [entry, template] = [process.argv[3] ?? 'src/main.ts', process.argv[4] ?? 'index.html'];

const { outputFiles } = await build({
  entryPoints: [join(here, entry)],
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

const head = await readFile(join(here, 'head.html'), 'utf8');
let page = (await readFile(join(here, template), 'utf8')).replace('<!--head-->', () => head);
page = page.replace('<!--style-->', () => text('.css'));
page = page.replace('<!--script-->', () => inside(text('.js')));
await writeFile(output, page);
