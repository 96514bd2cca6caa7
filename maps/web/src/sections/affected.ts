// Who changes school, from which village and grade, how they travel, and what becomes of the schools that take them.
import { fold, h, type Child } from '../dom';
import type { Effects, Receiver, SchoolLoad } from '../effects_report';
import { schoolName, settlementName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { kilometres, number, t } from '../words';

const bands = ['page.band.lower_primary', 'page.band.upper_primary', 'page.band.junior'];
const sum = (counts: number[]): number => counts.reduce((all, each) => all + each, 0);

type TravelRow = Effects['travel'][number];
function travelTable(effects: Effects): HTMLElement {
  const pair = (title: string, of: (part: TravelRow['before']) => string): Column<TravelRow> => ({ title, cell: (r) => `${of(r.before)} → ${of(r.after)}`, numeric: true });
  const timed = (part: TravelRow['before']): number => part.pupils - sum(part.by_time);
  return dataTable<TravelRow>([
    { title: t('page.fairness.bearers'), cell: (r) => (r.band === null ? t('page.affected.all') : t(bands[r.band] ?? '')) },
    { title: t('page.table.pupils'), cell: (r) => number(r.after.pupils), numeric: true },
    pair(t('page.affected.mean_km'), (p) => kilometres(p.mean_metres)),
    pair(t('page.affected.median_km'), (p) => kilometres(p.median_metres)),
    pair(t('page.affected.p90_km'), (p) => kilometres(p.p90_metres)),
    pair(t('page.affected.max_km'), (p) => kilometres(p.max_metres)),
    pair(t('page.affected.unknown'), (p) => number(p.unreachable)),
    pair(t('page.affected.mean_minutes'), (p) => number(p.mean_minutes, 1)),
    pair(t('page.affected.median_minutes'), (p) => number(p.median_minutes, 1)),
    pair(t('page.affected.p90_minutes'), (p) => number(p.p90_minutes, 1)),
    pair(t('page.affected.max_minutes'), (p) => number(p.max_minutes, 1)),
    pair(t('page.affected.unknown_minutes'), (p) => number(timed(p))),
  ], effects.travel, { name: 'affected-travel' });
}

type Village = Effects['villages'][number];
function villageTable(shown: Shown, effects: Effects): HTMLElement {
  const used = [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((grade) => effects.villages.some((v) => (v[2][grade] ?? 0) > 0));
  const columns: Column<Village>[] = [
    { title: t('page.table.village'), cell: (v) => settlementName(shown, v[0]), order: (v) => settlementName(shown, v[0]), className: 'name' },
    { title: t('page.table.from_school'), cell: (v) => schoolName(shown, v[1]), order: (v) => schoolName(shown, v[1]), className: 'name' },
    { title: t('page.table.pupils'), cell: (v) => number(sum(v[2])), order: (v) => sum(v[2]), numeric: true },
    ...used.map((grade): Column<Village> => ({ title: t('page.affected.grade', { grade: grade + 1 }), cell: (v) => number(v[2][grade]), order: (v) => v[2][grade] ?? 0, numeric: true })),
  ];
  return dataTable(columns, effects.villages, { name: 'affected-villages' });
}

interface LoadRow { receiver: Receiver; load: SchoolLoad; when: string; rooms: number | null; first: boolean }
function receiverTable(shown: Shown, effects: Effects): HTMLElement {
  const rows = effects.receivers.flatMap((receiver): LoadRow[] => [
    { receiver, load: receiver.today, when: t('page.affected.today'), rooms: receiver.rooms_today, first: true },
    ...receiver.after.map((load, step): LoadRow => ({ receiver, load, when: t('page.affected.enrolment', { percent: effects.enrolment[step] ?? 100 }), rooms: receiver.rooms, first: false })),
  ]);
  return dataTable<LoadRow>([
    { title: t('page.table.school'), cell: (r) => (r.first ? h('b', {}, schoolName(shown, r.receiver.school)) : ''), className: 'name' },
    { title: t('page.affected.when'), cell: (r) => r.when },
    { title: t('page.affected.received'), cell: (r) => (r.first ? '' : number(r.receiver.received)), numeric: true },
    { title: t('page.table.pupils'), cell: (r) => number(r.load.pupils), numeric: true },
    { title: t('page.affected.rooms'), cell: (r) => number(r.rooms), numeric: true },
    { title: t('page.affected.seats'), cell: (r) => (r.first ? '' : number(r.receiver.seats)), numeric: true },
    { title: t('page.affected.needed'), cell: (r) => number(r.load.needed), numeric: true },
    { title: t('page.affected.missing'), cell: (r) => number(r.load.missing), numeric: true },
    { title: t('page.affected.largest'), cell: (r) => number(r.load.largest), numeric: true },
    { title: t('page.affected.over'), cell: (r) => number(r.load.over), numeric: true },
    { title: t('page.affected.large'), cell: (r) => number(r.load.large), numeric: true },
    { title: t('page.affected.very_large'), cell: (r) => number(r.load.very_large), numeric: true },
  ], rows, { name: 'receivers' });
}

function busTable(effects: Effects): HTMLElement {
  return dataTable<number>([
    { title: t('page.affected.when'), cell: (step) => t('page.affected.enrolment', { percent: effects.enrolment[step] ?? 100 }) },
    { title: t('page.table.riders'), cell: (step) => number(effects.buses[step]?.[0]), numeric: true },
    { title: t('page.affected.standing'), cell: (step) => number(effects.buses[step]?.[1]), numeric: true },
    { title: t('page.affected.lines_over'), cell: (step) => number(effects.buses[step]?.[2]), numeric: true },
  ], effects.enrolment.map((_, step) => step), { name: 'bus-loads' });
}

export function affectedPart(shown: Shown): Child {
  const effects = shown.plan.appraisal.effects;
  if (shown.isToday || effects.villages.length === 0) return null;
  const small = effects.small_schools;
  return [
    h('h3', {}, t('page.affected.title')), travelTable(effects),
    fold('fold-affected-villages', t('page.affected.villages', { count: number(effects.villages.length) }), () => villageTable(shown, effects)),
    h('h3', {}, t('page.affected.receivers')), h('p', { class: 'note' }, t('page.affected.receivers_note')),
    fold('fold-receivers', t('page.affected.receivers_count', { count: number(effects.receivers.length) }), () => receiverTable(shown, effects)),
    busTable(effects),
    h('p', { class: 'note' }, t('page.affected.births')),
    small.length === 0 ? null : fold('fold-small-schools', t('page.affected.small', { count: number(small.length) }), () => dataTable<(typeof small)[number]>([
      { title: t('page.table.school'), cell: (s) => schoolName(shown, s[0]), order: (s) => schoolName(shown, s[0]), className: 'name' },
      { title: t('page.table.pupils_today'), cell: (s) => number(s[1]), order: (s) => s[1], numeric: true },
      { title: t('page.table.pupils_plan'), cell: (s) => number(s[2]), order: (s) => s[2], numeric: true },
    ], small, { name: 'small-schools' })),
  ];
}
