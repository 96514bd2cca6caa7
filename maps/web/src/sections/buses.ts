// Bus lines with their timetable.
import { fold, h, section, type Child } from '../dom';
import { lineColour } from '../palette';
import type { BusLine } from '../report';
import { schoolName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { clock, list, number, t, tenThousand } from '../words';

export function badge(row: number, name: string): HTMLElement {
  return h('span', { class: 'badge', style: `background:${lineColour(row)}` }, name);
}

function lineTable(shown: Shown): HTMLElement {
  const { buses } = shown.plan;
  const rows = buses.lines.map((line, row) => ({ line, row }));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { title: t('page.table.line'), cell: (r) => badge(r.row, r.line.name), order: (r) => r.row },
    { title: t('page.table.school'), cell: (r) => schoolName(shown, r.line.school), order: (r) => schoolName(shown, r.line.school), className: 'name' },
    { title: t('page.table.vehicle'), cell: (r) => t('page.buses.vehicle', { vehicle: r.line.vehicle + 1, type: r.line.type, seats: r.line.seats }), order: (r) => r.line.vehicle, className: 'words' },
    { title: t('page.table.stops'), cell: (r) => number(r.line.morning.length), order: (r) => r.line.morning.length, numeric: true },
    { title: t('page.table.riders'), cell: (r) => `${number(r.line.load)} / ${number(r.line.seats)}`, order: (r) => r.line.load, numeric: true },
    { title: t('page.table.line_km'), cell: (r) => number(r.line.kilometres, 1), order: (r) => r.line.kilometres, numeric: true },
    { title: t('page.table.longest_ride'), cell: (r) => number(r.line.longest_ride_minutes), order: (r) => r.line.longest_ride_minutes, numeric: true },
    { title: t('page.table.first_stop'), cell: (r) => (r.line.morning[0] ? clock(r.line.morning[0][1]) : '—'), order: (r) => r.line.morning[0]?.[1] ?? null, numeric: true },
    { title: t('page.table.at_school'), cell: (r) => clock(r.line.arrives), order: (r) => r.line.arrives, numeric: true },
    { title: t('page.table.leaves_school'), cell: (r) => clock(r.line.departs), order: (r) => r.line.departs, numeric: true },
    { title: t('page.table.waits'), cell: (r) => `${number(r.line.early_minutes)} / ${number(r.line.late_minutes)}`, order: (r) => Math.max(r.line.early_minutes, r.line.late_minutes), numeric: true },
  ];
  return dataTable(columns, rows, { name: 'lines' });
}

/** One line as a passenger reads it. */
function timetable(shown: Shown, line: BusLine, row: number): HTMLElement {
  const { stops } = shown.plan.buses;
  const home = new Map(line.afternoon);
  return h('article', { class: 'timetable' },
    h('h4', {}, badge(row, line.name), ' ', schoolName(shown, line.school)),
    h('table', {},
      h('thead', {}, h('tr', {}, h('th', {}, t('page.table.stop')), h('th', { class: 'number' }, t('page.table.boarding')), h('th', { class: 'number' }, t('page.table.morning')), h('th', { class: 'number' }, t('page.table.afternoon')))),
      h('tbody', {},
        line.morning.map(([stop, minutes]) => {
          const back = home.get(stop);
          return h('tr', {}, h('td', {}, stops[stop]?.[0] ?? ''), h('td', { class: 'number' }, number(stops[stop]?.[3])), h('td', { class: 'number' }, clock(minutes)), h('td', { class: 'number' }, back === undefined ? '—' : clock(back)));
        }),
        h('tr', { class: 'school' }, h('td', {}, schoolName(shown, line.school)), h('td', {}), h('td', { class: 'number' }, clock(line.arrives)), h('td', { class: 'number' }, clock(line.departs))),
      ),
    ),
  );
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
    fold('fold-timetables', t('page.buses.timetables', { count: buses.lines.length }), () => h('div', { class: 'timetables' }, buses.lines.map((line, row) => timetable(shown, line, row)))),
  );
}
