import type { Geometry, Position } from 'geojson';
import type { ProblemList } from '../problems.ts';
import { assembleRings } from '../rings.ts';
import { excerpt } from '../text.ts';
import { closed, ellipseIn, rectangle } from './shapes.ts';

/** An object of a MIF: each has its row in the MID, with a shape or without. */
export interface MifObject {
  line: number;
  geometry?: Geometry;
  /** Why there is none: `none` as the file says, `passed` for a kind that is not read, `bad` after an error. */
  without?: 'none' | 'passed' | 'bad';
  kind: string;
}

const kinds = /^(none|point|multipoint|line|pline|region|arc|text|rect|roundrect|ellipse|collection)\b/i;

/** Takes the lines of the DATA part one by one. */
class Lines {
  declare private readonly lines: readonly string[];
  declare at: number;
  constructor(lines: readonly string[], at: number) {
    this.lines = lines;
    this.at = at;
  }
  /** The next line that is not blank; undefined at the end. */
  next(): string | undefined {
    while (this.at < this.lines.length) {
      const line = (this.lines[this.at++] as string).trim();
      if (line) return line;
    }
    return undefined;
  }
  peek(): string | undefined {
    const from = this.at;
    const line = this.next();
    this.at = from;
    return line;
  }
}

class Unreadable extends Error {}

const numbers = (text: string): number[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(Number);

/** MIF's TRANSFORM: a factor of 0 changes nothing. */
export type Transform = (position: Position) => Position;

function position(text: string | undefined, move: Transform): Position {
  const [x = Number.NaN, y = Number.NaN] = numbers(text ?? '');
  if (!Number.isFinite(x) || !Number.isFinite(y)) throw new Unreadable(text ?? '');
  return move([x, y]);
}

function count(text: string | undefined): number {
  const value = Number(text?.trim());
  if (!Number.isInteger(value) || value < 0) throw new Unreadable(text ?? '');
  return value;
}

function positions(lines: Lines, size: number, move: Transform): Position[] {
  const list: Position[] = [];
  for (let i = 0; i < size; i++) list.push(position(lines.next(), move));
  return list;
}

/** Sections of positions, each after its number of them. */
const sections = (lines: Lines, size: number, move: Transform): Position[][] =>
  Array.from({ length: size }, () => positions(lines, count(lines.next()), move));

/** Two corners of an object, on its own line or the next. */
function corners(rest: string, lines: Lines, move: Transform): [Position, Position] {
  const coordinates = numbers(rest);
  if (coordinates.length < 4) coordinates.push(...numbers(lines.next() ?? ''));
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = coordinates;
  return [position(`${a} ${b}`, move), position(`${c} ${d}`, move)];
}

function shape(kind: string, rest: string, lines: Lines, move: Transform): Geometry | undefined {
  switch (kind) {
    case 'point':
      return { type: 'Point', coordinates: position(rest, move) };
    case 'multipoint':
      return { type: 'MultiPoint', coordinates: positions(lines, count(rest), move) };
    case 'line': {
      const [a = Number.NaN, b = Number.NaN, c = Number.NaN, d = Number.NaN] = numbers(rest);
      return { type: 'LineString', coordinates: [position(`${a} ${b}`, move), position(`${c} ${d}`, move)] };
    }
    case 'pline': {
      const multiple = /^multiple\s+(\d+)/i.exec(rest);
      const list = multiple
        ? sections(lines, count(multiple[1]), move)
        : [positions(lines, count(rest || lines.next()), move)];
      const [only] = list;
      return list.length === 1 && only
        ? { type: 'LineString', coordinates: only }
        : { type: 'MultiLineString', coordinates: list };
    }
    case 'region':
      return assembleRings(sections(lines, count(rest), move).map((ring) => ({ positions: closed(ring) })))
        .geometry;
    case 'rect':
      return rectangle(...corners(rest, lines, move));
    case 'ellipse': {
      const ellipse = ellipseIn(...corners(rest, lines, move));
      if (!ellipse) throw new Unreadable(rest);
      return ellipse;
    }
    default:
      return undefined;
  }
}

/** The objects of the DATA part, in their order; one that cannot be read is named and passed over. */
export function readObjects(
  all: readonly string[],
  from: number,
  move: Transform,
  problems: ProblemList,
): MifObject[] {
  const lines = new Lines(all, from);
  const objects: MifObject[] = [];
  for (let line = lines.next(); line !== undefined; line = lines.next()) {
    const match = kinds.exec(line);
    // Pens, brushes, symbols, centres and what belongs to a text follow their object.
    if (!match) continue;
    const kind = (match[1] as string).toLowerCase();
    const start = lines.at;
    try {
      if (kind === 'collection') {
        // Its members have no rows of their own.
        for (let parts = count(line.slice(kind.length)); parts > 0; ) {
          const next = lines.next();
          if (next === undefined) break;
          const part = kinds.exec(next);
          if (!part) continue;
          parts--;
          shape(
            (part[1] as string).toLowerCase(),
            next.slice((part[1] as string).length).trim(),
            lines,
            move,
          );
        }
        objects.push({ line: start, kind, without: 'passed' });
        continue;
      }
      const geometry = shape(kind, line.slice(kind.length).trim(), lines, move);
      objects.push({
        line: start,
        kind,
        ...(geometry ? { geometry } : { without: kind === 'none' ? 'none' : 'passed' }),
      });
      // The text itself may be on the next line and begin with any word.
      if (kind === 'text' && lines.peek()?.startsWith('"')) lines.next();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      problems.error(
        'mif-object',
        {
          ...(error.message.trim()
            ? {
                zh: `应为坐标或个数，读到的是“${excerpt(error.message, 40)}”；该图形未读入。`,
                en: `Expected a position or a count, found "${excerpt(error.message, 40)}"; the object was left out.`,
              }
            : {
                zh: '应为坐标或个数，文件却到此为止，不完整；该图形未读入。',
                en: 'Expected a position or a count, but the file ends here and is cut short; the object was left out.',
              }),
        },
        { line: lines.at, record: objects.length + 1 },
        {
          zh: '请改正后重新导入，或从 MapInfo 重新导出。',
          en: 'Put it right, or export it again from MapInfo.',
        },
      );
      objects.push({ line: start, kind, without: 'bad' });
      // What could not be read may be the next object.
      lines.at = Math.max(start, lines.at - 1);
    }
  }
  return objects;
}
