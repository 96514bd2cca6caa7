// The checklist of each closure: what the documents ask for, step by step, and the figures that decide it.
import { fold, h, section } from '../dom';
import type { Checklist, Step } from '../report';
import { schoolAt, schoolName, townshipName, type Shown } from '../study';
import { dataTable, type Column } from '../table';
import { number, said, t } from '../words';
import { sourceOf } from './ledger_words';

const states: Record<Step['state'], string> = {
  passed: 'page.step.passed',
  open: 'page.step.open',
  failed: 'page.step.failed',
  does_not_apply: 'page.step.does_not_apply',
};
const verdicts: Record<Checklist['verdict'], string> = {
  not_permissible: 'page.procedure.not_permissible',
  failed: 'page.procedure.failed',
  open: 'page.procedure.open',
  complete: 'page.procedure.complete',
};
const worst: Record<Checklist['verdict'], number> = { not_permissible: 0, failed: 1, open: 2, complete: 3 };

const stateOf = (state: Step['state']): HTMLElement => h('span', { class: `step ${state}` }, t(states[state]));
const verdictOf = (list: Checklist): HTMLElement => h('span', { class: `step ${list.verdict === 'complete' ? 'passed' : list.verdict === 'open' ? 'open' : 'failed'}` }, t(verdicts[list.verdict]));

function checklist(shown: Shown, list: Checklist): HTMLElement {
  const { steps } = shown.report.appraisal;
  const name = (s: Step): string => said(steps[s.item]?.name ?? 0) + (steps[s.item]?.must_keep ? t('page.procedure.must_keep') : steps[s.item]?.forbids ? t('page.procedure.forbids') : steps[s.item]?.mandatory ? '' : t('page.procedure.not_binding'));
  const columns: Column<Step>[] = [
    { title: t('page.procedure.step'), cell: name, className: 'words' },
    { title: t('page.procedure.state'), cell: (s) => stateOf(s.state) },
    { title: t('page.procedure.figures'), cell: (s) => said(s.figures), className: 'words' },
    { title: t('page.table.source'), cell: (s) => { const step = steps[s.item]; return step ? sourceOf(step.source) : ''; }, className: 'words source' },
  ];
  return h('div', {},
    h('dl', {},
      h('dt', {}, t('page.procedure.must_keep_test')), h('dd', {}, stateOf(list.must_keep)),
      h('dt', {}, t('page.procedure.keeping')), h('dd', { class: 'keeping' }, said(list.keeping)),
      h('dt', {}, t('page.procedure.closing')), h('dd', { class: 'closing' }, said(list.closing))),
    dataTable(columns, list.steps, { name: `checklist-${list.closure}` }));
}

export function procedureSection(shown: Shown): HTMLElement | null {
  const lists = shown.plan.appraisal?.procedure ?? [];
  if (lists.length === 0) return null;
  const school = (list: Checklist): number => shown.plan.closures[list.closure]?.school ?? 0;
  const count = (list: Checklist, state: Step['state']): number => list.steps.filter((s) => s.state === state).length;
  const sorted = [...lists].sort((a, b) => worst[a.verdict] - worst[b.verdict]);
  const columns: Column<Checklist>[] = [
    { title: t('page.table.school'), cell: (l) => h('b', {}, schoolName(shown, school(l))), order: (l) => schoolName(shown, school(l)), className: 'name' },
    { title: t('page.table.township'), cell: (l) => townshipName(shown, schoolAt(shown, school(l)).township), order: (l) => schoolAt(shown, school(l)).township, className: 'name' },
    { title: t('page.procedure.verdict'), cell: verdictOf, order: (l) => worst[l.verdict] },
    { title: t('page.step.passed'), cell: (l) => number(count(l, 'passed')), order: (l) => count(l, 'passed'), numeric: true },
    { title: t('page.step.open'), cell: (l) => number(count(l, 'open')), order: (l) => count(l, 'open'), numeric: true },
    { title: t('page.step.failed'), cell: (l) => number(count(l, 'failed')), order: (l) => count(l, 'failed'), numeric: true },
  ];
  const with_verdict = (verdict: Checklist['verdict']): string => number(lists.filter((l) => l.verdict === verdict).length);
  const lead = t('page.procedure.lead', { closures: number(lists.length), not_permissible: with_verdict('not_permissible'), failed: with_verdict('failed'), open: with_verdict('open'), complete: with_verdict('complete') });
  return section('procedure', t('page.section.procedure'), lead,
    dataTable(columns, sorted, { name: 'procedure' }),
    fold('fold-checklists', t('page.procedure.all', { count: number(lists.length) }), () =>
      sorted.map((list) => fold(`fold-checklist-${list.closure}`, [schoolName(shown, school(list)), ' · ', verdictOf(list)], () => checklist(shown, list)))),
  );
}
