import type { Geometry, Position } from 'geojson';
import { ProblemError, problem } from '../../model/index.ts';
import { overLimit, ProblemList } from './problems.ts';
import { parseNumber } from './text.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from './types.ts';

interface Vertex {
  x: number;
  y: number;
  /** Tangent of a quarter of the arc's angle to the next vertex; counter-clockwise when positive. */
  bulge: number;
}

/** An entity of the ENTITIES section that is being read. */
interface Entity {
  type: string;
  line: number;
  handle: string;
  layer: string;
  closed: boolean;
  vertices: Vertex[];
}

/** How far a chord may leave its arc, in drawing units (metres). */
const sagitta = 0.001;
const mostChords = 512;

/** Points from one vertex towards the next along the arc of its bulge; the next vertex itself is left out. */
function along(from: Vertex, to: Vertex): Position[] {
  const start: Position = [from.x, from.y];
  const { bulge } = from;
  const chord = Math.hypot(to.x - from.x, to.y - from.y);
  if (!bulge || chord === 0) return [start];
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
    return [cx + radius * Math.cos(a), cy + radius * Math.sin(a)];
  });
  return [start, ...points];
}

function outline({ vertices, closed }: Entity): Geometry | undefined {
  if (vertices.length < 2 || vertices.some((v) => !Number.isFinite(v.x) || !Number.isFinite(v.y)))
    return undefined;
  const [first, last] = [vertices[0] as Vertex, vertices.at(-1) as Vertex];
  const joined = vertices.length > 3 && first.x === last.x && first.y === last.y;
  const steps = closed && !joined ? vertices.length : vertices.length - 1;
  const points = Array.from({ length: steps }, (_, i) =>
    along(vertices[i] as Vertex, vertices[(i + 1) % vertices.length] as Vertex),
  ).flat();
  if (!closed && !joined) return { type: 'LineString', coordinates: [...points, [last.x, last.y]] };
  const ring = [...points, points[0] as Position];
  return ring.length < 4 ? undefined : { type: 'Polygon', coordinates: [ring] };
}

/** One pair of lines: a group code and its value. */
interface Pair {
  code: number;
  value: string;
  line: number;
}

/** The pairs of the ENTITIES section. A code that is no number ends the reading: nothing after it can be told apart. */
function* pairs(text: string, problems: ProblemList): Generator<Pair> {
  const lines = text.split(/\r\n|\n|\r/);
  let section = '';
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [key, value] = [(lines[i] as string).trim(), (lines[i + 1] as string).trim()];
    if (!/^-?\d{1,4}$/.test(key)) {
      if (key === '' && value === '') continue;
      problems.error(
        'dxf-group-code',
        {
          zh: `应为组码，读到的是“${key.slice(0, 20)}”；此后未读入。`,
          en: `Expected a group code, found "${key.slice(0, 20)}"; nothing from here on was read.`,
        },
        { line: i + 1 },
      );
      return;
    }
    const code = Number(key);
    if (code === 0 && value === 'EOF') return;
    if (code === 0 && (value === 'SECTION' || value === 'ENDSEC')) section = '';
    else if (code === 2 && section === '') section = value;
    if (section === 'ENTITIES') yield { code, value, line: i + 2 };
  }
}

/** Takes one pair into the entity; vertices of an old POLYLINE are entities of their own until SEQEND. */
function take(entity: Entity, { code, value, line }: Pair, inVertex: boolean, problems: ProblemList): void {
  const number = () => {
    const parsed = parseNumber(value);
    if (parsed === undefined)
      problems.error(
        'dxf-number',
        {
          zh: `应为数，读到的是“${value.slice(0, 20)}”。`,
          en: `Expected a number, found "${value.slice(0, 20)}".`,
        },
        { line, field: String(code) },
      );
    return parsed ?? Number.NaN;
  };
  const light = entity.type === 'LWPOLYLINE';
  const last = entity.vertices.at(-1);
  if (code === 5 && !inVertex) entity.handle = value;
  else if (code === 8 && !inVertex) entity.layer = value;
  else if (code === 70 && !inVertex) entity.closed = (Number(value) & 1) === 1;
  else if (code === 10 && (light || inVertex)) entity.vertices.push({ x: number(), y: Number.NaN, bulge: 0 });
  else if (code === 20 && (light || inVertex) && last) last.y = number();
  else if (code === 42 && (light || inVertex) && last) last.bulge = parseNumber(value) ?? 0;
}

function entitiesOf(text: string, limits: FormatOptions['limits'], problems: ProblemList): Entity[] {
  const entities: Entity[] = [];
  let inVertex = false;
  let vertices = 0;
  for (const pair of pairs(text, problems)) {
    const last = entities.at(-1);
    if (pair.code === 0) {
      inVertex = pair.value === 'VERTEX' && last?.type === 'POLYLINE';
      if (inVertex || pair.value === 'SEQEND') continue;
      entities.push({
        type: pair.value,
        line: pair.line,
        handle: '',
        layer: '',
        closed: false,
        vertices: [],
      });
      if (entities.length > limits.features) throw overLimit('features', entities.length, limits.features);
    } else if (last && /^(LW)?POLYLINE$/.test(last.type)) {
      take(last, pair, inVertex, problems);
      if (pair.code === 10 && ++vertices > limits.vertices)
        throw overLimit('vertices', vertices, limits.vertices);
    }
  }
  return entities;
}

/**
 * Polylines of a drawing: closed ones as polygons, arcs (bulges) as chords within 1 mm, open ones as lines; other
 * entities are counted. Drawing x is east and y is north unless the numbers say otherwise. Read here and not by the
 * library dxf-parser, which never returns from some damaged files.
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
  const problems = new ProblemList(limits.problems);
  const passed = new Map<string, number>();
  const features = entitiesOf(text, limits, problems).flatMap((entity): ReadFeature[] => {
    const { type, layer, handle, line } = entity;
    if (!/^(LW)?POLYLINE$/.test(type)) {
      passed.set(type, (passed.get(type) ?? 0) + 1);
      return [];
    }
    const place = { line, ...(handle ? { record: handle } : {}) };
    const geometry = outline(entity);
    if (geometry)
      return [{ geometry, properties: { layer }, ...(layer && layer !== '0' ? { name: layer } : {}), place }];
    problems.error(
      'dxf-polyline',
      {
        zh: '多段线的顶点不完整，未读入。',
        en: 'The polyline lacks vertices or coordinates; it was left out.',
      },
      place,
    );
    return [];
  });
  if (passed.size) {
    const list = [...passed].slice(0, 20).map(([type, count]) => `${type.slice(0, 20)} ×${count}`);
    problems.warn('dxf-passed-over', {
      zh: `只读取多段线；未读入：${list.join('、')}。`,
      en: `Only polylines are read; passed over: ${list.join(', ')}.`,
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
