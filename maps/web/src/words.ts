// The words of the page: one table in both languages, compiled from the program's messages.
import type { TextRow } from './report';

export type Language = 'zh' | 'en';
/** The same words in both languages. */
export interface Both { zh: string; en: string }
type Texts = Record<string, Both>;

let table: Texts = {};
let sentences: [string, string][] = [];
let current: Language = 'zh';

/** The table of words, and the sentences that the program wrote. */
export function useWords(texts: Texts, rows: [string, string][] = []): void {
  table = texts;
  sentences = rows;
}
export function speak(language: Language): void {
  current = language;
}
export const language = (): Language => current;

/** The text of a key with its arguments filled in. A missing key shows as itself, so that it is seen. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const entry = table[key];
  if (!entry) return key;
  return entry[current].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in values ? String(values[name]) : whole,
  );
}

/** A sentence that the program wrote. */
export function said(row: TextRow): string {
  const pair = sentences[row];
  return pair ? pair[current === 'zh' ? 0 : 1] : '';
}

/** Of words that stand in both languages, those of the page's. */
export const inLanguage = (words: Both): string => words[current];

const minus = '−';
/** A number with grouped thousands; nothing gives a dash. */
export function number(value: number | null | undefined, decimals = 0): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '—';
  const factor = 10 ** decimals;
  const rounded = Math.round(Math.abs(value) * factor) / factor;
  const [whole, part] = rounded.toFixed(decimals).split('.');
  const grouped = (whole ?? '0').replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return (value < 0 && rounded !== 0 ? minus : '') + grouped + (part ? `.${part}` : '');
}

/** A change with its sign; none is shown as 0. */
export function signed(value: number | null | undefined, decimals = 0): string {
  const shown = number(value, decimals);
  if (shown === '—' || shown.startsWith(minus) || Number(shown.replace(/,/g, '')) === 0) return shown;
  return `+${shown}`;
}

export const kilometres = (metres: number | null | undefined, decimals = 2): string =>
  number(metres === null || metres === undefined ? null : metres / 1000, decimals);
/** Yuan in units of 10,000 (万元). */
export const tenThousand = (yuan: number | null | undefined, decimals = 1): string =>
  number(yuan === null || yuan === undefined ? null : yuan / 10000, decimals);
export const percent = (part: number, whole: number, decimals = 1): string =>
  whole > 0 ? `${number((100 * part) / whole, decimals)}%` : '—';
/** Minutes of the day as 07:35. */
export function clock(minutes: number | null): string {
  if (minutes === null) return '—';
  const whole = Math.round(minutes);
  return `${String(Math.floor(whole / 60)).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}
/** A list of names as the language writes it. */
export const list = (parts: string[]): string => parts.join(current === 'zh' ? '、' : ', ');
