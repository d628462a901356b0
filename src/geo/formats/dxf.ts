import type { IEntity } from 'dxf-parser';
import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { ProblemList } from './problems.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from './types.ts';

interface Vertex {
  x: number;
  y: number;
  /** Tangent of a quarter of the arc's angle to the next vertex; counter-clockwise when positive. */
  bulge?: number;
}
type Polyline = IEntity & { vertices?: Vertex[]; shape?: boolean };

/** How far a chord may leave its arc, in drawing units (metres). */
const sagitta = 0.001;
const mostChords = 512;

/** Points from one vertex towards the next along the arc of its bulge; the next vertex itself is left out. */
function along(from: Vertex, to: Vertex): Position[] {
  const start: Position = [from.x, from.y];
  const { bulge = 0 } = from;
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  if (!bulge || chord === 0 || !Number.isFinite(bulge)) return [start];
  const angle = 4 * Math.atan(bulge);
  const radius = chord / (2 * Math.sin(Math.abs(angle) / 2));
  const step = 2 * Math.acos(Math.max(0, 1 - sagitta / radius));
  const count = Math.min(mostChords, Math.max(1, Math.ceil(Math.abs(angle) / Math.max(step, 1e-6))));
  const offset = (chord / 2) * ((1 - bulge * bulge) / (2 * bulge));
  const cx = (from.x + to.x) / 2 - (offset * (to.y - from.y)) / chord;
  const cy = (from.y + to.y) / 2 + (offset * (to.x - from.x)) / chord;
  const first = Math.atan2(from.y - cy, from.x - cx);
  const points = Array.from({ length: count - 1 }, (_, i): Position => {
    const a = first + (angle * (i + 1)) / count;
    return [cx + Math.abs(radius) * Math.cos(a), cy + Math.abs(radius) * Math.sin(a)];
  });
  return [start, ...points];
}

function outline({ vertices = [], shape = false }: Polyline): Geometry | undefined {
  const used = vertices.filter((v) => Number.isFinite(v?.x) && Number.isFinite(v?.y));
  if (used.length < 2 || used.length !== vertices.length) return undefined;
  const [first, last] = [used[0] as Vertex, used.at(-1) as Vertex];
  const joined = used.length > 3 && first.x === last.x && first.y === last.y;
  const pairs =
    shape && !joined
      ? used.map((v, i) => [v, used[(i + 1) % used.length]])
      : used.slice(0, -1).map((v, i) => [v, used[i + 1]]);
  const points = (pairs as [Vertex, Vertex][]).flatMap(([a, b]) => along(a, b));
  if (!shape && !joined) return { type: 'LineString', coordinates: [...points, [last.x, last.y]] };
  const ring = [...points, points[0] as Position];
  return ring.length < 4 ? undefined : { type: 'Polygon', coordinates: [ring] };
}

/**
 * Polylines of a drawing: closed ones as polygons, arcs (bulges) as chords within 1 mm, open ones as lines; other
 * entities are counted. Drawing x is east and y is north unless the numbers say otherwise.
 */
async function read(input: FormatInput, { limits }: FormatOptions): Promise<Parsed> {
  const text = input.text();
  if (text.startsWith('AutoCAD Binary DXF'))
    throw new ProblemError(
      problem(
        'dxf-binary',
        { zh: '这是二进制 DXF，不能读取。', en: 'This is a binary DXF, which is not read.' },
        undefined,
        { zh: '请另存为 ASCII DXF。', en: 'Save it as ASCII DXF.' },
      ),
    );
  const { default: DxfParser } = await import('dxf-parser');
  const drawing = new DxfParser().parseSync(text);
  const problems = new ProblemList(limits.problems);
  const features: ReadFeature[] = [];
  const passed = new Map<string, number>();
  for (const [i, entity] of (drawing?.entities ?? []).entries()) {
    if (!entity || !/^(LW)?POLYLINE$/.test(entity.type)) {
      const type = String(entity?.type ?? '?');
      passed.set(type, (passed.get(type) ?? 0) + 1);
      continue;
    }
    const place = { record: entity.handle ? String(entity.handle) : i + 1 };
    const geometry = outline(entity as Polyline);
    if (geometry) {
      const layer = String(entity.layer ?? '');
      features.push({
        geometry,
        properties: { layer },
        ...(layer && layer !== '0' ? { name: layer } : {}),
        place,
      });
    } else
      problems.error(
        'dxf-polyline',
        {
          zh: '多段线的顶点不完整，未读入。',
          en: 'The polyline lacks vertices or coordinates; it was left out.',
        },
        place,
      );
  }
  if (passed.size) {
    const list = [...passed].map(([type, count]) => `${type} ×${count}`).join(', ');
    problems.warn('dxf-passed-over', {
      zh: `只读取多段线；未读入：${list}。`,
      en: `Only polylines are read; passed over: ${list}.`,
    });
  }
  return { features, problems: problems.done() };
}

/** AutoCAD DXF (ASCII). */
export const dxf: Format = {
  id: 'dxf',
  name: { zh: 'DXF', en: 'DXF' },
  extensions: ['dxf'],
  detect: (input) =>
    /^(?:999\r?\n[^\n]*\n\s*)*0\s*\r?\nSECTION\b/.test(input.head()) ||
    input.head().startsWith('AutoCAD Binary DXF'),
  read,
};
