// A report of the page's form (maps/web/src/report.ts) for an invented county, to look at and to test the page alone.
import { appraisalOf, appraisalWords } from './invented_appraisal.mjs';
import { inventedGround, side, steps } from './invented_ground.mjs';
import { staffOf } from './invented_staff.mjs';

const edgesKm = [0.5, 1, 1.5, 2, 2.5, 3, 5];
const edgesMinutes = [15, 30, 40, 60];
const bandOf = (value, edges) => { const i = edges.findIndex((e) => value <= e); return i < 0 ? edges.length : i; };
const round1 = (v) => Math.round(v * 10) / 10;

/** The pool of sentences: the same pair gets the same row. */
function textPool() {
  const texts = [];
  const rows = new Map();
  const row = (zh, en) => {
    const key = `${zh}\n${en}`;
    if (!rows.has(key)) { rows.set(key, texts.length); texts.push([zh, en]); }
    return rows.get(key);
  };
  return { texts, row };
}

const holds = (kind, stage) => (stage === 0 ? kind !== 311 && kind !== 341 : kind !== 211 && kind !== 218);

function nearest(ground, settlement, stage, open) {
  let best = -1;
  let least = Infinity;
  ground.schools.forEach((s, row) => {
    if (!open[row] || !holds(s.kind, stage)) return;
    const d = Math.hypot(s.x - ground.settlements.x[settlement], s.y - ground.settlements.y[settlement]);
    if (d < least) [best, least] = [row, d];
  });
  return [best, Math.round(least * 1.3)];
}

function summary(rows) {
  const pupils = rows.reduce((n, r) => n + r.pupils, 0);
  const weighted = (field) => {
    const sorted = [...rows].sort((a, b) => a[field] - b[field]);
    const at = (share) => { let n = 0; for (const r of sorted) { n += r.pupils; if (n >= share * pupils) return r[field]; } return 0; };
    return { mean: rows.reduce((n, r) => n + r.pupils * r[field], 0) / pupils, median: at(0.5), p90: at(0.9), max: at(1) };
  };
  const count = (edges, field) => {
    const result = Array(edges.length + 1).fill(0);
    for (const r of rows) result[bandOf(r[field], edges)] += r.pupils;
    return result;
  };
  const [m, t] = [weighted('metres'), weighted('minutes')];
  return {
    pupils, unreachable: 0, riders: rows.reduce((n, r) => n + (r.rides ? r.pupils : 0), 0),
    over_limit: rows.reduce((n, r) => n + (r.metres > 2500 && !r.rides ? r.pupils : 0), 0),
    by_distance: count(edgesKm.map((k) => k * 1000), 'metres'), by_time: count(edgesMinutes, 'minutes'),
    mean_metres: Math.round(m.mean), median_metres: m.median, p90_metres: m.p90, max_metres: m.max,
    mean_minutes: round1(t.mean), median_minutes: t.median, p90_minutes: t.p90, max_minutes: t.max, detour: 1.3,
  };
}

/** Who goes where: one row a settlement and stage. */
function assign(ground, open, before) {
  const rows = [];
  for (let i = 0; i < ground.settlements.x.length; ++i)
    for (const stage of [0, 1]) {
      const [school, metres] = nearest(ground, i, stage, open);
      const was = before?.[i * 2 + stage];
      const displaced = was !== undefined && was.school !== school;
      const rides = displaced && metres > 2500;
      rows.push({
        settlement: i, stage, school, metres, displaced, rides, pupils: ground.pupils[i][stage],
        minutes: round1(rides ? 8 + metres / 400 : metres / (stage === 0 ? 60 : 75)),
      });
    }
  return rows;
}

function coverageOf(ground, open, areas) {
  const cell = 600;
  const byBand = [0, 1].map(() => Array.from({ length: 8 }, () => []));
  for (const stage of [0, 1])
    for (let y = 0; y < side; y += cell) {
      let start = 0;
      let current = -1;
      for (let x = 0; x <= side; x += cell) {
        let least = Infinity;
        if (x < side)
          ground.schools.forEach((s, row) => {
            if (open[row] && holds(s.kind, stage)) least = Math.min(least, Math.hypot(s.x - x - cell / 2, s.y - y - cell / 2));
          });
        const b = x < side ? bandOf((least * 1.3) / 1000, edgesKm) : -1;
        if (b === current) continue;
        if (current >= 0) byBand[stage][current].push([steps([[start, y], [x, y], [x, y + cell], [start, y + cell], [start, y]])]);
        [start, current] = [x, b];
      }
    }
  return byBand.flatMap((list, stage) =>
    list.map((area, b) => ({ stage, band: b, area: areas.push(area) - 1, square_kilometres: round1(area.length * 1.2) })).filter((c) => areas[c.area].length > 0));
}

function catchmentsOf(ground, open, areas, Delaunay) {
  return [0, 1].flatMap((stage) => {
    const rows = ground.schools.map((_, row) => row).filter((row) => open[row] && holds(ground.schools[row].kind, stage));
    const cells = Delaunay.from(rows.map((r) => [ground.schools[r].x, ground.schools[r].y])).voronoi([0, 0, side, side]);
    return rows.map((school, i) => ({ stage, school, area: areas.push([[steps(cells.cellPolygon(i))]]) - 1, square_kilometres: 12.5 }));
  });
}

/** A line through these stops, 600 m and two minutes apart but for the last, far one. The first of all has more calls than any real line, close
    together; the second has no afternoon; the third calls at two schools and comes home in an order of its own. */
function lineOf(ground, stops, first, riders, schools, i) {
  const heads = riders.map((r) => r.pupils);
  const all = heads.reduce((a, b) => a + b, 0);
  const places = [...riders.map((_, k) => [first + k, schools[0]]), ...schools.map((s) => [null, s])];
  const metres = (k) => (k < riders.length ? 600 * k : 600 * riders.length + 5000 * (k - riders.length + 1));
  let aboard = 0;
  const calls = places.map(([stop, school], k) => {
    aboard = stop === null ? (k + 1 < places.length ? Math.floor(all / 2) : 0) : aboard + heads[k];
    const off = schools.length === 1 ? all : k === riders.length ? all - Math.floor(all / 2) : Math.floor(all / 2);
    const on = [school, 1, stop === null ? off : heads[k]];
    const back = i === 2 && k < 2 ? places.length - 2 + k : places.length - 1 - k;
    const home = i === 1 ? null : [980 + 4 * back, 981 + 4 * back, stop === null ? all : heads[k], stop === null ? 0 : 4 * back, 600 * back, back];
    return [stop, school, on, [440 + 2 * k, 441 + 2 * k, aboard, stop === null ? 0 : 30 - 2 * k, metres(k)], home];
  });
  const points = [...riders.map((r) => [ground.settlements.x[r.settlement] + 120, ground.settlements.y[r.settlement] - 90]), ...schools.map((s) => [ground.schools[s].x, ground.schools[s].y])];
  return {
    name: String(i + 1), vehicle: i >> 1, type: '轻型专用校车', approved: 38, seats: 36, attendants: 1, schools, load: all,
    kilometres: [round1(9.4 + i), 2.5, i === 1 ? 0 : 9.4, i === 1 ? 0 : 2.5, 3572, 950], longest_ride_minutes: 21 + i, longest_home_minutes: i === 1 ? null : 22,
    arrives: 470, early_minutes: 10, departs: i === 1 ? null : 980, late_minutes: 5, calls, costs: [12500, 22500, 12500, 5000, 9287.2, 2470], cost: 64257.2, paid: [51405.76, 8996.01, 3855.43, 0, 0], cost_a_pupil: round1(64257.2 / all), path: steps(points),
  };
}

function busesOf(ground, rows) {
  const bySchool = new Map();
  const riding = rows.filter((x) => x.rides);
  for (const r of riding) bySchool.set(r.school, [...(bySchool.get(r.school) ?? []), r]);
  const stops = [];
  const groups = [...bySchool].slice(0, 8);
  const lines = groups.map(([school, riders], i) => {
    const chosen = i === 0 ? riding.slice(0, 14) : riders.slice(0, 6);
    const first = stops.length;
    for (const r of chosen)
      stops.push([`${ground.settlements.name[r.settlement]}${i === 0 ? '大桥北' : ''}站`, ground.settlements.x[r.settlement] + 120, ground.settlements.y[r.settlement] - 90, r.pupils, ground.settlements.township[r.settlement]]);
    const schools = i === 2 && groups[3] ? [school, groups[3][0]] : [school];
    return lineOf(ground, stops, first, chosen, schools, i);
  });
  const used = Math.ceil(lines.length / 2);
  return {
    vehicles: used, riders: lines.reduce((n, l) => n + l.load, 0), unserved: 0, longest_ride_minutes: lines.length ? 28 : 0, mean_ride_minutes: lines.length ? 14.2 : 0, longest_wait_minutes: 10,
    loaded_kilometres: round1(lines.reduce((n, l) => n + l.kilometres[0], 0)), empty_kilometres: lines.length ? 31.4 : 0, yearly_cost: used * 182500,
    fleet: lines.length ? [{ name: '轻型专用校车', seats: 36, count: used }] : [], stops, lines,
  };
}

function ledgerOf(ground, buses, closures, row) {
  const source = (zh, en, certainty) => ({ document: row(zh, en), date: '2016-11-15', certainty });
  const assumed = source('规划假设：各地校车运行费新闻报道，待本县核定', 'Planning assumption from news reports; to be set by the county', 'assumption');
  const local = source('县财政校车补贴办法（示例）第四条', 'County school bus subsidy rule (sample), article 4', 'to_be_verified');
  const national = source('国发〔2015〕67号：城乡统一生均公用经费基准定额', 'State Council 2015 No. 67: unified public funds per pupil', 'secondary');
  const line = (topic, zh, en, quantity, unit, rate, payer, from, school = null) =>
    ({ topic, text: row(zh, en), quantity, unit, rate, amount: Math.round(quantity * rate * 100) / 100, payer, source: from, school, township: null });
  const [bus, km, share, pupil] = [row('辆·年', 'buses a year'), row('公里', 'km'), row('元', 'yuan'), row('人', 'pupils')];
  const result = [];
  if (buses.vehicles > 0) {
    const cost = buses.yearly_cost;
    result.push(line('bus_fixed', '校车购置分摊、驾驶员和照管员、保险检验', 'Bus purchase by year, driver and attendant, insurance', buses.vehicles, bus, 150000, null, assumed));
    result.push(line('bus_kilometres', '燃油和维修', 'Fuel and repair', Math.round((cost - buses.vehicles * 150000) / 2.6), km, 2.6, null, assumed));
    result.push(line('bus_share', '县财政补贴（合同价的 80%）', 'County subsidy (80% of the contract)', cost * 0.8, share, 1, 'county', local));
    result.push(line('bus_share', '乡镇承担', 'Paid by townships', cost * 0.14, share, 1, 'township', local));
    result.push(line('bus_share', '学生票款', 'Fares paid by families', cost * 0.06, share, 1, 'family', local));
  }
  const lost = closures.reduce((n, c) => n + Math.max(0, 100 - c.pupils), 0);
  result.push(line('public_funds', '小学公用经费，中央和省', 'Primary public funds, centre and province', 71900 - lost, pupil, 360, 'province_and_centre', national));
  result.push(line('public_funds', '小学公用经费，县', 'Primary public funds, county', 71900 - lost, pupil, 240, 'county', national));
  result.push(line('public_funds', '初中公用经费，中央和省', 'Junior public funds, centre and province', 23036, pupil, 480, 'province_and_centre', national));
  result.push(line('public_funds', '初中公用经费，县', 'Junior public funds, county', 23036, pupil, 320, 'county', national));
  for (const c of closures)
    result.push(line('school_income', `撤并${ground.schools[c.school].name}：不再按 100 人核定`, `Closing ${ground.schools[c.school].name}: no longer funded as 100 pupils`, -Math.max(0, 100 - c.pupils), pupil, 600, 'school', national, c.school));
  return result;
}

function standardsOf(shift) {
  const one = (stage, cvs, composite) => {
    const line = composite ? (stage === 0 ? 0.65 : 0.55) : null;
    const each = composite ? null : stage === 0 ? 0.5 : 0.45;
    const mean = cvs.reduce((a, b) => a + b, 0) / cvs.length;
    const worst = Math.max(...cvs);
    return {
      stage, units: stage === 0 ? 159 : 47, pupils: stage === 0 ? 70728 : 23036,
      indicators: cvs.map((cv, i) => ({ mean: [6.1, 8.4, 1350, 11.2, 24.3, 0.055, 0.047, 0.031][i], cv, line: each, not_told: 0, passes: each === null ? null : cv <= each })),
      composite: composite ? mean : null, composite_line: line, margin: composite ? line - mean : each - worst, near_line: false,
      passes: composite ? mean <= line : worst <= each, schools_passing: composite ? 0 : 190, schools_failing: composite ? 0 : 9, schools_not_known: composite ? 0 : 2, failing: composite ? [] : [{ school: 3, pupils: 210, met: 5 }, { school: 14, pupils: 96, met: 4 }],
    };
  };
  const primary8 = [0.58, 0.71, 0.62, 0.48, 0.55, 0.39, 0.44, 0.47].map((v) => v - shift);
  const junior8 = [0.42, 0.55, 0.47, 0.36, 0.41, 0.29, 0.33, 0.35];
  const basic = [one(0, primary8, true), one(1, junior8, true)];
  const quality = [one(0, [0.44, 0.61, 0.57, 0.52, 0.66, 0.58, 0.47].map((v) => v - shift), false), one(1, [0.31, 0.48, 0.44, 0.42, 0.5, 0.43, 0.39], false)];
  return [basic, quality].map((stages) => ({ passes: stages.every((s) => s.passes), stages }));
}

function rulesOf(indicators, guarantees, source, row) {
  return {
    guarantees: guarantees.map(([item, code, zh, en]) => ({ item, code, name: row(zh, en), note: row('按学校计', 'by school'), judged: true, source })),
    sources: [{ rule: 'teaching_points', source: { ...source, certainty: 'to_be_verified' } }],
    things: indicators.map(() => row('件', 'things')),
  };
}

function balanceOf(today, plan, row) {
  const changeOf = (before, after) => ({ before, after, pooling: (after - before) * 1.5, uncounted: 0, resources: (before - after) * 0.5, arithmetic: after < before });
  return plan.map((standard, s) => ({
    treatments: s === 0 ? ['merge_into_parent', 'exclude'].map((points) => ({ points, counts_private: false, stages: standard.stages.map((r) => ({ units: r.units, pupils: r.pupils, composite: r.composite, worst: 0.7, margin: r.margin, passes: r.passes })) })) : [],
    stages: standard.stages.map((stage, i) => ({
      composite_change: stage.composite === null ? null : changeOf(today[s].stages[i].composite, stage.composite),
      indicators: stage.indicators.map((indicator, k) => ({
        variance_shares: [0, 1, 2, 3, 4].map((n) => [n + k, 200 + 50 * n, 12.5 - n, 0.3 - 0.05 * n, n % 2, indicator.cv - 0.01]),
        addition: indicator.passes ? null : { target: 0.5, possible: true, things: 120, schools: 7, low: 3.1, money: 240000, cv: 0.4999 },
        transfer: indicator.passes ? null : { things: 60, givers: 3, takers: 7, cv: 0.4998 },
        change: changeOf(today[s].stages[i].indicators[k].cv, indicator.cv),
      })),
    })),
    lacking: s === 0 ? [] : standard.stages.flatMap((stage) => stage.failing.map((f) => ({ school: f.school, stage: stage.stage, needs: [[0, 3], [3, 85.5]], not_known: 0, money: 190500, whole: false }))),
    money_to_pass: s === 0 ? null : 381000, money_to_pass_is_whole: s === 0 ? null : false,
    guarantees: s === 0 ? [] : [{ passes: false, schools: 206, not_known: 0, at_fault: 1, shares: [null, null], missing: 30, money: null, cases: [{ school: 2, thing: row('名学生', 'pupils'), have: 2030, needed: 2000, missing: 30, money: null }] }],
  }));
}

function closuresOf(ground, closed, rows, before) {
  return closed.map((school) => {
    const leaving = before.filter((r) => r.school === school && r.pupils > 0);
    const after = leaving.map((r) => rows[r.settlement * 2 + r.stage]);
    const pupils = leaving.reduce((n, r) => n + r.pupils, 0);
    const mean = (list, field) => (pupils ? Math.round(list.reduce((n, r) => n + r.pupils * r[field], 0) / pupils) : null);
    const receivers = new Map();
    for (const r of after) receivers.set(r.school, (receivers.get(r.school) ?? 0) + r.pupils);
    return {
      school, closes: true, pupils, receivers: [...receivers].sort((a, b) => b[1] - a[1]), riders: after.reduce((n, r) => n + (r.rides ? r.pupils : 0), 0), over_limit: 0,
      before_metres: mean(leaving, 'metres'), after_metres: mean(after, 'metres'), before_minutes: mean(leaving, 'minutes'), after_minutes: mean(after, 'minutes'),
      longest_after_metres: Math.max(0, ...after.map((r) => r.metres)),
      villages: leaving.map((r, i) => ({ settlement: r.settlement, pupils: r.pupils, riders: after[i].rides ? r.pupils : 0, before_metres: r.metres, after_metres: after[i].metres, after_minutes: after[i].minutes })),
    };
  });
}

function refusalsOf(ground, refused, row) {
  const name = (r) => ground.schools[r].name;
  return refused.map((school, i) => ({
    school, settlement: 100 + i, pupils: 7 + i,
    reason: row(`${ground.settlements.name[100 + i]}的 ${7 + i} 名一年级学生到最近的接收学校乘车需 52 分钟，超过 40 分钟的限值。`, `For ${7 + i} grade 1 pupils of ${ground.settlements.name[100 + i]} the ride to the nearest receiver takes 52 minutes, over the limit of 40.`),
    tried: [
      row(`${name(1)}：步行 4.9 公里，超过 2.5 公里；乘车 52 分钟，超过 40 分钟。`, `${name(1)}: 4.9 km on foot, over 2.5 km; 52 minutes by bus, over 40.`),
      row(`${name(3)}：一年级已满（45 人一班，剩余座位 0）。`, `${name(3)}: grade 1 is full (classes of 45, no seats left).`),
    ],
    would_help: [row(`${name(3)}增加 1 间教室。`, `One more classroom at ${name(3)}.`), row('保留一至三年级，改办教学点。', 'Keep grades 1 to 3 as a teaching point.')],
  }));
}

/** One rule that pays what the ledger says, two school years alike, shared evenly by three fiscal years; 10 % more of fuel. */
function fundingOf(ledger, row) {
  const shares = ledger.filter((l) => l.topic === 'bus_share');
  if (shares.length === 0) return { rules: [], school_years: [], fiscal_years: [], sensitivity: [] };
  const paid = ['county', 'township', 'family', 'province_and_centre', 'school'].map((payer) => shares.filter((l) => l.payer === payer).reduce((s, l) => s + l.amount, 0));
  const cost = paid.reduce((all, one) => all + one, 0);
  const times = (share) => paid.map((one) => share * one);
  const year = (name, share, open) => ({ year: name, running: share * cost, purchases: 0, paid: times(share), open });
  return {
    rules: [{ name: row('校车补贴（虚构）', 'Bus subsidy (invented)'), kind: row('按费用比例', 'Share of the cost'), source: shares[0].source, paid, limits: null, untold: false }],
    school_years: [year('2026/27', 1, false), year('2027/28', 1, false)],
    fiscal_years: [year('2026', 0.5, true), year('2027', 1, false), year('2028', 0.5, true)],
    sensitivity: [{ driver: row('油费', 'Fuel'), step: row('+10%', '+10 %'), cost: 1.02 * cost, paid: times(1.02) }],
  };
}

/** Payers as the ledger has them, with nothing today; a bill a closure whose county part is its pupils times 1,000. */
function billOf(ledger, closures, row) {
  const nothing = [0, 0, 0];
  const payers = ['county', 'township', 'family'].map((payer) => {
    const paid = ledger.filter((l) => l.payer === payer && l.topic === 'bus_share').reduce((s, l) => s + l.amount, 0);
    return { payer, today: nothing, plan: [paid, 0, 0], value_today: 0, value_plan: 8 * paid };
  });
  const lines = ledger.filter((l) => l.topic === 'bus_share').map((l) => ({ topic: l.topic, nature: 'operating', counts: true, text: l.text, payer: l.payer, before: 0, after: l.amount, source: l.source }));
  return {
    payers, lines, school_income: -54000 * closures.length, hours: [1000, 900], time_value: 13500,
    closures: closures.map((c) => ({ school: c.school, pupils: c.pupils, riders: c.riders, county: 1000 * c.pupils, township: 0, centre: -32400, family: 0, all: 1000 * c.pupils - 32400, once: 0, value: 8000 * c.pupils, buses: 0, meals: 0, school_funds: -54000, hours: -20, posts: -1.8 })),
    horizon_source: { document: row('规划假设：10 年', 'Planning assumption: 10 years'), date: '', certainty: 'assumption' },
    notes: [row('岗位的增减只报数量，不计钱。', 'Posts are told as posts, not as money.')],
  };
}

function findingsOf(ground, rows, row) {
  const far = rows.filter((r) => r.metres > 4500 && !r.rides && r.pupils > 0).slice(0, 14);
  return far.map((r, i) => ({
    severity: ['serious', 'warning', 'note'][i % 3],
    text: row(`${ground.settlements.name[r.settlement]}的 ${r.pupils} 名学生步行上学 ${(r.metres / 1000).toFixed(1)} 公里，超过步行限值。`, `${r.pupils} pupils of ${ground.settlements.name[r.settlement]} walk ${(r.metres / 1000).toFixed(1)} km to school, over the walking limit.`),
    x: ground.settlements.x[r.settlement], y: ground.settlements.y[r.settlement], township: ground.settlements.township[r.settlement], school: r.school, settlement: r.settlement, pupils: r.pupils,
  }));
}

function scenarioOf(context, code, title, closed, refused) {
  const { ground, areas, row, Delaunay, today } = context;
  const open = ground.schools.map((_, r) => (closed.includes(r) ? 0 : 1));
  const rows = assign(ground, open, today?.rows);
  const closures = today ? closuresOf(ground, closed, rows, today.rows) : [];
  const buses = busesOf(ground, rows);
  const roll = ground.schools.map(() => [0, 0]);
  for (const r of rows) roll[r.school][r.stage] += r.pupils;
  const at = (i) => [rows[i * 2], rows[i * 2 + 1]];
  const settlement = (i) => {
    const [p, j] = at(i);
    return [i, p.pupils, j.pupils, p.metres, j.metres, p.minutes, j.minutes, (p.displaced ? p.pupils : 0) + (j.displaced ? j.pupils : 0), (p.rides ? p.pupils : 0) + (j.rides ? j.pupils : 0)];
  };
  const all = ground.settlements.x.map((_, i) => settlement(i));
  const stage = (s, list = rows) => list.filter((r) => r.stage === s);
  const inTownship = (t) => rows.filter((r) => ground.settlements.township[r.settlement] === t);
  const worst = (list) => { const r = [...list].sort((a, b) => b.metres - a.metres)[0]; return { settlement: r.settlement, school: r.school, pupils: r.pupils, metres: r.metres }; };
  const displaced = rows.reduce((n, r) => n + (r.displaced ? r.pupils : 0), 0);
  const classes = (bands, large) => ({ classes: bands, over_standard: 61, large, very_large: 4, total: bands.reduce((a, b) => a + b, 0), schools_not_told: 0, pupils_not_told: 0 });
  const ledger = ledgerOf(ground, buses, closures, row);
  const scenario = {
    code, title: row(...title), riders: 'displaced', opened: [],
    sources: [{ document: row('国办发〔2012〕48号：就近入学', 'State Council Office 2012 No. 48: schooling near home'), date: '2012-09-06', certainty: 'secondary' }],
    limits: { walk_metres: [1500, 2500, 3000], ride_minutes: [40, 40, 60], door_minutes: [50, 50, 60], class_size: [45, 50], township_only: true, seats: true },
    moving: { teachers: true, books: true, computers: true, equipment: true, buildings: false },
    schools: {
      open, kind: ground.schools.map((s) => s.kind), primary: roll.map((r) => r[0]), junior: roll.map((r) => r[1]),
      classes: roll.map((r) => Math.ceil((r[0] + r[1]) / 38)), teachers: roll.map((r) => Math.ceil((r[0] + r[1]) / 15)),
    },
    settlements: today ? all.filter((s, i) => JSON.stringify(s) !== JSON.stringify(today.all[i])) : all,
    displaced, displaced_by_band: [Math.round(displaced * 0.5), Math.round(displaced * 0.5), 0],
    by_stage: [summary(stage(0)), summary(stage(1))], by_band: [summary(stage(0)), summary(stage(0)), summary(stage(1))],
    townships: ground.townships.map((_, t) => ({ by_stage: [summary(stage(0, inTownship(t))), summary(stage(1, inTownship(t)))], accessibility: [1.12, 0.94], worst: [worst(stage(0, inTownship(t))), worst(stage(1, inTownship(t)))] })),
    catchments: catchmentsOf(ground, open, areas, Delaunay), coverage: coverageOf(ground, open, areas),
    closures, refusals: refusalsOf(ground, refused, row), remarks: [], buses, ledger, bus_funding: fundingOf(ledger, row), bill: billOf(ledger, closures, row),
    standards: standardsOf(closed.length / 400), balance: balanceOf(standardsOf(0), standardsOf(closed.length / 400), row), classes: [classes([220, 310, 420, 380, 290, 140, 70, 30, 12, 4], 46), classes([40, 60, 80, 110, 120, 90, 50, 20, 8, 2], 30)],
    posts: 5908.4 - closed.length * 1.7, teachers: 6123, staff: staffOf(ground, roll, row, !today), findings: findingsOf(ground, rows, row), appraisal: appraisalOf(ground, closures, displaced, row),
  };
  return { scenario, rows, all };
}

function standardRules(row) {
  const source = { document: row('教督〔2012〕3号（二手抄本）', 'Supervision 2012 No. 3 (secondary copy)'), date: '2012-01-20', certainty: 'secondary' };
  const names = [
    ['生均教学及辅助用房面积', 'Teaching rooms per pupil', '平方米', 'm²'], ['生均体育运动场馆面积', 'Sports ground per pupil', '平方米', 'm²'],
    ['生均教学仪器设备值', 'Equipment value per pupil', '元', 'yuan'], ['每百名学生计算机台数', 'Computers per 100 pupils', '台', 'computers'],
    ['生均图书册数', 'Books per pupil', '册', 'volumes'], ['师生比', 'Teachers per pupil', '人', 'teachers'],
    ['生均高于规定学历教师数', 'Teachers above the required degree per pupil', '人', 'teachers'], ['生均中级及以上职称教师数', 'Teachers of middle title or higher per pupil', '人', 'teachers'],
  ].map(([zh, en, uzh, uen], i) => ({ code: `i${i}`, name: row(zh, en), unit: row(uzh, uen), school_line: [null, null] }));
  return [
    { code: 'basic_2012', name: row('义务教育发展基本均衡（2012）', 'Basic balance (2012)'), source, points: 'merge_into_parent', counts_private: false, rules: rulesOf(names, [], source, row), least_indicators_met: 0, indicators: names },
    { code: 'quality_2017', name: row('义务教育优质均衡（2017）', 'Quality balance (2017)'), source: { ...source, document: row('教督〔2017〕6号', 'Supervision 2017 No. 6'), date: '2017-04-26' }, points: 'own_unit_if_at_least', counts_private: true, rules: rulesOf(names.slice(0, 7), [[4, 'school_size', '学校规模', 'Size of schools']], source, row), least_indicators_met: 6, indicators: names.slice(0, 7) },
  ];
}

export function inventedReport(Delaunay, seed = 7) {
  const ground = inventedGround(seed);
  const { random } = ground;
  ground.pupils = ground.settlements.x.map(() => [random.whole(4, 52), random.whole(0, 18)]);
  const { texts, row } = textPool();
  const context = { ground, areas: [], row, Delaunay };
  const points = ground.schools.map((s, r) => [s.kind, r]).filter(([k]) => k === 218).map(([, r]) => r);
  context.today = scenarioOf(context, '', ['现状', 'Today'], [], []);
  const plans = [
    scenarioOf(context, 'merge_small', ['撤并 30 人以下教学点并开校车', 'Merge teaching points under 30, with buses'], points.slice(0, 20), points.slice(20, 23)),
    scenarioOf(context, 'merge_more', ['撤并 50 人以下教学点', 'Merge teaching points under 50'], points.slice(0, 40), points.slice(40, 46)),
    scenarioOf(context, 'points', ['小学改办教学点', 'Turn primaries into teaching points'], points.slice(5, 12), []),
  ];
  const all = [context.today, ...plans];
  const values = (f) => all.map((s) => f(s.scenario));
  return {
    form: 1, texts,
    county: {
      name: '云溪县（虚构）', invented: true, plane: 'EPSG:4548 CGCS2000 / 3-degree Gauss-Kruger CM 117E', plane_why: row('县域中心落在 117°E 带内（GB 22021）。', 'The centre lies in the zone of 117°E (GB 22021).'),
      has_roads: true, detour_factor: 1.3, placement: 'rolls_and_settlements', placed_unreachable: 0, placement_mismatch: 112, square_kilometres: 2916, road_kilometres: 4120, service_days: 190,
    },
    origin: [455000, 3545000], extent: [-2200, -2200, side + 2200, side + 2200], distance_edges_km: edgesKm, time_edges_minutes: edgesMinutes,
    townships: ground.townships.map(({ code, name, area }) => ({ code, name, area })), roads: ground.roads, water: [[[steps([[20000, 21000], [26000, 20500], [28500, 23000], [24000, 25500], [20500, 24000], [20000, 21000]])]]], schools: ground.schools,
    settlements: ground.settlements, areas: context.areas, standards: standardRules(row),
    class_sizes: { band_ends: [25, 30, 35, 40, 45, 50, 55, 60, 65], standard: [45, 50], large: { at_least: 56, greatest_share: 0.05 }, very_large: { at_least: 66, greatest_share: 0.02 }, sources: [] },
    comparison: [
      { name: row('撤并学校', 'Schools closed'), unit: row('所', 'schools'), decimals: 0, verdict: false, values: values((s) => s.closures.length) },
      { name: row('转学学生', 'Pupils who change school'), unit: row('人', 'pupils'), decimals: 0, verdict: false, values: values((s) => s.displaced) },
      { name: row('小学生平均上学路程', 'Mean road distance, primary'), unit: row('公里', 'km'), decimals: 2, verdict: false, values: values((s) => s.by_stage[0].mean_metres / 1000) },
      { name: row('校车年费用', 'Bus cost a year'), unit: row('万元', '10,000 yuan'), decimals: 1, verdict: false, values: values((s) => s.buses.yearly_cost / 10000) },
      { name: row('优质均衡（2017）：结论', 'Quality balance (2017): verdict'), unit: row('', ''), decimals: 0, verdict: true, values: values((s) => Number(s.standards[1].passes)) },
    ],
    warnings: [row('schools.shp，第 14 行，字段 BOOKS：图书册数为 0，按 0 计入。', 'schools.shp, row 14, field BOOKS: no books; counted as 0.')],
    appraisal: appraisalWords(row),
    scenarios: all.map((s) => s.scenario),
  };
}
