// How far pupils travel: bands, times, townships.
import { distanceChart, timeChart, townshipChart } from '../charts';
import { fold, h, section } from '../dom';
import { stages } from '../report';
import { schoolName, settlementName, stageName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { kilometres, number, percent, t } from '../words';
import { change } from './summary';

interface Row {
  name: string;
  township: number;
  stage: 0 | 1;
}

function townshipTable(shown: Shown, stage: 0 | 1): HTMLElement {
  const rows: Row[] = shown.report.townships.map((township, i) => ({ name: township.name, township: i, stage }));
  const before = (r: Row) => shown.today.townships[r.township]?.by_stage[r.stage];
  const after = (r: Row) => shown.plan.townships[r.township]?.by_stage[r.stage];
  const columns: Column<Row>[] = [
    { title: t('page.table.township'), cell: (r) => r.name, order: (r) => r.name, className: 'name' },
    { title: t('page.table.pupils'), cell: (r) => number(after(r)?.pupils), order: (r) => after(r)?.pupils ?? 0, numeric: true },
    { title: t('page.table.mean_today'), cell: (r) => kilometres(before(r)?.mean_metres), order: (r) => before(r)?.mean_metres ?? null, numeric: true },
  ];
  if (!shown.isToday)
    columns.push(
      { title: t('page.table.mean_plan'), cell: (r) => kilometres(after(r)?.mean_metres), order: (r) => after(r)?.mean_metres ?? null, numeric: true },
      { title: t('page.change'), cell: (r) => change((before(r)?.mean_metres ?? 0) / 1000, (after(r)?.mean_metres ?? 0) / 1000, 2, 'less'), order: (r) => (after(r)?.mean_metres ?? 0) - (before(r)?.mean_metres ?? 0), numeric: true },
    );
  columns.push(
    { title: t('page.table.median'), cell: (r) => kilometres(after(r)?.median_metres), order: (r) => after(r)?.median_metres ?? null, numeric: true },
    { title: t('page.table.p90'), cell: (r) => kilometres(after(r)?.p90_metres), order: (r) => after(r)?.p90_metres ?? null, numeric: true },
    { title: t('page.table.max'), cell: (r) => kilometres(after(r)?.max_metres), order: (r) => after(r)?.max_metres ?? null, numeric: true },
    { title: t('page.table.minutes'), cell: (r) => number(after(r)?.mean_minutes, 1), order: (r) => after(r)?.mean_minutes ?? null, numeric: true },
    { title: t('page.table.over_limit'), cell: (r) => number(after(r)?.over_limit), order: (r) => after(r)?.over_limit ?? 0, numeric: true },
    { title: t('page.table.detour'), cell: (r) => number(after(r)?.detour, 2), order: (r) => after(r)?.detour ?? null, numeric: true },
    { title: t('page.table.accessibility'), cell: (r) => number(shown.plan.townships[r.township]?.accessibility[r.stage], 2), order: (r) => shown.plan.townships[r.township]?.accessibility[r.stage] ?? null, numeric: true },
    { title: t('page.table.furthest'), cell: (r) => furthest(shown, r), className: 'words' },
  );
  return dataTable(columns, rows, { name: `townships-${stage}` });
}

function furthest(shown: Shown, row: Row): string {
  const worst = shown.plan.townships[row.township]?.worst[row.stage];
  if (!worst) return '—';
  return t('page.table.furthest_cell', { settlement: settlementName(shown, worst.settlement), school: schoolName(shown, worst.school), km: kilometres(worst.metres, 1), pupils: number(worst.pupils) });
}

/** The same lines by grade band, because the limits differ: grades 1-3 stand alone. */
function bandTable(shown: Shown): HTMLElement {
  const names = [t('page.band.lower_primary'), t('page.band.upper_primary'), t('page.band.junior')];
  const rows = [0, 1, 2] as const;
  const limit = shown.plan.limits;
  const beyond = (scenario: Shown['plan'], band: 0 | 1 | 2): string => {
    const travel = scenario.by_band[band];
    return `${number(travel.over_limit)} (${percent(travel.over_limit, travel.pupils)})`;
  };
  const columns: Column<0 | 1 | 2>[] = [
    { title: t('page.table.band'), cell: (b) => names[b] },
    { title: t('page.table.pupils'), cell: (b) => number(shown.plan.by_band[b].pupils), numeric: true },
    { title: t('page.table.walk_limit'), cell: (b) => kilometres(limit.walk_metres[b], 1), numeric: true },
    { title: t('page.table.ride_limit'), cell: (b) => number(limit.ride_minutes[b]), numeric: true },
    { title: t('page.table.mean_today'), cell: (b) => kilometres(shown.today.by_band[b].mean_metres), numeric: true },
    ...(shown.isToday ? [] : [{ title: t('page.table.mean_plan'), cell: (b: 0 | 1 | 2) => kilometres(shown.plan.by_band[b].mean_metres), numeric: true }]),
    { title: t('page.table.p90'), cell: (b) => kilometres(shown.plan.by_band[b].p90_metres), numeric: true },
    { title: t('page.table.over_today'), cell: (b) => beyond(shown.today, b), numeric: true },
    ...(shown.isToday ? [] : [{ title: t('page.table.over_plan'), cell: (b: 0 | 1 | 2) => beyond(shown.plan, b), numeric: true }]),
    ...(shown.isToday ? [] : [{ title: t('page.table.displaced'), cell: (b: 0 | 1 | 2) => number(shown.plan.displaced_by_band[b]), numeric: true }]),
  ];
  return dataTable(columns, [...rows], { name: 'bands' });
}

export function travelSection(shown: Shown): HTMLElement {
  return section('travel', t('page.section.travel'), t(shown.report.county.has_roads ? 'page.travel.lead' : 'page.travel.lead_straight'),
    h('div', { class: 'pair' }, distanceChart(shown), timeChart(shown)),
    h('h3', {}, t('page.travel.bands')), bandTable(shown),
    h('h3', {}, t('page.travel.townships')),
    h('div', { class: 'pair' }, stages.map((stage) => townshipChart(shown, stage))),
    stages.map((stage) => fold(`fold-townships-${stage}`, t('page.travel.township_table', { stage: stageName(stage), count: shown.report.townships.length }), () => townshipTable(shown, stage))),
  );
}
