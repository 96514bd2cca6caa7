// Where the schools of the list are, coloured by what the list says.
import { figure, legend } from '../charts';
import { section } from '../dom';
import { placeMap, type Mark } from '../places';
import { number, t } from '../words';
import { keyOf, ranks, type Advice, type Found, type Plan, type Rank } from './data';
import { rankName } from './keep_list';

export const rankColours: Record<Rank, string> = { close_first: '#b4490f', close: '#e39a5b', may_close: '#6ba3c0', keep: '#1f5a7a', not_asked: '#c4cbd1' };

function marks(found: Found, shown: Plan): Mark[] {
  const goes = new Set(shown.decisions.filter((d) => d.does !== 'visit').map(keyOf));
  return found.schools.map((a) => ({
    key: keyOf(a), place: a.place, colour: rankColours[a.rank], strong: goes.has(keyOf(a)),
    title: `${a.name} · ${a.township}\n${rankName(a.rank)} · ${t('page.plan.column.roll')} ${number(a.roll)}`,
  }));
}

/** `marked` is ringed; a click on a school gives it to `mark`. */
export function placeSection(found: Found, shown: Plan, marked: Advice | null, mark: (school: Advice) => void): HTMLElement {
  const used = ranks.filter((rank) => found.schools.some((a) => a.rank === rank));
  const choose = (key: string): void => {
    const school = found.schools.find((a) => keyOf(a) === key);
    if (school) mark(school);
  };
  return section('places', t('page.plan.places'), t('page.plan.places_lead'),
    figure(t('page.plan.places_chart'), t('page.plan.places_note'), (width) => placeMap(found.ground, found.ground.schools, marks(found, shown), width, marked ? keyOf(marked) : '', choose), legend(used.map((rank) => [rankColours[rank], rankName(rank)]))));
}
