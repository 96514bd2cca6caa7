// The whole bill: who pays how much today and under the plan, line by line, and what each closure changes.
import { payerName } from '../charts';
import { fold, h, type Child } from '../dom';
import type { BillLine, BillPayer, BillSums, ClosureBill } from '../report';
import { schoolName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, said, signed, t, tenThousand } from '../words';
import { sourceOf, topicNames } from './ledger_words';

const natures: Record<BillLine['nature'], string> = {
  operating: 'page.bill.nature.operating',
  annuity: 'page.bill.nature.annuity',
  one_off: 'page.bill.nature.one_off',
  time: 'page.bill.nature.time',
};

type Figure = [title: string, of: (p: BillPayer, plan: boolean) => number];
const sum = (part: 0 | 1 | 2) => (p: BillPayer, plan: boolean): number => (plan ? p.plan : p.today)[part];
const figures: () => Figure[] = () => [
  [t('page.bill.operating'), sum(0)],
  [t('page.bill.annuity'), sum(1)],
  [t('page.bill.once'), sum(2)],
  [t('page.bill.value'), (p, plan) => (plan ? p.value_plan : p.value_today)],
];

/** Today → plan of each figure; figures that are nothing everywhere are left out. */
function payerTable(shown: Shown): HTMLElement {
  const { payers } = shown.plan.bill;
  const used = figures().filter(([, of]) => payers.some((p) => of(p, false) !== 0 || of(p, true) !== 0));
  const cell = (rows: BillPayer[], of: Figure[1]): Child => {
    const [before, after] = [false, true].map((plan) => rows.reduce((s, p) => s + of(p, plan), 0)) as [number, number];
    if (shown.isToday) return tenThousand(after);
    return [`${tenThousand(before)} → ${tenThousand(after)} `, h('b', {}, signed((after - before) / 10000, 1))];
  };
  const columns: Column<BillPayer>[] = [
    { title: t('page.table.payer'), cell: (p) => payerName(p.payer) },
    ...used.map(([title, of]): Column<BillPayer> => ({ title, cell: (p) => cell([p], of), numeric: true })),
  ];
  const foot = h('tr', {}, h('td', {}, t('page.bill.all')), used.map(([, of]) => h('td', { class: 'number' }, cell(payers, of))));
  return dataTable(columns, payers, { name: 'bill-payers', foot: [foot] });
}

function lineTable(lines: BillLine[]): HTMLElement {
  const columns: Column<BillLine>[] = [
    { title: t('page.table.item'), cell: (l) => [h('b', {}, t(topicNames[l.topic])), ' ', said(l.text)], className: 'words' },
    { title: t('page.table.payer'), cell: (l) => (l.payer ? payerName(l.payer) : t('page.payer.shared')), order: (l) => l.payer ?? '' },
    { title: t('page.bill.nature'), cell: (l) => t(natures[l.nature]), order: (l) => l.nature },
    { title: t('page.bill.counted'), cell: (l) => t(l.counts ? 'page.bill.yes' : 'page.bill.no') },
    { title: t('page.bill.before'), cell: (l) => number(l.before), order: (l) => l.before, numeric: true },
    { title: t('page.bill.after'), cell: (l) => number(l.after), order: (l) => l.after, numeric: true },
    { title: t('page.change'), cell: (l) => signed(l.after - l.before), order: (l) => l.after - l.before, numeric: true },
    { title: t('page.table.source'), cell: (l) => sourceOf(l.source), className: 'words source' },
  ];
  return dataTable(columns, lines, { name: 'bill-lines', className: 'ledger' });
}

function closureTable(shown: Shown, bills: ClosureBill[]): HTMLElement {
  const name = (b: ClosureBill): string => (b.school === null ? t('page.bill.beside') : schoolName(shown, b.school));
  const yuan = (title: string, of: (b: ClosureBill) => number): Column<ClosureBill> => ({ title, cell: (b) => signed(of(b)), order: of, numeric: true });
  const columns: Column<ClosureBill>[] = [
    { title: t('page.table.school'), cell: (b) => h('b', {}, name(b)), order: name, className: 'name' },
    { title: t('page.table.pupils'), cell: (b) => number(b.pupils), order: (b) => b.pupils, numeric: true },
    { title: t('page.table.riders'), cell: (b) => number(b.riders), order: (b) => b.riders, numeric: true },
    yuan(t('page.bill.county'), (b) => b.county),
    yuan(t('page.bill.township'), (b) => b.township),
    yuan(t('page.bill.centre'), (b) => b.centre),
    yuan(t('page.bill.family'), (b) => b.family),
    yuan(t('page.bill.all'), (b) => b.all),
    yuan(t('page.bill.once'), (b) => b.once),
    yuan(t('page.bill.county_value'), (b) => b.value),
    yuan(t('page.bill.buses'), (b) => b.buses),
    yuan(t('page.bill.meals'), (b) => b.meals),
    yuan(t('page.bill.school'), (b) => b.school_funds),
    yuan(t('page.bill.hours'), (b) => b.hours),
    { title: t('page.bill.posts'), cell: (b) => signed(b.posts, 1), order: (b) => b.posts, numeric: true },
  ];
  return dataTable(columns, bills, { name: 'bill-closures' });
}

const all = (sums: BillSums[]): number => sums.reduce((s, each) => s + each[0] + each[1], 0);

export function billPart(shown: Shown): Child {
  const { bill } = shown.plan;
  const [before, after] = bill.hours;
  const time = { before: number(before), after: number(after), value: tenThousand(bill.time_value) };
  const lines = fold('fold-bill-lines', t('page.bill.lines', { count: bill.lines.length }), () => lineTable(bill.lines));
  return [
    h('h3', {}, t('page.bill.title')),
    h('p', { class: 'note' }, t('page.bill.lead')),
    h('div', { id: 'bill', 'data-plan': all(bill.payers.map((p) => p.plan)) }, payerTable(shown)),
    shown.isToday ? null : h('p', {}, t('page.bill.school_loss', { change: signed(bill.school_income / 10000, 1) })),
    h('p', {}, t(shown.isToday ? 'page.bill.time_today' : 'page.bill.time', time)),
    shown.isToday ? null : lines,
    bill.closures.length > 0 ? [h('h3', {}, t('page.bill.closures')), h('p', { class: 'note' }, t('page.bill.closures_lead')), closureTable(shown, bill.closures)] : null,
    h('h4', {}, t('page.bill.notes')),
    h('ul', { class: 'remarks' }, bill.notes.map((row, i) => h('li', {}, said(row), i === 0 ? [' ', sourceOf(bill.horizon_source)] : null))),
  ];
}
