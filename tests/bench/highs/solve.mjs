// HiGHS on MPS files of budian_bench_location --out FOLDER: node solve.mjs SECONDS FILE.mps.gz… (npm install first).
// CPU seconds of one thread, WebAssembly. The package reads CPLEX's LP format only, so that the file is written anew.
import highsLoader from 'highs';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The file's rows, columns and bounds; of negative upper bounds and other rarities nothing is here. */
function readMps(text) {
  const rows = new Map();
  const columns = new Map();
  let part = '', objective = '', whole = false;
  const column = (name) => {
    if (!columns.has(name)) columns.set(name, { entries: [], whole, low: 0, high: whole ? 1 : Infinity });
    return columns.get(name);
  };
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('*')) continue;
    if (!/^\s/.test(line)) { part = line.split(/\s+/)[0]; continue; }
    const words = line.trim().split(/\s+/);
    if (part === 'ROWS') {
      if (words[0] === 'N') objective = words[1];
      else rows.set(words[1], { kind: words[0], right: 0, range: null, entries: [] });
    } else if (part === 'COLUMNS') {
      if (words[1] === "'MARKER'") { whole = words[2] === "'INTORG'"; continue; }
      for (let i = 1; i + 1 < words.length; i += 2) {
        column(words[0]);
        if (words[i] === objective) column(words[0]).cost = Number(words[i + 1]);
        else rows.get(words[i]).entries.push([Number(words[i + 1]), words[0]]);
      }
    } else if (part === 'RHS') {
      for (let i = 1; i + 1 < words.length; i += 2) if (rows.has(words[i])) rows.get(words[i]).right = Number(words[i + 1]);
    } else if (part === 'RANGES') {
      for (let i = 1; i + 1 < words.length; i += 2) rows.get(words[i]).range = Number(words[i + 1]);
    } else if (part === 'BOUNDS') {
      const [kind, , name, value] = words;
      const of = column(name);
      if (kind === 'UP') of.high = Number(value);
      else if (kind === 'LO') of.low = Number(value);
      else if (kind === 'FX') of.low = of.high = Number(value);
      else if (kind === 'BV') [of.low, of.high, of.whole] = [0, 1, true];
      else if (kind === 'PL') of.high = Infinity;
      else throw new Error(`bound ${kind}`);
    }
  }
  return { rows, columns };
}

function writeLp({ rows, columns }) {
  const term = ([amount, name]) => `${amount < 0 ? '-' : '+'} ${Math.abs(amount)} ${name}`;
  const sum = (terms) => terms.map(term).join('\n ');
  const lines = ['Minimize', ` obj: ${sum([...columns].filter(([, c]) => c.cost).map(([name, c]) => [c.cost, name]))}`, 'Subject To'];
  for (const [name, row] of rows) {
    if (row.entries.length === 0) continue;
    const left = sum(row.entries);
    const sides = { E: [row.right, row.right], L: [row.range === null ? -Infinity : row.right - Math.abs(row.range), row.right], G: [row.right, row.range === null ? Infinity : row.right + Math.abs(row.range)] }[row.kind];
    if (sides[0] === sides[1]) lines.push(` ${name}: ${left} = ${sides[0]}`);
    else {
      if (sides[1] < Infinity) lines.push(` ${name}: ${left} <= ${sides[1]}`);
      if (sides[0] > -Infinity) lines.push(` ${name}_low: ${left} >= ${sides[0]}`);
    }
  }
  lines.push('Bounds', ...[...columns].filter(([, c]) => c.low !== 0 || c.high < Infinity).map(([name, c]) => ` ${c.low} <= ${name} <= ${c.high === Infinity ? '+inf' : c.high}`));
  lines.push('General', ...[...columns].filter(([, c]) => c.whole).map(([name]) => ` ${name}`), 'End');
  return lines.join('\n') + '\n';
}

const [, , seconds, ...files] = process.argv;
for (const file of files) {
  const highs = await highsLoader();
  const bytes = readFileSync(file);
  const program = writeLp(readMps((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()));
  const before = process.cpuUsage();
  const answer = highs.solve(program, { time_limit: Number(seconds), threads: 1 });
  const { user, system } = process.cpuUsage(before);
  console.log(`${basename(file).replace(/\.mps(\.gz)?$/, '')}: HiGHS ${((user + system) / 1e6).toFixed(3)} s, ${answer.Status}, value ${answer.ObjectiveValue}`);
}
