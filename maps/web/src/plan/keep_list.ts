// Every teaching point from "close first" to "never", with what speaks for it and what would change it.
import { payerName } from '../charts';
import { h, section, type Child } from '../dom';
import { payers } from '../report';
import { dataTable } from '../table';
import { inLanguage, language, list, number, signed, t } from '../words';
import { keyOf, ranks, standardName, type Advice, type Change, type Found, type Rank, type Sentence } from './data';

export const rankName = (rank: Rank): string =>
  ({ close_first: t('page.plan.rank.close_first'), close: t('page.plan.rank.close'), may_close: t('page.plan.rank.may_close'), keep: t('page.plan.rank.keep'), not_asked: t('page.plan.rank.not_asked') })[rank];

export const said: (sentence: Sentence) => string = inLanguage;
const shownChange = (advice: Advice): Change | null => advice.beside_plan ?? advice.alone;

export function how(change: Change | null): string {
  if (!change) return '—';
  const words = { close: t('page.plan.does.close'), merge: t('page.plan.does.merge', { receiver: change.into?.name ?? '' }), teaching_point: t('page.plan.does.teaching_point'), visit: t('page.plan.does.visit') }[change.does];
  const to = change.does !== 'merge' && change.receivers.length > 0 ? t('page.plan.receivers', { names: list(change.receivers.slice(0, 3).map((r) => `${r.name} ${r.pupils}`)) }) : '';
  const board = { nobody: '', far: t('page.plan.does.boards_far'), all: t('page.plan.does.boards') }[change.boarders];
  return [words, board, to].filter((part) => part !== '').join(language() === 'zh' ? '；' : '; ');
}

const yuan = (change: Change | null): string => signed(change?.purse_yuan_a_year ?? null, 0);
const longer = (change: Change | null, band: 'grades_1_3' | 'grades_4_6'): string => signed(change?.minutes_longer[band] ?? null, 1);
const byPayer = (change: Change): Child =>
  list(payers
    .filter((payer) => Math.round(change.yuan_a_year[payer] ?? 0) !== 0)
    .map((payer) => `${payerName(payer)} ${signed(change.yuan_a_year[payer], 0)}`));

function paysUpTo(advice: Advice): string {
  if (!advice.alone || advice.alone.does === 'teaching_point') return '—';
  if (!advice.pays_at_all) return t('page.plan.never_pays');
  return advice.pays_up_to_roll === null ? t('page.plan.always_pays') : number(advice.pays_up_to_roll);
}

/** `only` is the key of a school that stands alone until a filter is changed. */
const filter: { rank: Rank | ''; township: string; words: string; only: string } = { rank: '', township: '', words: '', only: '' };

function matches(advice: Advice): boolean {
  if (filter.only !== '') return keyOf(advice) === filter.only;
  return (filter.rank === '' || advice.rank === filter.rank) && (filter.township === '' || advice.township === filter.township) &&
    (filter.words === '' || advice.name.includes(filter.words) || advice.code.includes(filter.words));
}

/** The list shows one school alone until its filters are changed. */
export function showOnly(advice: Advice): void {
  Object.assign(filter, { rank: '', township: '', words: advice.name, only: keyOf(advice) });
}

/** Changes of CVs that show with four places. */
function balance(found: Found, change: Change): string {
  const parts = Object.entries(change.cv_change ?? {}).flatMap(([code, cv]): [string, number | null][] => [[t('page.plan.cv_primary', { standard: standardName(found, code) }), cv.primary], [t('page.plan.cv_junior', { standard: standardName(found, code) }), cv.junior]]);
  return list(parts.filter(([, more]) => more !== null && Math.abs(more) >= 0.00005).map(([name, more]) => `${name} ${signed(more, 4)}`));
}

/** Who pays, and what becomes of the CVs. */
function consequences(found: Found, change: Change | null): Child[] {
  if (!change) return [];
  const cvs = balance(found, change);
  return [h('li', {}, t('page.plan.by_payer'), byPayer(change)), cvs === '' ? null : h('li', {}, cvs)];
}

function table(found: Found, rows: Advice[], locate: (advice: Advice) => void): HTMLElement {
  const purse = found.goal.purse === 'county' ? t('page.plan.purse_county') : t('page.plan.purse_all');
  return dataTable<Advice>([
    { title: t('page.plan.column.rank'), cell: (a) => h('span', { class: `rank ${a.rank}` }, rankName(a.rank)), order: (a) => ranks.indexOf(a.rank) },
    { title: t('page.plan.column.school'), cell: (a) => [h('button', { type: 'button', class: 'link', title: t('page.plan.on_map'), click: () => locate(a) }, h('b', {}, a.name)), h('br'), h('small', {}, `${a.township} · ${a.code}`)], order: (a) => a.name },
    { title: t('page.plan.column.roll'), cell: (a) => number(a.roll), order: (a) => a.roll, numeric: true },
    { title: t('page.plan.column.how'), cell: (a) => how(shownChange(a)) },
    { title: t('page.plan.column.alone', { purse }), cell: (a) => yuan(a.alone), order: (a) => a.alone?.purse_yuan_a_year ?? null, numeric: true },
    { title: t('page.plan.column.beside', { purse }), cell: (a) => yuan(a.beside_plan), order: (a) => a.beside_plan?.purse_yuan_a_year ?? null, numeric: true },
    { title: t('page.plan.column.longer_1_3'), cell: (a) => longer(shownChange(a), 'grades_1_3'), order: (a) => shownChange(a)?.minutes_longer.grades_1_3 ?? null, numeric: true },
    { title: t('page.plan.column.longer_4_6'), cell: (a) => longer(shownChange(a), 'grades_4_6'), order: (a) => shownChange(a)?.minutes_longer.grades_4_6 ?? null, numeric: true },
    { title: t('page.plan.column.pays'), cell: paysUpTo, order: (a) => (a.alone && a.pays_at_all ? (a.pays_up_to_roll ?? Infinity) : 0), numeric: true },
    { title: t('page.plan.column.why'), className: 'why', cell: (a) => [
      h('ul', {}, a.reasons.map((reason) => h('li', {}, said(reason))), consequences(found, shownChange(a))),
      a.what_would_change_it.length > 0 ? h('p', { class: 'flips' }, h('b', {}, t('page.plan.flips')), ' ', a.what_would_change_it.map(said).join(language() === 'zh' ? '；' : '; ')) : null,
      a.next_best && !a.reasons.some((reason) => reason.key?.startsWith('advice.second')) ? h('p', {}, h('b', {}, t('page.plan.next_best')), ' ', how(a.next_best), ' ', yuan(a.next_best)) : null,
    ] },
  ], rows, { name: 'keep_list', rowClass: (a) => `rank-${a.rank}`, className: 'keep-list' });
}

export function keepListSection(found: Found, locate: (advice: Advice) => void): HTMLElement {
  const place = h('div');
  const count = h('p', { class: 'note', id: 'keep-list-count' });
  const fill = (): void => {
    const rows = found.schools.filter(matches);
    count.textContent = t('page.plan.shown_of', { shown: rows.length, all: found.schools.length });
    place.replaceChildren(table(found, rows, locate));
  };
  fill();
  const choice = (name: 'rank' | 'township', all: string, values: [string, string][]): HTMLElement =>
    h('select', { name, 'aria-label': all, change: (event) => { filter[name] = (event.target as HTMLSelectElement).value as Rank; filter.only = ''; fill(); } },
      h('option', { value: '' }, all), values.map(([value, label]) => h('option', { value, selected: filter[name] === value }, label)));
  const used = ranks.filter((rank) => found.schools.some((a) => a.rank === rank));
  const townships = [...new Set(found.schools.map((a) => a.township))].sort((a, b) => a.localeCompare(b, 'zh'));
  return section('keep-list', t('page.plan.keep_list'), t('page.plan.keep_list_lead'),
    h('p', { class: 'choices' },
      choice('rank', t('page.plan.all_ranks'), used.map((rank) => [rank, `${rankName(rank)} (${found.schools.filter((a) => a.rank === rank).length})`])), ' ',
      choice('township', t('page.plan.all_townships'), townships.map((name) => [name, name])), ' ',
      h('input', { type: 'search', placeholder: t('page.plan.find_school'), 'aria-label': t('page.plan.find_school'), value: filter.words, input: (event) => { filter.words = (event.target as HTMLInputElement).value.trim(); filter.only = ''; fill(); } })),
    found.keep_list.words ? h('p', { class: 'note', id: 'keep-list-basis' }, said(found.keep_list.words)) : null,
    count, h('p', { class: 'note printed-note' }, t('page.plan.printed')), place);
}
