// The page: reads the report that stands in it, and draws it in the language and for the scenario chosen.
import 'ol/ol.css';
import './page.css';
import { byId, h } from './dom';
import { embedded, unpacked } from './embedded';
import { CountyMap } from './map/map';
import { preparePrint } from './print';
import type { Report } from './report';
import { balanceSection } from './sections/balance';
import { busesSection } from './sections/buses';
import { closuresSection } from './sections/closures';
import { fairnessSection } from './sections/fairness';
import { basisSection, comparisonSection, findingsSection } from './sections/findings';
import { moneySection } from './sections/money';
import { procedureSection } from './sections/procedure';
import { staffSection } from './sections/staff';
import { summarySection } from './sections/summary';
import { townshipsSection } from './sections/townships';
import { travelSection } from './sections/travel';
import { shownScenario } from './study';
import { said, speak, t, useWords, type Language } from './words';

class Page {
  private readonly map: CountyMap;

  constructor(
    private readonly report: Report,
    private language: Language,
    private scenario: number,
  ) {
    this.map = new CountyMap(report);
  }

  draw(): void {
    speak(this.language);
    document.documentElement.lang = this.language === 'zh' ? 'zh-CN' : 'en';
    const shown = shownScenario(this.report, this.scenario);
    document.title = `${this.report.county.name} · ${said(shown.plan.title)} · ${t('page.title')}`;
    byId('header').replaceChildren(this.header());
    byId('summary-place').replaceChildren(summarySection(shown));
    byId('map-title').textContent = t('page.section.map');
    byId('map-lead').textContent = t('page.map.lead');
    byId('map-picture').setAttribute('alt', t('page.section.map'));
    byId('sections').replaceChildren(
      comparisonSection(shown), travelSection(shown), closuresSection(shown), busesSection(shown), moneySection(shown), balanceSection(shown), staffSection(shown), ...[townshipsSection(shown), fairnessSection(shown), procedureSection(shown)].filter((part) => part !== null),
      findingsSection(shown), basisSection(shown),
    );
    byId('footer').textContent = t('page.footer');
    this.map.show(shown);
    document.body.dataset.drawn = `${this.language} ${this.scenario}`;
  }

  private header(): DocumentFragment {
    const { county, scenarios } = this.report;
    const other: Language = this.language === 'zh' ? 'en' : 'zh';
    const choose = (row: number) => (): void => { this.scenario = row; this.draw(); };
    const turn = (): void => { this.language = other; this.draw(); };
    const part = document.createDocumentFragment();
    if (county.invented) part.append(h('p', { class: 'invented' }, t('page.invented')));
    part.append(
      h('div', { class: 'masthead' },
        h('div', {}, h('h1', {}, county.name), h('p', {}, t('page.title'))),
        h('button', { type: 'button', id: 'language', lang: other === 'zh' ? 'zh-CN' : 'en', click: turn }, t('page.other_language')),
      ),
      h('nav', { class: 'scenarios', 'aria-label': t('page.scenarios') },
        scenarios.map((scenario, row) =>
          h('button', { type: 'button', 'aria-pressed': row === this.scenario ? 'true' : 'false', 'data-scenario': row, click: choose(row) },
            row === 0 ? t('page.keep_all') : said(scenario.title)))),
    );
    return part;
  }
}

const report = unpacked<Report>('budian-report');
useWords(embedded('budian-texts'), report.texts);
const language: Language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh';
// A reader comes to see a plan: the first one is shown, with today beside it.
const page = new Page(report, language, report.scenarios.length > 1 ? 1 : 0);
page.draw();
preparePrint();
