// The compact geometry of the pages: x, y of the first vertex, then dx, dy.
import type { Steps } from './report';

export type Place = [number, number];

export function vertices(steps: Steps, origin: Place = [0, 0]): Place[] {
  const result: Place[] = [];
  let [x, y] = origin;
  for (let i = 0; i + 1 < steps.length; i += 2) {
    x += steps[i] ?? 0;
    y += steps[i + 1] ?? 0;
    result.push([x, y]);
  }
  return result;
}
