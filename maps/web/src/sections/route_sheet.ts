// The route sheet of a line: what a permit for a school bus asks for, and what the line costs.
import { payerName } from '../charts';
import { h } from '../dom';
import { payers, type BusLine, type Call, type Times } from '../report';
import { gradesText, headsOf, isStop, placeName, schoolNames, turnsOtherwise } from '../route';
import { stripMap } from '../strip';
import { townshipName, type Shown } from '../study';
import { clock, list, number, t } from '../words';
import { badge } from './badge';

function facts(line: BusLine): HTMLElement {
  const home = line.longest_home_minutes;
  const [morning, empty, back, emptyBack, year, emptyYear] = line.kilometres;
  const kilometres = { morning: number(morning, 1), empty: number(empty, 1), back: number(back, 1), empty_back: number(emptyBack, 1), year: number(year), empty_year: number(emptyYear) };
  return h('ul', { class: 'facts' },
    h('li', {}, t('page.sheet.bus', { vehicle: line.vehicle + 1, type: line.type, approved: line.approved, seats: line.seats, attendants: line.attendants })),
    h('li', {}, home === null
      ? t('page.sheet.riders_morning', { riders: number(line.load), ride: number(line.longest_ride_minutes), early: number(line.early_minutes) })
      : t('page.sheet.riders', { riders: number(line.load), ride: number(line.longest_ride_minutes), home: number(home), early: number(line.early_minutes), late: number(line.late_minutes) })),
    h('li', {}, t('page.sheet.kilometres', kilometres)),
    h('li', {}, t('page.sheet.costs', { cost: number(line.cost), pupil: number(line.cost_a_pupil), parts: costParts(line) })),
    h('li', {}, t('page.sheet.payers', { parts: payerParts(line) })));
}

function costParts(line: BusLine): string {
  const names = [t('page.sheet.cost.vehicle'), t('page.sheet.cost.driver'), t('page.sheet.cost.attendants'), t('page.sheet.cost.insurance'), t('page.sheet.cost.loaded'), t('page.sheet.cost.empty')];
  return list(names.map((name, i) => `${name} ${number(line.costs[i])}`));
}

function payerParts(line: BusLine): string {
  return list(payers.flatMap((payer, i) => (line.paid[i] ? [`${payerName(payer)} ${number(line.paid[i])}`] : [])));
}

const numeric = (text: string, className = ''): HTMLElement => h('td', { class: `number ${className}` }, text);
function times(call: Call, at: Times | null): HTMLElement[] {
  if (!at) return Array.from({ length: 4 }, () => numeric('—'));
  return [numeric(clock(at[0])), numeric(clock(at[1])), numeric(number(at[2])), numeric(isStop(call) ? number(at[3], 1) : '')];
}

function callRow(shown: Shown, line: BusLine, call: Call, row: number): HTMLElement {
  const [stop, , pupils, morning, afternoon, across] = call;
  const grades = gradesText(shown, line, pupils);
  const township = stop === null ? null : townshipName(shown, shown.plan.buses.stops[stop]?.[4] ?? null);
  const home: Times | null = afternoon && [afternoon[0], afternoon[1], afternoon[2], afternoon[3], afternoon[4]];
  return h('tr', { class: isStop(call) ? '' : 'school' },
    numeric(String(row + 1)), h('td', {}, placeName(shown, call), township ? h('small', {}, ` ${township}`) : null),
    numeric(number(headsOf(pupils))), h('td', { class: 'grades' }, isStop(call) ? grades : t('page.sheet.gets_off', { grades }),
      across ? h('small', { class: 'across' }, t('page.sheet.across', { morning: across[0], afternoon: across[1] })) : null),
    times(call, morning), numeric(morning ? number(morning[4] / 1000, 1) : '—'),
    numeric(afternoon ? String(afternoon[5] + 1) : '—', 'home'), times(call, home));
}

function callTable(shown: Shown, line: BusLine): HTMLElement {
  const head = (title: string, className = 'number'): HTMLElement => h('th', { class: className, scope: 'col' }, title);
  const group = (title: string, columns: number, className = ''): HTMLElement => h('th', { colspan: columns, class: className, scope: 'colgroup' }, title);
  const four = (): HTMLElement[] => [head(t('page.sheet.arrives')), head(t('page.sheet.leaves')), head(t('page.sheet.load')), head(t('page.sheet.ride'))];
  return h('div', { class: 'calls' }, h('table', {},
    h('thead', {},
      h('tr', {}, group('', 4), group(t('page.table.morning'), 5), group(t(line.departs === null ? 'page.sheet.no_afternoon' : 'page.table.afternoon'), 5, 'home')),
      h('tr', {}, head(t('page.sheet.order')), head(t('page.sheet.place'), ''), head(t('page.sheet.heads')), head(t('page.sheet.grades'), ''), four(), head(t('page.sheet.km')), head(t('page.sheet.order'), 'number home'), four())),
    h('tbody', {}, line.calls.map((call, row) => callRow(shown, line, call, row)))));
}

export function routeSheet(shown: Shown, line: BusLine, row: number): HTMLElement {
  const way = t('page.sheet.way', { from: line.calls[0] ? placeName(shown, line.calls[0]) : '', to: schoolNames(shown, line) });
  return h('article', { class: 'sheet', 'data-line': line.name },
    h('h4', {}, badge(row, line.name), ' ', way), facts(line),
    line.departs === null ? h('p', { class: 'note' }, t('page.sheet.no_afternoon')) : turnsOtherwise(line) ? h('p', { class: 'note' }, t('page.sheet.other_order')) : null,
    h('div', { class: 'strip-frame' }, stripMap(shown, line)), callTable(shown, line));
}
