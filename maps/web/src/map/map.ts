// The map: our vector layers only, no tiles, no network.
import Map from 'ol/Map';
import Overlay from 'ol/Overlay';
import View from 'ol/View';
import ScaleLine from 'ol/control/ScaleLine';
import Zoom from 'ol/control/Zoom';
import type Feature from 'ol/Feature';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import { platformModifierKeyOnly } from 'ol/events/condition';
import MouseWheelZoom from 'ol/interaction/MouseWheelZoom';
import { defaults } from 'ol/interaction/defaults';
import { byId, h } from '../dom';
import type { Report } from '../report';
import type { Shown } from '../study';
import { t } from '../words';
import { Ground } from './ground';
import { fillGround, fillScenario, fillStage, layerNames, makeLayers, type LayerName, type Layers } from './layers';
import { panel, type View as PanelView } from './panel';
import { describe } from './popup';
import { chosenStyle } from './styles';

/** Layers over which the pointer becomes a hand. */
const pointed = new Set(['settlements', 'schools', 'closures', 'buses', 'stops', 'findings']);

export class CountyMap {
  readonly map: Map;
  private readonly ground: Ground;
  private readonly layers: Layers = makeLayers();
  private readonly chosen = new VectorLayer({ source: new VectorSource(), style: chosenStyle, zIndex: 20 });
  private readonly popup = h('div', { class: 'popup' });
  private readonly overlay: Overlay;
  private view: PanelView = { stage: 0, backdrop: 'coverage', visible: { roads: true, stops: true } };
  private shown: Shown | undefined;

  constructor(report: Report) {
    this.ground = new Ground(report);
    this.overlay = new Overlay({ element: this.popup, positioning: 'bottom-center', offset: [0, -10], autoPan: { margin: 24, animation: { duration: 160 } } });
    this.map = new Map({
      target: byId('map-canvas'),
      layers: [...layerNames.map((name) => this.layers[name]), this.chosen],
      overlays: [this.overlay],
      controls: [new ScaleLine({ units: 'metric', minWidth: 80 }), new Zoom()],
      // The wheel scrolls the page; the map zooms with Ctrl, the buttons, a double click or two fingers.
      interactions: defaults({ mouseWheelZoom: false, altShiftDragRotate: false, pinchRotate: false }).extend([new MouseWheelZoom({ condition: platformModifierKeyOnly })]),
      view: new View({ projection: this.ground.projection, extent: grown(this.ground.extent, 0.25), showFullExtent: true, constrainRotation: true, enableRotation: false, minResolution: 1 }),
    });
    fillGround(this.layers, report, this.ground);
    this.fit();
    this.map.on('singleclick', (event) => this.click(event.pixel));
    this.map.on('pointermove', (event) => {
      if (!event.dragging) this.map.getTargetElement().style.cursor = this.map.hasFeatureAtPixel(event.pixel, { layerFilter: (layer) => pointed.has(layer.get('name')) }) ? 'pointer' : '';
    });
    keepPicture(this.map);
  }

  fit(): void {
    this.map.updateSize();
    this.map.getView().fit(this.ground.extent, { padding: [14, 14, 14, 14] });
  }

  show(shown: Shown): void {
    const fresh = this.shown?.plan !== shown.plan;
    this.shown = shown;
    if (fresh) {
      fillScenario(this.layers, shown, this.ground);
      fillStage(this.layers, shown, this.ground, this.view.stage);
    }
    this.close();
    this.redraw(this.view);
  }

  private redraw(view: PanelView): void {
    if (!this.shown) return;
    if (view.stage !== this.view.stage) fillStage(this.layers, this.shown, this.ground, view.stage);
    this.view = view;
    for (const name of layerNames) this.layers[name].setVisible(view.visible[name] ?? true);
    this.layers.coverage.setVisible(view.backdrop === 'coverage');
    this.layers.catchments.setVisible(view.backdrop === 'catchments');
    byId('map-panel').replaceChildren(panel(this.shown, view, (next) => this.redraw(next)));
  }

  private click(pixel: number[]): void {
    this.close();
    const { shown } = this;
    if (!shown) return;
    const found = this.map.forEachFeatureAtPixel(pixel, (feature, layer) => {
      const card = layer ? describe(shown, layer.get('name') as LayerName, feature as Feature) : null;
      return card ? { card, feature: feature as Feature } : undefined;
    }, { hitTolerance: 4 });
    if (!found) return;
    this.popup.replaceChildren(h('button', { type: 'button', class: 'close', title: t('page.popup.close'), 'aria-label': t('page.popup.close'), click: () => this.close() }, '×'), found.card);
    const geometry = found.feature.getGeometry();
    if (geometry && geometry.getType() !== 'MultiPolygon') this.chosen.getSource()?.addFeature(found.feature.clone());
    this.overlay.setPosition(this.map.getCoordinateFromPixel(pixel));
  }

  private close(): void {
    this.overlay.setPosition(undefined);
    this.popup.replaceChildren();
    this.chosen.getSource()?.clear();
  }
}

function grown([west, south, east, north]: [number, number, number, number], share: number): [number, number, number, number] {
  const [dx, dy] = [(east - west) * share, (north - south) * share];
  return [west - dx, south - dy, east + dx, north + dy];
}

/** Keeps a picture of the map as it stands, because browsers print a canvas badly or not at all. */
function keepPicture(map: Map): void {
  let waiting = 0;
  map.on('rendercomplete', () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => takePicture(map), 300);
  });
}
export function takePicture(map: Map): void {
  const size = map.getSize();
  if (!size || document.body.classList.contains('printing')) return;
  const ratio = window.devicePixelRatio || 1;
  const canvas = h('canvas', { width: Math.round((size[0] ?? 0) * ratio), height: Math.round((size[1] ?? 0) * ratio) });
  const context = canvas.getContext('2d');
  if (!context) return;
  for (const layer of map.getViewport().querySelectorAll<HTMLCanvasElement>('.ol-layer canvas')) {
    if (layer.width === 0) continue;
    const matrix = /^matrix\(([^)]*)\)$/.exec(layer.style.transform)?.[1]?.split(',').map(Number) ?? [1, 0, 0, 1, 0, 0];
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = matrix;
    context.setTransform(a * ratio, b * ratio, c * ratio, d * ratio, e * ratio, f * ratio);
    context.drawImage(layer, 0, 0);
  }
  (byId('map-picture') as HTMLImageElement).src = canvas.toDataURL('image/png');
}
