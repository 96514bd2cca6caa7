// What a click on the map tells.
import type Feature from 'ol/Feature';
import { bandLabels } from '../charts';
import { h, type Child } from '../dom';
import type { SettlementTravel } from '../report';
import { placeName, schoolNames, shownMorning } from '../route';
import { badge } from '../sections/badge';
import { severityName } from '../sections/findings';
import { kindName, schoolAt, schoolName, settlementName, stageName, statuses, statusNames, townshipName, type Shown } from '../study';
import { clock, kilometres, number, said, t } from '../words';
import type { LayerName } from './layers';

type Row = [label: string, value: Child];
function card(title: Child, subtitle: string, rows: (Row | null)[], note?: Child): HTMLElement {
  return h('div', { class: 'card' },
    h('h4', {}, title), subtitle ? h('p', { class: 'subtitle' }, subtitle) : null,
    h('dl', {}, rows.filter((r): r is Row => r !== null).map(([label, value]) => [h('dt', {}, label), h('dd', {}, value)])), note ? h('p', {}, note) : null);
}
const arrow = (before: string, after: string, isToday: boolean): string => (isToday || before === after ? after : `${before} → ${after}`);

function school(shown: Shown, row: number): HTMLElement {
  const { plan, today } = shown;
  const it = schoolAt(shown, row);
  const status = statuses(shown)[row] ?? 'open';
  const refused = plan.refusals.find((r) => r.school === row);
  const closure = plan.closures.find((c) => c.school === row);
  const roll = (stage: 'primary' | 'junior'): Row | null => {
    const [before, after] = [today.schools[stage][row] ?? 0, plan.schools[stage][row] ?? 0];
    return before + after > 0 ? [t(stage === 'primary' ? 'page.popup.primary_pupils' : 'page.popup.junior_pupils'), arrow(number(before), number(after), shown.isToday)] : null;
  };
  return card(it.name, `${kindName(plan.schools.kind[row] ?? it.kind)} · ${townshipName(shown, it.township)}`, [
    [t('page.table.status'), t(statusNames[status])],
    roll('primary'), roll('junior'),
    [t('page.table.classes'), arrow(number(today.schools.classes[row] ?? 0), number(plan.schools.classes[row]), shown.isToday)],
    [t('page.table.teachers'), arrow(number(row < today.schools.teachers.length ? today.schools.teachers[row] : 0), number(plan.schools.teachers[row]), shown.isToday)],
    it.keep ? [t('page.popup.keep'), t('page.popup.keep_yes')] : null,
    closure ? [t('page.table.receivers'), closure.receivers.map(([r, pupils]) => h('div', {}, t('page.closures.receiver', { school: schoolName(shown, r), pupils: number(pupils) })))] : null,
  ], refused ? said(refused.reason) : null);
}

function settlement(shown: Shown, travel: SettlementTravel): HTMLElement {
  const [row, primary, junior] = travel;
  const before = shown.today.settlements.find((r) => r[0] === row);
  const lines = [0, 1].flatMap((stage): Row[] =>
    (travel[1 + stage] ?? 0) > 0
      ? [
          [t('page.popup.stage_km', { stage: stageName(stage) }), arrow(kilometres(before?.[3 + stage]), kilometres(travel[3 + stage]), shown.isToday)],
          [t('page.popup.stage_minutes', { stage: stageName(stage) }), arrow(number(before?.[5 + stage]), number(travel[5 + stage]), shown.isToday)],
        ]
      : [],
  );
  return card(settlementName(shown, row), townshipName(shown, shown.report.settlements.township[row] ?? null), [
    [t('page.popup.primary_pupils'), number(primary)], [t('page.popup.junior_pupils'), number(junior)], ...lines,
    travel[7] > 0 ? [t('page.table.displaced'), number(travel[7])] : null, travel[8] > 0 ? [t('page.table.riders'), number(travel[8])] : null,
  ]);
}

function closure(shown: Shown, row: number): HTMLElement | null {
  const c = shown.plan.closures[row];
  if (!c) return null;
  return card(schoolName(shown, c.school), t(c.closes ? 'page.closures.closes' : 'page.closures.loses_grades'), [
    [t('page.table.pupils_leaving'), number(c.pupils)],
    [t('page.table.receivers'), c.receivers.map(([r, pupils]) => h('div', {}, t('page.closures.receiver', { school: schoolName(shown, r), pupils: number(pupils) })))],
    [t('page.popup.km'), `${kilometres(c.before_metres)} → ${kilometres(c.after_metres)}`],
    [t('page.table.minutes_before_after'), `${number(c.before_minutes)} → ${number(c.after_minutes)}`],
    [t('page.table.riders'), number(c.riders)],
  ]);
}

function bus(shown: Shown, row: number): HTMLElement | null {
  const line = shown.plan.buses.lines[row];
  if (!line) return null;
  return card([badge(row, line.name), ' ', schoolNames(shown, line)], t('page.buses.vehicle', { vehicle: line.vehicle + 1, type: line.type, seats: line.seats }), [
    [t('page.table.riders'), `${line.load} / ${line.seats}`], [t('page.table.line_km'), number(line.kilometres[0], 1)], [t('page.table.longest_ride'), number(line.longest_ride_minutes)],
    [t('page.table.morning'), line.calls.map((call) => (call[3] ? h('div', {}, `${clock(shownMorning(call))} ${placeName(shown, call)}`) : null))],
  ]);
}

function stop(shown: Shown, row: number): HTMLElement | null {
  const it = shown.plan.buses.stops[row];
  if (!it) return null;
  const calls = shown.plan.buses.lines.flatMap((line, i): Child[] => line.calls.filter((call) => call[0] === row && call[3]).map((call) => h('div', {}, badge(i, line.name), ` ${clock(shownMorning(call))}`)));
  return card(it[0], t('page.map.stops'), [[t('page.table.boarding'), number(it[3])], [t('page.table.morning'), calls]]);
}

function finding(shown: Shown, row: number): HTMLElement | null {
  const it = shown.plan.findings[row];
  return it ? card(severityName(it.severity), townshipName(shown, it.township), [it.pupils > 0 ? [t('page.table.pupils'), number(it.pupils)] : null], said(it.text)) : null;
}

function township(shown: Shown, row: number): HTMLElement {
  const [before, after] = [shown.today.townships[row], shown.plan.townships[row]];
  const schools = (s: Shown['plan']): string => number(s.schools.open.filter((open, i) => open === 1 && schoolAt({ ...shown, plan: s }, i).township === row).length);
  return card(townshipName(shown, row), t('page.table.township'), [
    [t('page.popup.schools'), arrow(schools(shown.today), schools(shown.plan), shown.isToday)],
    ...[0, 1].flatMap((stage): Row[] => [
      [stage === 0 ? t('page.popup.primary_pupils') : t('page.popup.junior_pupils'), number(after?.by_stage[stage]?.pupils)],
      [t('page.popup.stage_km', { stage: stageName(stage) }), arrow(kilometres(before?.by_stage[stage]?.mean_metres), kilometres(after?.by_stage[stage]?.mean_metres), shown.isToday)],
    ]),
  ]);
}

/** The card of a feature, or nothing where its layer tells nothing. */
export function describe(shown: Shown, layer: LayerName, feature: Feature): HTMLElement | null {
  const row = Number(feature.get('row'));
  const area = t('page.popup.square_kilometres', { area: number(Number(feature.get('square_kilometres')), 1) });
  switch (layer) {
    case 'schools': return school(shown, row);
    case 'settlements': return settlement(shown, feature.get('travel') as SettlementTravel);
    case 'closures': return closure(shown, row);
    case 'buses': return bus(shown, row);
    case 'stops': return stop(shown, row);
    case 'findings': return finding(shown, row);
    case 'catchments': return card(schoolName(shown, Number(feature.get('school'))), t('page.map.catchments'), [], area);
    case 'coverage': return card(bandLabels(shown.report.distance_edges_km, t('page.unit.km'))[Number(feature.get('band'))] ?? '', t('page.map.coverage'), [], area);
    case 'ground': return township(shown, row);
    default: return null;
  }
}
