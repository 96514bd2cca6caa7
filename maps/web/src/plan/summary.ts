// What was asked, and what the shown plan does beside keeping every school.
import { h, section, type Child } from '../dom';
import { change } from '../sections/summary';
import { list, number, signed, t } from '../words';
import { allPayers, isToday, standardName, tenThousandsMore, type Figures, type Found, type Plan } from './data';
import { nameOf } from './frontier';
import { said } from './keep_list';

interface Row { name: string; of: (figures: Figures) => number | null; decimals: number; good: 'less' | 'neither' }

const tenThousands = (yuan: number): number => yuan / 10000;

function rows(found: Found): Row[] {
  const codes = Object.keys(found.today.cv ?? {});
  return [
    { name: t('page.plan.axis.schools'), of: (f) => f.schools_open, decimals: 0, good: 'neither' },
    { name: t('page.plan.column.county_year'), of: (f) => tenThousands(f.yuan_a_year.county), decimals: 1, good: 'less' },
    { name: t('page.plan.column.township_year'), of: (f) => tenThousands(f.yuan_a_year.township), decimals: 1, good: 'less' },
    { name: t('page.plan.column.family_year'), of: (f) => tenThousands(f.yuan_a_year.family), decimals: 1, good: 'less' },
    { name: t('page.plan.column.centre_year'), of: (f) => tenThousands(f.yuan_a_year.province_and_centre), decimals: 1, good: 'neither' },
    { name: t('page.plan.column.schools_year'), of: (f) => tenThousands(f.yuan_a_year.school), decimals: 1, good: 'less' },
    { name: t('page.plan.column.all_year'), of: (f) => tenThousands(allPayers(f)), decimals: 1, good: 'less' },
    { name: t('page.plan.column.bus'), of: (f) => tenThousands(f.bus_yuan_a_year), decimals: 1, good: 'less' },
    { name: t('page.plan.axis.moved'), of: (f) => f.moved, decimals: 0, good: 'less' },
    { name: t('page.plan.column.moved_lower'), of: (f) => f.moved_grades_1_3, decimals: 0, good: 'less' },
    { name: t('page.plan.column.riders'), of: (f) => f.riders, decimals: 0, good: 'neither' },
    { name: t('page.plan.axis.boarders'), of: (f) => f.boarders, decimals: 0, good: 'neither' },
    { name: t('page.plan.axis.long'), of: (f) => f.long_journeys, decimals: 0, good: 'less' },
    { name: t('page.plan.column.over_limit'), of: (f) => f.over_limit, decimals: 0, good: 'less' },
    { name: t('page.plan.axis.mean'), of: (f) => f.mean_minutes, decimals: 1, good: 'less' },
    { name: t('page.plan.axis.p90'), of: (f) => f.p90_minutes, decimals: 1, good: 'less' },
    ...codes.flatMap((code): Row[] => [
      { name: t('page.plan.cv_primary', { standard: standardName(found, code) }), of: (f) => f.cv?.[code]?.primary ?? null, decimals: 3, good: 'less' },
      { name: t('page.plan.cv_junior', { standard: standardName(found, code) }), of: (f) => f.cv?.[code]?.junior ?? null, decimals: 3, good: 'less' },
    ]),
  ];
}

function warnings(found: Found, shown: Plan): Child {
  const sentences: string[] = [];
  if (found.work.stopped) sentences.push(t('page.plan.stopped'));
  if (shown.not_permissible.length > 0) sentences.push(t('page.plan.not_permissible', { names: list(shown.not_permissible.map((s) => s.name)) }));
  else if (shown.bounds_broken) sentences.push(t('page.plan.bounds_broken'));
  return sentences.map((words) => h('p', { class: 'alarm' }, words));
}

export function summarySection(found: Found, shown: Plan): HTMLElement {
  const today = isToday(shown);
  const error = found.bus_sketches.mean_error;
  return section('summary', t('page.plan.summary', { plan: nameOf(shown) }), null,
    h('p', { class: 'account' }, t('page.plan.asked'), ' ', found.goal.asked.map(said).join(' ')),
    warnings(found, shown),
    found.bound.words.length === 0 ? null : h('p', { id: 'bound' }, h('strong', {}, t('page.plan.bound')), ' ', found.bound.words.map(said).join(' ')),
    today ? null : h('p', { class: 'account' }, t('page.plan.account', { closures: number(shown.figures.closures), turned: number(shown.figures.turned_into_points), moved: number(shown.figures.moved), lower: number(shown.figures.moved_grades_1_3), county: signed(tenThousandsMore(found.today.yuan_a_year.county, shown.figures.yuan_a_year.county), 1) })),
    shown.additions.length > 0 ? h('p', {}, t('page.plan.adds', { names: list(shown.additions) })) : null,
    shown.classrooms.length > 0 ? h('p', {}, t('page.plan.builds', { names: list(shown.classrooms.map((s) => `${s.name} ${s.added}`)) })) : null,
    h('div', { class: 'table' }, h('table', { id: 'figures' },
      h('thead', {}, h('tr', {}, h('th', {}, t('page.table.figure')), h('th', { class: 'number today', scope: 'col' }, t('page.keep_all')), today ? null : h('th', { class: 'number plan', scope: 'col' }, nameOf(shown)), today ? null : h('th', { class: 'number', scope: 'col' }, t('page.change')))),
      h('tbody', {}, rows(found).map((row) => h('tr', {},
        h('th', { scope: 'row' }, row.name),
        h('td', { class: 'number today' }, number(row.of(found.today), row.decimals)),
        today ? null : h('td', { class: 'number plan' }, number(row.of(shown.figures), row.decimals)),
        today ? null : h('td', { class: 'number' }, change(row.of(found.today), row.of(shown.figures), row.decimals, row.good))))))),
    h('p', { class: 'note' }, t('page.plan.settled_note', { settled: number(found.work.settled), sketches: number(found.work.sketches) }), ' ',
      error === null ? '' : t('page.plan.sketch_error', { percent: number(100 * error, 1), plans: number(found.bus_sketches.plans) })));
}
