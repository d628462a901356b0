import { dxf } from './dxf/index.ts';
import { esriJson } from './esri-json.ts';
import { flatgeobuf } from './flatgeobuf/index.ts';
import { gdb } from './gdb/index.ts';
import { geojson } from './geojson.ts';
import { geopackage } from './geopackage/index.ts';
import { gml } from './gml/index.ts';
import { gpx } from './gpx.ts';
import { kml } from './kml.ts';
import { mif } from './mapinfo/index.ts';
import { tab } from './mapinfo/tab.ts';
import { shapefile } from './shapefile/index.ts';
import { csv } from './table/csv.ts';
import { ods } from './table/ods.ts';
import { xlsx } from './table/xlsx.ts';
import { topojson } from './topojson.ts';
import { txt } from './txt/index.ts';
import type { Format } from './types.ts';
import { wkbText } from './wkb-text.ts';

/** Every format, in the order in which their detectors are asked: unmistakable signatures first, plain text last. */
export const formats: readonly Format[] = [
  geopackage,
  flatgeobuf,
  gdb,
  shapefile,
  kml,
  xlsx,
  ods,
  gpx,
  gml,
  topojson,
  esriJson,
  geojson,
  wkbText,
  mif,
  tab,
  txt,
  dxf,
  csv,
];

/** The formats of daily work, the most usual first. */
export const everydayFormats: readonly Format[] = formats
  .filter(({ everyday }) => everyday)
  .sort((a, b) => (a.everyday as number) - (b.everyday as number));

/** What can be written, in the same order, the rest after it. */
export const writableFormats: readonly Format[] = [...new Set([...everydayFormats, ...formats])].filter(
  ({ write }) => write,
);

/** By identifier (`geojson`) or extension (`json`). */
export const formatOf = (name: string): Format | undefined => {
  const key = name.toLowerCase();
  return formats.find((f) => f.id === key) ?? formats.find((f) => f.extensions.includes(key));
};
