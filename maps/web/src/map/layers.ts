// The layers of the map, filled anew for each scenario and stage.
import Feature from 'ol/Feature';
import LineString from 'ol/geom/LineString';
import VectorLayer from 'ol/layer/Vector';
import VectorSource from 'ol/source/Vector';
import type { StyleLike } from 'ol/style/Style';
import { distanceColour } from '../palette';
import type { Report, Stage } from '../report';
import { schoolAt, settlementsOf, statuses, type SchoolStatus, type Shown } from '../study';
import { Ground } from './ground';
import {
  boundaryStyle, busStyle, catchmentStyle, closureStyle, coverageStyle, findingStyle, groundStyle, waterStyle, roadStyle, schoolStyle, settlementStyle, stopStyle, townshipLabel,
} from './styles';

export const layerNames = ['ground', 'coverage', 'catchments', 'water', 'roads', 'boundaries', 'settlements', 'closures', 'buses', 'stops', 'schools', 'findings', 'labels'] as const;
export type LayerName = (typeof layerNames)[number];
export type Layers = Record<LayerName, VectorLayer<VectorSource>>;

const styles: Record<LayerName, StyleLike> = {
  ground: groundStyle,
  water: waterStyle,
  boundaries: boundaryStyle,
  labels: (feature) => townshipLabel(feature as Feature),
  roads: (feature, resolution) => roadStyle(Number(feature.get('class')), resolution),
  coverage: (feature) => coverageStyle(Number(feature.get('band'))),
  catchments: (feature) => catchmentStyle(Number(feature.get('colour'))),
  settlements: (feature, resolution) => settlementStyle(Number(feature.get('pupils')), String(feature.get('colour')), resolution),
  schools: (feature, resolution) => schoolStyle(Number(feature.get('kind')), feature.get('status') as SchoolStatus, String(feature.get('name')), resolution),
  closures: (feature, resolution) => closureStyle(feature as Feature, resolution),
  buses: (feature, resolution) => busStyle(feature as Feature, resolution),
  stops: (_, resolution) => stopStyle(resolution),
  findings: (feature) => findingStyle(feature.get('severity') as 'serious'),
};

export function makeLayers(): Layers {
  const entries = layerNames.map((name, zIndex) => {
    const layer = new VectorLayer({ source: new VectorSource(), style: styles[name], zIndex, declutter: name === 'labels' || name === 'schools', updateWhileAnimating: true, properties: { name } });
    return [name, layer] as const;
  });
  return Object.fromEntries(entries) as Layers;
}

function put(layers: Layers, name: LayerName, features: Feature[]): void {
  const source = layers[name].getSource();
  source?.clear(true);
  source?.addFeatures(features);
}

/** What no scenario changes. */
export function fillGround(layers: Layers, report: Report, ground: Ground): void {
  const townships = (): Feature[] => report.townships.map((township, row) => new Feature({ geometry: ground.area(township.area), name: township.name, row }));
  for (const name of ['ground', 'boundaries', 'labels'] as const) put(layers, name, townships());
  put(layers, 'water', report.water.map((area) => new Feature({ geometry: ground.area(area) })));
  put(layers, 'roads', report.roads.map((road) => new Feature({ geometry: ground.lines(road.lines), class: road.class })));
}

export function fillScenario(layers: Layers, shown: Shown, ground: Ground): void {
  const status = statuses(shown);
  put(layers, 'schools', shown.plan.schools.open.map((_, row) => {
    const school = schoolAt(shown, row);
    return new Feature({ geometry: ground.point(school.x, school.y), row, kind: shown.plan.schools.kind[row] ?? school.kind, status: status[row], name: school.name });
  }));
  put(layers, 'closures', shown.plan.closures.flatMap((closure, row) =>
    closure.receivers.map(([receiver, pupils]) => {
      const [from, to] = [schoolAt(shown, closure.school), schoolAt(shown, receiver)];
      return new Feature({ geometry: new LineString([ground.place(from.x, from.y), ground.place(to.x, to.y)]), row, pupils });
    }),
  ));
  put(layers, 'buses', shown.plan.buses.lines.filter((line) => line.path.length >= 4).map((line, row) => new Feature({ geometry: ground.line(line.path), row, name: line.name })));
  put(layers, 'stops', shown.plan.buses.stops.map(([, x, y], row) => new Feature({ geometry: ground.point(x, y), row })));
  put(layers, 'findings', shown.plan.findings.flatMap((finding, row) =>
    finding.x === null || finding.y === null ? [] : [new Feature({ geometry: ground.point(finding.x, finding.y), row, severity: finding.severity })],
  ));
}

export function fillStage(layers: Layers, shown: Shown, ground: Ground, stage: Stage): void {
  const { report, plan } = shown;
  const area = (row: number) => ground.area(report.areas[row] ?? []);
  put(layers, 'coverage', plan.coverage.filter((c) => c.stage === stage).map((c) => new Feature({ geometry: area(c.area), band: c.band, square_kilometres: c.square_kilometres })));
  put(layers, 'catchments', plan.catchments.filter((c) => c.stage === stage).map((c) => new Feature({ geometry: area(c.area), school: c.school, colour: c.school % 8, square_kilometres: c.square_kilometres })));
  put(layers, 'settlements', settlementsOf(shown).filter((row) => (row[1 + stage] ?? 0) > 0).map((row) => {
    const [x, y] = [report.settlements.x[row[0]] ?? 0, report.settlements.y[row[0]] ?? 0];
    const colour = distanceColour(row[3 + stage] ?? null, report.distance_edges_km);
    return new Feature({ geometry: ground.point(x, y), row: row[0], travel: row, pupils: row[1 + stage], colour });
  }));
}
