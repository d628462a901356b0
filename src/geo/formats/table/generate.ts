import type { Position } from 'geojson';
import { closed } from '../mapinfo/shapes.ts';
import { ProblemList } from '../problems.ts';
import { assembleRings } from '../rings.ts';
import { excerpt, parseNumber } from '../text.ts';
import type { FormatOptions, Parsed, ReadFeature } from '../types.ts';

const fields = (line: string): string[] => line.trim().split(/[\s,]+/);
const isEnd = (line: string): boolean => /^end$/i.test(line.trim());

/**
 * Whether a text is what ArcGIS writes for features: "Write Features To Text File" (a line `Polygon`, then shapes of
 * numbered points) or the older "generate" format (a number, its points, END). Both end in END.
 */
export function isGenerate(head: string): boolean {
  const lines = head.split(/\r\n|\n|\r/, 40).map((line) => line.trim());
  if (/^(?:polygon|polyline)$/i.test(lines[0] ?? '')) return /^\d+ \d+$/.test(lines[1] ?? '');
  const [id = '', ...rest] = lines;
  const pair = (line: string) =>
    fields(line).length === 2 && fields(line).every((f) => parseNumber(f) !== undefined);
  const at = rest.findIndex((line) => isEnd(line) || line === '');
  const points = at < 0 ? rest.slice(0, -1) : rest.slice(0, at);
  return (
    /^\d+(?:[\s,]+[-+\d.]+[\s,]+[-+\d.]+)?$/.test(id) &&
    points.length > 2 &&
    points.every(pair) &&
    (at < 0 || isEnd(rest[at] ?? ''))
  );
}

/** Reads ArcGIS' text of features; `InteriorRing` and a new part begin a ring. Numbers are x (east) and y (north). */
export function readGenerate(text: string, { limits }: FormatOptions): Parsed {
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  const numbered = /^(?:polygon|polyline)$/i.test((lines[0] ?? '').trim());
  const lineWork = /^polyline$/i.test((lines[0] ?? '').trim());
  let shape: { id: string; line: number; rings: Position[][] } | undefined;
  const close = () => {
    const rings = shape?.rings.filter((ring) => ring.length > (lineWork ? 1 : 2)) ?? [];
    if (shape && rings.length) {
      const geometry = lineWork
        ? ({ type: 'MultiLineString', coordinates: rings } as const)
        : assembleRings(rings.map((positions) => ({ positions: closed(positions) }))).geometry;
      features.push({ geometry, properties: { id: shape.id }, name: shape.id, place: { line: shape.line } });
    }
    shape = undefined;
  };
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    if (!line || (numbered && index === 0)) continue;
    const [first = '', ...rest] = fields(line);
    if (isEnd(line)) close();
    else if (/^interiorring$/i.test(line)) shape?.rings.push([]);
    else if (numbered && rest.length === 1) {
      if (shape?.id === first) shape.rings.push([]);
      else {
        close();
        shape = { id: first, line: index + 1, rings: [[]] };
      }
    } else if (!numbered && !shape) shape = { id: first, line: index + 1, rings: [[]] };
    else {
      const [x, y] = (numbered ? rest : [first, ...rest]).map(parseNumber);
      if (x !== undefined && y !== undefined && shape) shape.rings.at(-1)?.push([x, y]);
      else
        problems.error(
          'generate-line',
          {
            zh: `应为点的坐标或 END，读到的是“${excerpt(line)}”。`,
            en: `Expected the coordinates of a point, or END, found "${excerpt(line)}".`,
          },
          { line: index + 1 },
        );
    }
  }
  close();
  return { features, problems: problems.done() };
}
