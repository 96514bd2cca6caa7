// Guarantee items that follow from the layout, and the schools at fault.
import type { GuaranteeResult } from '../balance_report';
import { fold, h, type Child } from '../dom';
import { schoolName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, percent, said, t, tenThousand } from '../words';
import { sourceOf } from './ledger_words';
import { verdict } from './summary';

export function guaranteesPart(shown: Shown, standard: number): Child {
  const rules = shown.report.standards[standard]?.rules.guarantees ?? [];
  const results = shown.plan.balance[standard]?.guarantees ?? [];
  const rows = rules.flatMap((rule, i) => (results[i] ? [{ rule, result: results[i], before: shown.today.balance[standard]?.guarantees[i] }] : []));
  if (rows.length === 0) return null;
  type Row = (typeof rows)[number];
  const share = (value: number | null): string => (value === null ? '—' : percent(value, 1));
  const shares = (result: GuaranteeResult): string => (result.shares.every((s) => s === null) ? '' : t('page.balance.shares', { primary: share(result.shares[0]), junior: share(result.shares[1]) }));
  const both = (row: Row, value: (r: GuaranteeResult) => string): string => (shown.isToday || !row.before || value(row.before) === value(row.result) ? value(row.result) : `${value(row.before)} → ${value(row.result)}`);
  const columns: Column<Row>[] = [
    { title: t('page.balance.guarantee'), cell: (r) => [`${r.rule.item} `, said(r.rule.name), h('small', {}, ' ', said(r.rule.note))], className: 'words' },
    { title: t('page.table.verdict'), cell: (r) => (r.rule.judged ? verdict(r.result.passes) : t('page.balance.information_only')) },
    { title: t('page.balance.judged'), cell: (r) => [number(r.result.schools), r.result.not_known > 0 ? t('page.balance.not_known', { count: number(r.result.not_known) }) : null], numeric: true },
    { title: t('page.balance.at_fault'), cell: (r) => (r.rule.judged ? both(r, (one) => number(one.at_fault)) : '—'), numeric: true },
    { title: t('page.balance.missing'), cell: (r) => shares(r.result) || both(r, (one) => number(one.missing)), numeric: true },
    { title: t('page.balance.money_wan'), cell: (r) => (r.result.money === null || r.result.missing === 0 ? '—' : tenThousand(r.result.money, 2)), numeric: true },
    { title: t('page.table.source'), cell: (r) => sourceOf(r.rule.source), className: 'words source' },
  ];
  return [
    h('h4', {}, t('page.balance.guarantees')), dataTable(columns, rows, { name: `guarantees-${standard}` }),
    rows.filter((r) => r.result.cases.length > 0).map((r) => fold(`fold-guarantee-${standard}-${r.rule.item}`, t(r.rule.judged ? 'page.balance.cases' : 'page.balance.cases_told', { item: r.rule.item, count: number(new Set(r.result.cases.map((one) => one.school)).size) }), () => casesTable(shown, standard, r.rule.item, r.result))),
  ];
}

function casesTable(shown: Shown, standard: number, item: number, result: GuaranteeResult): HTMLElement {
  type Row = GuaranteeResult['cases'][number];
  const columns: Column<Row>[] = [
    { title: t('page.table.school'), cell: (r) => schoolName(shown, r.school), order: (r) => schoolName(shown, r.school), className: 'name' },
    { title: t('page.balance.thing'), cell: (r) => said(r.thing) },
    { title: t('page.balance.have'), cell: (r) => number(r.have), order: (r) => r.have, numeric: true },
    { title: t('page.balance.needed'), cell: (r) => number(r.needed), order: (r) => r.needed, numeric: true },
    { title: t('page.balance.missing'), cell: (r) => number(r.missing), order: (r) => r.missing, numeric: true },
    { title: t('page.balance.money_wan'), cell: (r) => (r.money === null ? t('page.balance.no_price') : tenThousand(r.money, 2)), order: (r) => r.money, numeric: true },
  ];
  return dataTable(columns, result.cases, { name: `cases-${standard}-${item}` });
}
