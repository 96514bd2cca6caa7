// Each school that some run touches: in how many it closes, and what decides it.
import { figure, legend } from '../charts';
import { h, section, type Child } from '../dom';
import { placeMap, type Mark } from '../places';
import { dataTable, type Column } from '../table';
import { number, t } from '../words';
import { keyOf, ofRuns, parameterName, sureties, suretyOf, valueName, type Deciding, type Result, type School, type Surety, type Swept } from './data';

export const suretyColours: Record<Surety, string> = { always: '#b4490f', doubtful: '#f2b632', never: '#1f5a7a' };
export const suretyName = (surety: Surety): string =>
  ({ always: t('page.sweep.surety.always'), doubtful: t('page.sweep.surety.doubtful'), never: t('page.sweep.surety.never') })[surety];
const fateName = (base: School['base']): string =>
  ({ closed: t('page.sweep.fate.closed'), reduced: t('page.sweep.fate.reduced'), refused: t('page.sweep.fate.refused'), stays: t('page.sweep.fate.stays') })[base];

/** The doubtful first, in each kind those that close most. */
export const inOrder = (schools: School[]): School[] =>
  [...schools].sort((a, b) => sureties.indexOf(suretyOf(a)) - sureties.indexOf(suretyOf(b)) || b.closed - a.closed || b.refused - a.refused || a.township.localeCompare(b.township, 'zh'));

/** Of a single run what became of the school, of several a count. */
const became = (closed: number, runs: number): string => (runs === 1 ? (closed === 1 ? t('page.sweep.fate.closed') : t('page.sweep.fate.kept')) : ofRuns(closed, runs));

function deciding(swept: Swept, by: Deciding): Child {
  return [h('b', {}, parameterName(swept, by.parameter)), t('page.sweep.decides', {
    low: valueName(swept, by.parameter, by.low), closed_low: became(by.closed_at_low, by.runs_at_low),
    high: valueName(swept, by.parameter, by.high), closed_high: became(by.closed_at_high, by.runs_at_high),
  })];
}

/** What separates closed from kept; where all is drawn at once, small differences come by chance too. */
function decided(swept: Swept, school: School): Child {
  if (school.deciding.length === 0) return suretyOf(school) === 'doubtful' ? t('page.sweep.decided_by_none') : t('page.sweep.decided_by_nothing');
  const faint = school.deciding.filter((by) => by.perhaps_by_chance);
  return [
    h('ul', {}, school.deciding.filter((by) => !by.perhaps_by_chance).map((by) => h('li', {}, deciding(swept, by)))),
    faint.length === 0 ? null : h('p', { class: 'faint' }, t('page.sweep.faint'), faint.map((by, i) => [i > 0 ? t('page.sweep.semicolon') : '', deciding(swept, by)])),
  ];
}

/** `only` is the key of a school that stands alone until a filter is changed. */
const filter: { surety: Surety | ''; township: string; words: string; only: string } = { surety: '', township: '', words: '', only: '' };
function matches(school: School): boolean {
  if (filter.only !== '') return keyOf(school) === filter.only;
  return (filter.surety === '' || suretyOf(school) === filter.surety) && (filter.township === '' || school.township === filter.township) &&
    (filter.words === '' || school.name.includes(filter.words) || school.code.includes(filter.words));
}

/** A column of counts, where any run has one. */
function counts(title: string, of: (school: School) => number, rows: School[]): Column<School>[] {
  return rows.every((s) => of(s) === 0) ? [] : [{ title, cell: (s) => (of(s) === 0 ? '' : number(of(s))), order: of, numeric: true }];
}

function table(swept: Swept, result: Result, rows: School[], locate: ((school: School) => void) | null): HTMLElement {
  const name = (s: School): Child => [locate ? h('button', { type: 'button', class: 'link', title: t('page.plan.on_map'), click: () => locate(s) }, h('b', {}, s.name)) : h('b', {}, s.name), h('br'), h('small', {}, [s.township, s.code].filter((part) => part !== '').join(' · '))];
  const share = (s: School): Child => [ofRuns(s.closed, s.runs), h('div', { class: 'part' }, h('i', { style: `width:${(s.runs > 0 ? (100 * s.closed) / s.runs : 0).toFixed(2)}%` }))];
  return dataTable<School>([
    { title: t('page.sweep.column.surety'), cell: (s) => h('span', { class: `surety ${suretyOf(s)}` }, suretyName(suretyOf(s))), order: (s) => sureties.indexOf(suretyOf(s)) },
    { title: t('page.sweep.column.school'), cell: name, order: (s) => s.name },
    { title: t('page.sweep.column.in_base'), cell: (s) => fateName(s.base), order: (s) => s.base },
    { title: t('page.sweep.column.closed'), cell: share, order: (s) => s.closed, className: 'closed-in' },
    ...counts(t('page.sweep.column.reduced'), (s) => s.reduced, result.schools),
    ...counts(t('page.sweep.column.refused'), (s) => s.refused, result.schools),
    { title: t('page.sweep.column.decided'), cell: (s) => decided(swept, s), className: 'decided' },
  ], rows, { name: 'schools', className: 'swept-schools', rowClass: (s) => suretyOf(s) });
}

function marks(swept: Swept, result: Result): Mark[] {
  const places = new Map(swept.map?.schools.map((each) => [each.id, each.place]));
  return result.schools.flatMap((s) => {
    const place = places.get(keyOf(s));
    return place ? [{ key: keyOf(s), place, colour: suretyColours[suretyOf(s)], strong: s.base === 'closed', title: `${s.name} · ${s.township}\n${suretyName(suretyOf(s))} · ${ofRuns(s.closed, s.runs)}` }] : [];
  });
}

export function placesSection(swept: Swept, result: Result, marked: School | null, mark: (school: School) => void): HTMLElement | null {
  const ground = swept.map;
  if (!ground || result.schools.length === 0) return null;
  const choose = (key: string): void => {
    const school = result.schools.find((s) => keyOf(s) === key);
    if (!school) return;
    Object.assign(filter, { surety: '', township: '', words: school.name, only: key });
    mark(school);
  };
  const used = sureties.filter((surety) => result.schools.some((s) => suretyOf(s) === surety));
  return section('places', t('page.sweep.places'), t('page.sweep.places_lead'),
    figure(t('page.sweep.places_chart'), t('page.sweep.places_note'),
      (width) => placeMap(ground, ground.schools.map((s) => s.place), marks(swept, result), width, marked ? keyOf(marked) : '', choose),
      legend(used.map((surety) => [suretyColours[surety], suretyName(surety)]))));
}

export function schoolsSection(swept: Swept, result: Result, locate: (school: School) => void): HTMLElement {
  if (result.schools.length === 0) return section('schools', t('page.sweep.schools'), t('page.sweep.no_schools'));
  const place = h('div');
  const count = h('p', { class: 'note', id: 'schools-count' });
  const onMap = swept.map ? locate : null;
  const fill = (): void => {
    const rows = inOrder(result.schools).filter(matches);
    count.textContent = t('page.plan.shown_of', { shown: rows.length, all: result.schools.length });
    place.replaceChildren(table(swept, result, rows, onMap));
  };
  fill();
  const choice = (name: 'surety' | 'township', all: string, values: [string, string][]): HTMLElement =>
    h('select', { name, 'aria-label': all, change: (event) => { filter[name] = (event.target as HTMLSelectElement).value as Surety; filter.only = ''; fill(); } },
      h('option', { value: '' }, all), values.map(([value, label]) => h('option', { value, selected: filter[name] === value }, label)));
  const used = sureties.filter((surety) => result.schools.some((s) => suretyOf(s) === surety));
  const townships = [...new Set(result.schools.map((s) => s.township))].sort((a, b) => a.localeCompare(b, 'zh'));
  return section('schools', t('page.sweep.schools'), t('page.sweep.schools_lead'),
    h('p', { class: 'choices' },
      choice('surety', t('page.sweep.all_sureties'), used.map((surety) => [surety, `${suretyName(surety)} (${result.schools.filter((s) => suretyOf(s) === surety).length})`])), ' ',
      choice('township', t('page.plan.all_townships'), townships.map((name) => [name, name])), ' ',
      h('input', { type: 'search', placeholder: t('page.plan.find_school'), 'aria-label': t('page.plan.find_school'), value: filter.words, input: (event) => { filter.words = (event.target as HTMLInputElement).value.trim(); filter.only = ''; fill(); } })),
    count, place,
    result.schools.some((s) => s.refused > 0) ? h('p', { class: 'note' }, t('page.sweep.refused_note')) : null,
    h('p', { class: 'note' }, t('page.sweep.untouched_note')));
}
