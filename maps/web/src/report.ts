// The form of the report: what report.cpp writes and the page reads. Nothing is computed twice: figures that follow
// from a plan come from the program; the page only subtracts, sums and draws.

import type { ClassSizeRules, StandardBalance, StandardRules } from './balance_report';
import type { Effects } from './effects_report';

/** Row of Report.texts. */
export type TextRow = number;
/** Vertices of a line or closed ring in whole metres: x, y of the first (from Report.origin), then steps dx, dy. */
export type Steps = number[];
export type MultiPolygon = Steps[][];
/** Row of Report.areas. */
export type AreaRow = number;
/** Row of the schools of a scenario: Report.schools, then Scenario.opened. */
export type SchoolRow = number;
export type SettlementRow = number;
export type TownshipRow = number;

export const primary = 0;
export const junior = 1;
export type Stage = 0 | 1;
export const stages: Stage[] = [primary, junior];

export interface Report {
  form: 1;
  texts: [zh: string, en: string][];
  county: County;
  origin: [x: number, y: number];
  /** West, south, east, north from the origin. */
  extent: [number, number, number, number];
  distance_edges_km: number[];
  time_edges_minutes: number[];
  townships: { code: string; name: string; area: MultiPolygon }[];
  /** By class, 0 national … 3 village. */
  roads: { class: number; lines: Steps[] }[];
  water: MultiPolygon[];
  schools: School[];
  settlements: { name: string[]; township: TownshipRow[]; x: number[]; y: number[] };
  /** Polygons that scenarios share. */
  areas: MultiPolygon[];
  standards: Standard[];
  class_sizes: ClassSizeRules;
  /** A row of verdicts holds 1 where the plan passes. */
  comparison: { name: TextRow; unit: TextRow; decimals: number; verdict: boolean; values: (number | null)[] }[];
  warnings: TextRow[];
  appraisal: AppraisalWords;
  /** The first is today. */
  scenarios: Scenario[];
}

export interface County {
  name: string;
  invented: boolean;
  plane: string;
  plane_why: TextRow;
  has_roads: boolean;
  detour_factor: number;
  placement: 'rolls_over_population' | 'rolls_and_settlements' | 'settlements_only' | 'nothing';
  placed_unreachable: number;
  /** Settlements' count less rolls, summed without sign over grades. */
  placement_mismatch: number;
  square_kilometres: number;
  road_kilometres: number;
  service_days: number;
}

export interface School {
  code: string;
  name: string;
  kind: number;
  x: number;
  y: number;
  township: TownshipRow;
  public: boolean;
  keep: boolean;
  parent: SchoolRow | null;
}

export interface Standard {
  code: string;
  name: TextRow;
  source: Source;
  points: PointPolicy;
  counts_private: boolean;
  rules: StandardRules;
  /** 0: schools are not judged one by one. */
  least_indicators_met: number;
  indicators: { code: string; name: TextRow; unit: TextRow; school_line: [number | null, number | null] }[];
}

export type PointPolicy = 'exclude' | 'merge_into_parent' | 'own_unit' | 'own_unit_if_at_least';

export interface Source {
  document: TextRow;
  date: string;
  certainty: 'verified' | 'secondary' | 'to_be_verified' | 'assumption';
}

export interface Scenario {
  code: string;
  title: TextRow;
  limits: Limits;
  moving: Record<'teachers' | 'books' | 'computers' | 'equipment' | 'buildings', boolean>;
  riders: 'nobody' | 'displaced' | 'all';
  /** Documents that limits and speeds rest on. */
  sources: Source[];
  opened: School[];
  /** One entry a school: pupils of each stage, classes; status: 1 open, 0 closed; kind after the measures. */
  schools: { open: (0 | 1)[]; kind: number[]; primary: number[]; junior: number[]; classes: number[]; teachers: (number | null)[] };
  /** Today: every settlement; otherwise those that differ from today. */
  settlements: SettlementTravel[];
  displaced: number;
  displaced_by_band: [number, number, number];
  by_stage: [Travel, Travel];
  by_band: [Travel, Travel, Travel];
  townships: TownshipTravel[];
  catchments: { stage: Stage; school: SchoolRow; area: AreaRow; square_kilometres: number }[];
  coverage: { stage: Stage; band: number; area: AreaRow; square_kilometres: number }[];
  closures: Closure[];
  refusals: Refusal[];
  remarks: TextRow[];
  buses: Buses;
  ledger: LedgerLine[];
  bus_funding: BusFunding;
  bill: Bill;
  standards: StandardResult[];
  /** What lies behind each of `standards`. */
  balance: StandardBalance[];
  classes: [ClassSizes, ClassSizes];
  posts: number | null;
  teachers: number | null;
  appraisal: Appraisal;
  staff: Staff;
  findings: Finding[];
}

/** Today and after, over the schools that tell it; lacking and spare are summed school by school. */
export interface PostsSum {
  pupils: [number, number];
  posts: [number | null, number | null];
  needed: [number | null, number | null];
  teachers: [number | null, number | null];
  lacking: [number | null, number | null];
  spare: [number | null, number | null];
  /** Schools that do not tell their teachers; small ones that do not tell their classes. */
  not_told: [number, number];
}

/** Posts and teachers, and what measures move between schools. Equipment is in yuan. */
export interface Staff {
  county: PostsSum;
  townships: PostsSum[];
  schools: (PostsSum & { school: SchoolRow })[];
  results: {
    measure: number;
    stage: Stage | null;
    yuan: boolean;
    /** null: no standard says what there should be. */
    lacking: [number | null, number | null];
    moved: number;
    /** Schools that do not tell what is needed, and those without a proven optimum. */
    left_out: number;
    given_up: number;
    /** The sum of squared CVs is at most so much above the least possible. */
    within: number;
    variations: { name: TextRow; cv: [number | null, number | null] }[];
  }[];
  moves: {
    from: SchoolRow;
    to: SchoolRow;
    stage: Stage;
    teachers: number;
    of: [name: TextRow, count: number][];
    metres: number | null;
    from_teachers: [number, number];
    to_teachers: [number, number];
    from_pupils: number;
    to_pupils: number;
  }[];
  visits: { from: SchoolRow; to: SchoolRow; stage: Stage; days: number; teachers: number; metres: number | null; allowance: number; travel: number }[];
  transfers: {
    from: SchoolRow;
    to: SchoolRow;
    name: TextRow;
    yuan: boolean;
    amount: number;
    metres: number | null;
    from_has: [number, number];
    to_has: [number, number];
    from_pupils: number;
    to_pupils: number;
    from_line: TextRow;
    to_line: TextRow;
  }[];
}

export interface Limits {
  walk_metres: [number, number, number];
  ride_minutes: [number, number, number];
  door_minutes: [number, number, number];
  class_size: [number, number];
  township_only: boolean;
  seats: boolean;
}

/** settlement, primary pupils, junior pupils, mean metres ×2, mean minutes ×2, displaced, riders */
export type SettlementTravel = [
  SettlementRow, number, number, number | null, number | null, number | null, number | null, number, number,
];

export interface Travel {
  pupils: number;
  unreachable: number;
  riders: number;
  over_limit: number;
  by_distance: number[];
  by_time: number[];
  mean_metres: number | null;
  median_metres: number | null;
  p90_metres: number | null;
  max_metres: number | null;
  mean_minutes: number | null;
  median_minutes: number | null;
  p90_minutes: number | null;
  max_minutes: number | null;
  detour: number | null;
}

export interface TownshipTravel {
  by_stage: [Travel, Travel];
  accessibility: [number | null, number | null];
  /** The furthest settlement of each stage. */
  worst: [Worst | null, Worst | null];
}
export interface Worst {
  settlement: SettlementRow;
  school: SchoolRow;
  pupils: number;
  metres: number | null;
}

export interface Closure {
  school: SchoolRow;
  closes: boolean;
  pupils: number;
  receivers: [SchoolRow, number][];
  riders: number;
  over_limit: number;
  before_metres: number | null;
  after_metres: number | null;
  before_minutes: number | null;
  after_minutes: number | null;
  longest_after_metres: number | null;
  villages: ClosureVillage[];
}
export interface ClosureVillage {
  settlement: SettlementRow;
  pupils: number;
  riders: number;
  before_metres: number | null;
  after_metres: number | null;
  after_minutes: number | null;
}

export interface Refusal {
  school: SchoolRow;
  reason: TextRow;
  tried: TextRow[];
  would_help: TextRow[];
  settlement: SettlementRow | null;
  pupils: number;
}

export interface Buses {
  vehicles: number;
  riders: number;
  unserved: number;
  longest_ride_minutes: number;
  mean_ride_minutes: number;
  longest_wait_minutes: number;
  loaded_kilometres: number;
  empty_kilometres: number;
  yearly_cost: number;
  fleet: { name: string; seats: number; count: number }[];
  /** name, x, y, pupils, township */
  stops: [string, number, number, number, TownshipRow][];
  lines: BusLine[];
}
/** arrives, leaves (minutes of the day), aboard when leaving, ride in minutes, metres since the first call */
export type Times = [number, number, number, number, number];
/** The same, and the order in the afternoon from 0. */
export type TimesHome = [...Times, number];
/** A call, morning and afternoon side by side: the stop (none: at the school), the school, who get on in the morning (at a school: off) as
    school, grade, pupils one after the other; who cross a road to the bus and from it, where any do. */
export type Call = [stop: number | null, school: SchoolRow, pupils: number[], morning: Times | null, afternoon: TimesHome | null, across?: [number, number]];
export interface BusLine {
  name: string;
  vehicle: number;
  type: string;
  /** persons that the bus is approved for, and seats for pupils */
  approved: number;
  seats: number;
  attendants: number;
  schools: SchoolRow[];
  load: number;
  /** with pupils and empty: a morning, an afternoon, a year */
  kilometres: [number, number, number, number, number, number];
  longest_ride_minutes: number;
  longest_home_minutes: number | null;
  arrives: number;
  /** waiting at school: before the bell, after lessons */
  early_minutes: number;
  departs: number | null;
  late_minutes: number;
  /** in the order of the morning */
  calls: Call[];
  /** yuan a year: vehicle, driver, attendants, insurance, kilometres with pupils, kilometres empty */
  costs: number[];
  cost: number;
  /** of `cost`, by payer, in the order of `payers` */
  paid: number[];
  cost_a_pupil: number;
  path: Steps;
}

export const payers = ['county', 'township', 'family', 'province_and_centre', 'school'] as const;
export type Payer = (typeof payers)[number];
export const topics = ['bus_fixed', 'bus_kilometres', 'bus_share', 'public_fares', 'public_lines', 'public_funds', 'school_income', 'boarding_grants', 'boarding_care', 'meal_grants', 'staff_posts', 'itinerant_teachers', 'buildings_once', 'buildings_a_year', 'idle_sites', 'family_meals', 'family_time'] as const;
export type Topic = (typeof topics)[number];

export interface LedgerLine {
  topic: Topic;
  text: TextRow;
  quantity: number;
  unit: TextRow;
  rate: number;
  amount: number;
  payer: Payer | null;
  source: Source;
  school: SchoolRow | null;
  township: TownshipRow | null;
}

/** Who pays the buses. `paid`: yuan by payer, in the order of `payers`. */
export interface BusFunding {
  rules: AppliedRule[];
  /** how the budget counts vehicles */
  vehicles: TextRow;
  school_years: BudgetYear[];
  fiscal_years: BudgetYear[];
  sensitivity: SensitivityStep[];
}
export interface AppliedRule {
  name: TextRow;
  kind: TextRow;
  /** rate or share */
  terms: TextRow | null;
  source: Source;
  paid: number[];
  limits: TextRow | null;
  /** of some pupils in need the county does not tell how many there are */
  untold: boolean;
  /** yuan of an operating grant that find no cost */
  unused: number | null;
}
export interface BudgetYear {
  year: string;
  running: number;
  purchases: number;
  paid: number[];
  /** yuan by which ceilings keep rules below what they promise */
  short: number | null;
  /** a fiscal year of which half a school year lies outside the horizon */
  open: boolean;
}
export interface SensitivityStep {
  driver: TextRow;
  step: TextRow;
  cost: number;
  paid: number[];
}
/** operating (a year), annuity (a year), paid once; yuan */
export type BillSums = [number, number, number];
export interface BillPayer {
  payer: Payer;
  today: BillSums;
  plan: BillSums;
  value_today: number;
  value_plan: number;
}
/** A line that changes. */
export interface BillLine {
  topic: Topic;
  nature: 'operating' | 'annuity' | 'one_off' | 'time';
  /** Into the sums of cash. */
  counts: boolean;
  text: TextRow;
  payer: Payer | null;
  before: number;
  after: number;
  source: Source;
}
/** What closing a school changes against keeping it, yuan a year; null: what the plan changes beside closures. */
export interface ClosureBill {
  school: SchoolRow | null;
  pupils: number;
  riders: number;
  county: number;
  township: number;
  centre: number;
  family: number;
  all: number;
  once: number;
  /** Present value of what the county pays more. */
  value: number;
  buses: number;
  meals: number;
  /** In no sum. */
  school_funds: number;
  hours: number;
  posts: number | null;
}
export interface Bill {
  payers: BillPayer[];
  school_income: number;
  /** Hours of accompanying adults a year: today, plan. */
  hours: [number, number];
  time_value: number;
  lines: BillLine[];
  closures: ClosureBill[];
  /** Of years, growth and discount. */
  horizon_source: Source;
  notes: TextRow[];
}

export interface StandardResult {
  passes: boolean | null;
  stages: StageResult[];
}
export interface StageResult {
  stage: Stage;
  units: number;
  pupils: number;
  /** not_told: units that tell nothing of it; with any there is no coefficient */
  indicators: { mean: number | null; cv: number | null; line: number | null; not_told: number; passes: boolean | null }[];
  composite: number | null;
  composite_line: number | null;
  margin: number | null;
  near_line: boolean;
  passes: boolean | null;
  schools_passing: number;
  schools_failing: number;
  schools_not_known: number;
  /** The schools that fail and what they meet. */
  failing: { school: SchoolRow; pupils: number; met: number }[];
}

export interface ClassSizes {
  classes: number[];
  over_standard: number;
  large: number;
  very_large: number;
  total: number;
  /** With grades whose classes nobody tells; those are in none of the numbers above. */
  schools_not_told: number;
  pupils_not_told: number;
}

export interface Finding {
  severity: 'note' | 'warning' | 'serious';
  text: TextRow;
  x: number | null;
  y: number | null;
  township: TownshipRow | null;
  school: SchoolRow | null;
  settlement: SettlementRow | null;
  pupils: number;
}

/** What the rows of every scenario's appraisal are called. */
export interface AppraisalWords {
  columns: TownshipColumn[];
  score: {
    name: TextRow;
    source: Source;
    parts: { key: string; weight: number; full_at: number; zero_at: number }[];
    marks: { key: string; amber_at: number; red_at: number }[];
  };
  lines: { code: string; name: TextRow; severity: Finding['severity']; source: Source }[];
  risks: { name: TextRow; most: number; finding: TextRow; source: Source }[];
  steps: { name: TextRow; must_keep: boolean; forbids: boolean; mandatory: boolean; stated: boolean; source: Source }[];
}
export interface TownshipColumn {
  key: string;
  name: TextRow;
  unit: TextRow;
  decimals: number;
  better: 'neither' | 'more' | 'less';
  adds_up: boolean;
}

export interface Appraisal {
  /** Figures by AppraisalWords.columns; null is not known. */
  ledger: { townships: (number | null)[][]; county: (number | null)[] };
  scores: TownshipScore[];
  /** By line and band: judged, over, unknown; null where the line does not speak of the band. */
  lines: ([number, number, number] | null)[][];
  bearers: Bearer[];
  changes: Change[];
  /** By stage. */
  distance: Inequality[];
  time: Inequality[];
  risks: Risk[];
  procedure: Checklist[];
  effects: Effects;
}
export interface TownshipScore {
  score: number | null;
  rank: number | null;
  known_weight: number;
  mark: 'none' | 'amber' | 'red';
  parts: (number | null)[];
  causes: { mark: number; level: 'amber' | 'red'; value: number }[];
}
/** A set of pupils; not reported: the county's files do not tell who they are. */
export interface Bearer {
  group: 'band' | 'special' | 'township' | 'decile';
  name: TextRow;
  remark: TextRow;
  reported: boolean;
  pupils: number;
  displaced: number;
  riders: number | null;
  before_metres: number | null;
  after_metres: number | null;
  before_minutes: number | null;
  after_minutes: number | null;
  over_before: number | null;
  over_after: number | null;
}
/** settlement, pupils, displaced, nearer, farther, quicker, slower, mean metres before, after, mean minutes before, after, distance unknown, time unknown */
export type Change = [SettlementRow, number, number, number, number, number, number, number | null, number | null, number | null, number | null, number, number];
export interface Inequality {
  pupils: number;
  unknown: number;
  gini: number | null;
  palma: number | null;
  theil: number | null;
  within: number | null;
  between: number | null;
}
/** value: of what is known; holds: null where what is not known could decide it. */
export interface Risk {
  rule: number;
  value: number | null;
  holds: boolean | null;
  pupils: number;
  unknown: number;
}
export interface Step {
  item: number;
  state: 'passed' | 'open' | 'failed' | 'does_not_apply';
  figures: TextRow;
}
export interface Checklist {
  /** Row of Scenario.closures. */
  closure: number;
  verdict: 'not_permissible' | 'failed' | 'open' | 'complete';
  must_keep: Step['state'];
  /** A year: what keeping draws today, and what closing changes for every payer. */
  keeping: TextRow;
  closing: TextRow;
  steps: Step[];
}
