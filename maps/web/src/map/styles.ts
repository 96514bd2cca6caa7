// How each layer is drawn. Styles are made once and shared; what varies is looked up by key.
import type Feature from 'ol/Feature';
import LineString from 'ol/geom/LineString';
import MultiPolygon from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import CircleStyle from 'ol/style/Circle';
import Fill from 'ol/style/Fill';
import RegularShape from 'ol/style/RegularShape';
import Stroke from 'ol/style/Stroke';
import Style from 'ol/style/Style';
import Text from 'ol/style/Text';
import { catchmentColours, distanceColours, ink, lineColour } from '../palette';
import type { SchoolStatus } from '../study';

const fonts = '"Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",sans-serif';
const cache = new Map<string, Style>();
function shared(key: string, make: () => Style): Style {
  let style = cache.get(key);
  if (!style) cache.set(key, (style = make()));
  return style;
}

export const groundStyle = new Style({ fill: new Fill({ color: '#fbfaf6' }), stroke: new Stroke({ color: '#8d979f', width: 1 }) });
export const waterStyle = new Style({ fill: new Fill({ color: '#c4d9e6' }), stroke: new Stroke({ color: '#8fb3c9', width: 0.6 }) });
export const boundaryStyle = new Style({ stroke: new Stroke({ color: '#5d6872', width: 1.1, lineDash: [7, 3, 1.5, 3] }) });

export function townshipLabel(feature: Feature): Style {
  const area = feature.getGeometry() as MultiPolygon;
  return new Style({
    geometry: new Point(area.getInteriorPoints().getFirstCoordinate().slice(0, 2)),
    text: new Text({ text: String(feature.get('name')), font: `600 13px ${fonts}`, fill: new Fill({ color: '#36424c' }), stroke: new Stroke({ color: 'rgba(255,255,255,.9)', width: 3.5 }) }),
  });
}

const roadLooks: [colour: string, width: number, farthest: number][] = [['#a68a5b', 2.2, Infinity], ['#b5a27e', 1.5, Infinity], ['#c3b9a4', 1, 110], ['#cfc8b9', 0.7, 45]];
export function roadStyle(roadClass: number, resolution: number): Style | undefined {
  const look = roadLooks[roadClass];
  if (!look || resolution > look[2]) return undefined;
  return shared(`road ${roadClass}`, () => new Style({ stroke: new Stroke({ color: look[0], width: look[1] }) }));
}

export const coverageStyle = (band: number): Style =>
  shared(`coverage ${band}`, () => new Style({ fill: new Fill({ color: `${distanceColours[band] ?? '#999999'}85` }) }));
export const catchmentStyle = (colour: number): Style =>
  shared(`catchment ${colour}`, () => new Style({ fill: new Fill({ color: `${catchmentColours[colour] ?? '#dddddd'}b8` }), stroke: new Stroke({ color: '#6b7780', width: 0.9 }) }));

export function settlementStyle(pupils: number, colour: string, resolution: number): Style {
  const size = Math.min(1.5, Math.max(0.62, 45 / resolution));
  const radius = Math.round(Math.min(9, (1.4 + 0.42 * Math.sqrt(pupils)) * size) * 2) / 2;
  return shared(`settlement ${radius} ${colour}`, () => new Style({ image: new CircleStyle({ radius, fill: new Fill({ color: colour }), stroke: new Stroke({ color: 'rgba(29,39,48,.6)', width: 0.5 }) }) }));
}

/** Fill and edge of a school by what happens to it. */
export const statusLooks: Record<SchoolStatus, [fill: string, edge: string]> = {
  open: ['#33424e', '#ffffff'],
  receiver: ['#1f6fb2', '#ffffff'],
  changed: ['#8a6fb0', '#ffffff'],
  opened: ['#0c7a5f', '#ffffff'],
  refused: ['#f2b632', '#1d2730'],
  closed: ['#ffffff', '#b4310f'],
};
interface Shape { points: number; radius: number; angle: number }
/** Shape by kind: circle primary, triangle teaching point, square junior, diamond nine-year, pentagon complete, hexagon twelve-year. */
export const kindShapes: Record<number, Shape> = {
  218: { points: 3, radius: 6, angle: 0 },
  311: { points: 4, radius: 6.4, angle: Math.PI / 4 },
  312: { points: 4, radius: 6.8, angle: 0 },
  341: { points: 5, radius: 6.4, angle: 0 },
  345: { points: 6, radius: 6.4, angle: 0 },
};
function schoolImage(kind: number, status: SchoolStatus, scale: number): CircleStyle | RegularShape {
  const [fill, edge] = statusLooks[status];
  const stroke = new Stroke({ color: edge, width: status === 'closed' ? 2.2 : 1.2 });
  const shape = kindShapes[kind];
  const grow = scale * (status === 'open' ? 1 : 1.28);
  if (!shape) return new CircleStyle({ radius: 4.8 * grow, fill: new Fill({ color: fill }), stroke, declutterMode: 'none' });
  return new RegularShape({ points: shape.points, radius: shape.radius * grow, angle: shape.angle, fill: new Fill({ color: fill }), stroke, declutterMode: 'none' });
}
export function schoolStyle(kind: number, status: SchoolStatus, name: string, resolution: number): Style[] {
  const scale = resolution > 90 ? 0.62 : resolution > 45 ? 0.8 : 1;
  const image = shared(`school ${kind} ${status} ${scale}`, () => new Style({ image: schoolImage(kind, status, scale), zIndex: status === 'open' ? 0 : 1 }));
  const styles = [image];
  if (status === 'closed')
    styles.push(shared(`cross ${scale}`, () => new Style({ image: new RegularShape({ points: 4, radius: 8.5 * scale, radius2: 0, angle: Math.PI / 4, stroke: new Stroke({ color: '#b4310f', width: 2 }), declutterMode: 'none' }), zIndex: 2 })));
  if (resolution < 16 || (status !== 'open' && resolution < 32))
    styles.push(new Style({ text: new Text({ text: name, font: `12px ${fonts}`, offsetY: 14, fill: new Fill({ color: ink }), stroke: new Stroke({ color: 'rgba(255,255,255,.92)', width: 3 }) }), zIndex: 3 }));
  return styles;
}

function arrow(at: number[], from: number[], colour: string, size: number): Style {
  const angle = Math.atan2((at[0] ?? 0) - (from[0] ?? 0), (at[1] ?? 0) - (from[1] ?? 0));
  return new Style({
    geometry: new Point(at),
    image: new RegularShape({ points: 3, radius: size, rotation: angle, rotateWithView: true, fill: new Fill({ color: colour }), stroke: new Stroke({ color: '#fff', width: 0.8 }) }),
  });
}

const closureColour = '#b4310f';
export function closureStyle(feature: Feature, resolution: number): Style[] {
  const line = feature.getGeometry() as LineString;
  const width = Math.min(4, 1.2 + Number(feature.get('pupils')) / 25);
  const base = shared(`closure ${width}`, () => new Style({ stroke: new Stroke({ color: closureColour, width, lineDash: [5, 4] }) }));
  const from = line.getFirstCoordinate();
  const length = line.getLength();
  const stop = length > 0 ? Math.max(0.5, 1 - (9 * resolution) / length) : 1;
  return [base, arrow(line.getCoordinateAt(stop), from, closureColour, 5.5)];
}

/** A bus line with arrows every hundred pixels in the morning's direction. */
export function busStyle(feature: Feature, resolution: number): Style[] {
  const row = Number(feature.get('row'));
  const colour = lineColour(row);
  const line = feature.getGeometry() as LineString;
  const styles = [
    shared('bus casing', () => new Style({ stroke: new Stroke({ color: 'rgba(255,255,255,.92)', width: 5.6 }), zIndex: 0 })),
    shared(`bus ${colour}`, () => new Style({ stroke: new Stroke({ color: colour, width: 2.8 }), zIndex: 1 })),
  ];
  const length = line.getLength();
  const count = Math.min(12, Math.floor(length / (resolution * 100)) + 1);
  for (let i = 0; i < count; ++i) {
    const share = (i + 0.55) / count;
    const arrowStyle = arrow(line.getCoordinateAt(share), line.getCoordinateAt(Math.max(0, share - (4 * resolution) / Math.max(length, 1))), colour, 5.5);
    arrowStyle.setZIndex(2);
    styles.push(arrowStyle);
  }
  // Where the whole county is in view, dozens of numbers would hide it.
  if (resolution > 42) return styles;
  styles.push(new Style({
    geometry: new Point(line.getFirstCoordinate()),
    text: new Text({ text: String(feature.get('name')), font: `700 11px ${fonts}`, fill: new Fill({ color: '#fff' }), backgroundFill: new Fill({ color: colour }), padding: [1, 4, 0, 4], offsetY: -11 }),
    zIndex: 3,
  }));
  return styles;
}
export function stopStyle(resolution: number): Style {
  const radius = resolution > 45 ? 2 : 3.6;
  return shared(`stop ${radius}`, () => new Style({ image: new CircleStyle({ radius, fill: new Fill({ color: '#fff' }), stroke: new Stroke({ color: ink, width: radius > 3 ? 1.6 : 1 }) }) }));
}

export const severityColours = { serious: '#8f1d4f', warning: '#c9a100', note: '#6d7a85' };
export const findingStyle = (severity: keyof typeof severityColours): Style =>
  shared(`finding ${severity}`, () => new Style({
    image: new RegularShape({ points: 4, radius: 8.5, angle: 0, fill: new Fill({ color: severityColours[severity] }), stroke: new Stroke({ color: '#fff', width: 1.4 }) }),
    text: new Text({ text: '!', font: `700 10px ${fonts}`, fill: new Fill({ color: '#fff' }), offsetY: 1 }),
  }));
export const chosenStyle = new Style({ image: new CircleStyle({ radius: 12, stroke: new Stroke({ color: '#d90368', width: 2.4 }) }), stroke: new Stroke({ color: '#d90368', width: 3 }) });
