import { ProblemError, problem } from '../../model/index.ts';
import type { Datum } from '../crs/datum.ts';
import { shiftNotKept, shiftUnknown, unmovedFrom } from '../crs/notes.ts';
import { isOldDatum, systemOf } from '../crs/systems.ts';
import { fromLonLat, hasShift } from '../crs/transform.ts';
import { mapPositions } from '../plane/positions.ts';
import { formatOf, writableFormats } from './registry.ts';
import type { WriteFeature, WriteOptions, Written } from './types.ts';

/**
 * Writes features, given in CGCS2000 longitude and latitude, in a format (by identifier or extension) and a system.
 * @throws ProblemError `format-not-writable`, `crs-unknown`, or what the format cannot hold
 */
export async function writeGeometry(
  format: string,
  features: readonly WriteFeature[],
  options: WriteOptions,
): Promise<Written> {
  const writer = formatOf(format);
  if (!writer?.write) {
    const names = writableFormats.map((f) => f.extensions[0]);
    throw new ProblemError(
      problem(
        'format-not-writable',
        { zh: `不能写出“${format}”格式。`, en: `The format "${format}" cannot be written.` },
        undefined,
        { zh: `可写：${names.join('、')}。`, en: `Writable: ${names.join(', ')}.` },
      ),
    );
  }
  const move = fromLonLat(options.code, options.shift);
  const moved = features.map((feature, i) => ({
    ...feature,
    geometry: mapPositions(feature.geometry, ([lon = 0, lat = 0]) => {
      const position = move([lon, lat]);
      if (Number.isFinite(position[0]) && Number.isFinite(position[1])) return position;
      throw new ProblemError(
        problem(
          'outside-system',
          {
            zh: `坐标 ${lon}, ${lat} 不能换算到 ${options.code}。`,
            en: `The position ${lon}, ${lat} cannot be expressed in ${options.code}.`,
          },
          { record: i + 1 },
        ),
      );
    }),
  }));
  const system = systemOf(options.code);
  const written = await writer.write(...withDatum(moved, options, system?.datum, writer.id === 'txt'));
  if (!system || !isOldDatum(system.datum)) return written;
  if (!hasShift(options.shift))
    return { ...written, problems: [...written.problems, shiftUnknown(system.datum, true)] };
  return writer.keepsShift
    ? written
    : { ...written, problems: [...written.problems, shiftNotKept(options.shift)] };
}

/**
 * Features and options with a word on places that come from an old datum unmoved: an attribute, in a TXT a line of its
 * head. Numbers that are written in that datum itself need none.
 */
function withDatum(
  features: readonly WriteFeature[],
  options: WriteOptions,
  written: Datum | undefined,
  inHead: boolean,
): [WriteFeature[], WriteOptions] {
  const marked = features.map((feature) => {
    const { unmoved } = feature;
    return unmoved && unmoved !== written && !inHead
      ? { ...feature, properties: { ...feature.properties, datum: unmovedFrom(unmoved) } }
      : feature;
  });
  const first = features.find(({ unmoved }) => unmoved && unmoved !== written)?.unmoved;
  if (!inHead || !first) return [marked, options];
  return [marked, { ...options, head: { ...options.head, 坐标说明: unmovedFrom(first) } }];
}
