// Bus lines and their route sheets.
import { fold, h, section, type Child } from '../dom';
import { isStop, schoolNames, shownMorning } from '../route';
import type { Shown } from '../study';
import { dataTable, type Column } from '../table';
import { clock, list, number, t, tenThousand } from '../words';
import { badge } from './badge';
import { routeSheet } from './route_sheet';

function lineTable(shown: Shown): HTMLElement {
  const { buses } = shown.plan;
  const rows = buses.lines.map((line, row) => ({ line, row }));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { title: t('page.table.line'), cell: (r) => badge(r.row, r.line.name), order: (r) => r.row },
    { title: t('page.table.school'), cell: (r) => schoolNames(shown, r.line), order: (r) => schoolNames(shown, r.line), className: 'name' },
    { title: t('page.table.vehicle'), cell: (r) => t('page.buses.vehicle', { vehicle: r.line.vehicle + 1, type: r.line.type, seats: r.line.seats }), order: (r) => r.line.vehicle, className: 'words' },
    { title: t('page.table.stops'), cell: (r) => number(r.line.calls.filter(isStop).length), order: (r) => r.line.calls.filter(isStop).length, numeric: true },
    { title: t('page.table.riders'), cell: (r) => `${number(r.line.load)} / ${number(r.line.seats)}`, order: (r) => r.line.load, numeric: true },
    { title: t('page.table.line_km'), cell: (r) => number(r.line.kilometres[0], 1), order: (r) => r.line.kilometres[0], numeric: true },
    { title: t('page.table.longest_ride'), cell: (r) => number(r.line.longest_ride_minutes), order: (r) => r.line.longest_ride_minutes, numeric: true },
    { title: t('page.table.first_stop'), cell: (r) => clock(r.line.calls[0] ? shownMorning(r.line.calls[0]) : null), order: (r) => (r.line.calls[0] ? shownMorning(r.line.calls[0]) : null), numeric: true },
    { title: t('page.table.at_school'), cell: (r) => clock(r.line.arrives), order: (r) => r.line.arrives, numeric: true },
    { title: t('page.table.leaves_school'), cell: (r) => clock(r.line.departs), order: (r) => r.line.departs, numeric: true },
    { title: t('page.table.waits'), cell: (r) => `${number(r.line.early_minutes)} / ${number(r.line.late_minutes)}`, order: (r) => Math.max(r.line.early_minutes, r.line.late_minutes), numeric: true },
    { title: t('page.table.line_cost'), cell: (r) => tenThousand(r.line.cost), order: (r) => r.line.cost, numeric: true },
  ];
  return dataTable(columns, rows, { name: 'lines' });
}

export function busesSection(shown: Shown): HTMLElement {
  const { buses } = shown.plan;
  if (buses.lines.length === 0) return section('buses', t('page.section.buses'), null, h('p', { class: 'none' }, t('page.buses.none')));
  const fleet = list(buses.fleet.map((type) => t('page.buses.fleet', { type: type.name, seats: type.seats, count: type.count })));
  const lead: Child = t('page.buses.lead', { vehicles: number(buses.vehicles), lines: number(buses.lines.length), riders: number(buses.riders), longest: number(buses.longest_ride_minutes), mean: number(buses.mean_ride_minutes, 1), wait: number(buses.longest_wait_minutes), loaded: number(buses.loaded_kilometres, 1), empty: number(buses.empty_kilometres, 1), cost: tenThousand(buses.yearly_cost) });
  return section('buses', t('page.section.buses'), lead,
    fleet ? h('p', { class: 'note' }, fleet) : null,
    buses.unserved > 0 ? h('p', { class: 'alarm' }, t('page.buses.unserved', { pupils: number(buses.unserved) })) : null,
    lineTable(shown),
    fold('fold-sheets', t('page.buses.sheets', { count: buses.lines.length }), () => [h('p', { class: 'note' }, t('page.sheet.note')), h('div', { class: 'sheets' }, buses.lines.map((line, row) => routeSheet(shown, line, row)))]),
  );
}
