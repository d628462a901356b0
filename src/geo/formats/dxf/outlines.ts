import type { Position } from 'geojson';
import type { ProblemList } from '../problems.ts';
import { parseNumber } from '../text.ts';
import { cassOf } from './cass.ts';
import { ellipse, polyline, sagitta, type Vertex } from './curves.ts';
import { hatchRings } from './hatch.ts';
import { meet, type Outline } from './outline.ts';
import { type Drawing, numberOf, type RawEntity, textOf } from './pairs.ts';
import { drawSpline, splineOf } from './spline.ts';
import { anchorOf, type Word, wordsOf } from './words.ts';

export interface Outlines {
  outlines: Outline[];
  words: Word[];
  /** Kinds of entities that are not read, with their number. */
  passed: Map<string, number>;
  /** Layers whose outlines are not shown and left out, with their number; '' for entities hidden by themselves. */
  unseen: Map<string, number>;
}

/** From an entity's own plane into the drawing, with the scale that chords have to allow for. */
interface Frame {
  place(position: Position): Position;
  scale: number;
  layer?: string;
}

/** Kinds that give outlines, or may hold some. */
const isOutline =
  /^(?:LWPOLYLINE|POLYLINE|LINE|CIRCLE|ARC|ELLIPSE|SPLINE|SOLID|TRACE|3DFACE|HATCH|MPOLYGON|INSERT)$/;

const deepest = 8;
const mostInserted = 200_000;
const full = 2 * Math.PI;
const radians = Math.PI / 180;

/** Kinds written in the drawing's own coordinates, whatever their extrusion; POLYLINE where it is three-dimensional. */
const inDrawing = (entity: RawEntity): boolean =>
  /^(?:LINE|SPLINE|3DFACE)$/.test(entity.type) ||
  (entity.type === 'POLYLINE' && (numberOf(entity, 70) & 8) !== 0);

/** An entity drawn on the plane seen from below (extrusion 0,0,-1) has its x mirrored; tilted planes have no outline here. */
function plane(entity: RawEntity, frame: Frame): Frame | undefined {
  if (inDrawing(entity)) return frame;
  const [nx, ny, nz] = [numberOf(entity, 210), numberOf(entity, 220), numberOf(entity, 230, 1)];
  if (Math.abs(nx) > 1e-6 || Math.abs(ny) > 1e-6) return undefined;
  // An ellipse stands in the drawing's coordinates, too; only its short axis is turned.
  if (nz >= 0 || entity.type === 'ELLIPSE') return frame;
  return { ...frame, place: ([x = 0, y = 0]) => frame.place([-x, y]) };
}

/**
 * What a drawing holds of outlines and words, in metres, its inserted blocks drawn out.
 * @param metres Length of its unit.
 */
export function readOutlines(drawing: Drawing, metres: number, problems: ProblemList): Outlines {
  const collected: Outlines = { outlines: [], words: [], passed: new Map(), unseen: new Map() };
  let inserted = 0;
  const pass = (type: string): void => {
    collected.passed.set(type, (collected.passed.get(type) ?? 0) + 1);
  };

  const isUnseen = (entity: RawEntity, layer: string): boolean => {
    const state = drawing.unseen.get(layer.toUpperCase());
    // What a block holds on other layers is shown where its own layer is off, and is not where that is frozen.
    return numberOf(entity, 60) === 1 || state === 'frozen' || (state === 'off' && entity.type !== 'INSERT');
  };
  const layerOf = (entity: RawEntity, frame: Frame): string => {
    // A shape of layer 0 takes the layer its block is inserted on.
    const written = textOf(entity, 8) ?? '';
    return (written === '0' || !written) && frame.layer ? frame.layer : written;
  };

  function insert(entity: RawEntity, frame: Frame, within: readonly string[]): void {
    const name = (textOf(entity, 2) ?? '').toUpperCase();
    const block = drawing.blocks.get(name);
    const entityPlane = plane(entity, frame);
    if (!block || !entityPlane || block.external || within.length >= deepest || within.includes(name)) {
      pass(block?.external ? 'XREF' : 'INSERT');
      return;
    }
    const [sx, sy] = [numberOf(entity, 41, 1), numberOf(entity, 42, 1)];
    const turn = numberOf(entity, 50) * radians;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    const [x0, y0] = [numberOf(entity, 10), numberOf(entity, 20)];
    const [columns, rows] = [numberOf(entity, 70, 1), numberOf(entity, 71, 1)];
    const layer = layerOf(entity, frame);
    for (let row = 0; row < Math.max(1, rows); row++)
      for (let column = 0; column < Math.max(1, columns); column++) {
        const [dx, dy] = [column * numberOf(entity, 44), row * numberOf(entity, 45)];
        const place = ([x = 0, y = 0]: Position): Position => {
          const [u, v] = [(x - block.base[0]) * sx + dx, (y - block.base[1]) * sy + dy];
          return entityPlane.place([x0 + u * cos - v * sin, y0 + u * sin + v * cos]);
        };
        const scale = frame.scale * Math.max(Math.abs(sx), Math.abs(sy));
        for (const one of block.entities) {
          if (++inserted > mostInserted) {
            pass('INSERT');
            return;
          }
          take(one, { place, scale, ...(layer ? { layer } : {}) }, [...within, name]);
        }
      }
    for (const attribute of entity.parts) word(attribute, frame);
  }

  function word(entity: RawEntity, frame: Frame): void {
    const text = wordsOf(entity);
    if (text)
      collected.words.push({
        text,
        at: frame.place(anchorOf(entity)),
        height: numberOf(entity, 40, 1) * frame.scale,
      });
  }

  function take(entity: RawEntity, frame: Frame, within: readonly string[]): void {
    const { type } = entity;
    const layer = layerOf(entity, frame);
    if (isUnseen(entity, layer)) {
      if (!isOutline.test(type)) return;
      const by = numberOf(entity, 60) === 1 ? '' : layer;
      collected.unseen.set(by, (collected.unseen.get(by) ?? 0) + 1);
    } else if (type === 'INSERT') insert(entity, frame, within);
    else if (/^(?:TEXT|MTEXT|ATTRIB)$/.test(type)) word(entity, frame);
    else outline(entity, frame);
  }

  function outline(entity: RawEntity, frame: Frame): void {
    const { type } = entity;
    const entityPlane = plane(entity, frame);
    const cass = cassOf(entity);
    const about = {
      ...(cass ? { cass } : {}),
      layer: layerOf(entity, frame),
      handle: textOf(entity, 5) ?? '',
      at: entity.line,
    };
    const shape = entityPlane && shapeOf(entity, sagitta / Math.max(entityPlane.scale, 1e-9), problems);
    if (shape === 'broken') {
      problems.error(
        'dxf-polyline',
        {
          zh: '多段线的顶点不完整，未读入。',
          en: 'The polyline lacks vertices or coordinates; it was left out.',
        },
        { line: entity.line, ...(about.handle ? { record: about.handle } : {}) },
      );
    } else if (!entityPlane || !shape) pass(type);
    else
      collected.outlines.push({
        ...about,
        hatch: /^(?:HATCH|MPOLYGON)$/.test(type),
        ...(/^(?:LINE|ARC|ELLIPSE|SPLINE)$/.test(type) ? { piece: type } : {}),
        ...(shape.rings ? { rings: shape.rings.map((ring) => ring.map(entityPlane.place)) } : {}),
        ...(shape.line ? { line: shape.line.map(entityPlane.place) } : {}),
      });
  }

  for (const entity of drawing.entities)
    take(entity, { place: ([x = 0, y = 0]) => [x * metres, y * metres], scale: metres }, []);
  return collected;
}

type Shape = { rings?: Position[][]; line?: Position[] } | 'broken' | undefined;

/** The outline of an entity in its own plane; undefined for kinds that have none. */
function shapeOf(entity: RawEntity, tolerance: number, problems: ProblemList): Shape {
  const centre = [numberOf(entity, 10), numberOf(entity, 20)] as const;
  switch (entity.type) {
    case 'LWPOLYLINE':
      return drawn(lightVertices(entity, problems), (numberOf(entity, 70) & 1) === 1, tolerance);
    case 'POLYLINE': {
      const flags = numberOf(entity, 70);
      // Meshes and polyface meshes are surfaces; the frame of a fitted spline is no boundary.
      if (flags & (16 | 64)) return undefined;
      const vertices = entity.parts.filter(
        (part) => part.type === 'VERTEX' && !(numberOf(part, 70) & (16 | 128)),
      );
      return drawn(
        vertices.map((part) => vertexOf(part, problems)),
        (flags & 1) === 1,
        tolerance,
      );
    }
    case 'LINE': {
      const end = [numberOf(entity, 11), numberOf(entity, 21)];
      const line = [[...centre], end];
      return line.flat().every(Number.isFinite) ? { line } : 'broken';
    }
    case 'CIRCLE': {
      const ring = ellipse(centre, [numberOf(entity, 40), 0], 1, [0, full], tolerance);
      return closedRing(ring);
    }
    case 'ARC': {
      const [from, to] = [numberOf(entity, 50) * radians, numberOf(entity, 51) * radians];
      const end = to <= from ? to + full : to;
      const line = ellipse(centre, [numberOf(entity, 40), 0], 1, [from, end], tolerance);
      return end - from >= full - 1e-9 ? closedRing(line) : { line };
    }
    case 'ELLIPSE': {
      const axis = [numberOf(entity, 11), numberOf(entity, 21)] as const;
      const [from, to] = [numberOf(entity, 41), numberOf(entity, 42, full)];
      const end = to <= from ? to + full : to;
      const ratio = numberOf(entity, 40, 1) * (numberOf(entity, 230, 1) < 0 ? -1 : 1);
      const line = ellipse(centre, axis, ratio, [from, end], tolerance);
      return end - from >= full - 1e-6 ? closedRing(line) : { line };
    }
    case 'SPLINE': {
      const line = drawSpline(splineOf(entity), tolerance);
      return line && (closes(line, tolerance) ? closedRing(line) : { line });
    }
    case 'SOLID':
    case 'TRACE': {
      // The third corner stands across from the second; a triangle has the last one twice.
      const corners = [10, 11, 13, 12].map((code) => [numberOf(entity, code), numberOf(entity, code + 10)]);
      return closedRing([...corners, corners[0] as Position]);
    }
    case '3DFACE': {
      // A level one is drawn as an area; those of a surface are none.
      const [level, ...levels] = [30, 31, 32, 33].map((code) => numberOf(entity, code));
      if (levels.some((one) => one !== level)) return undefined;
      const corners = [10, 11, 12, 13].map((code) => [numberOf(entity, code), numberOf(entity, code + 10)]);
      return closedRing([...corners, corners[0] as Position]);
    }
    case 'HATCH':
    case 'MPOLYGON': {
      const rings = hatchRings(entity, tolerance);
      return rings?.length ? { rings } : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a line returns to its start. */
const closes = (line: readonly Position[], within: number): boolean =>
  line.length > 3 && meet(line[0] as Position, line.at(-1) as Position, within);

function closedRing(points: Position[]): Shape {
  const ring = [...points.slice(0, -1), points[0] as Position];
  return ring.flat().every(Number.isFinite) ? { rings: [ring] } : 'broken';
}

function drawn(vertices: readonly Vertex[], closed: boolean, tolerance: number): Shape {
  if (vertices.length < 2 || vertices.some((v) => !Number.isFinite(v.x) || !Number.isFinite(v.y)))
    return 'broken';
  const points = polyline(vertices, closed, tolerance);
  const [first, last] = [points[0] as Position, points.at(-1) as Position];
  const joined = points.length > 3 && first[0] === last[0] && first[1] === last[1];
  if (!closed && !joined) return { line: points };
  return points.length < 4 ? 'broken' : { rings: [points] };
}

function number(value: string, line: number, code: number, problems: ProblemList): number {
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
}

/** The vertices of a light polyline: each begins with its x. */
function lightVertices(entity: RawEntity, problems: ProblemList): Vertex[] {
  const vertices: Vertex[] = [];
  for (const { code, value, line } of entity.pairs) {
    const last = vertices.at(-1);
    if (code === 10) vertices.push({ x: number(value, line, code, problems), y: Number.NaN, bulge: 0 });
    else if (code === 20 && last) last.y = number(value, line, code, problems);
    else if (code === 42 && last) last.bulge = parseNumber(value) ?? 0;
  }
  return vertices;
}

function vertexOf(entity: RawEntity, problems: ProblemList): Vertex {
  const vertex: Vertex = { x: Number.NaN, y: Number.NaN, bulge: 0 };
  for (const { code, value, line } of entity.pairs) {
    if (code === 10) vertex.x = number(value, line, code, problems);
    else if (code === 20) vertex.y = number(value, line, code, problems);
    else if (code === 42) vertex.bulge = parseNumber(value) ?? 0;
  }
  return vertex;
}
