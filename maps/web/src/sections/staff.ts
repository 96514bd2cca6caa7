// Posts and teachers, and what moves between schools: teachers, itinerant teachers, things.
import { fold, h, section, type Child } from '../dom';
import type { PostsSum, Staff } from '../report';
import { schoolAt, schoolName, stageName, townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { kilometres, list, number, said, t } from '../words';
import { change } from './summary';

type Pair = [number | null, number | null];
const both = (shown: Shown, pair: Pair, decimals = 0): string =>
  shown.isToday || pair[0] === pair[1] ? number(pair[1], decimals) : `${number(pair[0], decimals)} → ${number(pair[1], decimals)}`;
const each = (amount: number, pupils: number, decimals = 2): number | null => (pupils > 0 ? Math.round((amount / pupils) * 10 ** decimals) / 10 ** decimals : null);

const rows: { title: string; of: (sum: PostsSum) => Pair; decimals: number; good: 'less' | null }[] = [
  { title: 'page.staff.county_posts', of: (s) => s.posts, decimals: 1, good: null },
  { title: 'page.staff.county_needed', of: (s) => s.needed, decimals: 1, good: null },
  { title: 'page.staff.county_teachers', of: (s) => s.teachers, decimals: 0, good: null },
  { title: 'page.staff.county_lacking', of: (s) => s.lacking, decimals: 1, good: 'less' },
  { title: 'page.staff.county_spare', of: (s) => s.spare, decimals: 1, good: null },
];

function countyTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { title: t('page.staff.posts'), cell: (r) => t(r.title), className: 'words' },
    { title: t('page.today'), cell: (r) => number(r.of(staff.county)[0], r.decimals), numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.plan'), cell: (r: Row) => number(r.of(staff.county)[1], r.decimals), numeric: true },
      { title: t('page.change'), cell: (r: Row): Child => {
        const [before, after] = r.of(staff.county);
        if (before === null || after === null) return number(null);
        return r.good ? change(before, after, r.decimals, r.good) : number(after - before, r.decimals);
      }, numeric: true },
    ]),
  ];
  return dataTable(columns, rows, { name: 'posts-county' });
}

function postsColumns<Row extends PostsSum>(shown: Shown): Column<Row>[] {
  return [
    { title: t('page.table.pupils'), cell: (r) => both(shown, r.pupils), order: (r) => r.pupils[1], numeric: true },
    { title: t('page.staff.county_posts'), cell: (r) => both(shown, r.posts, 1), order: (r) => r.posts[1], numeric: true },
    { title: t('page.staff.county_needed'), cell: (r) => both(shown, r.needed, 1), order: (r) => r.needed[1], numeric: true },
    { title: t('page.staff.county_teachers'), cell: (r) => both(shown, r.teachers), order: (r) => r.teachers[1], numeric: true },
    { title: t('page.staff.county_lacking'), cell: (r) => both(shown, r.lacking, 1), order: (r) => r.lacking[1], numeric: true },
    { title: t('page.staff.county_spare'), cell: (r) => both(shown, r.spare, 1), order: (r) => r.spare[1], numeric: true },
  ];
}

function townshipTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = PostsSum & { township: number };
  const all: Row[] = staff.townships.map((sum, township) => ({ ...sum, township }));
  const name = { title: t('page.table.township'), cell: (r: Row) => townshipName(shown, r.township), order: (r: Row) => townshipName(shown, r.township), className: 'name' };
  return dataTable([name, ...postsColumns<Row>(shown)], all, { name: 'posts-townships' });
}

function schoolTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = Staff['schools'][number];
  const names: Column<Row>[] = [
    { title: t('page.table.school'), cell: (r) => schoolName(shown, r.school), order: (r) => schoolName(shown, r.school), className: 'name' },
    { title: t('page.table.township'), cell: (r) => townshipName(shown, schoolAt(shown, r.school).township), order: (r) => schoolAt(shown, r.school).township, className: 'name' },
  ];
  return dataTable([...names, ...postsColumns<Row>(shown)], staff.schools, { name: 'posts-schools' });
}

/** How many schools do not tell what the sums are of. */
function notTold(staff: Staff): Child[] {
  const [teachers, classes] = staff.county.not_told;
  return [
    teachers > 0 ? h('p', { class: 'note' }, t('page.staff.teachers_not_told', { schools: number(teachers), all: number(staff.schools.length) })) : null,
    classes > 0 ? h('p', { class: 'note' }, t('page.staff.classes_not_told', { schools: number(classes) })) : null,
  ];
}

/** A bound is never rounded down. */
const written = (value: number): string => {
  if (value === 0) return '0';
  const power = Math.floor(Math.log10(value)) - 1;
  return `${(Math.ceil(value / 10 ** power) / 10).toFixed(1)}e${power + 1}`;
};

function resultTable(staff: Staff): HTMLElement {
  type Row = { result: Staff['results'][number]; variation: Staff['results'][number]['variations'][number] };
  const all: Row[] = staff.results.flatMap((result) => result.variations.map((variation) => ({ result, variation })));
  const columns: Column<Row>[] = [
    { title: t('page.staff.measure'), cell: (r) => number(r.result.measure), numeric: true },
    { title: t('page.table.stage'), cell: (r) => (r.result.stage === null ? '' : stageName(r.result.stage)) },
    { title: t('page.staff.what'), cell: (r) => said(r.variation.name), className: 'words' },
    { title: t('page.staff.lacking'), cell: (r) => (r.result.lacking[0] === null ? t('page.staff.no_norm') : arrow(r.result.lacking[0], r.result.lacking[1], r.result.yuan ? 0 : 1)), numeric: true },
    { title: t('page.staff.moved'), cell: (r) => amount(r.result.moved, r.result.yuan), numeric: true },
    { title: t('page.staff.cv_before'), cell: (r) => number(r.variation.cv[0], 3), numeric: true },
    { title: t('page.staff.cv_after'), cell: (r) => number(r.variation.cv[1], 3), numeric: true },
    { title: t('page.change'), cell: (r) => change(r.variation.cv[0], r.variation.cv[1], 3, 'less'), numeric: true },
    { title: t('page.staff.left_out'), cell: (r) => number(r.result.left_out), numeric: true },
    { title: t('page.staff.given_up'), cell: (r) => number(r.result.given_up), numeric: true },
    { title: t('page.staff.within'), cell: (r) => written(r.result.within), numeric: true },
  ];
  return dataTable(columns, all, { name: 'staff-results' });
}
const amount = (value: number, yuan: boolean): string => (yuan ? t('page.staff.yuan', { amount: number(value) }) : number(value));

interface Way { from: number; to: number; metres: number | null }
function wayColumns<Row extends Way>(shown: Shown): Column<Row>[] {
  return [
    { title: t('page.staff.from'), cell: (r) => schoolName(shown, r.from), order: (r) => schoolName(shown, r.from), className: 'name' },
    { title: t('page.staff.to'), cell: (r) => schoolName(shown, r.to), order: (r) => schoolName(shown, r.to), className: 'name' },
    { title: t('page.staff.km'), cell: (r) => kilometres(r.metres), order: (r) => r.metres, numeric: true },
  ];
}
const arrow = (before: number | null, after: number | null, decimals: number): string => `${number(before, decimals)} → ${number(after, decimals)}`;

function moveTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = Staff['moves'][number];
  const ratio = (pupils: number, [before, after]: [number, number]): string => arrow(each(pupils, before, 1), each(pupils, after, 1), 1);
  const columns: Column<Row>[] = [
    ...wayColumns<Row>(shown),
    { title: t('page.table.stage'), cell: (r) => stageName(r.stage) },
    { title: t('page.table.teachers'), cell: (r) => number(r.teachers), order: (r) => r.teachers, numeric: true },
    { title: t('page.staff.of_them'), cell: (r) => list(r.of.map(([name, count]) => `${said(name)} ${number(count)}`)), className: 'words' },
    { title: t('page.staff.from_teachers'), cell: (r) => arrow(r.from_teachers[0], r.from_teachers[1], 0), numeric: true },
    { title: t('page.staff.from_ratio'), cell: (r) => ratio(r.from_pupils, r.from_teachers), numeric: true },
    { title: t('page.staff.to_teachers'), cell: (r) => arrow(r.to_teachers[0], r.to_teachers[1], 0), numeric: true },
    { title: t('page.staff.to_ratio'), cell: (r) => ratio(r.to_pupils, r.to_teachers), numeric: true },
  ];
  return dataTable(columns, staff.moves, { name: 'teacher-moves' });
}

function visitTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = Staff['visits'][number];
  const columns: Column<Row>[] = [
    ...wayColumns<Row>(shown),
    { title: t('page.table.stage'), cell: (r) => stageName(r.stage) },
    { title: t('page.staff.days'), cell: (r) => number(r.days), order: (r) => r.days, numeric: true },
    { title: t('page.staff.people'), cell: (r) => number(r.teachers), order: (r) => r.teachers, numeric: true },
    { title: t('page.staff.allowance'), cell: (r) => number(r.allowance), order: (r) => r.allowance, numeric: true },
    { title: t('page.staff.travel'), cell: (r) => number(r.travel), order: (r) => r.travel, numeric: true },
  ];
  return dataTable(columns, staff.visits, { name: 'visits' });
}

function transferTable(shown: Shown, staff: Staff): HTMLElement {
  type Row = Staff['transfers'][number];
  const a = (r: Row, has: [number, number], pupils: number): string => arrow(each(has[0], pupils), each(has[1], pupils), r.yuan ? 0 : 2);
  const columns: Column<Row>[] = [
    { title: t('page.staff.what'), cell: (r) => said(r.name), order: (r) => said(r.name) },
    ...wayColumns<Row>(shown),
    { title: t('page.staff.amount'), cell: (r) => amount(r.amount, r.yuan), order: (r) => r.amount, numeric: true },
    { title: t('page.staff.from_each'), cell: (r) => a(r, r.from_has, r.from_pupils), numeric: true },
    { title: t('page.staff.line'), cell: (r) => said(r.from_line) },
    { title: t('page.staff.to_each'), cell: (r) => a(r, r.to_has, r.to_pupils), numeric: true },
    { title: t('page.staff.line'), cell: (r) => said(r.to_line) },
  ];
  return dataTable(columns, staff.transfers, { name: 'transfers' });
}

const sum = <Row>(all: Row[], of: (row: Row) => number): number => all.reduce((total, row) => total + of(row), 0);

export function staffSection(shown: Shown): HTMLElement {
  const { staff } = shown.plan;
  const { moves, visits, transfers, results } = staff;
  const moved = moves.length + visits.length + transfers.length + results.length;
  return section('staff', t('page.section.staff'), t('page.staff.lead'),
    countyTable(shown, staff),
    ...notTold(staff),
    fold('fold-posts-townships', t('page.staff.by_township', { count: number(staff.townships.length) }), () => townshipTable(shown, staff)),
    fold('fold-posts-schools', t('page.staff.by_school', { count: number(staff.schools.length) }), () => schoolTable(shown, staff)),
    shown.isToday ? null : moved === 0 ? h('p', { class: 'none' }, t('page.staff.none')) : [
      results.length > 0 ? [h('h3', {}, t('page.staff.results')), h('p', { class: 'note' }, t('page.staff.results_note')), resultTable(staff)] : null,
      moves.length > 0 ? [h('h3', {}, t('page.staff.moves', { count: number(moves.length), teachers: number(sum(moves, (m) => m.teachers)) })), h('p', { class: 'note' }, t('page.staff.by_count')), moveTable(shown, staff)] : null,
      visits.length > 0 ? [h('h3', {}, t('page.staff.visits', { count: number(visits.length), days: number(sum(visits, (v) => v.days)), allowance: number(sum(visits, (v) => v.allowance)) })), visitTable(shown, staff)] : null,
      transfers.length > 0 ? [h('h3', {}, t('page.staff.transfers', { count: number(transfers.length) })), transferTable(shown, staff)] : null,
    ],
  );
}
