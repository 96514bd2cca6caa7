// The head of a page: what it is about, and the switch of language.
import { h, type Child } from './dom';
import { t, type Language } from './words';

export const otherLanguage = (language: Language): Language => (language === 'zh' ? 'en' : 'zh');

/** `below` stands under the title; `turn` is called to read the page in the other language. */
export function masthead(title: string, subtitle: string, invented: boolean, language: Language, turn: () => void, below: Child): DocumentFragment {
  const part = document.createDocumentFragment();
  if (invented) part.append(h('p', { class: 'invented' }, t('page.invented')));
  part.append(h('div', { class: 'masthead' },
    h('div', {}, h('h1', {}, title), h('p', {}, subtitle)),
    h('button', { type: 'button', id: 'language', lang: otherLanguage(language) === 'zh' ? 'zh-CN' : 'en', click: turn }, t('page.other_language'))));
  if (below instanceof Node) part.append(below);
  return part;
}

/** The document's own language and title, as screen readers and print take them. */
export function nameDocument(language: Language, title: string): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  document.title = title;
}
