import { customCode } from '../../crs/custom.ts';
import type { Datum } from '../../crs/systems.ts';
import { excerpt } from '../text.ts';
import type { StatedCrs } from '../types.ts';

/**
 * Numbers of datums as GDAL writes them (its `mitab_spatialref.cpp`, after the MapInfo reference, appendix on coordinate
 * systems): 104 is WGS 84, which stands for CGCS2000, too; 999 and 9999 give the number of an ellipsoid.
 */
const datums: Record<string, Datum> = { '104': 'CGCS2000', '1017': 'Xian80', '154': 'Beijing54' };
/** Ellipsoids of datums 999 and 9999: GRS 80, WGS 84, Krassovsky. */
const ellipsoids: Record<string, Datum> = { '0': 'CGCS2000', '28': 'CGCS2000', '3': 'Beijing54' };
const units: Record<string, number> = { m: 1, km: 1000, cm: 0.01, mm: 0.001 };
const tail = { '999': 4, '9999': 8 } as Record<string, number>;

/**
 * What a CoordSys clause states. Nothing for `NonEarth`, which is a plane of its own; a projection or datum that is not
 * known here is named and left to be chosen.
 */
export function readCoordSys(clause: string): StatedCrs | undefined {
  const words = `CoordSys ${excerpt(clause, 80)}`;
  const earth = /^Earth\s+Projection\s+(.*)$/i.exec(clause.trim());
  if (!earth) return undefined;
  const fields = (earth[1] as string)
    .replace(/\b(?:Affine|Bounds)\b.*$/i, '')
    .split(',')
    .map((one) => one.trim().replace(/^"|"$/g, ''));
  const [projection, datumNumber = ''] = fields;
  const datumEntry = tail[datumNumber];
  const datum = datumEntry ? ellipsoids[fields[2] ?? ''] : datums[datumNumber];
  const rest = fields.slice(2 + (datumEntry ?? 0));
  if (projection === '1') return datum ? { datum, words } : { code: words, words };
  const [unit = 'm', ...figures] = rest;
  const unitM = units[unit.toLowerCase()];
  const [centralMeridian, originLatitude, scale, falseEasting, falseNorthing] = figures.map(Number);
  if (
    projection !== '8' ||
    !datum ||
    !unitM ||
    ![centralMeridian, originLatitude, scale, falseEasting, falseNorthing].every(Number.isFinite)
  )
    return { code: words, words };
  const code = customCode(datum, {
    centralMeridian: centralMeridian as number,
    falseEasting: (falseEasting as number) * unitM,
    falseNorthing: (falseNorthing as number) * unitM,
    originLatitude: originLatitude as number,
    scale: scale as number,
    unitM,
  });
  return { code, words };
}
