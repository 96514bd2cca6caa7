// A line drawn out straight: its calls at their distance along the way, how full the bus is between them, names and times.
import { ink, muted } from './palette';
import type { BusLine } from './report';
import { isStop, placeName, shownAfternoon, shownMorning } from './route';
import type { Shown } from './study';
import { clock, number, t } from './words';

type Attributes = Record<string, string | number>;
function s(tag: string, attributes: Attributes, text?: string): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  if (text !== undefined) element.textContent = text;
  return element;
}

const size = 12;
/** Pixels that a text takes: a full-width letter is as wide as high. */
const widthOf = (text: string): number => [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x24f ? size : size * 0.6), 0);

/** Places at least `gaps[i]` behind the one before, as near to where they should be as that allows, between both ends. */
export function spread(wanted: number[], gaps: number[], from: number, to: number): number[] {
  const offsets: number[] = [];
  gaps.reduce((sum, gap, i) => (offsets[i] = i === 0 ? 0 : sum + gap), 0);
  // Neighbours that would overlap form a block, which stands at the mean of where its members should be.
  const blocks: { sum: number; count: number }[] = [];
  const mean = (block: { sum: number; count: number } | undefined): number => (block ? block.sum / block.count : -Infinity);
  wanted.forEach((x, i) => {
    let block = { sum: x - (offsets[i] ?? 0), count: 1 };
    while (mean(blocks[blocks.length - 1]) > mean(block)) {
      const last = blocks.pop();
      if (last) block = { sum: block.sum + last.sum, count: block.count + last.count };
    }
    blocks.push(block);
  });
  const room = Math.max(from, to - (offsets[offsets.length - 1] ?? 0));
  return blocks.flatMap((block) => Array<number>(block.count).fill(Math.min(room, Math.max(from, mean(block))))).map((x, i) => x + (offsets[i] ?? 0));
}

interface Layout { width: number; at: number[]; labels: number[]; upright: boolean; depth: number }

const left = 46;
const right = 14;
const timeWidth = 36;
/** Names lie where there is room for them side by side, else they stand on end, as on the boards of bus stops. */
function layout(names: string[], along: number[]): Layout {
  const widths = names.map((name) => Math.max(timeWidth, widthOf(name) + 10));
  const lying = widths.slice(1).map((width, i) => (width + (widths[i] ?? 0)) / 2);
  const inset = [(widths[0] ?? 0) / 2, (widths[widths.length - 1] ?? 0) / 2];
  const least = 640;
  const needed = lying.reduce((sum, gap) => sum + gap, 0) + left + right + (inset[0] ?? 0) + (inset[1] ?? 0) - timeWidth;
  const upright = needed > least;
  const gaps = [0, ...(upright ? lying.map(() => timeWidth) : lying)];
  const width = upright ? Math.max(least, left + right + timeWidth * names.length) : least;
  const [first, last] = upright ? [left + timeWidth / 2, width - right - timeWidth / 2] : [left + (inset[0] ?? 0), width - right - (inset[1] ?? 0)];
  const most = Math.max(...along, 1);
  const at = along.map((metres) => left + timeWidth / 2 + (metres / most) * (width - left - right - timeWidth));
  const depth = upright ? Math.max(...names.map(widthOf)) : size;
  return { width, at, labels: spread(at, gaps, first, last), upright, depth };
}

const [timeY, top, base, homeY] = [12, 34, 58, 92];
/** Between the calls: a box as high as the bus has seats, filled as far as they are taken. */
function loads(line: BusLine, at: number[]): SVGElement[] {
  return line.calls.slice(0, -1).flatMap((call, i) => {
    const [x = 0, next = 0] = [at[i], at[i + 1]];
    const load = call[3]?.[2] ?? 0;
    const high = Math.min(1, load / Math.max(1, line.seats)) * (base - top);
    const parts = [
      s('rect', { x, y: top, width: Math.max(0, next - x), height: base - top, fill: '#fff', stroke: '#c3cad0', 'stroke-width': 0.8 }),
      s('rect', { x, y: base - high, width: Math.max(0, next - x), height: high, fill: '#b9c6cf', stroke: ink, 'stroke-width': 0.8 }),
    ];
    if (next - x > 24) parts.push(s('text', { x: (x + next) / 2, y: (top + base) / 2 + 4, 'text-anchor': 'middle', 'font-size': 11, fill: ink }, number(load)));
    return parts;
  });
}

export function stripMap(shown: Shown, line: BusLine): SVGElement {
  const names = line.calls.map((call) => placeName(shown, call));
  // What only the afternoon calls at has no place along the morning: it stands at the end.
  const end = Math.max(...line.calls.map((call) => call[3]?.[4] ?? 0));
  const { width, at, labels, upright, depth } = layout(names, line.calls.map((call) => call[3]?.[4] ?? end));
  const height = homeY + 8 + depth + 8;
  const svg = s('svg', { viewBox: `0 0 ${width} ${height}`, class: 'strip', role: 'img', 'aria-label': t('page.sheet.strip', { line: line.name }), 'font-size': size, fill: ink });
  svg.append(
    s('text', { x: 0, y: timeY, fill: muted, 'font-size': 11 }, t('page.table.morning')), s('text', { x: 0, y: (top + base) / 2 + 4, fill: muted, 'font-size': 11 }, t('page.sheet.load')),
    s('text', { x: 0, y: homeY, fill: muted, 'font-size': 11 }, t('page.table.afternoon')), ...loads(line, at),
  );
  line.calls.forEach((call, i) => {
    const [x = 0, label = 0] = [at[i], labels[i]];
    svg.append(
      s('polyline', { points: `${label},${timeY + 4} ${x},${top} ${x},${base} ${label},${homeY - 12}`, fill: 'none', stroke: muted, 'stroke-width': 0.8 }),
      isStop(call) ? s('circle', { cx: x, cy: base, r: 4, fill: '#fff', stroke: ink, 'stroke-width': 1.6 }) : s('rect', { x: x - 4.5, y: base - 4.5, width: 9, height: 9, fill: ink }),
      s('text', { x: label, y: timeY, 'text-anchor': 'middle' }, clock(shownMorning(call))),
      s('text', { x: label, y: homeY, 'text-anchor': 'middle' }, clock(shownAfternoon(call))),
    );
    const bold = isStop(call) ? 400 : 700;
    svg.append(upright
      ? s('text', { x: label, y: homeY + 8, style: 'writing-mode: vertical-rl', 'text-anchor': 'start', 'font-weight': bold }, names[i] ?? '')
      : s('text', { x: label, y: homeY + 8 + size, 'text-anchor': 'middle', 'font-weight': bold }, names[i] ?? ''));
  });
  return svg;
}
