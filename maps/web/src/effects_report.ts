// Whom a plan concerns and the schools that take them: part of the report's JSON.
import type { SchoolRow, SettlementRow, Travel } from './report';

/** At one enrolment; null: the files do not tell its rooms or classes. */
export interface SchoolLoad {
  pupils: number;
  needed: number;
  missing: number | null;
  largest: number | null;
  over: number | null;
  large: number | null;
  very_large: number | null;
}
export interface Receiver {
  school: SchoolRow;
  received: number;
  rooms_today: number | null;
  rooms: number | null;
  seats: number | null;
  today: SchoolLoad;
  /** Of each of Effects.enrolment. */
  after: SchoolLoad[];
}
export interface Effects {
  /** Settlement, school that is left, pupils of each grade. */
  villages: [SettlementRow, SchoolRow, number[]][];
  /** band: null for all who change school. */
  travel: { band: 0 | 1 | 2 | null; before: Travel; after: Travel }[];
  receivers: Receiver[];
  /** Percent of the plan's. */
  enrolment: number[];
  /** Riders, riders without a seat, lines with more pupils than seats; of each enrolment. */
  buses: [number, number, number][];
  /** School, pupils today, pupils after (0: closes). */
  small_schools: [SchoolRow, number, number][];
}
