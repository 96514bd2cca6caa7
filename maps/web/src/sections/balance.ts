// The indicators by which the county is inspected, with their lines, margins and verdicts.
import { variationChart } from '../charts';
import { fold, h, section, type Child } from '../dom';
import { stages, type StageResult } from '../report';
import { schoolName, stageName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, percent, said, signed, t, tenThousand } from '../words';
import { arithmeticSentences, varianceTable, rulesTable, smallestChanges, splitTable, treatmentsTable, unitsLine } from './balance_analysis';
import { guaranteesPart } from './guarantees';
import { sourceOf } from './ledger_words';
import { change, isNear, verdict } from './summary';

function indicatorTable(shown: Shown, standard: number, stage: 0 | 1): HTMLElement | null {
  const rules = shown.report.standards[standard];
  const before = shown.today.standards[standard]?.stages[stage];
  const after = shown.plan.standards[standard]?.stages[stage];
  if (!rules || !before || !after) return null;
  interface Row { name: string; unit: string; means: (number | null)[]; cvs: (number | null)[]; line: number | null; not_told: number; passes: boolean | null }
  const rows: Row[] = rules.indicators.map((rule, i) => ({
    name: said(rule.name), unit: said(rule.unit), means: [before.indicators[i]?.mean ?? null, after.indicators[i]?.mean ?? null],
    cvs: [before.indicators[i]?.cv ?? null, after.indicators[i]?.cv ?? null], line: after.indicators[i]?.line ?? null, not_told: after.indicators[i]?.not_told ?? 0, passes: after.indicators[i]?.passes ?? null,
  }));
  if (after.units > 0)
    rows.push({ name: t('page.balance.composite'), unit: '', means: [null, null], cvs: [before.composite, after.composite], line: after.composite_line, not_told: 0, passes: after.passes });
  const columns: Column<Row>[] = [
    { title: t('page.table.indicator'), cell: (r) => [r.name, r.unit ? h('small', {}, ` ${r.unit}`) : null, r.not_told > 0 ? h('small', {}, t('page.balance.units_not_told', { count: number(r.not_told) })) : null], className: 'words' },
    { title: t('page.table.value_today'), cell: (r) => number(r.means[0], digits(r.means[0])), numeric: true },
    ...(shown.isToday ? [] : [{ title: t('page.table.value_plan'), cell: (r: Row) => number(r.means[1], digits(r.means[0])), numeric: true }]),
    { title: t('page.table.cv_today'), cell: (r) => number(r.cvs[0], 3), order: (r) => r.cvs[0] ?? null, numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.table.cv_plan'), cell: (r: Row) => number(r.cvs[1], 3), order: (r: Row) => r.cvs[1] ?? null, numeric: true },
      { title: t('page.change'), cell: (r: Row) => change(r.cvs[0] ?? null, r.cvs[1] ?? null, 3, 'less'), numeric: true },
    ]),
    { title: t('page.table.line_cv'), cell: (r) => (r.line === null ? t('page.balance.not_judged') : `≤ ${number(r.line, 2)}`), numeric: true },
    { title: t('page.table.margin'), cell: (r) => (r.line === null || r.cvs[1] === null || r.cvs[1] === undefined ? '' : signed(r.line - r.cvs[1], 3)), numeric: true },
    { title: t('page.table.verdict'), cell: (r) => (r.line === null && r.unit !== '' ? '' : verdict(r.passes)) },
  ];
  return dataTable(columns, rows, { name: `indicators-${standard}-${stage}`, rowClass: (r) => (r.unit === '' ? 'total' : '') });
}
const digits = (mean: number | null | undefined): number => (mean === null || mean === undefined ? 0 : Math.abs(mean) < 1 ? 4 : Math.abs(mean) < 100 ? 2 : 0);

function stageLine(result: StageResult | undefined, scenario: string): Child {
  if (!result) return null;
  return h('li', {}, t('page.balance.stage_line', { scenario, stage: stageName(result.stage), units: number(result.units), pupils: number(result.pupils), margin: signed(result.margin, 3) }), ' ', verdict(result.passes, isNear(result)));
}

function failingSchools(shown: Shown, standard: number, stage: 0 | 1): Child {
  const rules = shown.report.standards[standard];
  const result = shown.plan.standards[standard]?.stages[stage];
  if (!rules || !result || rules.least_indicators_met === 0 || result.units === 0) return null;
  const before = shown.today.standards[standard]?.stages[stage];
  const known = (one: StageResult | undefined): string => (one === undefined || one.schools_not_known === one.units ? '—' : number(one.schools_failing));
  const words = { stage: stageName(stage), least: rules.least_indicators_met, of: rules.indicators.length, before: known(before), count: known(result) };
  const open = result.schools_not_known > 0 ? t('page.balance.schools_not_known', { count: number(result.schools_not_known) }) : '';
  const title = t(shown.isToday ? 'page.balance.failing_today' : 'page.balance.failing', words) + open;
  if (result.failing.length === 0) return h('p', {}, title);
  const analysis = shown.plan.balance[standard];
  const lacking = new Map((analysis?.lacking ?? []).filter((one) => one.stage === stage).map((one) => [one.school, one]));
  const needs = (school: number): string => (lacking.get(school)?.needs ?? []).map(([k, things]) => t('page.balance.lack', { things: number(things, things % 1 === 0 ? 0 : 2), thing: said(rules.rules.things[k] ?? 0) })).join(t('page.balance.and'));
  const least = (school: number): string => ((lacking.get(school)?.not_known ?? 0) > 0 ? t('page.balance.at_least', { count: number(lacking.get(school)?.not_known ?? 0) }) : '');
  const money = (school: number): string => {
    const one = lacking.get(school);
    return one === undefined || one.money === null ? '—' : `${tenThousand(one.money, 2)}${one.whole ? '' : ' +'}`;
  };
  const sum = analysis?.money_to_pass ?? null;
  return fold(`fold-failing-${standard}-${stage}`, title, () => [
    sum === null ? null : h('p', { class: 'note' }, t('page.balance.to_pass_money', { money: tenThousand(sum, 1) })),
    dataTable(
      [
        { title: t('page.table.school'), cell: (r) => schoolName(shown, r.school), order: (r) => schoolName(shown, r.school), className: 'name' },
        { title: t('page.table.pupils'), cell: (r) => number(r.pupils), order: (r) => r.pupils, numeric: true },
        { title: t('page.table.met'), cell: (r) => `${r.met} / ${rules.indicators.length}`, order: (r) => r.met, numeric: true },
        { title: t('page.balance.to_pass'), cell: (r) => [needs(r.school), least(r.school)], className: 'words' },
        { title: t('page.balance.money_wan'), cell: (r) => money(r.school), order: (r) => lacking.get(r.school)?.money ?? null, numeric: true },
      ],
      result.failing, { name: `failing-${standard}-${stage}` },
    ),
  ]);
}

function standardPart(shown: Shown, standard: number): Child {
  const rules = shown.report.standards[standard];
  if (!rules) return null;
  return h('div', { class: 'standard' },
    h('h3', {}, said(rules.name)),
    h('p', { class: 'note' }, t('page.balance.source'), sourceOf(rules.source)),
    h('ul', { class: 'verdicts' }, stages.flatMap((stage) => [stageLine(shown.today.standards[standard]?.stages[stage], t('page.today')), shown.isToday ? null : stageLine(shown.plan.standards[standard]?.stages[stage], t('page.plan'))])),
    h('div', { class: 'pair' }, stages.map((stage) => variationChart(shown, standard, stage))),
    unitsLine(shown, standard), arithmeticSentences(shown, standard),
    stages.map((stage) => [
      fold(`fold-indicators-${standard}-${stage}`, t('page.balance.table', { stage: stageName(stage) }), () => indicatorTable(shown, standard, stage)),
      splitTable(shown, standard, stage), varianceTable(shown, standard, stage), smallestChanges(shown, standard, stage),
      failingSchools(shown, standard, stage),
    ]),
    treatmentsTable(shown, standard), guaranteesPart(shown, standard), rulesTable(shown, standard),
  );
}

function classTable(shown: Shown): HTMLElement {
  const columns: Column<0 | 1>[] = [
    { title: t('page.table.stage'), cell: (s) => stageName(s) },
    { title: t('page.table.classes'), cell: (s) => beforeAfter(shown, s, 'total'), numeric: true },
    { title: t('page.table.over_standard'), cell: (s) => beforeAfter(shown, s, 'over_standard'), numeric: true },
    { title: t('page.table.large'), cell: (s) => beforeAfter(shown, s, 'large'), numeric: true },
    { title: t('page.table.very_large'), cell: (s) => beforeAfter(shown, s, 'very_large'), numeric: true },
    { title: t('page.table.classes_not_told'), cell: (s) => beforeAfter(shown, s, 'pupils_not_told'), numeric: true },
  ];
  return dataTable(columns, [...stages], { name: 'classes' });
}
function beforeAfter(shown: Shown, stage: 0 | 1, field: 'total' | 'over_standard' | 'large' | 'very_large' | 'pupils_not_told'): string {
  const [before, after] = [number(shown.today.classes[stage][field]), number(shown.plan.classes[stage][field])];
  return shown.isToday || before === after ? before : `${before} → ${after}`;
}

/** Large classes and what may be of them. */
function largeClassTargets(shown: Shown): HTMLElement {
  const rules = shown.report.class_sizes;
  const told = (['large', 'very_large'] as const).map((field) => {
    const line = rules[field];
    const told = stages.every((s) => shown.plan.classes[s].schools_not_told === 0);
    const share = (s: 0 | 1): string => shown.plan.classes[s].total === 0 ? '—' : percent(shown.plan.classes[s][field], shown.plan.classes[s].total, 1);
    const met = stages.every((s) => shown.plan.classes[s][field] <= line.greatest_share * shown.plan.classes[s].total);
    const source = rules.sources.find((one) => one.rule === field);
    return h('li', {}, t('page.balance.large_target', { at_least: line.at_least, share: percent(line.greatest_share, 1, 0), primary: share(0), junior: share(1) }), ' ', verdict(told ? met : null), ' ', source ? sourceOf(source.source) : null);
  });
  return h('ul', { class: 'verdicts' }, told);
}

export function balanceSection(shown: Shown): HTMLElement {
  return section('balance', t('page.section.balance'), t('page.balance.lead'),
    h('p', { class: 'caution' }, t('page.balance.caution')),
    shown.report.standards.map((_, i) => standardPart(shown, i)),
    h('h3', {}, t('page.balance.class_sizes')), classTable(shown), largeClassTargets(shown),
  );
}
