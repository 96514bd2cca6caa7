// The mark of a bus line: its number on its colour.
import { h } from '../dom';
import { lineColour } from '../palette';

export function badge(row: number, name: string): HTMLElement {
  return h('span', { class: 'badge', style: `background:${lineColour(row)}` }, name);
}
