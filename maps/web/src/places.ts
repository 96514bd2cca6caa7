// A map of schools on the county's plane: outlines of townships, every school as a speck, those that matter as marks.
import * as Plot from '@observablehq/plot';
import { ink, muted } from './palette';
import type { MultiPolygon } from './report';
import { vertices } from './steps';

export interface Ground { extent: [number, number, number, number]; townships: MultiPolygon[] }
/** `strong`: a triangle with a thick edge. */
export interface Mark { key: string; place: [number, number]; colour: string; strong: boolean; title: string }

type Vertex = { x: number; y: number; ring: number };

function outlines(townships: MultiPolygon[]): Vertex[] {
  return townships.flat(2).flatMap((steps, ring) => vertices(steps).map(([x, y]) => ({ x, y, ring })));
}

/** The mark with the key `ringed` has a ring; a click on a mark gives its key to `choose`. */
export function placeMap(ground: Ground, specks: [number, number][], marks: Mark[], width: number, ringed: string, choose: (key: string) => void): Element {
  const [west, south, east, north] = ground.extent;
  const inner = Math.min(width, 900);
  const height = Math.round((inner * (north - south)) / Math.max(1, east - west));
  const drawn = Plot.plot({
    width: inner, height: Math.min(900, Math.max(200, height)), margin: 6, aspectRatio: 1, style: { fontSize: '12px', color: ink, background: 'transparent' },
    x: { domain: [west, east], axis: null }, y: { domain: [south, north], axis: null },
    marks: [
      Plot.line(outlines(ground.townships), { x: 'x', y: 'y', z: 'ring', stroke: '#aeb8c0', strokeWidth: 1, curve: 'linear' }),
      Plot.dot(specks, { x: (p: [number, number]) => p[0], y: (p: [number, number]) => p[1], r: 1.6, fill: muted, fillOpacity: 0.6 }),
      Plot.dot(marks, {
        x: (m: Mark) => m.place[0], y: (m: Mark) => m.place[1], r: 5, fill: 'colour', stroke: ink,
        strokeWidth: (m: Mark) => (m.strong ? 2 : 0.6), symbol: (m: Mark) => (m.strong ? 'triangle' : 'circle'), ariaLabel: 'key', title: 'title',
      } as Plot.DotOptions),
      Plot.dot(marks.filter((m) => m.key === ringed), { x: (m: Mark) => m.place[0], y: (m: Mark) => m.place[1], r: 13, stroke: ink, strokeWidth: 2, pointerEvents: 'none' }),
    ],
    color: { type: 'identity' }, symbol: { type: 'identity' },
  } as Plot.PlotOptions);
  drawn.addEventListener('click', (event) => {
    const key = (event.target as Element).getAttribute('aria-label');
    if (key !== null && marks.some((m) => m.key === key)) choose(key);
  });
  return drawn;
}
