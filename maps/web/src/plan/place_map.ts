// Where the schools of the list are, coloured by what the list says.
import * as Plot from '@observablehq/plot';
import { figure, legend } from '../charts';
import { section } from '../dom';
import { ink, muted } from '../palette';
import type { MultiPolygon } from '../report';
import { vertices } from '../steps';
import { number, t } from '../words';
import { keyOf, ranks, type Advice, type Found, type Plan, type Rank } from './data';
import { rankName } from './keep_list';

export const rankColours: Record<Rank, string> = { close_first: '#b4490f', close: '#e39a5b', may_close: '#6ba3c0', keep: '#1f5a7a', not_asked: '#c4cbd1' };

type Vertex = { x: number; y: number; ring: number };

function outlines(townships: MultiPolygon[]): Vertex[] {
  return townships.flat(2).flatMap((steps, ring) => vertices(steps).map(([x, y]) => ({ x, y, ring })));
}

function draw(found: Found, shown: Plan, width: number, marked: Advice | null, mark: (school: Advice) => void): Element {
  const [west, south, east, north] = found.ground.extent;
  const inner = Math.min(width, 900);
  const height = Math.round((inner * (north - south)) / Math.max(1, east - west));
  const goes = new Set(shown.decisions.filter((d) => d.does !== 'visit').map(keyOf));
  const drawn = Plot.plot({
    width: inner, height: Math.min(900, Math.max(200, height)), margin: 6, aspectRatio: 1, style: { fontSize: '12px', color: ink, background: 'transparent' },
    x: { domain: [west, east], axis: null }, y: { domain: [south, north], axis: null },
    marks: [
      Plot.line(outlines(found.ground.townships), { x: 'x', y: 'y', z: 'ring', stroke: '#aeb8c0', strokeWidth: 1, curve: 'linear' }),
      Plot.dot(found.ground.schools, { x: (p: [number, number]) => p[0], y: (p: [number, number]) => p[1], r: 1.6, fill: muted, fillOpacity: 0.6 }),
      Plot.dot(found.schools, {
        x: (a: Advice) => a.place[0], y: (a: Advice) => a.place[1], r: 5, fill: (a: Advice) => rankColours[a.rank], stroke: ink,
        strokeWidth: (a: Advice) => (goes.has(keyOf(a)) ? 2 : 0.6), symbol: (a: Advice) => (goes.has(keyOf(a)) ? 'triangle' : 'circle'),
        ariaLabel: keyOf,
        title: (a: Advice) => `${a.name} · ${a.township}\n${rankName(a.rank)} · ${t('page.plan.column.roll')} ${number(a.roll)}`,
      } as Plot.DotOptions),
      Plot.dot(marked ? [marked] : [], { x: (a: Advice) => a.place[0], y: (a: Advice) => a.place[1], r: 13, stroke: ink, strokeWidth: 2, pointerEvents: 'none' }),
    ],
  });
  drawn.addEventListener('click', (event) => {
    const code = (event.target as Element).getAttribute('aria-label');
    const school = found.schools.find((a) => keyOf(a) === code);
    if (school) mark(school);
  });
  return drawn;
}

/** `marked` is ringed; a click on a school gives it to `mark`. */
export function placeSection(found: Found, shown: Plan, marked: Advice | null, mark: (school: Advice) => void): HTMLElement {
  const used = ranks.filter((rank) => found.schools.some((a) => a.rank === rank));
  return section('places', t('page.plan.places'), t('page.plan.places_lead'),
    figure(t('page.plan.places_chart'), t('page.plan.places_note'), (width) => draw(found, shown, width, marked, mark), legend(used.map((rank) => [rankColours[rank], rankName(rank)]))));
}
