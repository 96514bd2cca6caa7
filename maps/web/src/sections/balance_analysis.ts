// Behind a standard's coefficients: ways of counting, what is arithmetic, what they come from, what would change them.
import type { CvChange, IndicatorBalance, StandardBalance } from '../balance_report';
import { fold, h, type Child } from '../dom';
import { stages, type PointPolicy, type Stage } from '../report';
import { schoolName, stageName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, percent, said, signed, t, tenThousand } from '../words';
import { sourceOf } from './ledger_words';
import { verdict } from './summary';

export const policies: Record<PointPolicy, string> = {
  exclude: 'page.points.exclude',
  merge_into_parent: 'page.points.merge_into_parent',
  own_unit: 'page.points.own_unit',
  own_unit_if_at_least: 'page.points.own_unit_if_at_least',
};
const privateWord = (counted: boolean): string => t(counted ? 'page.balance.private_counted' : 'page.balance.private_left_out');

const balanceOf = (shown: Shown, standard: number): StandardBalance | undefined => shown.plan.balance[standard];

/** How teaching points and private schools count. */
export function unitsLine(shown: Shown, standard: number): Child {
  const rules = shown.report.standards[standard];
  if (!rules) return null;
  return h('p', { class: 'note' }, t('page.balance.points', { policy: t(policies[rules.points]) }), t('page.balance.private', { policy: privateWord(rules.counts_private) }));
}

export function treatmentsTable(shown: Shown, standard: number): Child {
  const treatments = balanceOf(shown, standard)?.treatments ?? [];
  if (treatments.length === 0) return null;
  const rows = treatments.flatMap((one, i) => one.stages.map((result, stage) => ({ one, i, result, stage: stage as Stage }))).filter((r) => r.result.units > 0);
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    { title: t('page.table.stage'), cell: (r) => stageName(r.stage) },
    { title: t('page.balance.points_head'), cell: (r) => t(policies[r.one.points]), className: 'words' },
    { title: t('page.balance.private_head'), cell: (r) => privateWord(r.one.counts_private) },
    { title: t('page.balance.units'), cell: (r) => number(r.result.units), numeric: true },
    { title: t('page.table.pupils'), cell: (r) => number(r.result.pupils), numeric: true },
    { title: t('page.balance.composite'), cell: (r) => number(r.result.composite, 3), numeric: true },
    { title: t('page.balance.worst'), cell: (r) => number(r.result.worst, 3), numeric: true },
    { title: t('page.table.margin'), cell: (r) => signed(r.result.margin, 3), numeric: true },
    { title: t('page.table.verdict'), cell: (r) => verdict(r.result.passes) },
  ];
  return [
    h('h4', {}, t('page.balance.treatments')), h('p', { class: 'note' }, t('page.balance.treatments_note')),
    dataTable(columns, rows, { name: `treatments-${standard}`, rowClass: (r) => (r.i === 0 ? 'total' : '') }),
  ];
}

interface Changed { stage: Stage; name: string; change: CvChange }
/** Where the composite is judged its change, otherwise each indicator's. */
function changesOf(shown: Shown, standard: number, stage: Stage): Changed[] {
  const rules = shown.report.standards[standard];
  const analysis = balanceOf(shown, standard)?.stages[stage];
  if (!rules || !analysis) return [];
  const changes = analysis.indicators.flatMap((one, k) => (one.change ? [{ stage, name: said(rules.indicators[k]?.name ?? 0), change: one.change }] : []));
  return analysis.composite_change ? [{ stage, name: t('page.balance.composite'), change: analysis.composite_change }, ...changes] : changes;
}

/** Which coefficients fell partly by arithmetic, with the numbers. */
export function arithmeticSentences(shown: Shown, standard: number): Child {
  if (shown.isToday) return null;
  const told = stages.flatMap((stage) => changesOf(shown, standard, stage).filter((one) => one.change.arithmetic));
  if (told.length === 0) return null;
  const sentence = ({ stage, name, change }: Changed): string =>
    t('page.balance.arithmetic', {
      stage: stageName(stage), name, before: number(change.before, 4), after: number(change.after, 4), change: signed(change.after - change.before, 4),
      pooling: signed(change.pooling, 4), uncounted: signed(change.uncounted, 4), resources: signed(change.resources, 4),
    });
  return h('div', { class: 'caution', 'data-arithmetic': standard }, h('p', {}, t('page.balance.arithmetic_head')), h('ul', {}, told.map((one) => h('li', {}, sentence(one)))));
}

export function splitTable(shown: Shown, standard: number, stage: Stage): Child {
  const rows = shown.isToday ? [] : changesOf(shown, standard, stage);
  if (rows.length === 0) return null;
  const part = (title: string, value: (c: CvChange) => number): Column<Changed> => ({ title, cell: (r) => signed(value(r.change), 4), order: (r) => value(r.change), numeric: true });
  const columns: Column<Changed>[] = [
    { title: t('page.table.indicator'), cell: (r) => r.name, className: 'words' },
    { title: t('page.table.cv_today'), cell: (r) => number(r.change.before, 4), numeric: true },
    { title: t('page.table.cv_plan'), cell: (r) => number(r.change.after, 4), numeric: true },
    part(t('page.change'), (c) => c.after - c.before),
    part(t('page.balance.pooling'), (c) => c.pooling),
    part(t('page.balance.uncounted'), (c) => c.uncounted),
    part(t('page.balance.resources'), (c) => c.resources),
  ];
  return fold(`fold-split-${standard}-${stage}`, t('page.balance.split', { stage: stageName(stage) }), () => [
    h('p', { class: 'note' }, t('page.balance.split_note')), dataTable(columns, rows, { name: `split-${standard}-${stage}` }),
  ]);
}

export function varianceTable(shown: Shown, standard: number, stage: Stage): Child {
  const rules = shown.report.standards[standard];
  const analysis = balanceOf(shown, standard)?.stages[stage];
  const rows = (analysis?.indicators ?? []).flatMap((one, k) => one.variance_shares.map((one_share) => ({ name: said(rules?.indicators[k]?.name ?? 0), one: one_share })));
  if (rows.length === 0) return null;
  type Row = (typeof rows)[number];
  const digits = (value: number): number => (Math.abs(value) < 1 ? 4 : Math.abs(value) < 100 ? 2 : 0);
  const columns: Column<Row>[] = [
    { title: t('page.table.indicator'), cell: (r) => r.name, order: (r) => r.name, className: 'words' },
    { title: t('page.table.school'), cell: (r) => schoolName(shown, r.one[0]), order: (r) => schoolName(shown, r.one[0]), className: 'name' },
    { title: t('page.table.pupils'), cell: (r) => number(r.one[1]), order: (r) => r.one[1], numeric: true },
    { title: t('page.balance.value'), cell: (r) => [number(r.one[2], digits(r.one[2])), h('small', {}, ` ${t(r.one[4] ? 'page.balance.above' : 'page.balance.below')}`)], numeric: true },
    { title: t('page.balance.share'), cell: (r) => percent(r.one[3], 1), order: (r) => r.one[3], numeric: true },
    { title: t('page.balance.without'), cell: (r) => number(r.one[5], 3), order: (r) => r.one[5], numeric: true },
  ];
  return fold(`fold-variance-${standard}-${stage}`, t('page.balance.variance', { stage: stageName(stage) }), () => [
    h('p', { class: 'note' }, t('page.balance.variance_note')), dataTable(columns, rows, { name: `variance-${standard}-${stage}` }),
  ]);
}

export function smallestChanges(shown: Shown, standard: number, stage: Stage): Child {
  const rules = shown.report.standards[standard];
  const analysis = balanceOf(shown, standard)?.stages[stage];
  if (!rules || !analysis) return null;
  const rows = analysis.indicators.flatMap((one, k) => (one.addition ? [{ k, name: said(rules.indicators[k]?.name ?? 0), thing: said(rules.rules.things[k] ?? 0), one, addition: one.addition }] : []));
  if (rows.length === 0) return null;
  type Row = (typeof rows)[number];
  const carried = (one: IndicatorBalance, thing: string): string =>
    one.transfer ? t('page.balance.carry_cell', { things: number(one.transfer.things), thing, givers: number(one.transfer.givers), takers: number(one.transfer.takers) }) : '—';
  const columns: Column<Row>[] = [
    { title: t('page.table.indicator'), cell: (r) => r.name, className: 'words' },
    { title: t('page.balance.target'), cell: (r) => number(r.addition.target, 3), numeric: true },
    { title: t('page.balance.add'), cell: (r) => (r.addition.possible ? t('page.balance.add_cell', { things: number(r.addition.things), thing: r.thing, schools: number(r.addition.schools) }) : t('page.balance.impossible')), className: 'words' },
    { title: t('page.balance.money_wan'), cell: (r) => (!r.addition.possible ? '—' : r.addition.money === null ? t('page.balance.no_price') : tenThousand(r.addition.money, 2)), numeric: true },
    { title: t('page.balance.carry'), cell: (r) => carried(r.one, r.thing), className: 'words' },
  ];
  return fold(`fold-smallest-${standard}-${stage}`, t('page.balance.smallest', { stage: stageName(stage) }), () => [
    h('p', { class: 'note' }, t('page.balance.smallest_note')), dataTable(columns, rows, { name: `smallest-${standard}-${stage}` }),
  ]);
}

export function rulesTable(shown: Shown, standard: number): Child {
  const sources = shown.report.standards[standard]?.rules.sources ?? [];
  if (sources.length === 0) return null;
  return fold(`fold-rules-${standard}`, t('page.balance.rules'), () =>
    dataTable(
      [{ title: t('page.balance.rule'), cell: (r) => r.rule }, { title: t('page.table.source'), cell: (r) => sourceOf(r.source), className: 'words source' }],
      sources, { name: `rules-${standard}` },
    ),
  );
}
