// What the plan leaves open, the comparison of all scenarios, and what the figures rest on.
import { fold, h, section, type Child } from '../dom';
import type { Finding } from '../report';
import { schoolName, settlementName, townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { sourceOf } from './ledger_words';
import { verdict } from './summary';
import { kilometres, list, number, said, t } from '../words';

const severities: Record<Finding['severity'], string> = {
  serious: 'page.severity.serious',
  warning: 'page.severity.warning',
  note: 'page.severity.note',
};
const rank: Record<Finding['severity'], number> = { serious: 0, warning: 1, note: 2 };
export const severityName = (severity: Finding['severity']): string => t(severities[severity]);

export function findingsSection(shown: Shown): HTMLElement {
  const rows = [...shown.plan.findings].sort((a, b) => rank[a.severity] - rank[b.severity] || b.pupils - a.pupils);
  if (rows.length === 0) return section('findings', t('page.section.findings'), null, h('p', { class: 'none' }, t('page.findings.none')));
  const columns: Column<Finding>[] = [
    { title: t('page.table.severity'), cell: (f) => h('span', { class: `severity ${f.severity}` }, severityName(f.severity)), order: (f) => rank[f.severity] },
    { title: t('page.table.finding'), cell: (f) => said(f.text), className: 'words' },
    { title: t('page.table.place'), cell: (f) => list([townshipName(shown, f.township), settlementName(shown, f.settlement), f.school === null ? '' : schoolName(shown, f.school)].filter((x) => x !== '')), order: (f) => f.township },
    { title: t('page.table.pupils'), cell: (f) => (f.pupils > 0 ? number(f.pupils) : ''), order: (f) => f.pupils, numeric: true },
  ];
  const count = (severity: Finding['severity']): number => rows.filter((f) => f.severity === severity).length;
  const lead = t('page.findings.lead', { serious: count('serious'), warning: count('warning'), note: count('note') });
  const all = (): HTMLElement => dataTable(columns, rows, { name: 'findings' });
  return section('findings', t('page.section.findings'), lead, rows.length > 30 ? fold('fold-findings', t('page.findings.show', { count: rows.length }), all) : all());
}

function comparisonCell(value: number | null, row: { decimals: number; verdict: boolean }): Child {
  return row.verdict && value !== null ? verdict(value > 0) : number(value, row.decimals);
}

export function comparisonSection(shown: Shown): HTMLElement {
  const { scenarios, comparison } = shown.report;
  type Row = (typeof comparison)[number];
  const columns: Column<Row>[] = [
    { title: t('page.table.figure'), cell: (r) => said(r.name), className: 'words' },
    { title: t('page.table.unit'), cell: (r) => said(r.unit) },
    ...scenarios.map((scenario, i) => ({ title: said(scenario.title), cell: (r: Row) => comparisonCell(r.values[i] ?? null, r), numeric: true, className: scenario === shown.plan ? 'chosen' : '' })),
  ];
  return section('comparison', t('page.section.comparison'), t('page.comparison.lead'), dataTable(columns, comparison, { name: 'comparison' }));
}

const placements = {
  rolls_over_population: 'page.basis.rolls_over_population',
  rolls_and_settlements: 'page.basis.rolls_and_settlements',
  settlements_only: 'page.basis.settlements_only',
  nothing: 'page.basis.nothing',
};
const movables = { teachers: 'page.moving.teachers', books: 'page.moving.books', computers: 'page.moving.computers', equipment: 'page.moving.equipment', buildings: 'page.moving.buildings' };
const riderWords = { nobody: 'page.riders.nobody', displaced: 'page.riders.displaced', all: 'page.riders.all' };

function assumptions(shown: Shown): Child[] {
  const { county } = shown.report;
  const { limits, moving, riders } = shown.plan;
  const words = (yes: boolean): string => list(Object.entries(movables).filter(([name]) => moving[name as keyof typeof movables] === yes).map(([, key]) => t(key)));
  return [
    t('page.basis.county', { townships: number(shown.report.townships.length), schools: number(shown.report.schools.length), settlements: number(shown.report.settlements.x.length), area: number(county.square_kilometres), roads: number(county.road_kilometres) }),
    t(placements[county.placement]),
    county.placement_mismatch > 0 ? t('page.basis.mismatch', { pupils: number(county.placement_mismatch) }) : null,
    county.placed_unreachable > 0 ? t('page.basis.unreachable', { pupils: number(county.placed_unreachable) }) : null,
    county.has_roads ? t('page.basis.roads') : t('page.basis.straight', { factor: county.detour_factor }),
    t('page.basis.plane', { plane: county.plane, why: said(county.plane_why) }),
    t('page.basis.limits', { walk: limits.walk_metres.map((m) => kilometres(m, 1)).join(' / '), ride: limits.ride_minutes.map((m) => number(m)).join(' / '), door: limits.door_minutes.map((m) => number(m)).join(' / '), classes: limits.class_size.join(' / ') }),
    t(limits.township_only ? 'page.basis.receivers_township' : 'page.basis.receivers_any'),
    t(limits.seats ? 'page.basis.seats' : 'page.basis.no_seats'),
    t(riderWords[riders], { days: county.service_days }),
    t('page.basis.moving', { yes: words(true) || '—', no: words(false) || '—' }),
    t('page.basis.certainty'),
  ].filter((line): line is string => line !== null);
}

/** Where limits and speeds come from. */
function sources(shown: Shown): Child {
  if (shown.plan.sources.length === 0) return null;
  return fold('fold-sources', t('page.basis.sources', { count: shown.plan.sources.length }), () => h('ul', { class: 'assumptions' }, shown.plan.sources.map((source) => h('li', {}, sourceOf(source)))));
}

export function basisSection(shown: Shown): HTMLElement {
  const { warnings } = shown.report;
  const warned = (): HTMLElement => h('ul', { class: 'warnings', 'data-rows': warnings.length }, warnings.map((row) => h('li', {}, said(row))));
  return section('basis', t('page.section.basis'), t('page.basis.lead'),
    h('ul', { class: 'assumptions' }, assumptions(shown).map((line) => h('li', {}, line))),
    sources(shown),
    h('h3', {}, t('page.basis.warnings', { count: warnings.length })),
    warnings.length === 0 ? h('p', { class: 'none' }, t('page.basis.no_warnings')) : warnings.length > 8 ? fold('fold-warnings', t('page.basis.show_warnings', { count: warnings.length }), warned) : warned(),
  );
}
