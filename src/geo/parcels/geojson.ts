import type { Feature, Geometry, Position } from 'geojson';
import { ProblemError } from '../../model/index.ts';
import { abandon, addRing, type Builder, endParcel, finishFabric, makeBuilder } from './build.ts';
import type { Fabric } from './fabric.ts';

/** Property names parcels are known by, best first; the feature's own `id` goes before them. */
export const idProperties = [
  'id',
  'DKBM',
  'ZDDM',
  'BSM',
  'DKBH',
  'parcel',
  'OBJECTID',
  'fid',
  'name',
  'NAME',
];

const encoder = new TextEncoder();

function addPolygon(builder: Builder, rings: readonly Position[][]): void {
  for (let r = 0; r < rings.length; r++) {
    const ring = rings[r]!;
    const flat = new Float64Array(2 * ring.length);
    for (let i = 0; i < ring.length; i++) {
      flat[2 * i] = ring[i]![0]!;
      flat[2 * i + 1] = ring[i]![1]!;
    }
    addRing(builder, flat, 0, ring.length, r === 0);
  }
}

function addGeometry(builder: Builder, geometry: Geometry | null): void {
  if (geometry?.type === 'Polygon') addPolygon(builder, geometry.coordinates);
  else if (geometry?.type === 'MultiPolygon')
    for (const polygon of geometry.coordinates) addPolygon(builder, polygon);
  else if (geometry?.type === 'GeometryCollection')
    for (const part of geometry.geometries) addGeometry(builder, part);
}

/**
 * Reads a fabric from features in longitude and latitude degrees, in steps as `readFlatGeobuf` does. Records that are no
 * polygons are dropped and listed. Without `idProperty` the feature's own id and the usual names are tried, then the
 * record number.
 */
export function* readFeatures(
  features: readonly Feature<Geometry | null>[],
  idProperty?: string,
): Generator<number, Fabric> {
  const builder = makeBuilder(16 * features.length, features.length);
  for (let record = 0; record < features.length; record++) {
    if (record % 4096 === 4095) yield record / features.length;
    const feature = features[record]!;
    try {
      addGeometry(builder, feature.geometry);
    } catch (error) {
      if (error instanceof ProblemError) throw error;
      // Coordinates that are no lists of numbers: no geometry that could be read; the record is listed as dropped.
      abandon(builder);
    }
    const properties = feature.properties ?? {};
    const key = idProperties.find((name) => properties[name] !== undefined);
    const id = idProperty ? properties[idProperty] : (feature.id ?? (key && properties[key]));
    endParcel(builder, encoder.encode(String(id ?? record + 1)));
  }
  return finishFabric(builder);
}
