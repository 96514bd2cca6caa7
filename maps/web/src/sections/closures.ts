// Which schools close, where their pupils go, and which closures were refused and why.
import { fold, h, section, type Child } from '../dom';
import type { Closure, Refusal } from '../report';
import { kindName, schoolAt, schoolName, settlementName, statuses, statusNames, townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { kilometres, list, number, said, t } from '../words';
import { change } from './summary';

const km = (metres: number | null): number | null => (metres === null ? null : metres / 1000);
const receiversOf = (shown: Shown, c: Closure): string =>
  list(c.receivers.map(([school, pupils]) => t('page.closures.receiver', { school: schoolName(shown, school), pupils: number(pupils) })));
const wayOf = (c: Closure): string =>
  c.riders === 0 ? t('page.way.walk') : c.riders === c.pupils ? t('page.way.bus') : t('page.way.both', { riders: number(c.riders), walkers: number(c.pupils - c.riders) });

function closureTable(shown: Shown): HTMLElement {
  const columns: Column<Closure>[] = [
    { title: t('page.table.school'), cell: (c) => h('b', {}, schoolName(shown, c.school)), order: (c) => schoolName(shown, c.school), className: 'name' },
    { title: t('page.table.township'), cell: (c) => townshipName(shown, schoolAt(shown, c.school).township), order: (c) => schoolAt(shown, c.school).township, className: 'name' },
    { title: t('page.table.what'), cell: (c) => t(c.closes ? 'page.closures.closes' : 'page.closures.loses_grades') },
    { title: t('page.table.pupils_leaving'), cell: (c) => number(c.pupils), order: (c) => c.pupils, numeric: true },
    { title: t('page.table.receivers'), cell: (c) => receiversOf(shown, c), className: 'words' },
    { title: t('page.table.way'), cell: wayOf, order: (c) => c.riders },
    { title: t('page.table.km_before'), cell: (c) => kilometres(c.before_metres), order: (c) => c.before_metres, numeric: true },
    { title: t('page.table.km_after'), cell: (c) => kilometres(c.after_metres), order: (c) => c.after_metres, numeric: true },
    { title: t('page.change'), cell: (c) => change(km(c.before_metres), km(c.after_metres), 2, 'less'), order: (c) => (c.after_metres ?? 0) - (c.before_metres ?? 0), numeric: true },
    { title: t('page.table.minutes_before_after'), cell: (c) => `${number(c.before_minutes)} → ${number(c.after_minutes)}`, order: (c) => c.after_minutes, numeric: true },
    { title: t('page.table.longest_km'), cell: (c) => kilometres(c.longest_after_metres), order: (c) => c.longest_after_metres, numeric: true },
  ];
  return dataTable(columns, shown.plan.closures, { name: 'closures' });
}

interface VillageRow {
  closure: Closure;
  village: Closure['villages'][number];
}
function villageTable(shown: Shown): Child {
  const rows: VillageRow[] = shown.plan.closures.flatMap((closure) => closure.villages.map((village) => ({ closure, village })));
  const columns: Column<VillageRow>[] = [
    { title: t('page.table.village'), cell: (r) => settlementName(shown, r.village.settlement), order: (r) => settlementName(shown, r.village.settlement), className: 'name' },
    { title: t('page.table.from_school'), cell: (r) => schoolName(shown, r.closure.school), order: (r) => schoolName(shown, r.closure.school), className: 'name' },
    { title: t('page.table.pupils'), cell: (r) => number(r.village.pupils), order: (r) => r.village.pupils, numeric: true },
    { title: t('page.table.riders'), cell: (r) => number(r.village.riders), order: (r) => r.village.riders, numeric: true },
    { title: t('page.table.km_before'), cell: (r) => kilometres(r.village.before_metres), order: (r) => r.village.before_metres, numeric: true },
    { title: t('page.table.km_after'), cell: (r) => kilometres(r.village.after_metres), order: (r) => r.village.after_metres, numeric: true },
    { title: t('page.change'), cell: (r) => change(km(r.village.before_metres), km(r.village.after_metres), 2, 'less'), order: (r) => (r.village.after_metres ?? 0) - (r.village.before_metres ?? 0), numeric: true },
    { title: t('page.table.minutes_after'), cell: (r) => number(r.village.after_minutes), order: (r) => r.village.after_minutes, numeric: true },
  ];
  return fold('fold-villages', t('page.closures.villages', { count: number(rows.length) }), () => dataTable(columns, rows, { name: 'villages' }));
}

function refusal(shown: Shown, r: Refusal): HTMLElement {
  const points = (title: string, rows: number[]): Child =>
    rows.length > 0 ? [h('dt', {}, title), h('dd', {}, h('ul', {}, rows.map((row) => h('li', {}, said(row)))))] : null;
  return h('article', { class: 'refusal', 'data-school': r.school },
    h('h4', {}, schoolName(shown, r.school), ' ', h('small', {}, townshipName(shown, schoolAt(shown, r.school).township))),
    h('p', {}, said(r.reason)),
    h('dl', {}, points(t('page.refusals.tried'), r.tried), points(t('page.refusals.would_help'), r.would_help)),
  );
}

/** Refusals, the first dozen open. */
function refusals(shown: Shown): Child {
  const { refusals: all } = shown.plan;
  const shownFirst = all.slice(0, 12);
  const rest = all.slice(12);
  return [
    h('div', { class: 'refusals', 'data-rows': all.length }, shownFirst.map((r) => refusal(shown, r))),
    rest.length > 0 ? fold('fold-refusals', t('page.refusals.more', { count: rest.length }), () => h('div', { class: 'refusals' }, rest.map((r) => refusal(shown, r)))) : null,
  ];
}

function schoolTable(shown: Shown): HTMLElement {
  const status = statuses(shown);
  const rows = shown.plan.schools.open.map((_, row) => row);
  const before = (row: number): number | null => (row < shown.report.schools.length ? (shown.today.schools.primary[row] ?? 0) + (shown.today.schools.junior[row] ?? 0) : null);
  const after = (row: number): number => (shown.plan.schools.primary[row] ?? 0) + (shown.plan.schools.junior[row] ?? 0);
  const columns: Column<number>[] = [
    { title: t('page.table.school'), cell: (r) => schoolName(shown, r), order: (r) => schoolName(shown, r), className: 'name' },
    { title: t('page.table.township'), cell: (r) => townshipName(shown, schoolAt(shown, r).township), order: (r) => schoolAt(shown, r).township, className: 'name' },
    { title: t('page.table.kind'), cell: (r) => kindName(shown.plan.schools.kind[r] ?? 0), order: (r) => shown.plan.schools.kind[r] ?? 0 },
    { title: t('page.table.status'), cell: (r) => t(statusNames[status[r] ?? 'open']), order: (r) => status[r] ?? '' },
    { title: t('page.table.pupils_today'), cell: (r) => number(before(r)), order: before, numeric: true },
    ...(shown.isToday ? [] : [{ title: t('page.table.pupils_plan'), cell: (r: number) => number(after(r)), order: after, numeric: true }]),
    { title: t('page.table.classes'), cell: (r) => number(shown.plan.schools.classes[r]), order: (r) => shown.plan.schools.classes[r] ?? 0, numeric: true },
    { title: t('page.table.teachers'), cell: (r) => number(shown.plan.schools.teachers[r]), order: (r) => shown.plan.schools.teachers[r] ?? 0, numeric: true },
  ];
  return dataTable(columns, rows, { name: 'schools', rowClass: (r) => (status[r] === 'closed' ? 'closed' : '') });
}

export function closuresSection(shown: Shown): HTMLElement {
  const { plan } = shown;
  const schools = fold('fold-schools', t('page.closures.schools', { count: number(plan.schools.open.length) }), () => schoolTable(shown));
  if (shown.isToday) return section('closures', t('page.section.schools'), t('page.closures.lead_today'), schools);
  return section('closures', t('page.section.closures'), t('page.closures.lead'),
    plan.remarks.length > 0 ? h('ul', { class: 'remarks' }, plan.remarks.map((row) => h('li', {}, said(row)))) : null,
    plan.closures.length > 0 ? [closureTable(shown), villageTable(shown)] : h('p', { class: 'none' }, t('page.closures.none')),
    h('h3', { id: 'refusals' }, t('page.refusals.title', { count: plan.refusals.length })),
    plan.refusals.length > 0 ? [h('p', { class: 'note' }, t('page.refusals.lead')), refusals(shown)] : h('p', { class: 'none' }, t('page.refusals.none')),
    schools,
  );
}
