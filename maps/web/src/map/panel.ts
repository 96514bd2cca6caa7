// The layers panel, which is the legend too.
import { bandLabels } from '../charts';
import { h, type Child } from '../dom';
import { catchmentColours, distanceColours, lineColours, unknownColour } from '../palette';
import { stages, type Stage } from '../report';
import { kindName, stageName, statusNames, type SchoolStatus, type Shown } from '../study';
import { severityName } from '../sections/findings';
import { t } from '../words';
import type { LayerName } from './layers';
import { kindShapes, severityColours, statusLooks } from './styles';

export type Backdrop = 'none' | 'coverage' | 'catchments';
export interface View {
  stage: Stage;
  backdrop: Backdrop;
  visible: Partial<Record<LayerName, boolean>>;
}

const switches: [LayerName, string][] = [
  ['schools', 'page.map.schools'],
  ['settlements', 'page.map.settlements'],
  ['closures', 'page.map.closures'],
  ['buses', 'page.map.buses'],
  ['stops', 'page.map.stops'],
  ['findings', 'page.map.findings'],
  ['roads', 'page.map.roads'],
  ['boundaries', 'page.map.townships'],
];
const backdrops: Record<Backdrop, string> = { none: 'page.map.no_backdrop', coverage: 'page.map.coverage', catchments: 'page.map.catchments' };

function svg(body: string, width = 18): HTMLElement {
  const holder = h('span', { class: 'swatch' });
  holder.innerHTML = `<svg width="${width}" height="16" viewBox="0 0 ${width} 16" aria-hidden="true">${body}</svg>`;
  return holder;
}
function polygon(points: number, radius: number, angle: number, fill: string, edge: string): string {
  const at = Array.from({ length: points }, (_, i) => {
    const a = angle + (2 * Math.PI * i) / points;
    return `${(9 + radius * Math.sin(a)).toFixed(1)},${(8 - radius * Math.cos(a)).toFixed(1)}`;
  });
  return `<polygon points="${at.join(' ')}" fill="${fill}" stroke="${edge}" stroke-width="1.3"/>`;
}
function schoolSwatch(kind: number, status: SchoolStatus): HTMLElement {
  const [fill, edge] = statusLooks[status];
  const shape = kindShapes[kind];
  const outline = edge === '#ffffff' ? 'none' : edge;
  const body = shape ? polygon(shape.points, shape.radius, shape.angle, fill, outline) : `<circle cx="9" cy="8" r="4.8" fill="${fill}" stroke="${outline}" stroke-width="1.5"/>`;
  const cross = status === 'closed' ? `<path d="M4 3l10 10M14 3L4 13" stroke="${edge}" stroke-width="2"/>` : '';
  return svg(body + cross);
}
const item = (swatch: Child, label: string): HTMLElement => h('li', {}, swatch, label);
const block = (colour: string): HTMLElement => h('i', { class: 'block', style: `background:${colour}` });

function legendOf(name: LayerName, shown: Shown): Child {
  const bands = (): Child => [bandLabels(shown.report.distance_edges_km, t('page.unit.km')).map((label, i) => item(block(distanceColours[i] ?? ''), label)), item(block(unknownColour), t('page.map.unreachable'))];
  const kinds = [...new Set(shown.report.schools.map((s) => s.kind))].sort((a, b) => a - b);
  const plain: SchoolStatus[] = ['closed', 'receiver', 'changed', 'opened', 'refused'];
  switch (name) {
    case 'schools': return h('ul', {}, kinds.map((kind) => item(schoolSwatch(kind, 'open'), kindName(kind))), shown.isToday ? null : plain.filter((s) => s !== 'opened' || shown.plan.opened.length > 0).map((s) => item(schoolSwatch(211, s), t(statusNames[s]))));
    case 'settlements': return h('ul', { class: 'bands' }, h('li', { class: 'explain' }, t('page.map.settlements_note')), bands());
    case 'closures': return h('ul', {}, item(svg('<path d="M0 8h13" stroke="#b4310f" stroke-width="2" stroke-dasharray="4 3"/><path d="M18 8l-7-4v8z" fill="#b4310f"/>'), t('page.map.closures_note')));
    case 'buses': return h('ul', {}, item(svg(lineColours.slice(0, 3).map((c, i) => `<path d="M0 ${3 + 5 * i}h18" stroke="${c}" stroke-width="2.6"/>`).join('')), t('page.map.buses_note')));
    case 'findings': return h('ul', {}, (['serious', 'warning', 'note'] as const).map((s) => item(svg(polygon(4, 6.5, 0, severityColours[s], 'none')), severityName(s))));
    default: return null;
  }
}

/** The panel; `changed` is called with the view as it stands then. */
export function panel(shown: Shown, view: View, changed: (view: View) => void): HTMLElement {
  const radio = <T extends string | number>(group: string, value: T, label: string, checked: boolean, choose: () => void): HTMLElement =>
    h('label', {}, h('input', { type: 'radio', name: group, value, checked, change: choose }), label);
  const stageRadios = stages.map((stage) => radio('stage', stage, stageName(stage), view.stage === stage, () => changed({ ...view, stage })));
  const backdropRadios = (Object.keys(backdrops) as Backdrop[]).map((backdrop) => radio('backdrop', backdrop, t(backdrops[backdrop]), view.backdrop === backdrop, () => changed({ ...view, backdrop })));
  const has = (name: LayerName): boolean => !(shown.isToday && name === 'closures') && !((name === 'buses' || name === 'stops') && shown.plan.buses.lines.length === 0);
  return h('div', { class: 'layers' },
    h('fieldset', { class: 'row' }, h('legend', {}, t('page.map.stage')), stageRadios),
    h('fieldset', {}, h('legend', {}, t('page.map.backdrop')), backdropRadios,
      view.backdrop === 'coverage' ? h('p', { class: 'explain' }, t('page.map.coverage_note')) : null,
      view.backdrop === 'catchments' ? h('ul', {}, item(h('span', { class: 'blocks' }, catchmentColours.slice(0, 4).map(block)), t('page.map.catchments_note'))) : null),
    h('fieldset', {}, h('legend', {}, t('page.map.layers')),
      switches.filter(([name]) => has(name)).map(([name, key]) => {
        const visible = view.visible[name] ?? true;
        const toggle = (): void => changed({ ...view, visible: { ...view.visible, [name]: !visible } });
        return h('div', { class: `layer${visible ? '' : ' off'}` }, h('label', {}, h('input', { type: 'checkbox', checked: visible, change: toggle, 'data-layer': name }), t(key)), visible ? legendOf(name, shown) : null);
      })),
  );
}
