// The form of what the planner found: plan.json with the ground it lies on; maps/plan_json.cpp and maps/plan_page.cpp write it.
import type { MultiPolygon, Payer } from '../report';
import { inLanguage, type Both } from '../words';

export interface Sentence { key?: string; zh: string; en: string }
export interface SchoolName { code: string; name: string }

export interface Figures {
  yuan_a_year: Record<Payer, number>;
  bus_yuan_a_year: number;
  schools_open: number;
  closures: number;
  turned_into_points: number;
  pupils: number;
  moved: number;
  moved_grades_1_3: number;
  riders: number;
  boarders: number;
  long_journeys: number;
  over_limit: number;
  mean_minutes: number;
  p90_minutes: number;
  cv?: Record<string, { primary: number | null; junior: number | null }>;
}

export type Does = 'close' | 'merge' | 'teaching_point' | 'visit';
export type Boarders = 'nobody' | 'far' | 'all';
export interface Decision extends SchoolName { does: Does; boarders: Boarders; into?: SchoolName }

export interface Plan {
  file: string;
  is_best: boolean;
  bounds_broken: boolean;
  change_yuan_a_year: number;
  figures: Figures;
  sketched: Figures;
  not_permissible: SchoolName[];
  decisions: Decision[];
  additions: string[];
  classrooms: (SchoolName & { added: number })[];
}

export type GradeBand = 'grades_1_3' | 'grades_4_6' | 'grades_7_9';
export interface Change extends Decision {
  yuan_a_year: Record<Payer, number>;
  purse_yuan_a_year: number;
  bus_yuan_a_year: number;
  pupils: number;
  more_riders: number;
  more_long_journeys: number;
  minutes_longer: Record<GradeBand, number | null>;
  /** By standard. */
  cv_change?: Record<string, { primary: number | null; junior: number | null }>;
  receivers: (SchoolName & { pupils: number })[];
}

export const ranks = ['close_first', 'close', 'may_close', 'keep', 'not_asked'] as const;
export type Rank = (typeof ranks)[number];
export interface Advice extends SchoolName {
  township: string;
  place: [number, number];
  rank: Rank;
  roll: number;
  alone: Change | null;
  beside_plan: Change | null;
  next_best: Change | null;
  pays_at_all: boolean;
  pays_up_to_roll: number | null;
  refused: Sentence | null;
  reasons: Sentence[];
  what_would_change_it: Sentence[];
}

export interface Addition {
  name: string;
  is: 'public_line' | 'new_school';
  in_best_plan: boolean;
  purse_yuan_a_year: number;
  bus_yuan_a_year: number;
  more_moved: number;
  more_riders: number;
  more_long_journeys: number;
}

export interface Found {
  county: { name: string; invented: boolean };
  goal: { file: string; title: Sentence; seed: number; purse: 'county' | 'all'; asked: Sentence[] };
  work: { candidates: number; sketches: number; settled: number; stopped: boolean };
  bus_sketches: { true_cost_a_sketched: number; mean_error: number | null; plans: number };
  keep_list: { settled: number; mean_error_yuan: number | null; words: Sentence | null };
  bound: { least: number | null; proved_impossible: boolean; words: Sentence[] };
  today: Figures;
  plans: Plan[];
  additions: Addition[];
  schools: Advice[];
  standards: Record<string, Both>;
  ground: { extent: [number, number, number, number]; townships: MultiPolygon[]; schools: [number, number][] };
}

/** What tells one school from another. */
export const keyOf = (school: SchoolName): string => school.code || school.name;
export function standardName(found: Found, code: string): string {
  const name = found.standards[code];
  return name ? inLanguage(name) : code;
}
export const isToday = (plan: Plan): boolean => plan.decisions.length === 0 && plan.additions.length === 0;
export const planName = (plan: Plan): string => plan.file.replace(/^plans\//, '').replace(/\.toml$/, '');
/** Of the figures as shown in 10,000 yuan, so that a reader who subtracts gets the same. */
export const tenThousandsMore = (before: number, after: number): number => (Math.round(after / 1000) - Math.round(before / 1000)) / 10;
export const allPayers = (figures: Figures): number => Object.values(figures.yuan_a_year).reduce((a, b) => a + b, 0);
