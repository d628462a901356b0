import type { Element } from '@xmldom/xmldom';
import type { Geometry, Position } from 'geojson';
import { joined } from '../arcs.ts';
import { type AngleOrigin, byItsJoints, segment, widestGap } from './curves.ts';
import { attributeOf, childrenOf, nameOf } from './elements.ts';
import { badGml, positionsIn } from './positions.ts';

/** Elements that are a geometry, as against a property that holds one. */
const geometries =
  /^(?:Point|LineString|LinearRing|Ring|Curve|OrientableCurve|CompositeCurve|Polygon|Surface|PolyhedralSurface|CompositeSurface|OrientableSurface|Tin|TriangulatedSurface|MultiPoint|MultiLineString|MultiCurve|MultiPolygon|MultiSurface|MultiGeometry|GeometricComplex|Solid|MultiSolid|CompositeSolid)$/;

export const isShape = (element: Element): boolean => geometries.test(nameOf(element));

/** Reads geometries of one document: members may be given elsewhere in it and referred to. */
export class ShapeReader {
  /** By `gml:id`, what may be referred to. */
  declare private readonly byId: ReadonlyMap<string, Element>;
  private origin: AngleOrigin = 'first-axis';
  /** Whether the line being read has arcs of two meanings, and its widest gap so far. */
  private turned = false;
  private gap = 0;
  constructor(byId: ReadonlyMap<string, Element>) {
    this.byId = byId;
  }

  /**
   * In the file's own order of axes, curves drawn to a millimetre.
   * @throws ProblemError naming the element that cannot be read
   */
  geometry(element: Element, depth = 24): Geometry {
    if (depth < 0) throw badGml(element, '嵌套过深', 'the nesting is too deep');
    const name = nameOf(element);
    switch (name) {
      case 'Point': {
        const [position] = positionsIn(element);
        if (!position) throw badGml(element, '点没有坐标', 'the point has no coordinates');
        return { type: 'Point', coordinates: position };
      }
      case 'LineString':
      case 'Curve':
      case 'OrientableCurve':
      case 'CompositeCurve':
        return { type: 'LineString', coordinates: this.whole(element, depth) };
      case 'LinearRing':
      case 'Ring':
        return { type: 'Polygon', coordinates: [this.whole(element, depth, true)] };
      case 'Polygon':
        return { type: 'Polygon', coordinates: this.polygon(element, depth) };
      case 'Surface':
      case 'PolyhedralSurface':
      case 'CompositeSurface':
      case 'OrientableSurface':
      case 'Tin':
      case 'TriangulatedSurface':
      case 'MultiPolygon':
      case 'MultiSurface': {
        const parts = this.surfaces(element, depth);
        const [only] = parts;
        return parts.length === 1 && only
          ? { type: 'Polygon', coordinates: only }
          : { type: 'MultiPolygon', coordinates: parts };
      }
      case 'MultiLineString':
      case 'MultiCurve':
        return {
          type: 'MultiLineString',
          coordinates: this.members(element).map((one) => this.whole(one, depth - 1)),
        };
      case 'MultiPoint':
        return { type: 'MultiPoint', coordinates: this.members(element).flatMap(positionsIn) };
      case 'MultiGeometry':
      case 'GeometricComplex':
        return {
          type: 'GeometryCollection',
          geometries: this.members(element).map((one) => this.geometry(one, depth - 1)),
        };
      default:
        throw badGml(
          element,
          `${name} 是立体图形，不读取`,
          `a ${name} is a body in space, which is not read`,
        );
    }
  }

  /** What the properties of a geometry hold: children of its children, or what they refer to. */
  private members(element: Element): Element[] {
    return childrenOf(element).flatMap((property): Element[] => {
      if (
        /^(?:boundedBy|metaDataProperty|description|name|identifier|descriptionReference)$/.test(
          nameOf(property),
        )
      )
        return [];
      const reference = attributeOf(property, 'href');
      if (reference && !childrenOf(property).length) {
        const referenced = this.byId.get(reference.replace(/^#/, ''));
        if (!referenced)
          throw badGml(
            property,
            `引用的“${reference}”不在文件里`,
            `"${reference}", which it refers to, is not in the file`,
          );
        return [referenced];
      }
      return isShape(property) ? [property] : childrenOf(property);
    });
  }

  private surfaces(element: Element, depth: number): Position[][][] {
    if (depth < 0) throw badGml(element, '嵌套过深', 'the nesting is too deep');
    const name = nameOf(element);
    if (/^(?:Polygon|PolygonPatch|Rectangle|Triangle)$/.test(name)) return [this.polygon(element, depth)];
    if (!/Surface|MultiPolygon|Tin/.test(name))
      throw badGml(element, `面里的 ${name} 不读取`, `a ${name} in a surface is not read`);
    return this.members(element).flatMap((one) => this.surfaces(one, depth - 1));
  }

  private polygon(element: Element, depth: number): Position[][] {
    const sides = childrenOf(element).filter((one) =>
      /^(?:exterior|outerBoundaryIs|interior|innerBoundaryIs)$/.test(nameOf(one)),
    );
    const outer = (one: Element) => /^(?:exterior|outer)/.test(nameOf(one));
    const rings = [...sides.filter(outer), ...sides.filter((one) => !outer(one))].map((side) => {
      const [ring] = childrenOf(side);
      if (!ring) throw badGml(side, '环是空的', 'the ring is empty');
      return this.whole(ring, depth - 1, true);
    });
    if (!sides.some(outer)) throw badGml(element, '面没有外环', 'the surface has no outer boundary');
    return rings;
  }

  /** The positions of a whole line or ring: arcs whose angles can be meant in two ways are drawn as its joints ask for. */
  private whole(element: Element, depth: number, closed = false): Position[] {
    this.origin = 'first-axis';
    this.turned = false;
    const line = this.line(element, depth);
    if (!this.turned) return line;
    return byItsJoints(element, closed, (origin) => {
      this.origin = origin;
      this.gap = 0;
      return { line: this.line(element, depth), gap: this.gap };
    });
  }

  private join(pieces: Position[][]): Position[] {
    this.gap = Math.max(this.gap, widestGap(pieces));
    return joined(pieces);
  }

  /** The positions of a line, ring or curve, its arcs drawn. */
  private line(element: Element, depth: number): Position[] {
    if (depth < 0) throw badGml(element, '嵌套过深', 'the nesting is too deep');
    switch (nameOf(element)) {
      case 'Curve': {
        const segments = childrenOf(element).find((one) => nameOf(one) === 'segments');
        return this.join(
          childrenOf(segments ?? element).map((one) => {
            this.turned ||= nameOf(one) === 'ArcByCenterPoint';
            return segment(one, this.origin);
          }),
        );
      }
      case 'Ring':
      case 'CompositeCurve':
        return this.join(this.members(element).map((one) => this.line(one, depth - 1)));
      case 'OrientableCurve': {
        const [base] = this.members(element);
        if (!base) throw badGml(element, '没有基线', 'it has no base curve');
        const line = this.line(base, depth - 1);
        return attributeOf(element, 'orientation') === '-' ? [...line].reverse() : line;
      }
      case 'LineString':
      case 'LinearRing':
        return positionsIn(element);
      default:
        throw badGml(
          element,
          `线里的 ${nameOf(element)} 不读取`,
          `a ${nameOf(element)} in a line is not read`,
        );
    }
  }
}
