// From the report's compact geometry to OpenLayers', on the county's plane in true metres.
import LineString from 'ol/geom/LineString';
import MultiLineString from 'ol/geom/MultiLineString';
import MultiPolygonGeometry from 'ol/geom/MultiPolygon';
import Point from 'ol/geom/Point';
import Projection from 'ol/proj/Projection';
import type { MultiPolygon, Report, Steps } from '../report';
import { vertices, type Place } from '../steps';

export class Ground {
  readonly projection: Projection;
  readonly extent: [number, number, number, number];
  private readonly origin: [number, number];

  constructor(report: Report) {
    const [x, y] = report.origin;
    const [west, south, east, north] = report.extent;
    this.origin = [x, y];
    this.extent = [x + west, y + south, x + east, y + north];
    // One unit of the plane is one metre on the ground, so the scale bar is true everywhere.
    this.projection = new Projection({ code: 'county-plane', units: 'm', extent: this.extent, getPointResolution: (resolution) => resolution });
  }

  place(x: number, y: number): Place {
    return [this.origin[0] + x, this.origin[1] + y];
  }
  point(x: number, y: number): Point {
    return new Point(this.place(x, y));
  }
  vertices(steps: Steps): Place[] {
    return vertices(steps, this.origin);
  }
  line(steps: Steps): LineString {
    return new LineString(this.vertices(steps));
  }
  lines(all: Steps[]): MultiLineString {
    return new MultiLineString(all.map((steps) => this.vertices(steps)));
  }
  area(polygons: MultiPolygon): MultiPolygonGeometry {
    return new MultiPolygonGeometry(polygons.map((rings) => rings.map((ring) => this.vertices(ring))));
  }
}
