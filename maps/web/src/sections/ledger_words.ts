// What the topics of the ledger are called, and a source with the mark that tells how sure it is.
import { h, type Child } from '../dom';
import type { Source, Topic } from '../report';
import { said, t } from '../words';

export const topicNames: Record<Topic, string> = {
  bus_fixed: 'page.topic.bus_fixed',
  bus_kilometres: 'page.topic.bus_kilometres',
  bus_share: 'page.topic.bus_share',
  public_fares: 'page.topic.public_fares',
  public_lines: 'page.topic.public_lines',
  public_funds: 'page.topic.public_funds',
  school_income: 'page.topic.school_income',
  boarding_grants: 'page.topic.boarding_grants',
  boarding_care: 'page.topic.boarding_care',
  meal_grants: 'page.topic.meal_grants',
  staff_posts: 'page.topic.staff_posts',
  itinerant_teachers: 'page.topic.itinerant_teachers',
  buildings_once: 'page.topic.buildings_once',
  buildings_a_year: 'page.topic.buildings_a_year',
  idle_sites: 'page.topic.idle_sites',
  family_meals: 'page.topic.family_meals',
  family_time: 'page.topic.family_time',
};
const certainties: Record<Source['certainty'], string> = {
  verified: 'page.certainty.verified',
  secondary: 'page.certainty.secondary',
  to_be_verified: 'page.certainty.to_be_verified',
  assumption: 'page.certainty.assumption',
};

/** A source with the mark that tells how sure it is. */
export function sourceOf(source: Source): Child {
  return [h('span', { class: `certainty ${source.certainty}` }, t(certainties[source.certainty])), ' ', said(source.document), source.date ? ` (${source.date})` : ''];
}
