// The plans that nothing dominates: two figures against each other, and all of them in a table.
import * as Plot from '@observablehq/plot';
import { figure } from '../charts';
import { h, section } from '../dom';
import { ink, muted, planColour, todayColour } from '../palette';
import { dataTable } from '../table';
import { number, signed, t, tenThousand } from '../words';
import { allPayers, isToday, planName, tenThousandsMore, type Found, type Plan } from './data';

interface Axis { name: string; of: (plan: Plan, found: Found) => number; shown: (value: number) => string }

const axes = (): Record<string, Axis> => ({
  county: { name: t('page.plan.axis.county'), of: (p, f) => tenThousandsMore(f.today.yuan_a_year.county, p.figures.yuan_a_year.county), shown: (v) => signed(v, 1) },
  all: { name: t('page.plan.axis.all'), of: (p, f) => tenThousandsMore(allPayers(f.today), allPayers(p.figures)), shown: (v) => signed(v, 1) },
  schools: { name: t('page.plan.axis.schools'), of: (p) => p.figures.schools_open, shown: (v) => number(v) },
  long: { name: t('page.plan.axis.long'), of: (p) => p.figures.long_journeys, shown: (v) => number(v) },
  moved: { name: t('page.plan.axis.moved'), of: (p) => p.figures.moved, shown: (v) => number(v) },
  mean: { name: t('page.plan.axis.mean'), of: (p) => p.figures.mean_minutes, shown: (v) => number(v, 1) },
  p90: { name: t('page.plan.axis.p90'), of: (p) => p.figures.p90_minutes, shown: (v) => number(v, 1) },
  boarders: { name: t('page.plan.axis.boarders'), of: (p) => p.figures.boarders, shown: (v) => number(v) },
});

export const nameOf = (plan: Plan): string => (isToday(plan) ? t('page.keep_all') : planName(plan));

const chosen = { x: 'schools', y: 'county' };

function chart(found: Found, shown: Plan, width: number, choose: (plan: Plan) => void): Element {
  const [x, y] = [axes()[chosen.x], axes()[chosen.y]];
  if (!x || !y) return h('p');
  const colour = (p: Plan): string => (isToday(p) ? todayColour : p.is_best ? planColour : '#fff');
  const named = found.plans.filter((p) => isToday(p) || p.is_best);
  const values = found.plans.map((p) => x.of(p, found));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const at = (p: Plan): number => (most > least ? (x.of(p, found) - least) / (most - least) : 0.5);
  const ticks = most > least && most - least < 10 && values.every(Number.isInteger) ? most - least : undefined;  // no part of a school
  const drawn = Plot.plot({
    width, height: Math.min(380, Math.max(260, width * 0.45)), marginTop: 40, marginLeft: 64, marginBottom: 44, marginRight: 40, inset: 14, insetBottom: 26,
    r: { type: 'identity' },
    style: { fontSize: '12px', color: ink, background: 'transparent', overflow: 'visible' },
    x: { label: x.name, grid: true, nice: true, ticks, labelAnchor: 'center', labelArrow: 'none', labelOffset: 38 },
    y: { label: y.name, grid: true, nice: true, labelArrow: 'none', labelOffset: 64 },
    marks: [
      Plot.dot(found.plans, {
        x: (p: Plan) => x.of(p, found), y: (p: Plan) => y.of(p, found), r: (p: Plan) => (p === shown ? 8 : 6),
        fill: colour, stroke: (p: Plan) => (p === shown ? ink : planColour), strokeWidth: 2, symbol: (p: Plan) => (isToday(p) ? 'square' : 'circle'), ariaLabel: (p: Plan) => p.file,
        title: (p: Plan) => `${nameOf(p)}\n${x.name} ${x.shown(x.of(p, found))}\n${y.name} ${y.shown(y.of(p, found))}`,
      } as Plot.DotOptions),
      ...named.map((p) => Plot.text([p], {
        x: x.of(p, found), y: y.of(p, found), text: [t(isToday(p) ? 'page.today' : 'page.plan.best')], fill: muted,
        // Lower left a plan would be better in both figures, so mostly there is none; at the left edge the text goes to the right.
        dy: 16, dx: at(p) < 0.15 ? 8 : -8, textAnchor: at(p) < 0.15 ? 'start' : 'end',
      } as Plot.TextOptions)),
    ],
  });
  drawn.addEventListener('click', (event) => {
    const file = (event.target as Element).getAttribute('aria-label');
    const plan = found.plans.find((p) => p.file === file);
    if (plan) choose(plan);
  });
  return drawn;
}

export function frontierSection(found: Found, shown: Plan, redraw: () => void, choose: (plan: Plan) => void): HTMLElement {
  const pick = (which: 'x' | 'y'): HTMLElement =>
    h('label', {}, t(which === 'x' ? 'page.plan.axis_x' : 'page.plan.axis_y'), ' ',
      h('select', { name: `axis-${which}`, change: (event) => { chosen[which] = (event.target as HTMLSelectElement).value; redraw(); } },
        Object.entries(axes()).map(([key, axis]) => h('option', { value: key, selected: chosen[which] === key }, axis.name))));
  const change = (p: Plan): number => tenThousandsMore(found.today.yuan_a_year.county, p.figures.yuan_a_year.county);
  const changeOfAll = (p: Plan): number => tenThousandsMore(allPayers(found.today), allPayers(p.figures));
  return section('frontier', t('page.plan.frontier'), t('page.plan.frontier_lead'),
    h('p', { class: 'choices' }, pick('x'), ' ', pick('y')),
    figure(t('page.plan.frontier_chart'), t('page.plan.frontier_note'), (width) => chart(found, shown, width, choose)),
    dataTable<Plan>([
      { title: t('page.plan.column.plan'), cell: (p) => h('button', { type: 'button', class: 'link', 'data-plan': p.file, 'aria-pressed': p === shown ? 'true' : 'false', click: () => choose(p) }, nameOf(p), p.is_best ? ` (${t('page.plan.best')})` : '') },
      { title: t('page.plan.axis.schools'), cell: (p) => number(p.figures.schools_open), order: (p) => p.figures.schools_open, numeric: true },
      { title: t('page.plan.column.closures'), cell: (p) => number(p.figures.closures), order: (p) => p.figures.closures, numeric: true },
      { title: t('page.plan.axis.county'), cell: (p) => signed(change(p), 1), order: change, numeric: true },
      { title: t('page.plan.axis.all'), cell: (p) => signed(changeOfAll(p), 1), order: (p) => allPayers(p.figures), numeric: true },
      { title: t('page.plan.column.bus'), cell: (p) => tenThousand(p.figures.bus_yuan_a_year), order: (p) => p.figures.bus_yuan_a_year, numeric: true },
      { title: t('page.plan.axis.moved'), cell: (p) => number(p.figures.moved), order: (p) => p.figures.moved, numeric: true },
      { title: t('page.plan.column.moved_lower'), cell: (p) => number(p.figures.moved_grades_1_3), order: (p) => p.figures.moved_grades_1_3, numeric: true },
      { title: t('page.plan.column.riders'), cell: (p) => number(p.figures.riders), order: (p) => p.figures.riders, numeric: true },
      { title: t('page.plan.axis.boarders'), cell: (p) => number(p.figures.boarders), order: (p) => p.figures.boarders, numeric: true },
      { title: t('page.plan.axis.long'), cell: (p) => number(p.figures.long_journeys), order: (p) => p.figures.long_journeys, numeric: true },
      { title: t('page.plan.axis.mean'), cell: (p) => number(p.figures.mean_minutes, 1), order: (p) => p.figures.mean_minutes, numeric: true },
      { title: t('page.plan.axis.p90'), cell: (p) => number(p.figures.p90_minutes, 1), order: (p) => p.figures.p90_minutes, numeric: true },
      { title: t('page.plan.column.file'), cell: (p) => h('code', {}, p.file) },
    ], found.plans, { name: 'frontier', rowClass: (p) => (p === shown ? 'shown' : '') }));
}
