// The charts. Each takes numbers and a width and gives an SVG; words and legends stand around it in HTML.
import * as Plot from '@observablehq/plot';
import { h, type Child } from './dom';
import { distanceColours, ink, muted, payerColours, planColour, timeColours, todayColour } from './palette';
import { payers, stages, type Payer, type Scenario, type Travel } from './report';
import { paid, stageName, type Shown } from './study';
import { kilometres, number, said, signed, t, tenThousand } from './words';

const font = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const style = { fontFamily: font, fontSize: '12px', color: ink, background: 'transparent', overflow: 'visible' };

/** A chart that is drawn anew when its place changes width. */
export function figure(title: string, note: Child, draw: (width: number) => Element, legend: Child = null): HTMLElement {
  const place = h('div', { class: 'plot' });
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry?.contentRect.width ?? 0);
    if (width < 200 || width === drawn || document.body.classList.contains('printing')) return;
    drawn = width;
    place.replaceChildren(draw(width));
  });
  observer.observe(place);
  return h('figure', {}, h('figcaption', {}, title), legend, place, note ? h('p', { class: 'note' }, note) : null);
}

export function legend(entries: [colour: string, label: string][]): HTMLElement {
  return h('ul', { class: 'legend' }, entries.map(([colour, label]) => h('li', {}, h('i', { style: `background:${colour}` }), label)));
}

export function bandLabels(edges: number[], unit: string): string[] {
  return [...edges.map((edge, i) => (i === 0 ? `≤ ${edge}` : `${edges[i - 1]}–${edge}`)), `> ${edges[edges.length - 1]}`].map((x) => `${x} ${unit}`);
}

interface Piece {
  row: string;
  stage: string;
  band: number;
  from: number;
  to: number;
  share: number;
  pupils: number;
  label: string;
}

function pieces(shown: Shown, pick: (travel: Travel) => number[], labels: string[]): Piece[] {
  const columns: [string, Scenario][] = [[t('page.today'), shown.today]];
  if (!shown.isToday) columns.push([t('page.plan'), shown.plan]);
  return stages.flatMap((stage) =>
    columns.flatMap(([row, scenario]) => {
      const heads = pick(scenario.by_stage[stage]);
      const sum = heads.reduce((a, b) => a + b, 0) || 1;
      let at = 0;
      return heads.map((pupils, band) => {
        const from = at;
        at += pupils / sum;
        return { row, stage: stageName(stage), band, from, to: at, share: pupils / sum, pupils, label: labels[band] ?? '' };
      });
    }),
  );
}

/** Shares of pupils by band, one bar a stage and situation. */
function shareBars(rows: Piece[], colours: string[], width: number): Element {
  const dark = (band: number): boolean => band >= colours.length / 2;
  return Plot.plot({
    width, height: 50 + new Set(rows.map((r) => r.row + r.stage)).size * 34, marginLeft: 104, marginRight: 16, marginTop: 4, marginBottom: 40, style,
    x: { domain: [0, 1], label: t('page.chart.share'), tickFormat: (x: number) => `${Math.round(x * 100)}%`, labelAnchor: 'center', labelOffset: 36, labelArrow: 'none', ticks: 5 },
    y: { label: null, domain: [...new Set(rows.map((r) => r.row))], tickSize: 0 },
    fy: { label: null, domain: [...new Set(rows.map((r) => r.stage))], axis: null, padding: 0.16 },
        marks: [
      Plot.axisFy({ anchor: 'left', label: null, dx: -56, fontWeight: 600, fill: ink }),
      Plot.rectX(rows, {
        x1: 'from', x2: 'to', y: 'row', fy: 'stage', fill: (r: Piece) => colours[r.band], stroke: '#fff', strokeWidth: 0.8,
        title: (r: Piece) => t('page.chart.share_title', { label: r.label, pupils: number(r.pupils), share: number(100 * r.share, 1) }),
      } as Plot.RectXOptions),
      Plot.text(rows.filter((r) => r.share * width > 46), {
        x: (r: Piece) => (r.from + r.to) / 2, y: 'row', fy: 'stage', text: (r: Piece) => `${number(100 * r.share, 0)}%`,
        fill: (r: Piece) => (dark(r.band) ? '#fff' : ink), fontSize: 11,
      }),
    ],
  });
}

export function distanceChart(shown: Shown): HTMLElement {
  const labels = bandLabels(shown.report.distance_edges_km, t('page.unit.km'));
  const rows = pieces(shown, (travel) => travel.by_distance, labels);
  return figure(t('page.chart.distance'), null, (width) => shareBars(rows, distanceColours, width), legend(labels.map((label, i) => [distanceColours[i] ?? ink, label])));
}

export function timeChart(shown: Shown): HTMLElement {
  const labels = bandLabels(shown.report.time_edges_minutes, t('page.unit.minutes'));
  const rows = pieces(shown, (travel) => travel.by_time, labels);
  return figure(t('page.chart.time'), t('page.chart.time_note'), (width) => shareBars(rows, timeColours, width), legend(labels.map((label, i) => [timeColours[i] ?? ink, label])));
}

/** Mean road distance of each township, today and under the plan. */
export function townshipChart(shown: Shown, stage: 0 | 1): HTMLElement {
  const rows = shown.report.townships
    .map((township, i) => ({
      name: township.name,
      today: shown.today.townships[i]?.by_stage[stage].mean_metres ?? null,
      plan: shown.plan.townships[i]?.by_stage[stage].mean_metres ?? null,
    }))
    .filter((r): r is { name: string; today: number; plan: number } => r.today !== null && r.plan !== null)
    .sort((a, b) => b.plan - a.plan || b.today - a.today);
  const km = (x: number): number => x / 1000;
  return figure(
    t(stage === 0 ? 'page.chart.townships_primary' : 'page.chart.townships_junior'), null,
    (width) =>
      Plot.plot({
        width, height: 48 + rows.length * 18, marginLeft: 84, marginRight: 40, marginTop: 6, marginBottom: 40, style,
        x: { label: t('page.chart.mean_km'), grid: true, zero: true, ticks: 5, labelAnchor: 'center', labelOffset: 36, labelArrow: 'none' },
        y: { label: null, domain: rows.map((r) => r.name), tickSize: 0 },
        marks: [
          Plot.ruleY(rows, { x1: (r) => km(r.today), x2: (r) => km(r.plan), y: 'name', stroke: planColour, strokeWidth: 2 }),
          Plot.dot(rows, { x: (r) => km(r.today), y: 'name', r: 3.6, fill: '#fff', stroke: todayColour, strokeWidth: 1.8 }),
          shown.isToday ? null : Plot.dot(rows, { x: (r) => km(r.plan), y: 'name', r: 3.6, fill: planColour, title: (r) => `${r.name} ${kilometres(r.today)} → ${kilometres(r.plan)}` }),
          shown.isToday ? null : Plot.text(rows.filter((r) => Math.abs(r.plan - r.today) >= 5), { x: (r) => Math.max(km(r.plan), km(r.today)), y: 'name', text: (r) => signed(km(r.plan - r.today), 2), textAnchor: 'start', dx: 8, fill: muted, fontSize: 11 }),
        ],
      }),
    situations(shown),
  );
}

/** Legend of the two situations. */
export function situations(shown: Shown): HTMLElement {
  const entries: [string, string][] = [[todayColour, t('page.today')]];
  if (!shown.isToday) entries.push([planColour, t('page.plan')]);
  return legend(entries);
}

export const payerName = (payer: Payer): string =>
  ({
    county: t('page.payer.county'), township: t('page.payer.township'), family: t('page.payer.family'),
    province_and_centre: t('page.payer.province_and_centre'), school: t('page.payer.school'),
  })[payer];

/** Who pays for the buses, in every scenario. */
export function payerChart(shown: Shown): HTMLElement | null {
  const rows = shown.report.scenarios.flatMap((scenario, i) =>
    payers.map((payer) => ({ scenario: shortTitle(said(scenario.title)), i, payer, amount: paid(scenario, ['bus_share'], payer) / 10000 })),
  );
  if (rows.every((r) => r.amount === 0)) return null;
  const names = shown.report.scenarios.map((s) => shortTitle(said(s.title)));
  const used = payers.filter((payer) => rows.some((r) => r.payer === payer && r.amount !== 0));
  return figure(
    t('page.chart.payers'), null,
    (width) =>
      Plot.plot({
        width, height: 52 + names.length * 34, marginLeft: 130, marginRight: 48, marginTop: 4, marginBottom: 40, style,
        x: { label: t('page.chart.ten_thousand_a_year'), grid: true, ticks: 5, labelAnchor: 'center', labelOffset: 36, labelArrow: 'none' },
        y: { label: null, domain: names, tickSize: 0 },
        marks: [
          Plot.barX(rows, Plot.stackX({ x: 'amount', y: 'scenario', fill: (r: { payer: Payer }) => payerColours[r.payer], order: null, stroke: '#fff', strokeWidth: 0.8, insetTop: 2, insetBottom: 2, title: (r: { payer: Payer; amount: number }) => `${payerName(r.payer)} ${number(r.amount, 1)}` })),
          Plot.text(names.map((name, i) => ({ name, sum: busShare(shown.report.scenarios[i]) })), { x: 'sum', y: 'name', text: (r: { sum: number }) => number(r.sum, 1), textAnchor: 'start', dx: 6, fill: ink }),
        ],
      }),
    legend(used.map((payer) => [payerColours[payer], payerName(payer)])),
  );
}
/** Breaks a name that is wider than its place into lines; a full-width character counts double. */
function broken(name: string, pixels: number): string {
  const most = pixels / 6.3;
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of name.match(/[\u0020-\u024f]+? |[\u0021-\u024f]+|[^\u0020-\u024f]/g) ?? [name]) {
    const wide = [...piece].reduce((n, c) => n + (c.charCodeAt(0) > 0x24f ? 2 : 1), 0);
    if (used + wide > most && line) {
      lines.push(line.trim());
      [line, used] = ['', 0];
    }
    line += piece;
    used += wide;
  }
  return [...lines, line.trim()].join('\n');
}
const busShare = (scenario: Scenario | undefined): number => (scenario ? paid(scenario, ['bus_share']) / 10000 : 0);
function shortTitle(title: string): string {
  const wide = [...title].reduce((n, c) => n + (c.charCodeAt(0) > 255 ? 2 : 1), 0);
  if (wide <= 18) return title;
  let kept = '';
  let used = 0;
  for (const c of title) {
    used += c.charCodeAt(0) > 255 ? 2 : 1;
    if (used > 17) break;
    kept += c;
  }
  return `${kept}…`;
}

/** What schools receive as public funds and who pays it: change against today. */
export const fundsChange = (shown: Shown): string =>
  tenThousand(paid(shown.plan, ['public_funds']) - paid(shown.today, ['public_funds']));

/** Coefficients of variation of one stage under one standard, with the line that must not be passed. */
export function variationChart(shown: Shown, standard: number, stage: 0 | 1): HTMLElement | null {
  const rules = shown.report.standards[standard];
  const before = shown.today.standards[standard]?.stages[stage];
  const after = shown.plan.standards[standard]?.stages[stage];
  if (!rules || !before || !after) return null;
  const composite = t('page.balance.composite');
  const line = after.composite_line ?? after.indicators.find((i) => i.line !== null)?.line ?? null;
  const entry = (name: string, situation: string, cv: number | null): { name: string; situation: string; cv: number } | null => (cv === null ? null : { name, situation, cv });
  const rows = [
    ...(after.composite !== null ? [entry(composite, 'today', before.composite), entry(composite, 'plan', after.composite)] : []),
    ...rules.indicators.flatMap((rule, i) => [entry(said(rule.name), 'today', before.indicators[i]?.cv ?? null), entry(said(rule.name), 'plan', after.indicators[i]?.cv ?? null)]),
  ].filter((r): r is { name: string; situation: string; cv: number } => r !== null && !(shown.isToday && r.situation === 'plan'));
  const names = [...new Set(rows.map((r) => r.name))];
  const judged = (name: string): boolean => after.composite_line === null || name === composite;
  return figure(
    t('page.chart.variation', { stage: stageName(stage) }), null,
    (width) => {
      const left = Math.min(216, Math.round(width * 0.4));
      return Plot.plot({
        width, height: 62 + names.length * 30, marginLeft: left, marginRight: 44, marginTop: 20, marginBottom: 40, style,
        x: { label: t('page.chart.cv'), labelAnchor: 'center', labelOffset: 36, labelArrow: 'none', grid: true, zero: true, ticks: 5, domain: [0, Math.max(0.6, line ?? 0, ...rows.map((r) => r.cv)) * 1.06] },
        fy: { domain: names, label: null, axis: null, padding: 0.22 },
        y: { axis: null, domain: shown.isToday ? ['today'] : ['today', 'plan'], padding: 0 },
        marks: [
          Plot.axisFy({ anchor: 'left', label: null, tickFormat: (name: string) => broken(name, left - 14), dx: 4, fill: ink }),
          Plot.barX(rows, { x: 'cv', y: 'situation', fy: 'name', fill: (r) => (r.situation === 'plan' ? planColour : todayColour), fillOpacity: (r) => (judged(r.name) ? 1 : 0.62), title: (r) => `${r.name} ${number(r.cv, 3)}` }),
          line === null ? null : Plot.ruleX(names.filter(judged), { x: line, fy: (name: string) => name, stroke: '#b4490f', strokeWidth: 1.8 }),
          Plot.text(rows, { x: 'cv', y: 'situation', fy: 'name', text: (r) => number(r.cv, 3), textAnchor: 'start', dx: 4, fontSize: 10.5, fill: ink, stroke: '#f4f5f3', strokeWidth: 4 }),
          line === null ? null : Plot.text([names.find(judged) ?? ''], { x: line, fy: (name: string) => name, text: () => t('page.chart.line', { line: number(line, 2) }), frameAnchor: 'top', dy: -13, fill: '#b4490f', fontWeight: 600 }),
        ],
      });
    },
    situations(shown),
  );
}
