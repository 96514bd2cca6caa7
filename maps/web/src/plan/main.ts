// The planner's page: what was asked, the plans, the list from "close first" to "never".
import '../page.css';
import './plan.css';
import { byId, h, section } from '../dom';
import { embedded, unpacked } from '../embedded';
import { masthead, nameDocument, otherLanguage } from '../masthead';
import { preparePrint } from '../print';
import { dataTable } from '../table';
import { number, signed, speak, t, useWords, type Language } from '../words';
import type { Addition, Advice, Found, Plan } from './data';
import { frontierSection, nameOf } from './frontier';
import { keepListSection, said, showOnly } from './keep_list';
import { placeSection } from './place_map';
import { summarySection } from './summary';

function additionsSection(found: Found): HTMLElement | null {
  if (found.additions.length === 0) return null;
  return section('additions', t('page.plan.additions'), t('page.plan.additions_lead'),
    dataTable<Addition>([
      { title: t('page.plan.column.addition'), cell: (a) => a.name, order: (a) => a.name },
      { title: t('page.plan.column.in_plan'), cell: (a) => (a.in_best_plan ? t('page.plan.yes') : t('page.plan.no')) },
      { title: t('page.plan.column.purse_more'), cell: (a) => signed(a.purse_yuan_a_year, 0), order: (a) => a.purse_yuan_a_year, numeric: true },
      { title: t('page.plan.column.bus_more'), cell: (a) => signed(a.bus_yuan_a_year, 0), order: (a) => a.bus_yuan_a_year, numeric: true },
      { title: t('page.plan.axis.long'), cell: (a) => signed(a.more_long_journeys), order: (a) => a.more_long_journeys, numeric: true },
    ], found.additions, { name: 'additions' }));
}

class Page {
  private marked: Advice | null = null;

  constructor(
    private readonly found: Found,
    private language: Language,
    private shown: Plan,
  ) {}

  draw(): void {
    speak(this.language);
    nameDocument(this.language, `${this.found.county.name} · ${said(this.found.goal.title)}`);
    byId('header').replaceChildren(this.header());
    const choose = (plan: Plan): void => { this.shown = plan; this.draw(); };
    const parts = [
      summarySection(this.found, this.shown),
      frontierSection(this.found, this.shown, () => this.draw(), choose),
      placeSection(this.found, this.shown, this.marked, (school) => { showOnly(school); this.mark(school, 'keep-list'); }),
      additionsSection(this.found),
      keepListSection(this.found, (school) => this.mark(school, 'places')),
      section('basis', t('page.plan.basis'), null, h('p', {}, t('page.plan.basis_text', { candidates: number(this.found.work.candidates), seed: this.found.goal.seed, file: this.found.goal.file }))),
    ];
    byId('sections').replaceChildren(...parts.filter((part) => part !== null));
    byId('footer').textContent = t('page.footer');
    document.body.dataset.drawn = `${this.language} ${this.shown.file}`;
  }

  /** Rings a school on the map and goes to where it was looked for. */
  private mark(school: Advice, section: string): void {
    this.marked = school;
    this.draw();
    byId(section).scrollIntoView();
  }

  private header(): DocumentFragment {
    const turn = (): void => { this.language = otherLanguage(this.language); this.draw(); };
    const plans = h('nav', { class: 'scenarios', 'aria-label': t('page.plan.frontier') },
      this.found.plans.map((plan) =>
        h('button', { type: 'button', 'aria-pressed': plan === this.shown ? 'true' : 'false', 'data-plan': plan.file, click: () => { this.shown = plan; this.draw(); } },
          nameOf(plan), plan.is_best ? ` · ${t('page.plan.best')}` : '')));
    return masthead(said(this.found.goal.title), `${this.found.county.name} · ${t('page.plan.title')}`, this.found.county.invented, this.language, turn, plans);
  }
}

const found = unpacked<Found>('budian-plan');
useWords(embedded('budian-texts'));
const language: Language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
const best = found.plans.find((plan) => plan.is_best) ?? found.plans[0];
if (best) new Page(found, language, best).draw();
preparePrint();
