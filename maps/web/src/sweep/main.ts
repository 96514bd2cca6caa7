// The page of a sweep: what was varied, the figures with their ranges, what moves them, how sure each closure is.
import '../page.css';
import '../plan/plan.css';
import './sweep.css';
import { byId, h, section, type Child } from '../dom';
import { embedded, unpacked } from '../embedded';
import { masthead, nameDocument, otherLanguage } from '../masthead';
import { preparePrint } from '../print';
import { inLanguage, list, number, speak, t, useWords, type Language } from '../words';
import { codeOf, suretyOf, type Result, type School, type Swept } from './data';
import { rangesSection } from './ranges';
import { placesSection, schoolsSection } from './schools';
import { tornadoSection } from './tornado';

class Page {
  private marked: School | null = null;

  constructor(
    private readonly swept: Swept,
    private language: Language,
    private shown: number,
  ) {}

  draw(): void {
    speak(this.language);
    const title = inLanguage(this.swept.sweep.title);
    nameDocument(this.language, `${this.swept.county.name} · ${title}`);
    const turn = (): void => { this.language = otherLanguage(this.language); this.draw(); };
    byId('header').replaceChildren(masthead(title, `${this.swept.county.name} · ${t('page.sweep.title')}`, this.swept.county.invented, this.language, turn, this.choices()));
    const result = this.swept.sweep.scenarios[this.shown];
    byId('sections').replaceChildren(...(result ? this.parts(result) : [h('p', { class: 'alarm' }, t('page.sweep.no_base'))]));
    byId('footer').textContent = t('page.footer');
    document.body.dataset.drawn = `${this.language} ${this.shown}`;
  }

  private parts(result: Result): Node[] {
    return [
      this.summary(result),
      rangesSection(this.swept, result),
      schoolsSection(this.swept, result, (school) => this.mark(school, 'places')),
      placesSection(this.swept, result, this.marked, (school) => this.mark(school, 'schools')),
      tornadoSection(this.swept, result),
      this.basis(),
    ].filter((part) => part !== null);
  }

  /** Rings a school on the map and goes to where it was looked for. */
  private mark(school: School, part: string): void {
    this.marked = school;
    this.draw();
    byId(part).scrollIntoView();
  }

  private title(row: number): string {
    const named = this.swept.scenarios[row];
    return named ? inLanguage(named.title) : '';
  }

  private choices(): Child {
    if (this.swept.scenarios.length < 2) return null;
    return h('nav', { class: 'scenarios', 'aria-label': t('page.sweep.scenarios') },
      this.swept.scenarios.map((_, row) => h('button', { type: 'button', 'aria-pressed': row === this.shown ? 'true' : 'false', 'data-scenario': row, click: () => { this.shown = row; this.marked = null; this.draw(); } }, this.title(row))));
  }

  private varied(): Child {
    const base = this.swept.scenarios[this.shown]?.base ?? {};
    return h('div', { class: 'table' }, h('table', { id: 'varied' },
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('page.sweep.column.parameter')), h('th', { scope: 'col' }, t('page.sweep.column.base_value')), h('th', { scope: 'col' }, t('page.sweep.column.values')))),
      h('tbody', {}, this.swept.parameters.map((parameter) => {
        const value = base[parameter.code];
        return h('tr', {}, h('th', { scope: 'row' }, inLanguage(parameter.name)), h('td', {}, value ? inLanguage(value) : '—'), h('td', {}, inLanguage(parameter.varied)));
      }))));
  }

  private summary(result: Result): HTMLElement {
    const { sweep } = this.swept;
    const of = (surety: string): number => result.schools.filter((s) => suretyOf(s) === surety).length;
    const design = { grid: t('page.sweep.design.grid'), random: t('page.sweep.design.random'), one_at_a_time: t('page.sweep.design.one_at_a_time') }[sweep.design];
    const closed = result.ranges.find((range) => codeOf(range) === 'measure.closed');
    return section('summary', t('page.sweep.summary', { scenario: this.title(this.shown) }), null,
      sweep.missing.length > 0 ? h('p', { class: 'alarm' }, t('page.sweep.missing', { missing: number(sweep.missing.length), all: number(sweep.runs), runs: list(sweep.missing.slice(0, 12).map(String)) + (sweep.missing.length > 12 ? '…' : '') })) : null,
      h('p', { class: 'account' }, t('page.sweep.runs', { runs: number(result.runs) }), ' ', design, ' ',
        closed && closed.least != null && closed.most != null ? t('page.sweep.closes', { base: number(closed.base), least: number(closed.least), most: number(closed.most) }) : null, ' ',
        result.schools.length > 0 ? t('page.sweep.account', { always: number(of('always')), doubtful: number(of('doubtful')), never: number(of('never')) }) : t('page.sweep.no_schools')),
      h('p', { class: 'caution' }, t('page.sweep.caution'), ' ', sweep.design === 'random' ? t('page.sweep.caution_drawn') : t('page.sweep.caution_listed')),
      h('h3', {}, t('page.sweep.varied')), this.varied());
  }

  private basis(): HTMLElement {
    const { file, seed } = this.swept;
    return section('basis', t('page.plan.basis'), null, h('p', {}, t('page.sweep.basis', { file }), ' ', seed === null ? null : t('page.sweep.seed', { seed })));
  }
}

const swept = unpacked<Swept>('budian-sweep');
useWords(embedded('budian-texts'));
new Page(swept, document.documentElement.lang.startsWith('en') ? 'en' : 'zh', 0).draw();
preparePrint();
