import { boundaryOf } from '../../../check/index.ts';
import { type Bilingual, type Language, say } from '../../../model/index.ts';
import type { ZoneRecord } from '../../../store/records/index.ts';

const columns: readonly Bilingual[] = [
  { zh: '地块', en: 'zone' },
  { zh: '圈号', en: 'ring' },
  { zh: '点号', en: 'point' },
  { zh: 'X', en: 'X' },
  { zh: 'Y', en: 'Y' },
  { zh: '边长', en: 'side' },
];

/** A cell that holds a comma or quotes is quoted; one that begins like a formula is not run by a spreadsheet. */
const cell = (text: string): string => {
  const safe = /^[=+@-]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/**
 * Boundary points as a table for Excel (UTF-8 with BOM): X north and Y east in metres of the 3° zone with its prefix, in
 * the surveyors' order, each with the length to the next in the plane.
 */
export function pointsCsv(zones: readonly ZoneRecord[], centralMeridian: number, language: Language): string {
  const rows = zones.flatMap((zone) =>
    boundaryOf(zone, centralMeridian).flatMap(({ points }, index) =>
      points.map(({ name, x, y, sideM }) => [
        cell(zone.name),
        index + 1,
        cell(name),
        x.toFixed(3),
        y.toFixed(3),
        sideM.toFixed(2),
      ]),
    ),
  );
  return `\ufeff${[columns.map((column) => say(column, language)), ...rows].map((row) => `${row.join(',')}\r\n`).join('')}`;
}
