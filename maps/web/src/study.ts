// What the sections read: the report, the scenario shown and today's, with the lookups they share.
import type { LedgerLine, Payer, Report, Scenario, School, SettlementTravel, Topic, Travel } from './report';
import { t } from './words';

export interface Shown {
  report: Report;
  today: Scenario;
  plan: Scenario;
  /** Is the scenario shown today's? Then there is no second column. */
  isToday: boolean;
}

export function shownScenario(report: Report, row: number): Shown {
  const today = report.scenarios[0];
  const plan = report.scenarios[row] ?? today;
  if (!today || !plan) throw new Error('the report holds no scenario');
  return { report, today, plan, isToday: plan === today };
}

export function schoolAt(shown: Shown, row: number): School {
  const school = shown.report.schools[row] ?? shown.plan.opened[row - shown.report.schools.length];
  if (!school) throw new Error(`no school ${row}`);
  return school;
}
export const schoolName = (shown: Shown, row: number): string => schoolAt(shown, row).name;
export const townshipName = (shown: Shown, row: number | null): string =>
  row === null ? '' : (shown.report.townships[row]?.name ?? '');
export const settlementName = (shown: Shown, row: number | null): string =>
  row === null ? '' : (shown.report.settlements.name[row] ?? '');

/** Every settlement under the scenario: today's rows with the scenario's changes laid over them. */
export function settlementsOf(shown: Shown): SettlementTravel[] {
  const rows = new Map(shown.today.settlements.map((row) => [row[0], row]));
  if (!shown.isToday) shown.plan.settlements.forEach((row) => rows.set(row[0], row));
  return [...rows.values()];
}

/** Mean over both stages of what is known. */
export function both(scenario: Scenario, field: 'mean_metres' | 'mean_minutes'): number | null {
  let sum = 0;
  let heads = 0;
  for (const travel of scenario.by_stage) {
    const value = travel[field];
    const reached = travel.pupils - travel.unreachable;
    if (value === null || reached <= 0) continue;
    sum += value * reached;
    heads += reached;
  }
  return heads > 0 ? sum / heads : null;
}
export const total = (scenario: Scenario, field: 'pupils' | 'riders' | 'over_limit' | 'unreachable'): number =>
  scenario.by_stage.reduce((sum: number, travel: Travel) => sum + travel[field], 0);

export const paid = (scenario: Scenario, topics: Topic[], payer?: Payer): number =>
  scenario.ledger.reduce(
    (sum: number, line: LedgerLine) =>
      topics.includes(line.topic) && (payer === undefined || line.payer === payer) ? sum + line.amount : sum,
    0,
  );
export const busCost = (scenario: Scenario): number => paid(scenario, ['bus_fixed', 'bus_kilometres']);

const kinds: Record<number, string> = {
  211: 'page.kind.primary',
  218: 'page.kind.teaching_point',
  311: 'page.kind.junior',
  312: 'page.kind.nine_year',
  341: 'page.kind.complete_secondary',
  345: 'page.kind.twelve_year',
};
export const kindName = (kind: number): string => t(kinds[kind] ?? 'page.kind.other');

export const stageName = (stage: number): string => t(stage === 0 ? 'page.stage.primary' : 'page.stage.junior');

export type SchoolStatus = 'open' | 'closed' | 'opened' | 'receiver' | 'changed' | 'refused';
export const statusNames: Record<SchoolStatus, string> = {
  open: 'page.status.open',
  closed: 'page.status.closed',
  opened: 'page.status.opened',
  receiver: 'page.status.receiver',
  changed: 'page.status.changed',
  refused: 'page.status.refused',
};

/** What the scenario does to each school, by row. */
export function statuses(shown: Shown): SchoolStatus[] {
  const { plan, report } = shown;
  const result: SchoolStatus[] = plan.schools.open.map((open, row) =>
    !open ? 'closed' : row >= report.schools.length ? 'opened' : 'open',
  );
  for (const closure of plan.closures)
    for (const [receiver] of closure.receivers) if (result[receiver] === 'open') result[receiver] = 'receiver';
  for (const closure of plan.closures) if (!closure.closes && result[closure.school] !== 'closed') result[closure.school] = 'changed';
  for (const refusal of plan.refusals) if (result[refusal.school] === 'open') result[refusal.school] = 'refused';
  return result;
}
