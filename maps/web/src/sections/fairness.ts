// Who bears the plan: lines of distance and time, groups of pupils, fairness, winners and losers, retention risks.
import { fold, h, section, type Child } from '../dom';
import type { Bearer, Change, Inequality, Risk } from '../report';
import { settlementName, stageName, townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { kilometres, number, said, t } from '../words';
import { severityName } from './findings';
import { affectedPart } from './affected';
import { sourceOf } from './ledger_words';
import { change } from './summary';

const bands = ['page.band.lower_primary', 'page.band.upper_primary', 'page.band.junior'];
const km = (metres: number | null): number | null => (metres === null ? null : metres / 1000);

interface LineRow { line: number; band: number }
function lineTable(shown: Shown): HTMLElement {
  const { lines } = shown.report.appraisal;
  const rows: LineRow[] = lines.flatMap((_, line) => [0, 1, 2].filter((band) => shown.plan.appraisal.lines[line]?.[band]).map((band) => ({ line, band })));
  const count = (scenario: Shown['plan'], r: LineRow, part: 0 | 1 | 2): number | null => scenario.appraisal.lines[r.line]?.[r.band]?.[part] ?? null;
  const severity = (r: LineRow) => lines[r.line]?.severity ?? 'note';
  const columns: Column<LineRow>[] = [
    { title: t('page.fairness.line'), cell: (r) => said(lines[r.line]?.name ?? 0), className: 'words' },
    { title: t('page.table.band'), cell: (r) => t(bands[r.band] ?? '') },
    { title: t('page.table.severity'), cell: (r) => h('span', { class: `severity ${severity(r)}` }, severityName(severity(r))) },
    { title: t('page.fairness.judged'), cell: (r) => number(count(shown.plan, r, 0)), order: (r) => count(shown.plan, r, 0), numeric: true },
    { title: t('page.fairness.over_before'), cell: (r) => number(count(shown.today, r, 1)), order: (r) => count(shown.today, r, 1), numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.fairness.over_after'), cell: (r: LineRow) => number(count(shown.plan, r, 1)), order: (r: LineRow) => count(shown.plan, r, 1), numeric: true },
      { title: t('page.change'), cell: (r: LineRow) => change(count(shown.today, r, 1), count(shown.plan, r, 1), 0, 'less'), numeric: true },
    ]),
    { title: t('page.fairness.unknown'), cell: (r) => number(count(shown.plan, r, 2)), order: (r) => count(shown.plan, r, 2), numeric: true },
    { title: t('page.table.source'), cell: (r) => { const line = lines[r.line]; return line ? sourceOf(line.source) : ''; }, className: 'words source' },
  ];
  return dataTable(columns, rows, { name: 'access-lines' });
}

function bearerTable(shown: Shown, group: Bearer['group']): HTMLElement {
  const rows = shown.plan.appraisal.bearers.filter((b) => b.group === group);
  const told = (b: Bearer, value: number | null): string => (b.reported ? number(value) : '—');
  const columns: Column<Bearer>[] = [
    { title: t('page.fairness.bearers'), cell: (b) => said(b.name), className: 'words' },
    { title: t('page.table.pupils'), cell: (b) => told(b, b.pupils), order: (b) => b.pupils, numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.table.displaced'), cell: (b: Bearer) => told(b, b.displaced), order: (b: Bearer) => b.displaced, numeric: true },
      { title: t('page.table.riders'), cell: (b: Bearer) => told(b, b.riders), order: (b: Bearer) => b.riders, numeric: true },
      { title: t('page.table.km_before'), cell: (b: Bearer) => kilometres(b.before_metres), order: (b: Bearer) => b.before_metres, numeric: true },
      { title: t('page.table.km_after'), cell: (b: Bearer) => kilometres(b.after_metres), order: (b: Bearer) => b.after_metres, numeric: true },
      { title: t('page.table.minutes_before_after'), cell: (b: Bearer) => (b.after_minutes === null ? '—' : `${number(b.before_minutes)} → ${number(b.after_minutes)}`), order: (b: Bearer) => b.after_minutes, numeric: true },
    ]),
    { title: t('page.fairness.over_before'), cell: (b) => told(b, b.over_before), order: (b) => b.over_before, numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.fairness.over_after'), cell: (b: Bearer) => told(b, b.over_after), order: (b: Bearer) => b.over_after, numeric: true },
    ]),
    { title: t('page.fairness.remark'), cell: (b) => said(b.remark), className: 'words' },
  ];
  return dataTable(columns, rows, { name: `bearers-${group}` });
}

interface FairRow { stage: 0 | 1; what: 'distance' | 'time' }
function inequalityTable(shown: Shown): HTMLElement {
  const rows: FairRow[] = [{ stage: 0, what: 'distance' }, { stage: 1, what: 'distance' }, { stage: 0, what: 'time' }, { stage: 1, what: 'time' }];
  const at = (scenario: Shown['plan'], r: FairRow): Inequality | undefined => scenario.appraisal[r.what][r.stage];
  const measure = (title: string, value: (i: Inequality) => number | null): Column<FairRow> => ({
    title,
    cell: (r) => {
      const [before, after] = [at(shown.today, r), at(shown.plan, r)];
      if (!before || !after) return '—';
      return shown.isToday ? number(value(after), 3) : [`${number(value(before), 3)} → ${number(value(after), 3)} `, change(value(before), value(after), 3, 'less')];
    },
    numeric: true,
  });
  return dataTable<FairRow>([
    { title: t('page.table.stage'), cell: (r) => stageName(r.stage) },
    { title: t('page.fairness.what'), cell: (r) => t(r.what === 'distance' ? 'page.fairness.distance' : 'page.fairness.time') },
    measure(t('page.fairness.gini'), (i) => i.gini),
    measure(t('page.fairness.palma'), (i) => i.palma),
    measure(t('page.fairness.theil'), (i) => i.theil),
    measure(t('page.fairness.within'), (i) => i.within),
    measure(t('page.fairness.between'), (i) => i.between),
    { title: t('page.fairness.unknown'), cell: (r) => number(at(shown.plan, r)?.unknown), numeric: true },
  ], rows, { name: 'inequality' });
}

function winnersTable(shown: Shown): HTMLElement {
  const township = (c: Change): number | null => shown.report.settlements.township[c[0]] ?? null;
  const columns: Column<Change>[] = [
    { title: t('page.table.village'), cell: (c) => settlementName(shown, c[0]), order: (c) => settlementName(shown, c[0]), className: 'name' },
    { title: t('page.table.township'), cell: (c) => townshipName(shown, township(c)), order: (c) => township(c), className: 'name' },
    { title: t('page.table.pupils'), cell: (c) => number(c[1]), order: (c) => c[1], numeric: true },
    { title: t('page.table.displaced'), cell: (c) => number(c[2]), order: (c) => c[2], numeric: true },
    { title: t('page.fairness.nearer'), cell: (c) => number(c[3]), order: (c) => c[3], numeric: true },
    { title: t('page.fairness.farther'), cell: (c) => number(c[4]), order: (c) => c[4], numeric: true },
    { title: t('page.fairness.quicker'), cell: (c) => number(c[5]), order: (c) => c[5], numeric: true },
    { title: t('page.fairness.slower'), cell: (c) => number(c[6]), order: (c) => c[6], numeric: true },
    { title: t('page.affected.unknown'), cell: (c) => number(c[11]), order: (c) => c[11], numeric: true },
    { title: t('page.affected.unknown_minutes'), cell: (c) => number(c[12]), order: (c) => c[12], numeric: true },
    { title: t('page.fairness.km_all'), cell: (c) => [`${kilometres(c[7])} → ${kilometres(c[8])} `, change(km(c[7]), km(c[8]), 2, 'less')], order: (c) => (c[8] ?? 0) - (c[7] ?? 0), numeric: true },
    { title: t('page.fairness.minutes_all'), cell: (c) => `${number(c[9], 1)} → ${number(c[10], 1)}`, order: (c) => (c[10] ?? 0) - (c[9] ?? 0), numeric: true },
  ];
  return dataTable(columns, shown.plan.appraisal.changes, { name: 'winners' });
}

function riskTable(shown: Shown): HTMLElement {
  const { risks } = shown.report.appraisal;
  const state = (r: Risk): Child =>
    r.holds === null ? h('span', {}, t('page.fairness.not_known')) : r.holds ? h('span', { class: 'severity warning' }, t('page.fairness.warned')) : t('page.fairness.not_warned');
  const columns: Column<Risk>[] = [
    { title: t('page.fairness.risk'), cell: (r) => said(risks[r.rule]?.name ?? 0), className: 'words' },
    { title: t('page.fairness.value'), cell: (r) => number(r.value, Number.isInteger(r.value) ? 0 : 2), numeric: true },
    { title: t('page.fairness.risk_unknown'), cell: (r) => number(r.unknown), numeric: true },
    { title: t('page.fairness.most'), cell: (r) => number(risks[r.rule]?.most, 0), numeric: true },
    { title: t('page.fairness.result'), cell: state },
    { title: t('page.fairness.research'), cell: (r) => said(risks[r.rule]?.finding ?? 0), className: 'words' },
    { title: t('page.table.source'), cell: (r) => { const rule = risks[r.rule]; return rule ? sourceOf(rule.source) : ''; }, className: 'words source' },
  ];
  return dataTable(columns, shown.plan.appraisal.risks, { name: 'risks' });
}

export function fairnessSection(shown: Shown): HTMLElement | null {
  const part = shown.plan.appraisal;
  if (!part?.bearers.length) return null;
  return section('fairness', t('page.section.fairness'), t('page.fairness.lead'),
    affectedPart(shown),
    h('h3', {}, t('page.fairness.lines')), lineTable(shown),
    h('h3', {}, t('page.fairness.who')), bearerTable(shown, 'band'), bearerTable(shown, 'special'),
    fold('fold-bearers-township', t('page.fairness.by_township'), () => bearerTable(shown, 'township')),
    fold('fold-bearers-decile', t('page.fairness.by_decile'), () => bearerTable(shown, 'decile')),
    h('h3', {}, t('page.fairness.inequality')), h('p', { class: 'note' }, t('page.fairness.formulas')), inequalityTable(shown),
    part.changes.length > 0 ? fold('fold-winners', t('page.fairness.winners', { count: number(part.changes.length) }), () => winnersTable(shown)) : null,
    shown.isToday ? null : [h('h3', {}, t('page.fairness.risks')), h('p', { class: 'note' }, t('page.fairness.risks_note')), riskTable(shown)],
  );
}
