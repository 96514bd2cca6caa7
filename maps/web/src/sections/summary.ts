// The first screen: what the plan does to children, to money and to balance, beside keeping every school.
import { h, type Child } from '../dom';
import type { Scenario, StageResult } from '../report';
import { both, busCost, paid, stageName, total, type Shown } from '../study';
import { kilometres, number, percent, said, signed, t, tenThousand } from '../words';

/** Which way of a figure is good for those concerned. */
type Good = 'less' | 'more' | 'neither';
interface Figure {
  name: string;
  value: (scenario: Scenario) => number | null;
  decimals: number;
  good: Good;
  /** A mark behind the value, such as the verdict. */
  mark?: (scenario: Scenario) => Child;
}

export function change(before: number | null, after: number | null, decimals: number, good: Good): HTMLElement {
  if (before === null || after === null) return h('span', { class: 'change' }, '—');
  // Of the figures as shown, so that a reader who subtracts gets the same.
  const shown = (value: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;
  const difference = shown(after) - shown(before);
  const text = signed(difference, decimals);
  const none = !/[1-9]/.test(text);
  const side = none || good === 'neither' ? '' : difference < 0 === (good === 'less') ? 'better' : 'worse';
  const word = side === 'better' ? t('page.better') : side === 'worse' ? t('page.worse') : '';
  const arrow = none ? '' : difference > 0 ? ' ▲' : ' ▼';
  return h('span', { class: `change ${side}`, title: word }, none ? t('page.no_change') : text + arrow);
}

function panel(id: string, title: string, figures: Figure[], shown: Shown): HTMLElement {
  const row = (f: Figure): HTMLElement => {
    const [before, after] = [f.value(shown.today), f.value(shown.plan)];
    const cell = (scenario: Scenario, value: number | null): Child[] => [number(value, f.decimals), f.mark?.(scenario)];
    return h('tr', {},
      h('th', { scope: 'row' }, f.name),
      h('td', { class: 'number today' }, cell(shown.today, before)),
      shown.isToday ? null : h('td', { class: 'number plan' }, cell(shown.plan, after)),
      shown.isToday ? null : h('td', { class: 'number' }, change(before, after, f.decimals, f.good)),
    );
  };
  return h('article', { class: 'panel', id },
    h('h3', {}, title),
    h('table', {},
      h('thead', {}, h('tr', {},
        h('th', {}, h('span', { class: 'hidden' }, t('page.table.figure'))),
        h('th', { class: 'number today', scope: 'col' }, t('page.keep_all')),
        shown.isToday ? null : h('th', { class: 'number plan', scope: 'col' }, t('page.plan')),
        shown.isToday ? null : h('th', { class: 'number', scope: 'col' }, t('page.change')),
      )),
      h('tbody', {}, figures.map(row)),
    ),
  );
}

const km = (metres: number | null): number | null => (metres === null ? null : metres / 1000);

function childrenFigures(): Figure[] {
  return [
    { name: t('page.figure.displaced'), value: (s) => s.displaced, decimals: 0, good: 'neither' },
    { name: t('page.figure.displaced_lower'), value: (s) => s.displaced_by_band[0], decimals: 0, good: 'neither' },
    { name: t('page.figure.mean_primary'), value: (s) => km(s.by_stage[0].mean_metres), decimals: 2, good: 'less' },
    { name: t('page.figure.p90_primary'), value: (s) => km(s.by_stage[0].p90_metres), decimals: 2, good: 'less' },
    { name: t('page.figure.mean_time'), value: (s) => both(s, 'mean_minutes'), decimals: 1, good: 'less' },
    { name: t('page.figure.riders'), value: (s) => total(s, 'riders'), decimals: 0, good: 'neither' },
    { name: t('page.figure.over_limit'), value: (s) => total(s, 'over_limit'), decimals: 0, good: 'less' },
  ];
}

function moneyFigures(): Figure[] {
  const wan = (yuan: number): number => yuan / 10000;
  return [
    { name: t('page.figure.bus_cost'), value: (s) => wan(busCost(s)), decimals: 1, good: 'less' },
    { name: t('page.figure.bus_county'), value: (s) => wan(paid(s, ['bus_share'], 'county')), decimals: 1, good: 'less' },
    { name: t('page.figure.bus_township'), value: (s) => wan(paid(s, ['bus_share'], 'township')), decimals: 1, good: 'less' },
    { name: t('page.figure.bus_family'), value: (s) => wan(paid(s, ['bus_share'], 'family')), decimals: 1, good: 'less' },
    { name: t('page.figure.funds'), value: (s) => wan(paid(s, ['public_funds'])), decimals: 1, good: 'more' },
    { name: t('page.figure.vehicles'), value: (s) => s.buses.vehicles, decimals: 0, good: 'neither' },
    { name: t('page.figure.schools_open'), value: (s) => s.schools.open.filter((open) => open === 1).length, decimals: 0, good: 'neither' },
  ];
}

/** On the line, where one figure decides; among many judged figures one is often near its line. */
export const isNear = (result: StageResult): boolean => result.composite_line !== null && result.near_line;

/** Null: it cannot be told. No figures are no failure. */
export function verdict(passes: boolean | null, near = false): HTMLElement {
  if (passes === null) return h('span', { class: 'verdict' }, t('page.verdict.unknown'));
  return h('span', { class: `verdict ${passes ? 'pass' : 'fail'}` }, t(passes ? 'page.verdict.pass' : 'page.verdict.fail'), near ? t('page.verdict.near') : null);
}

function balanceFigures(shown: Shown): Figure[] {
  return shown.report.standards.flatMap((standard, row) =>
    [0, 1].map((stage): Figure => {
      const at = (s: Scenario) => s.standards[row]?.stages[stage];
      const composite = at(shown.today)?.composite_line ?? null;
      const line = composite ?? at(shown.today)?.indicators.find((i) => i.line !== null)?.line ?? null;
      const worst = (s: Scenario): number | null => {
        const cvs = (at(s)?.indicators ?? []).map((i) => i.cv).filter((cv): cv is number => cv !== null);
        return cvs.length > 0 ? Math.max(...cvs) : null;
      };
      const words = { standard: said(standard.name), stage: stageName(stage), line: number(line, 2) };
      return {
        name: composite === null ? t('page.figure.worst_cv', words) : t('page.figure.composite', words),
        value: (s) => (composite === null ? worst(s) : (at(s)?.composite ?? null)),
        decimals: 3, good: 'less', mark: (s) => { const stageResult = at(s); return stageResult ? verdict(stageResult.passes, isNear(stageResult)) : null; },
      };
    }),
  );
}

/** What the plan does, in plain words. */
export function account(shown: Shown): string[] {
  const { plan, today } = shown;
  if (shown.isToday) {
    const pupils = total(today, 'pupils');
    return [
      t('page.account.today', { schools: number(today.schools.open.filter((o) => o === 1).length), pupils: number(pupils), primary: kilometres(today.by_stage[0].mean_metres), junior: kilometres(today.by_stage[1].mean_metres) }),
      t('page.account.today_over', { over: number(total(today, 'over_limit')), share: percent(total(today, 'over_limit'), pupils) }),
    ];
  }
  const closed = plan.closures.filter((c) => c.closes);
  const receivers = new Set(plan.closures.flatMap((c) => c.receivers.map(([school]) => school)));
  const lines = [
    t('page.account.closes', { closed: number(closed.length), pupils: number(plan.displaced), receivers: number(receivers.size) }),
    plan.buses.vehicles > 0
      ? t('page.account.buses', { riders: number(plan.buses.riders), buses: number(plan.buses.vehicles), lines: number(plan.buses.lines.length), longest: number(plan.buses.longest_ride_minutes) })
      : t('page.account.no_buses'),
    t('page.account.distance', { before: kilometres(today.by_stage[0].mean_metres), after: kilometres(plan.by_stage[0].mean_metres), over_before: number(total(today, 'over_limit')), over_after: number(total(plan, 'over_limit')) }),
  ];
  if (busCost(plan) > 0)
    lines.push(t('page.account.money', { cost: tenThousand(busCost(plan)), county: tenThousand(paid(plan, ['bus_share'], 'county')), township: tenThousand(paid(plan, ['bus_share'], 'township')), family: tenThousand(paid(plan, ['bus_share'], 'family')) }));
  const funds = paid(plan, ['public_funds']) - paid(today, ['public_funds']);
  if (Math.abs(funds) >= 500) lines.push(t(funds < 0 ? 'page.account.funds_less' : 'page.account.funds_more', { amount: tenThousand(Math.abs(funds)) }));
  if (plan.refusals.length > 0) lines.push(t('page.account.refused', { count: number(plan.refusals.length) }));
  lines.push(t('page.account.keep'));
  return lines;
}

export function summarySection(shown: Shown): HTMLElement {
  return h('section', { id: 'summary', class: shown.isToday ? 'only-today' : '' },
    h('h2', { class: 'title' }, said(shown.plan.title)),
    h('p', { class: 'account' }, account(shown).join(t('page.account.joint'))),
    h('div', { class: 'panels' },
      panel('children', t('page.panel.children'), childrenFigures(), shown),
      panel('money-panel', t('page.panel.money'), moneyFigures(), shown),
      panel('balance-panel', t('page.panel.balance'), balanceFigures(shown), shown),
    ),
    h('p', { class: 'note' }, t('page.summary.note')),
  );
}
