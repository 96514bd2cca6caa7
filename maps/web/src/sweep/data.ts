// The form of what a sweep says: sweep.json with its words and the ground; maps/sweep/sweep_page.cpp and maps/sweep/sweep_json.cpp write it.
import type { Ground } from '../places';
import { inLanguage, number, t, type Both } from '../words';

/** Over all runs but the base; of a verdict only how many runs meet it. */
export interface Range {
  figure: string;
  standard: string;
  unit: string;
  decimals: number;
  base: number | null;
  runs_known: number;
  runs_not_known: number;
  runs_that_meet?: number;
  least?: number | null;
  p10?: number | null;
  median?: number | null;
  p90?: number | null;
  most?: number | null;
}

/** A number, or one of the parameter's words. */
export type Value = number | string;
export interface Deciding { parameter: string; low: Value; high: Value; closed_at_low: number; runs_at_low: number; closed_at_high: number; runs_at_high: number; perhaps_by_chance: boolean }
export interface School {
  code: string;
  name: string;
  township: string;
  base: 'closed' | 'reduced' | 'refused' | 'stays';
  runs: number;
  closed: number;
  reduced: number;
  refused: number;
  deciding: Deciding[];
}
export interface Bar { parameter: string; low: Value; high: Value; figure_at_low: number | null; figure_at_high: number | null }
export interface Tornado { figure: string; standard: string; unit: string; decimals: number; base: number | null; parameters: Bar[] }
export interface Result { scenario: string; runs: number; ranges: Range[]; schools: School[]; tornado: Tornado[] }

export const groups = ['schools', 'pupils', 'money', 'indicators'] as const;
export type Group = (typeof groups)[number];
export interface FigureWords { name: Both; unit: Both | null; group: Group; first: boolean }
/** `varied` tells the values; `words` those that are words. */
export interface Parameter { code: string; name: Both; varied: Both; words: Record<string, Both> }

export interface Swept {
  county: { name: string; invented: boolean };
  file: string;
  seed: number | null;
  figures: Record<string, FigureWords>;
  parameters: Parameter[];
  scenarios: { title: Both; base: Record<string, Both> }[];
  map: (Ground & { schools: { id: string; place: [number, number] }[] }) | null;
  sweep: { title: Both; design: 'grid' | 'random' | 'one_at_a_time'; runs: number; missing: number[]; scenarios: Result[] };
}

export const keyOf = (school: School): string => school.code || school.name;
export const codeOf = (figure: { figure: string; standard: string }): string => (figure.standard === '' ? figure.figure : `${figure.figure}@${figure.standard}`);
export const isVerdict = (figure: { unit: string }): boolean => figure.unit === 'unit.verdict';

/** Sums of money are shown in units of 10,000 yuan. */
const isMoney = (unit: string): boolean => unit === 'unit.yuan' || unit === 'unit.yuan_a_year';

export function shown(figure: { unit: string; decimals: number }, value: number | null | undefined): string {
  if (isMoney(figure.unit)) return number(value === null || value === undefined ? value : value / 10000, 1);
  return number(value, figure.decimals);
}
/** As charts draw it: in the unit that is shown. */
export const drawn = (figure: { unit: string }, value: number): number => (isMoney(figure.unit) ? value / 10000 : value);

export function unitName(swept: Swept, figure: { figure: string; standard: string; unit: string }): string {
  if (figure.unit === 'unit.yuan') return t('page.sweep.unit.money');
  if (figure.unit === 'unit.yuan_a_year') return t('page.sweep.unit.money_a_year');
  const unit = swept.figures[codeOf(figure)]?.unit;
  return unit ? inLanguage(unit) : '';
}
export function figureName(swept: Swept, figure: { figure: string; standard: string }): string {
  const words = swept.figures[codeOf(figure)];
  return words ? inLanguage(words.name) : codeOf(figure);
}
/** "Bus cost (10,000 yuan a year)". */
export function fullName(swept: Swept, figure: { figure: string; standard: string; unit: string }): string {
  const unit = unitName(swept, figure);
  return unit === '' ? figureName(swept, figure) : t('page.sweep.with_unit', { name: figureName(swept, figure), unit });
}
export function parameterName(swept: Swept, code: string): string {
  const parameter = swept.parameters.find((p) => p.code === code);
  return parameter ? inLanguage(parameter.name) : code;
}
export function valueName(swept: Swept, code: string, value: Value): string {
  if (typeof value === 'string') {
    const word = swept.parameters.find((p) => p.code === code)?.words[value];
    return word ? inLanguage(word) : value;
  }
  return String(Math.round(value * 1000) / 1000);
}
export const ofRuns = (part: number, all: number): string => t('page.sweep.of_runs', { part, all });

export const sureties = ['doubtful', 'always', 'never'] as const;
export type Surety = (typeof sureties)[number];
/** The base is a case like the others: a school is sure only where it agrees with all runs. */
export function suretyOf(school: School): Surety {
  if (school.closed === school.runs && school.base === 'closed') return 'always';
  return school.closed === 0 && school.base !== 'closed' ? 'never' : 'doubtful';
}
