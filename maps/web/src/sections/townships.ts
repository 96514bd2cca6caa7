// The township districts: score and warnings, and every figure of the ledger beside today's.
import { fold, h, section, type Child } from '../dom';
import type { TownshipColumn, TownshipScore } from '../report';
import { townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, percent, said, t } from '../words';
import { sourceOf } from './ledger_words';
import { change } from './summary';

const marks: Record<TownshipScore['mark'], string> = {
  none: 'page.mark.none',
  amber: 'page.mark.amber',
  red: 'page.mark.red',
};
const markRank: Record<TownshipScore['mark'], number> = { red: 0, amber: 1, none: 2 };

export const markOf = (mark: TownshipScore['mark']): HTMLElement => h('span', { class: `mark ${mark}` }, t(marks[mark]));

/** "Share of large classes 12.5 %". */
function causes(shown: Shown, score: TownshipScore): Child {
  const { columns, score: rules } = shown.report.appraisal;
  return score.causes.map((cause) => {
    const column = columns.find((c) => c.key === rules.marks[cause.mark]?.key);
    return column ? h('div', {}, `${said(column.name)} ${number(cause.value, column.decimals)} ${said(column.unit)}`) : null;
  });
}

function scoreTable(shown: Shown): HTMLElement {
  const { today, plan } = shown;
  const rows = plan.appraisal.scores.map((_, row) => row);
  const after = (row: number): TownshipScore | undefined => plan.appraisal.scores[row];
  const before = (row: number): TownshipScore | undefined => today.appraisal.scores[row];
  const columns: Column<number>[] = [
    { title: t('page.table.township'), cell: (r) => townshipName(shown, r), order: (r) => townshipName(shown, r), className: 'name' },
    { title: t('page.townships.score'), cell: (r) => number(after(r)?.score, 1), order: (r) => after(r)?.score ?? null, numeric: true },
    { title: t('page.townships.rank'), cell: (r) => number(after(r)?.rank), order: (r) => after(r)?.rank ?? null, numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.townships.score_today'), cell: (r: number) => number(before(r)?.score, 1), order: (r: number) => before(r)?.score ?? null, numeric: true },
      { title: t('page.change'), cell: (r: number) => change(before(r)?.score ?? null, after(r)?.score ?? null, 1, 'more'), order: (r: number) => (after(r)?.score ?? 0) - (before(r)?.score ?? 0), numeric: true },
    ]),
    { title: t('page.townships.known'), cell: (r) => number(after(r)?.known_weight), order: (r) => after(r)?.known_weight ?? null, numeric: true },
    { title: t('page.townships.mark'), cell: (r) => markOf(after(r)?.mark ?? 'none'), order: (r) => markRank[after(r)?.mark ?? 'none'] },
    { title: t('page.townships.causes'), cell: (r) => { const score = after(r); return score ? causes(shown, score) : ''; }, className: 'words' },
  ];
  return dataTable(columns, rows, { name: 'township-scores' });
}

function weightTable(shown: Shown): HTMLElement {
  const { columns, score } = shown.report.appraisal;
  type Part = (typeof score.parts)[number];
  const column = (p: Part): TownshipColumn | undefined => columns.find((c) => c.key === p.key);
  return dataTable<Part>([
    { title: t('page.table.figure'), cell: (p) => said(column(p)?.name ?? 0), className: 'words' },
    { title: t('page.table.unit'), cell: (p) => said(column(p)?.unit ?? 0) },
    { title: t('page.townships.weight'), cell: (p) => number(p.weight), order: (p) => p.weight, numeric: true },
    { title: t('page.townships.full_at'), cell: (p) => number(p.full_at, 1), numeric: true },
    { title: t('page.townships.zero_at'), cell: (p) => number(p.zero_at, 1), numeric: true },
  ], score.parts, { name: 'township-weights' });
}

/** Rank among the townships; equal values share one. */
function rankOf(values: (number | null)[], value: number | null, better: TownshipColumn['better']): number | null {
  if (value === null || better === 'neither') return null;
  return 1 + values.filter((other) => other !== null && (better === 'more' ? other > value : other < value)).length;
}

let chosen = 'within_lines.lower_primary';

function figureTable(shown: Shown): HTMLElement {
  const { columns } = shown.report.appraisal;
  const k = Math.max(0, columns.findIndex((c) => c.key === chosen));
  const column = columns[k];
  if (!column) return h('p');
  const before = shown.today.appraisal.ledger.townships.map((figures) => figures[k] ?? null);
  const after = shown.plan.appraisal.ledger.townships.map((figures) => figures[k] ?? null);
  const county = shown.plan.appraisal.ledger.county[k] ?? null;
  const at = (values: (number | null)[], row: number): number | null => values[row] ?? null;
  const shownColumns: Column<number>[] = [
    { title: t('page.table.township'), cell: (r) => townshipName(shown, r), order: (r) => townshipName(shown, r), className: 'name' },
    { title: t('page.keep_all'), cell: (r) => number(at(before, r), column.decimals), order: (r) => at(before, r), numeric: true },
    ...(shown.isToday ? [] : [
      { title: t('page.plan'), cell: (r: number) => number(at(after, r), column.decimals), order: (r: number) => at(after, r), numeric: true },
      { title: t('page.change'), cell: (r: number) => change(at(before, r), at(after, r), column.decimals, column.better), order: (r: number) => (at(after, r) ?? 0) - (at(before, r) ?? 0), numeric: true },
    ]),
    ...(column.adds_up ? [{ title: t('page.townships.share'), cell: (r: number) => (at(after, r) === null ? '—' : percent(at(after, r) ?? 0, county ?? 0)), numeric: true }] : []),
    ...(column.better === 'neither' ? [] : [{ title: t('page.townships.rank'), cell: (r: number) => number(rankOf(after, at(after, r), column.better)), order: (r: number) => rankOf(after, at(after, r), column.better), numeric: true }]),
  ];
  const cells: Child[] = [h('td', {}, t('page.townships.county')), h('td', { class: 'number' }, number(shown.today.appraisal.ledger.county[k] ?? null, column.decimals))];
  if (!shown.isToday)
    cells.push(h('td', { class: 'number' }, number(county, column.decimals)), h('td', { class: 'number' }, change(shown.today.appraisal.ledger.county[k] ?? null, county, column.decimals, column.better)));
  const rest = shownColumns.length - cells.length;
  if (rest > 0) cells.push(h('td', { colspan: rest }));
  return dataTable(shownColumns, after.map((_, row) => row), { name: 'township-figures', foot: [h('tr', {}, cells)] });
}

/** One figure of the ledger at a time, chosen from the list. */
function ledger(shown: Shown): Child {
  const place = h('div', {}, figureTable(shown));
  const choose = (event: Event): void => {
    chosen = (event.target as HTMLSelectElement).value;
    place.replaceChildren(figureTable(shown));
  };
  const options = shown.report.appraisal.columns.map((c) => h('option', { value: c.key, selected: c.key === chosen }, said(c.unit) ? `${said(c.name)} (${said(c.unit)})` : said(c.name)));
  return [h('label', { class: 'choose' }, t('page.townships.choose'), ' ', h('select', { id: 'township-figure', change: choose }, options)), place];
}

export function townshipsSection(shown: Shown): HTMLElement | null {
  if (!shown.plan.appraisal?.scores.length) return null;
  const { score } = shown.report.appraisal;
  return section('townships', t('page.section.townships'), t('page.townships.lead'),
    h('h3', {}, said(score.name)),
    h('p', { class: 'note' }, sourceOf(score.source)),
    scoreTable(shown),
    fold('fold-weights', t('page.townships.weights'), () => weightTable(shown)),
    h('h3', {}, t('page.townships.ledger')),
    ledger(shown),
  );
}
