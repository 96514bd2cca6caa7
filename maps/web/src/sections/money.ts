// Who pays what: the ledger, line by line.
import { payerChart, payerName } from '../charts';
import { fold, h, section } from '../dom';
import { payers, topics, type LedgerLine, type Payer, type Topic } from '../report';
import { paid, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, said, t, tenThousand } from '../words';
import { billPart } from './bill';
import { fundingParts } from './funding';
import { sourceOf, topicNames } from './ledger_words';
import { change } from './summary';

function payerTable(shown: Shown): HTMLElement {
  const wan = (yuan: number): number => yuan / 10000;
  // Buses and public funds answer different questions, so they are never added up.
  const part = (topic: Topic, titles: [string, string]): Column<Payer>[] => {
    const before = (p: Payer): number => wan(paid(shown.today, [topic], p));
    const after = (p: Payer): number => wan(paid(shown.plan, [topic], p));
    const today: Column<Payer> = { title: t(titles[0]), cell: (p) => number(before(p), 1), numeric: true };
    if (shown.isToday) return [today];
    return [today, { title: t(titles[1]), cell: (p) => number(after(p), 1), numeric: true }, { title: t('page.change'), cell: (p) => change(before(p), after(p), 1, 'neither'), numeric: true }];
  };
  const columns: Column<Payer>[] = [
    { title: t('page.table.payer'), cell: (p) => payerName(p) },
    ...part('bus_share', ['page.table.bus_today', 'page.table.bus_plan']),
    ...part('public_funds', ['page.table.funds_today', 'page.table.funds_plan']),
  ];
  const used = payers.filter((p) => paid(shown.today, ['bus_share', 'public_funds'], p) !== 0 || paid(shown.plan, ['bus_share', 'public_funds'], p) !== 0);
  return dataTable(columns, used, { name: 'payers' });
}

function ledgerTable(topic: Topic, lines: LedgerLine[]): HTMLElement {
  const columns: Column<LedgerLine>[] = [
    { title: t('page.table.item'), cell: (l) => said(l.text), className: 'words' },
    { title: t('page.table.quantity'), cell: (l) => `${number(l.quantity, Number.isInteger(l.quantity) ? 0 : 2)} ${said(l.unit)}`, order: (l) => l.quantity, numeric: true },
    { title: t('page.table.rate'), cell: (l) => `× ${number(l.rate, Number.isInteger(l.rate) ? 0 : 2)}`, order: (l) => l.rate, numeric: true },
    { title: t('page.table.amount'), cell: (l) => `= ${number(l.amount, 2)}`, order: (l) => l.amount, numeric: true },
    { title: t('page.table.payer'), cell: (l) => (l.payer ? payerName(l.payer) : t('page.payer.shared')), order: (l) => l.payer ?? '' },
    { title: t('page.table.source'), cell: (l) => sourceOf(l.source), className: 'words source' },
  ];
  const sum = lines.reduce((s, l) => s + l.amount, 0);
  const foot = h('tr', {}, h('td', { colspan: 3 }, t('page.table.sum')), h('td', { class: 'number' }, number(sum, 2)), h('td', { colspan: 2 }));
  return dataTable(columns, lines, { name: `ledger-${topic}`, foot: [foot], className: 'ledger' });
}

export function moneySection(shown: Shown): HTMLElement {
  const { plan, today } = shown;
  const parts = topics.map((topic) => ({ topic, lines: plan.ledger.filter((l) => l.topic === topic) })).filter((p) => p.lines.length > 0);
  const posts = h('p', {}, t(shown.isToday ? 'page.money.posts_today' : 'page.money.posts', { before: number(today.posts, 1), after: number(plan.posts, 1), teachers: number(plan.teachers) }));
  return section('money', t('page.section.money'), t('page.money.lead'),
    payerChart(shown),
    h('h3', {}, t('page.money.by_payer')), payerTable(shown), posts,
    billPart(shown),
    fundingParts(shown),
    h('h3', {}, t('page.money.ledger')),
    h('p', { class: 'note' }, t('page.money.ledger_note')),
    parts.map(({ topic, lines }) =>
      fold(`fold-ledger-${topic}`, t('page.money.topic', { topic: t(topicNames[topic]), count: lines.length, sum: tenThousand(lines.reduce((s, l) => s + l.amount, 0)) }), () => ledgerTable(topic, lines), lines.length <= 12),
    ),
  );
}
