// The ground of an invented county: 25 townships, 230 schools, 2,500 settlements, roads. Metres from the origin.
import { seeded } from './random.mjs';

export const side = 54000;
const first = '云石柳溪梅荷松竹临望清白青金安新和永大小东西南北'.split('');
const second = '山河塘湾岗桥店集圩坝堰庄冲岭坪墩'.split('');
const family = '王李张刘陈杨黄赵周吴徐孙朱马胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾'.split('');
const village = '庄郢圩岗楼桥店湾集营寨塘咀拐'.split('');

export function steps(line) {
  const result = [];
  let [px, py] = [0, 0];
  for (const [x, y] of line) {
    const [rx, ry] = [Math.round(x), Math.round(y)];
    result.push(rx - px, ry - py);
    [px, py] = [rx, ry];
  }
  return result;
}

/** The edge between two corners, the same from both sides, broken by midpoint displacement. */
function edge(a, b, random, depth = 3) {
  if (depth === 0) return [a];
  const middle = [(a[0] + b[0]) / 2 + random.between(-1, 1) * 350 * depth, (a[1] + b[1]) / 2 + random.between(-1, 1) * 350 * depth];
  return [...edge(a, middle, random, depth - 1), ...edge(middle, b, random, depth - 1)];
}

function townshipAreas(random) {
  const cell = side / 5;
  const corner = [];
  for (let r = 0; r <= 5; ++r)
    for (let c = 0; c <= 5; ++c) corner.push([c * cell + random.between(-2200, 2200), r * cell + random.between(-2200, 2200)]);
  const at = (r, c) => corner[r * 6 + c];
  const across = Array.from({ length: 6 }, (_, r) => Array.from({ length: 5 }, (_, c) => edge(at(r, c), at(r, c + 1), random)));
  const along = Array.from({ length: 5 }, (_, r) => Array.from({ length: 6 }, (_, c) => edge(at(r, c), at(r + 1, c), random)));
  const areas = [];
  for (let r = 0; r < 5; ++r)
    for (let c = 0; c < 5; ++c) {
      const top = [...across[r + 1][c], at(r + 1, c + 1)].reverse();
      const left = [...along[r][c], at(r + 1, c)].reverse();
      areas.push([...across[r][c], ...along[r][c + 1], ...top.slice(0, -1), ...left.slice(0, -1), at(r, c)]);
    }
  return areas;
}

function makeTownships(random) {
  return townshipAreas(random).map((ring, row) => ({
    code: `3499${String(row + 1).padStart(2, '0')}`,
    name: first[row % first.length] + second[(row * 7) % second.length] + (row % 3 === 0 ? '镇' : '乡'),
    area: [[steps(ring)]],
    centre: [((row % 5) + 0.5) * (side / 5), (Math.floor(row / 5) + 0.5) * (side / 5)],
  }));
}

function makeSchools(random, townships) {
  const schools = [];
  const add = (township, kind, name, x, y) =>
    schools.push({
      code: `9${String(schools.length + 1).padStart(5, '0')}`, name, kind, x: Math.round(x), y: Math.round(y),
      township, public: true, keep: random.next() < 0.05, parent: null,
    });
  const near = (t, spread) => [t.centre[0] + random.between(-spread, spread), t.centre[1] + random.between(-spread, spread)];
  townships.forEach((t, row) => {
    const stem = t.name.slice(0, 2);
    add(row, row % 5 === 4 ? 312 : 311, `${stem}${row % 5 === 4 ? '学校' : '初级中学'}`, ...near(t, 900));
    add(row, 211, `${stem}中心小学`, ...near(t, 900));
    const parent = schools.length - 1;
    for (let i = 0; i < 4; ++i) add(row, 211, `${stem}${family[(row * 5 + i) % family.length]}${random.pick(village)}小学`, ...near(t, 5000));
    for (let i = 0; i < 3; ++i) {
      add(row, 218, `${family[(row * 3 + i + 7) % family.length]}${random.pick(village)}教学点`, ...near(t, 5200));
      schools.at(-1).parent = parent;
    }
  });
  for (let i = 0; i < 5; ++i) add(12, 211, `城关第${'一二三四五'[i]}小学`, ...near(townships[12], 1800));
  return schools;
}

function makeSettlements(random) {
  const settlements = { name: [], township: [], x: [], y: [] };
  for (let i = 0; i < 2500; ++i) {
    const [x, y] = [random.between(400, side - 400), random.between(400, side - 400)];
    settlements.name.push(random.pick(family) + random.pick(['', '大', '小', '老', '新', '前', '后']) + random.pick(village));
    settlements.township.push(Math.min(4, Math.floor(y / (side / 5))) * 5 + Math.min(4, Math.floor(x / (side / 5))));
    settlements.x.push(Math.round(x));
    settlements.y.push(Math.round(y));
  }
  return settlements;
}

function makeRoads(random, townships, schools) {
  const bent = (a, b) => steps([...edge(a, b, random), b]);
  const classes = [0, 1, 2, 3].map((c) => ({ class: c, lines: [] }));
  townships.forEach((t, row) => {
    if (row % 5 < 4) classes[row === 10 || row === 11 || row === 12 || row === 13 ? 0 : 1].lines.push(bent(t.centre, townships[row + 1].centre));
    if (row < 20) classes[row % 5 === 2 ? 0 : 2].lines.push(bent(t.centre, townships[row + 5].centre));
  });
  for (const s of schools) classes[3].lines.push(bent([s.x, s.y], townships[s.township].centre));
  return classes;
}

export function inventedGround(seed) {
  const random = seeded(seed);
  const townships = makeTownships(random);
  const schools = makeSchools(random, townships);
  return { random, townships, schools, settlements: makeSettlements(random), roads: makeRoads(random, townships, schools) };
}
