// Lookups of bus lines that the sections and the map share.
import type { BusLine, Call } from './report';
import { schoolName, type Shown } from './study';
import { list, t } from './words';

export const isStop = (call: Call): boolean => call[0] !== null;
export const placeName = (shown: Shown, [stop, school]: Call): string =>
  stop === null ? schoolName(shown, school) : (shown.plan.buses.stops[stop]?.[0] ?? '');
export const schoolNames = (shown: Shown, line: BusLine): string => list(line.schools.map((school) => schoolName(shown, school)));

/** What passengers go by: in the morning when the bus leaves a stop and reaches a school, in the afternoon the other way round. */
export const shownMorning = (call: Call): number | null => call[3]?.[isStop(call) ? 1 : 0] ?? null;
export const shownAfternoon = (call: Call): number | null => call[4]?.[isStop(call) ? 0 : 1] ?? null;

/** Does the afternoon call in another order than the morning backwards? */
export function turnsOtherwise(line: BusLine): boolean {
  const orders = line.calls.flatMap((call) => (call[4] ? [call[4][5]] : []));
  return orders.some((order, i) => order !== orders.length - 1 - i);
}

const grades = [
  'page.grade.1', 'page.grade.2', 'page.grade.3', 'page.grade.4', 'page.grade.5', 'page.grade.6', 'page.grade.7', 'page.grade.8', 'page.grade.9',
];
/** "Grade 1: 3, grade 2: 5"; with the schools where there are several. */
export function gradesText(shown: Shown, line: BusLine, pupils: number[]): string {
  const bySchool = new Map<number, string[]>();
  for (let i = 0; i + 2 < pupils.length; i += 3) {
    const [school = 0, grade = 1, heads = 0] = pupils.slice(i, i + 3);
    // A grade and its pupils stay on one line.
    const text = t('page.sheet.grade_pupils', { grade: t(grades[grade - 1] ?? ''), pupils: heads }).replace(/ /g, '\u00a0');
    bySchool.set(school, [...(bySchool.get(school) ?? []), text]);
  }
  const parts = [...bySchool].map(([school, texts]) =>
    line.schools.length > 1 ? t('page.sheet.school_grades', { school: schoolName(shown, school), grades: list(texts) }) : list(texts));
  return parts.join(t('page.sheet.then'));
}
export const headsOf = (pupils: number[]): number => pupils.reduce((sum, value, i) => (i % 3 === 2 ? sum + value : sum), 0);
