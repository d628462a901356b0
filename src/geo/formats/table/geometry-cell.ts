import type { Geometry } from 'geojson';
import { ProblemError, problem } from '../../../model/index.ts';
import { asGeometry } from '../geometry.ts';
import { excerpt } from '../text.ts';
import { readWkb } from '../wkb.ts';
import { isWkt, parseWkt } from '../wkt.ts';

const hex = /^(?:\\x|0x)?0[01][0-9a-f]{40,}$/i;
/** In a column of geometry fewer digits are a geometry, too: one without positions. */
const anyHex = /^(?:\\x|0x)?0[01][0-9a-f]{16,}$/i;
const json = /^\{\s*"(?:type|coordinates|geometry|crs|bbox|properties)"\s*:/;

/** Whether a cell holds a geometry: WKT, GeoJSON, or WKB in hexadecimal digits as PostGIS gives it. */
export const isGeometryCell = (cell: string): boolean => isWkt(cell) || json.test(cell) || hex.test(cell);

/**
 * The geometry of a cell, with the SRID that EWKT and EWKB carry.
 * @throws ProblemError saying what is wrong with it
 */
export function parseGeometryCell(cell: string, maxDepth: number): { geometry: Geometry; srid?: number } {
  if (anyHex.test(cell)) return fromHex(cell.replace(/^(?:\\x|0x)/i, ''), maxDepth);
  if (!cell.startsWith('{')) return parseWkt(cell, maxDepth);
  let value: unknown;
  try {
    value = JSON.parse(cell);
  } catch {
    throw new ProblemError(
      problem(
        'bad-geojson-cell',
        {
          zh: `格子里的 GeoJSON 不完整：“${excerpt(cell, 40)}”。`,
          en: `The GeoJSON in the cell is incomplete: "${excerpt(cell, 40)}".`,
        },
        undefined,
        { zh: '内容可能被截断，请重新导出。', en: 'The cell may have been cut off; export it again.' },
      ),
    );
  }
  const { type, geometry } = value as { type?: unknown; geometry?: unknown };
  return { geometry: asGeometry(type === 'Feature' ? geometry : value, maxDepth) };
}

function fromHex(digits: string, maxDepth: number): { geometry: Geometry; srid?: number } {
  const bytes = new Uint8Array(digits.length >> 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  const geometry = readWkb(bytes, 0, maxDepth);
  const view = new DataView(bytes.buffer);
  const little = bytes[0] === 1;
  const srid = view.getUint32(1, little) & 0x20000000 ? view.getUint32(5, little) : 0;
  return srid ? { geometry, srid } : { geometry };
}
