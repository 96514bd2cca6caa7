// How far each parameter moves a figure.
import * as Plot from '@observablehq/plot';
import { figure, legend } from '../charts';
import { h, section, type Child } from '../dom';
import { ink } from '../palette';
import { dataTable } from '../table';
import { inLanguage, number, signed, t } from '../words';
import { codeOf, drawn, figureName, fullName, groups, isVerdict, parameterName, shown, valueName, type Bar, type Result, type Swept, type Tornado } from './data';

const [lowColour, highColour] = ['#d8893b', '#1f5a7a'];
let chosen = '';

const width = (bar: Bar): number | null => (bar.figure_at_low === null || bar.figure_at_high === null ? null : Math.abs(bar.figure_at_high - bar.figure_at_low));

/** An end of a bar: what the figure is at low or at high values. */
interface End { bar: Bar; isLow: boolean; value: number; label: string; isLeft: boolean }

function ends(swept: Swept, tornado: Tornado): End[] {
  return tornado.parameters.flatMap((bar) => {
    const { figure_at_low: low, figure_at_high: high } = bar;
    if (low === null || high === null) return [];
    const end = (isLow: boolean, value: number, isLeft: boolean): End => ({ bar, isLow, value: drawn(tornado, value), label: valueName(swept, bar.parameter, isLow ? bar.low : bar.high), isLeft });
    return [end(true, low, low <= high), end(false, high, high < low)];
  });
}

/** Breaks a parameter's name where it is narrowed, so that it fits beside its bar. */
const twoLines = (name: string): string => name.replace(/ ?([（(])/, '\n$1');

/** A bar from low to high: as long as the parameter moves the figure, wherever the base lies. */
function chart(swept: Swept, tornado: Tornado, base: number, inner: number): Element {
  const points = ends(swept, tornado);
  const codes = tornado.parameters.map((bar) => bar.parameter);
  const left = Math.min(230, Math.round(inner * 0.36));
  const of = (p: End): string => p.bar.parameter;
  const told = (p: End): string => `${parameterName(swept, of(p))} ${p.label}: ${number(p.value, 2)}`;
  const label = (row: End[], anchor: 'start' | 'end', dx: number): Plot.Markish => Plot.text(row, { x: 'value', y: of, text: 'label', textAnchor: anchor, dx, fontSize: 11, stroke: '#f4f5f3', strokeWidth: 3, fill: ink });
  return Plot.plot({
    width: inner, height: 66 + codes.length * 38, marginLeft: left, marginRight: 20, marginTop: 8, marginBottom: 44,
    style: { fontSize: '12px', color: ink, background: 'transparent', overflow: 'visible' },
    x: { label: fullName(swept, tornado), grid: true, labelAnchor: 'center', labelOffset: 38, labelArrow: 'none', ticks: Math.max(3, Math.round(inner / 150)), insetLeft: 44, insetRight: 44 },
    y: { domain: codes, label: null, tickSize: 0, tickFormat: (code: string) => twoLines(parameterName(swept, code)), padding: 0.4 },
    marks: [
      Plot.barX(tornado.parameters.filter((bar) => width(bar) !== null), { x1: (bar: Bar) => drawn(tornado, bar.figure_at_low ?? 0), x2: (bar: Bar) => drawn(tornado, bar.figure_at_high ?? 0), y: 'parameter', fill: '#bcd0db' }),
      Plot.ruleX([base], { stroke: ink, strokeWidth: 1.4 }),
      Plot.dot(points, { x: 'value', y: of, r: 6, fill: (p: End) => (p.isLow ? lowColour : highColour), symbol: (p: End) => (p.isLow ? 'circle' : 'square'), title: told } as Plot.DotOptions),
      label(points.filter((p) => p.isLeft), 'end', -10),
      label(points.filter((p) => !p.isLeft), 'start', 10),
    ],
    color: { type: 'identity' }, symbol: { type: 'identity' },
  } as Plot.PlotOptions);
}

function numbers(swept: Swept, tornado: Tornado): HTMLElement {
  const change = (value: number | null): string => (value === null || tornado.base === null ? '—' : signed(Number(drawn(tornado, value - tornado.base).toFixed(3)), tornado.unit.startsWith('unit.yuan') ? 1 : Math.max(1, tornado.decimals)));
  const end = (bar: Bar, low: boolean): Child => {
    const value = low ? bar.figure_at_low : bar.figure_at_high;
    return [h('b', {}, valueName(swept, bar.parameter, low ? bar.low : bar.high)), ` → ${shown({ ...tornado, decimals: Math.max(1, tornado.decimals) }, value)} `, h('small', {}, change(value))];
  };
  return dataTable<Bar>([
    { title: t('page.sweep.column.parameter'), cell: (bar) => parameterName(swept, bar.parameter), className: 'words' },
    { title: t('page.sweep.column.at_low'), cell: (bar) => end(bar, true), order: (bar) => bar.figure_at_low, numeric: true },
    { title: t('page.sweep.column.at_high'), cell: (bar) => end(bar, false), order: (bar) => bar.figure_at_high, numeric: true },
    { title: t('page.sweep.column.width'), cell: (bar) => shown({ ...tornado, decimals: Math.max(1, tornado.decimals) }, width(bar)), order: width, numeric: true },
  ], tornado.parameters, { name: 'tornado' });
}

function told(swept: Swept, tornado: Tornado): Child[] {
  const drawable = tornado.base !== null && tornado.parameters.some((bar) => width(bar) !== null);
  const base = tornado.base === null ? 0 : drawn(tornado, tornado.base);
  return [
    drawable
      ? figure(t('page.sweep.tornado_chart', { figure: fullName(swept, tornado), base: shown(tornado, tornado.base) }), null, (inner) => chart(swept, tornado, base, Math.min(inner, 900)),
        legend([[lowColour, t('page.sweep.column.at_low')], [highColour, t('page.sweep.column.at_high')]]))
      : h('p', { class: 'none' }, t('page.sweep.not_drawn')),
    numbers(swept, tornado),
  ];
}

export function tornadoSection(swept: Swept, result: Result): HTMLElement {
  const of = result.tornado.filter((tornado) => !isVerdict(tornado));
  const wanted = ['measure.county_cash_change', 'measure.closed'];
  if (!of.some((tornado) => codeOf(tornado) === chosen)) chosen = wanted.find((code) => of.some((tornado) => codeOf(tornado) === code)) ?? (of[0] ? codeOf(of[0]) : '');
  const place = h('div');
  const fill = (): void => {
    const tornado = of.find((each) => codeOf(each) === chosen);
    place.replaceChildren(...(tornado ? [h('div', {}, told(swept, tornado))] : [h('p', { class: 'none' }, t('page.sweep.nothing_moves'))]));
  };
  fill();
  const options = groups.flatMap((group) => of.filter((tornado) => swept.figures[codeOf(tornado)]?.group === group && (swept.figures[codeOf(tornado)]?.first ?? false)));
  const others = of.filter((tornado) => !options.includes(tornado));
  const option = (tornado: Tornado): HTMLElement => h('option', { value: codeOf(tornado), selected: codeOf(tornado) === chosen }, figureName(swept, tornado));
  const still = swept.parameters.filter((p) => !of.some((tornado) => tornado.parameters.some((bar) => bar.parameter === p.code && (width(bar) ?? 1) > 0)));
  return section('tornado', t('page.sweep.tornado'), t('page.sweep.tornado_lead'),
    of.length === 0 ? null : h('p', { class: 'choices' }, h('label', {}, t('page.sweep.choose_figure'), ' ',
      h('select', { name: 'figure', change: (event) => { chosen = (event.target as HTMLSelectElement).value; fill(); } },
        h('optgroup', { label: t('page.sweep.first_figures') }, options.map(option)), others.length > 0 ? h('optgroup', { label: t('page.sweep.other_figures') }, others.map(option)) : null))),
    place,
    still.length > 0 ? h('p', { class: 'note' }, t('page.sweep.moves_nothing', { names: still.map((p) => inLanguage(p.name)).join(t('page.sweep.comma')) })) : null,
    h('p', { class: 'note' }, { grid: t('page.sweep.means.grid'), random: t('page.sweep.means.random'), one_at_a_time: t('page.sweep.means.one_at_a_time') }[swept.sweep.design]));
}
