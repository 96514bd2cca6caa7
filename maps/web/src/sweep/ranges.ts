// The scenario's figures, each with what became of it in the runs.
import { h, section, type Child } from '../dom';
import { number, t } from '../words';
import { codeOf, figureName, groups, isVerdict, ofRuns, shown, unitName, type Group, type Range, type Result, type Swept } from './data';

const groupName = (group: Group): string =>
  ({ schools: t('page.sweep.group.schools'), pupils: t('page.sweep.group.pupils'), money: t('page.sweep.group.money'), indicators: t('page.sweep.group.indicators') })[group];

/** Least to greatest as a line, P10 to P90 as a bar, the median a stroke, the base a diamond. */
function bar(range: Range): Child {
  const { base, least, p10, median, p90, most } = range;
  if (least == null || most == null || p10 == null || p90 == null || median == null) return null;
  const [low, high] = [Math.min(least, base ?? least), Math.max(most, base ?? most)];
  if (low === high) return h('small', {}, t('page.sweep.same'));
  const at = (value: number): number => (100 * (value - low)) / (high - low);
  const piece = (name: string, from: number, to: number): HTMLElement => h('i', { class: name, style: `left:${at(from).toFixed(2)}%;width:${(at(to) - at(from)).toFixed(2)}%` });
  const told = t('page.sweep.bar_title', { least: shown(range, least), p10: shown(range, p10), median: shown(range, median), p90: shown(range, p90), most: shown(range, most), base: shown(range, base) });
  return h('div', { class: 'range', role: 'img', title: told, 'aria-label': told },
    piece('whole', least, most), piece('middle', p10, p90), piece('median', median, median), base === null ? null : piece('base', base, base));
}

function verdictRow(range: Range): Child[] {
  const meets = range.runs_that_meet ?? 0;
  return [
    h('td', { class: 'number base' }, range.base === null ? '—' : range.base > 0 ? t('page.verdict.pass') : t('page.verdict.fail')),
    h('td', { class: 'number', colspan: 2 }, range.runs_known === 0 ? '—' : t('page.sweep.meets', { runs: ofRuns(meets, range.runs_known) })),
    h('td', {}, range.runs_known === 0 ? null : h('div', { class: 'part' }, h('i', { style: `width:${((100 * meets) / range.runs_known).toFixed(2)}%` }))),
  ];
}

function row(swept: Swept, range: Range): HTMLElement {
  const dash = (from: number | null | undefined, to: number | null | undefined, middle: string): string => (range.runs_known === 0 ? '—' : `${shown(range, from)}${middle}${shown(range, to)}`);
  const unit = unitName(swept, range);
  return h('tr', { 'data-figure': codeOf(range) },
    h('th', { scope: 'row' }, figureName(swept, range), unit === '' ? null : [' ', h('small', {}, unit)]),
    isVerdict(range) ? verdictRow(range) : [
      h('td', { class: 'number base' }, shown(range, range.base)),
      h('td', { class: 'number' }, dash(range.p10, range.p90, ` – ${shown(range, range.median)} – `)),
      h('td', { class: 'number' }, dash(range.least, range.most, ' – ')),
      h('td', {}, bar(range)),
    ],
    h('td', { class: 'number' }, range.runs_not_known === 0 ? '' : number(range.runs_not_known)));
}

function head(unknown: boolean): HTMLElement {
  return h('thead', {}, h('tr', {},
    h('th', { scope: 'col' }, t('page.table.figure')),
    h('th', { class: 'number', scope: 'col' }, t('page.sweep.base')),
    h('th', { class: 'number', scope: 'col' }, t('page.sweep.column.middle')),
    h('th', { class: 'number', scope: 'col' }, t('page.sweep.column.whole')),
    h('th', { scope: 'col' }, t('page.sweep.column.bar')),
    h('th', { class: 'number', scope: 'col' }, unknown ? t('page.sweep.column.not_known') : '')));
}

let everything = false;

function table(swept: Swept, result: Result, group: Group): Child {
  const rows = result.ranges.filter((range) => {
    const words = swept.figures[codeOf(range)];
    return words?.group === group && (everything || words.first);
  });
  if (rows.length === 0) return null;
  const unknown = rows.some((range) => range.runs_not_known > 0);
  return [h('h3', {}, groupName(group)),
    h('div', { class: 'table ranges', 'data-group': group }, h('table', {}, head(unknown), h('tbody', {}, rows.map((range) => row(swept, range)))))];
}

export function rangesSection(swept: Swept, result: Result): HTMLElement {
  const place = h('div');
  const button = h('button', { type: 'button', id: 'all-figures', class: 'link', click: () => { everything = !everything; fill(); } });
  const fill = (): void => {
    button.textContent = everything ? t('page.sweep.fewer_figures') : t('page.sweep.all_figures', { count: result.ranges.length });
    place.replaceChildren(...[h('div', {}, groups.map((group) => table(swept, result, group)))]);
  };
  fill();
  return section('ranges', t('page.sweep.ranges'), t('page.sweep.ranges_lead'),
    h('p', { class: 'key' }, h('span', { class: 'range', 'aria-hidden': 'true' }, h('i', { class: 'whole', style: 'left:0;width:100%' }), h('i', { class: 'middle', style: 'left:20%;width:55%' }), h('i', { class: 'median', style: 'left:45%;width:0' }), h('i', { class: 'base', style: 'left:62%;width:0' })), ' ', t('page.sweep.key')),
    place, h('p', { class: 'choices' }, button),
    result.runs < 10 ? h('p', { class: 'note' }, t('page.sweep.few_runs')) : null,
    h('p', { class: 'note' }, t('page.sweep.not_known_note')));
}
