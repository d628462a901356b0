import type { Element } from '@xmldom/xmldom';
import type { Position } from 'geojson';
import { signedArea2 } from '../../plane/area.ts';
import { boxOfPositions } from '../../plane/box.ts';
import type { Box } from '../../plane/extent.ts';
import { circumcentre, drawArc, drawArcString, millimetreAt, type Point, positionsOf } from '../arcs.ts';
import { attributeOf, childrenOf, nameOf } from './elements.ts';
import { badGml, curveNotRead, figuresIn, positionsIn } from './positions.ts';

const lengths: Record<string, number> = { m: 1, metre: 1, meter: 1, km: 1000, mm: 0.001, cm: 0.01 };
const angles: Record<string, number> = {
  deg: Math.PI / 180,
  degree: Math.PI / 180,
  degrees: Math.PI / 180,
  rad: 1,
  radian: 1,
  gon: Math.PI / 200,
  grad: Math.PI / 200,
};

/**
 * How the angles of an arc around a centre are measured. Files have both ways: from the first axis towards the second
 * (OGC 12-028), and as bearings, from the second axis where that is the one to the north.
 */
export type AngleOrigin = 'first-axis' | 'second-axis';

/** One segment of a curve, drawn to a millimetre. */
export function segment(element: Element, origin: AngleOrigin): Position[] {
  const name = nameOf(element);
  switch (name) {
    case 'LineStringSegment':
    case 'GeodesicString':
    case 'Geodesic':
      return positionsIn(element);
    case 'Arc':
    case 'ArcString':
      return drawn(element, drawArcString(positionsIn(element)));
    case 'ArcByBulge':
    case 'ArcStringByBulge':
      return drawn(element, drawArcString(throughBulges(element)));
    case 'Circle':
      return circle(element);
    case 'ArcByCenterPoint':
    case 'CircleByCenterPoint':
      return aroundCentre(element, name === 'CircleByCenterPoint', origin);
    default:
      throw curveNotRead(element);
  }
}

function circle(element: Element): Position[] {
  const [a, b, c, more] = positionsIn(element);
  if (!a || !b || !c || more) throw badGml(element, '圆应有三个点', 'a circle has three points');
  const [p, q, r] = [a, b, c].map(([x = 0, y = 0]) => [x, y] as const) as [Point, Point, Point];
  const flat: number[] = [];
  const centre = circumcentre(p, q, r);
  if (!centre || !drawArc(p, p, centre, true, millimetreAt(a), flat))
    throw badGml(element, '圆不成立', 'the circle makes no sense');
  return [a, ...positionsOf(flat), a];
}

const child = (element: Element, name: string): Element | undefined =>
  childrenOf(element).find((one) => nameOf(one) === name);

/** A measure in the unit its attribute names, metres or radians; NaN for another unit. */
function measure(element: Element, name: string, units: Record<string, number>, usual: string): number {
  const found = child(element, name);
  if (!found) return Number.NaN;
  const unit = (attributeOf(found, 'uom') ?? usual).replace(/^.*[:#/]/, '').toLowerCase();
  return (figuresIn(found)[0] ?? Number.NaN) * (units[unit] ?? Number.NaN);
}

/** A circle, or the arc between two angles. */
function aroundCentre(element: Element, whole: boolean, origin: AngleOrigin): Position[] {
  const [centre] = positionsIn(element);
  const radius = measure(element, 'radius', lengths, 'm');
  const [x = 0, y = 0] = centre ?? [];
  if (!centre || !(radius > 0) || (Math.abs(x) <= 360 && Math.abs(y) <= 360))
    throw badGml(
      element,
      '圆弧的圆心或半径不能用（圆心应为平面坐标，半径为米）',
      'the centre or radius of the arc cannot be used (the centre has to be in metres, as the radius)',
    );
  const [from, to] = whole
    ? [0, 2 * Math.PI]
    : ['startAngle', 'endAngle'].map((name) => measure(element, name, angles, 'deg'));
  const first = origin === 'first-axis';
  const at = (angle = Number.NaN): Point => {
    const [along, across] = [radius * Math.cos(angle), radius * Math.sin(angle)];
    return first ? [x + along, y + across] : [x + across, y + along];
  };
  const flat: number[] = [];
  const sweep = (to as number) - (from as number);
  // More than a turn, or none, is no arc; a turn to within its rounding is the circle.
  const turns = Math.abs(sweep) / (2 * Math.PI);
  const closes = Math.abs(turns - 1) < 1e-9;
  const [begin, end] = [at(from), closes ? at(from) : at(to)];
  if (!(turns > 0 && (turns < 1 || closes)) || !drawArc(begin, end, [x, y], sweep > 0 === first, 0.001, flat))
    throw badGml(element, '圆弧不成立', 'the arc makes no sense');
  return [[...begin], ...positionsOf(flat), [...end]];
}

/**
 * The points of arcs given by their ends and bulges, with the middle of each: as far from the middle of the chord as the
 * bulge says, along a normal of the chord.
 */
function throughBulges(element: Element): Position[] {
  const ends = positionsIn(element);
  const values = (name: string) =>
    childrenOf(element)
      .filter((one) => nameOf(one) === name)
      .flatMap(figuresIn);
  const [bulges, normals] = [values('bulge'), values('normal')];
  const arcs = ends.length - 1;
  if (arcs < 1 || bulges.length !== arcs || normals.length !== 2 * arcs)
    throw badGml(
      element,
      '圆弧的点、拱高（bulge）和法向（normal）个数不符',
      'the arc does not have a bulge and a normal of two figures between each two points',
    );
  return ends.flatMap(([x = 0, y = 0], i): Position[] => {
    const to = ends[i + 1];
    if (!to) return [[x, y]];
    const [u = 0, v = 0] = to;
    const [nx, ny, bulge] = [normals[2 * i] as number, normals[2 * i + 1] as number, bulges[i] as number];
    const length = Math.hypot(nx, ny);
    if (Math.abs(nx * (u - x) + ny * (v - y)) > 1e-6 * length * Math.hypot(u - x, v - y) || !(length > 0))
      throw badGml(
        element,
        '圆弧的法向（normal）与弦不垂直',
        'the normal of the arc is not at a right angle to its chord',
      );
    return [
      [x, y],
      [(x + u) / 2 + bulge * nx, (y + v) / 2 + bulge * ny],
    ];
  });
}

function drawn(element: Element, line: Position[] | undefined): Position[] {
  if (!line) throw badGml(element, '圆弧不成立', 'the arc makes no sense');
  return line;
}

/** How far ends may lie apart that are one point, metres: arcs are given by rounded angles. */
const apartM = 0.05;

const distance = (a: Position | undefined, b: Position | undefined): number =>
  a && b ? Math.hypot((a[0] as number) - (b[0] as number), (a[1] as number) - (b[1] as number)) : 0;

/** The widest gap between pieces that follow each other. */
export const widestGap = (pieces: readonly (readonly Position[])[]): number =>
  Math.max(0, ...pieces.slice(1).map((piece, i) => distance(pieces[i]?.at(-1), piece[0])));

const alike = (a: readonly Position[], b: readonly Position[]): boolean => {
  const boxes = [a, b].map(boxOfPositions) as [Box, Box];
  const size = (line: readonly Position[]) => Math.abs(signedArea2(line));
  return (
    boxes[0].every((value, i) => Math.abs(value - (boxes[1][i] as number)) < 0.002) &&
    Math.abs(size(a) - size(b)) <= 1e-6 * size(a)
  );
};

/**
 * A line with arcs around centres, their angles measured as its other pieces ask for: only so do the ends meet.
 * @param drawn The line and its widest gap for one way of measuring.
 * @throws ProblemError where neither way joins, or both do and differ
 */
export function byItsJoints(
  element: Element,
  closed: boolean,
  drawn: (origin: AngleOrigin) => { line: Position[]; gap: number },
): Position[] {
  const ways = (['first-axis', 'second-axis'] as const)
    .map(drawn)
    .filter(({ line, gap }) => Math.max(gap, closed ? distance(line[0], line.at(-1)) : 0) <= apartM);
  const [one, other] = ways;
  if (!one)
    throw badGml(
      element,
      '圆弧的两端与相邻线段不相接',
      'the ends of its arc do not meet the lines beside it',
    );
  if (other && !alike(one.line, other.line))
    throw badGml(
      element,
      '圆弧的起止角从哪条轴起算，不能由相邻线段确定',
      'from which axis the angles of its arc are measured cannot be told from the lines beside it',
    );
  return one.line;
}
