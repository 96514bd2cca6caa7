// The form of what lies behind the standards: what report_analysis.cpp writes.
import type { PointPolicy, SchoolRow, Source, Stage, TextRow } from './report';

/** Of a standard, whatever the scenario. */
export interface StandardRules {
  guarantees: { item: number; code: string; name: TextRow; note: TextRow; judged: boolean; source: Source }[];
  sources: { rule: string; source: Source }[];
  /** By indicator: what is counted. */
  things: TextRow[];
}

export interface ClassSizeRules {
  band_ends: number[];
  /** largest class of the standard, by stage */
  standard: [number, number];
  large: LargeClass;
  very_large: LargeClass;
  sources: { rule: string; source: Source }[];
}
export interface LargeClass { at_least: number; greatest_share: number }

/** Of a standard in a scenario. */
export interface StandardBalance {
  /** The standard's own first; empty where it has no others. */
  treatments: Treatment[];
  stages: { composite_change: CvChange | null; indicators: IndicatorBalance[] }[];
  lacking: Lacking[];
  money_to_pass: number | null;
  /** false: some of it has no price or is not known */
  money_to_pass_is_whole: boolean | null;
  guarantees: GuaranteeResult[];
}

export interface Treatment {
  points: PointPolicy;
  counts_private: boolean;
  stages: { units: number; pupils: number; composite: number | null; worst: number | null; margin: number | null; passes: boolean | null }[];
}

/** The parts sum to after − before. */
export interface CvChange {
  before: number;
  after: number;
  pooling: number;
  uncounted: number;
  resources: number;
  /** It fell, and pooling is a part of that. */
  arithmetic: boolean;
}

/** school, pupils, value, share of the variance, 1 above the mean, coefficient without it */
export type VarianceShare = [SchoolRow, number, number, number, 0 | 1, number | null];

export interface IndicatorBalance {
  variance_shares: VarianceShare[];
  /** null: not over its line */
  addition: { target: number; possible: boolean; things?: number; schools?: number; low?: number | null; money?: number | null; cv?: number | null } | null;
  transfer: { things: number; givers: number; takers: number; cv: number | null } | null;
  change: CvChange | null;
}

/** A school that fails: things by indicator that the cheapest way to pass asks for. */
export interface Lacking {
  school: SchoolRow;
  stage: Stage;
  needs: [indicator: number, things: number][];
  /** indicators of which nothing is known: the needs are the least there is */
  not_known: number;
  /** null: nothing of it has a price */
  money: number | null;
  /** false: some of it has no price or is not known */
  whole: boolean;
}

export interface GuaranteeResult {
  passes: boolean | null;
  schools: number;
  not_known: number;
  at_fault: number;
  shares: [number | null, number | null];
  missing: number;
  /** null: nothing of it has a price */
  money: number | null;
  cases: { school: SchoolRow; thing: TextRow; have: number; needed: number; missing: number; money: number | null }[];
}
