// Who pays the buses: the rules as they worked, the budget by years, sensitivity.
import { payerName } from '../charts';
import { fold, h, type Child } from '../dom';
import { payers, type AppliedRule, type BudgetYear, type Payer, type SensitivityStep } from '../report';
import { busCost, paid, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, said, signed, t } from '../words';
import { sourceOf } from './ledger_words';

const wan = (yuan: number): number => yuan / 10000;
const sum = (amounts: number[]): number => amounts.reduce((all, one) => all + one, 0);

/** Columns of the payers who pay anything in these rows. */
function payerColumns<Row extends { paid: number[] }>(rows: Row[]): Column<Row>[] {
  return payers
    .map((payer, i) => ({ payer, i }))
    .filter(({ i }) => rows.some((row) => row.paid[i] !== 0))
    .map(({ payer, i }) => ({ title: payerName(payer), cell: (row: Row) => number(wan(row.paid[i] ?? 0), 2), order: (row: Row) => row.paid[i] ?? 0, numeric: true }));
}

function ruleTable(rules: AppliedRule[]): HTMLElement {
  const remark = (rule: AppliedRule): string => [rule.limits === null ? '' : said(rule.limits), rule.untold ? t('page.funding.untold') : '', rule.unused === null ? '' : t('page.funding.unused', { yuan: number(rule.unused, 2) })].filter((words) => words !== '').join(' · ');
  const columns: Column<AppliedRule>[] = [
    { title: t('page.funding.rule'), cell: (r) => said(r.name), className: 'words' },
    { title: t('page.funding.kind'), cell: (r) => [said(r.kind), r.terms === null ? '' : said(r.terms)].filter((words) => words !== '').join(' · '), className: 'words' },
    ...payerColumns(rules),
    { title: t('page.funding.sum'), cell: (r) => number(wan(sum(r.paid)), 2), order: (r) => sum(r.paid), numeric: true },
    { title: t('page.funding.limits'), cell: remark, className: 'words' },
    { title: t('page.table.source'), cell: (r) => sourceOf(r.source), className: 'words source' },
  ];
  return dataTable(columns, rules, { name: 'funding-rules' });
}

/** By how much ceilings keep rules below what they promise, where they do. */
function shortColumns(years: BudgetYear[]): Column<BudgetYear>[] {
  if (years.every((y) => y.short === null)) return [];
  return [{ title: t('page.funding.short'), cell: (y) => number(wan(y.short ?? 0), 2), order: (y) => y.short ?? 0, numeric: true }];
}

function yearTable(years: BudgetYear[], name: string): HTMLElement {
  const columns: Column<BudgetYear>[] = [
    { title: t('page.funding.year'), cell: (y) => (y.open ? `${y.year} ${t('page.funding.open')}` : y.year) },
    ...(years.some((y) => y.purchases !== 0) ? [
      { title: t('page.funding.running'), cell: (y) => number(wan(y.running), 2), order: (y) => y.running, numeric: true },
      { title: t('page.funding.purchases'), cell: (y) => number(wan(y.purchases), 2), order: (y) => y.purchases, numeric: true },
    ] satisfies Column<BudgetYear>[] : []),
    { title: t('page.funding.cost'), cell: (y) => number(wan(y.running + y.purchases), 2), order: (y) => y.running + y.purchases, numeric: true },
    ...payerColumns(years),
    ...shortColumns(years),
  ];
  const amounts = columns.slice(1).map((c) => c.order);
  const totals = amounts.map((order) => h('td', { class: 'number' }, number(wan(sum(years.map((y) => Number(order ? order(y) : 0)))), 2)));
  const foot = h('tr', {}, h('td', {}, t('page.table.sum')), ...totals);
  return dataTable(columns, years, { name, foot: [foot] });
}

function sensitivityTable(shown: Shown): HTMLElement {
  const { plan } = shown;
  const steps = plan.bus_funding.sensitivity;
  const change = (payer: Payer, i: number): Column<SensitivityStep> => {
    const by = (s: SensitivityStep): number => (s.paid[i] ?? 0) - paid(plan, ['bus_share'], payer);
    return { title: payerName(payer), cell: (s) => signed(wan(by(s)), 2), order: by, numeric: true };
  };
  const used = payers.map((payer, i) => ({ payer, i })).filter(({ payer, i }) => paid(plan, ['bus_share'], payer) !== 0 || steps.some((s) => s.paid[i] !== 0));
  const columns: Column<SensitivityStep>[] = [
    { title: t('page.funding.driver'), cell: (s) => said(s.driver), className: 'words' },
    { title: t('page.funding.step'), cell: (s) => said(s.step), numeric: true },
    { title: t('page.funding.cost'), cell: (s) => signed(wan(s.cost - busCost(plan)), 2), order: (s) => s.cost - busCost(plan), numeric: true },
    ...used.map(({ payer, i }) => change(payer, i)),
  ];
  return dataTable(columns, steps, { name: 'funding-sensitivity' });
}

/** Nothing where no bus runs. */
export function fundingParts(shown: Shown): Child[] {
  const funding = shown.plan.bus_funding;
  if (funding.rules.length === 0) return [];
  return [
    h('h3', {}, t('page.funding.title')),
    h('p', { class: 'note' }, t('page.funding.note')),
    ruleTable(funding.rules),
    h('h3', {}, t('page.funding.budget')),
    h('p', { class: 'note' }, `${said(funding.vehicles)} ${t('page.funding.budget_note')}`),
    fold('fold-school-years', t('page.funding.school_years', { count: funding.school_years.length }), () => yearTable(funding.school_years, 'funding-school-years'), true),
    fold('fold-fiscal-years', t('page.funding.fiscal_years', { count: funding.fiscal_years.length }), () => yearTable(funding.fiscal_years, 'funding-fiscal-years'), false),
    fold('fold-sensitivity', t('page.funding.sensitivity'), () => sensitivityTable(shown), false),
  ];
}
