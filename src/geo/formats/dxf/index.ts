import type { Position } from 'geojson';
import { type Problem, ProblemError, problem, warning } from '../../../model/index.ts';
import { signedArea2 } from '../../plane/area.ts';
import { polygonsOf } from '../../plane/polygons.ts';
import { ProblemList } from '../problems.ts';
import { assembleRings } from '../rings.ts';
import type { Format, FormatInput, FormatOptions, Parsed, ReadFeature } from '../types.ts';
import { boundariesOf } from './cass.ts';
import { joinPieces } from './chains.ts';
import type { Outline } from './outline.ts';
import { readOutlines } from './outlines.ts';
import { readDrawing } from './pairs.ts';
import { metresOf } from './units.ts';
import { nameFrom, wordsInside } from './words.ts';

/** An area with the outline it comes from. */
interface Area {
  coordinates: Position[][];
  from: Outline;
}

const ringsInside = (holes: number, from: Outline): Problem =>
  warning(
    'dxf-ring-in-ring',
    {
      zh: `图层“${from.layer}”里有 ${holes} 条闭合线在另一条之内，按洞处理，不计面积。`,
      en: `On the layer "${from.layer}" ${holes} closed lines lie inside another; they were taken for holes and do not count as area.`,
    },
    placeOf(from),
    {
      zh: '如果是单独的地块，请在图中放到另一图层。',
      en: 'If they are plots of their own, put them on another layer of the drawing.',
    },
  );

/** Rings of one layer that lie in one another are a shell with its holes; a hatch brings its own rings. */
function areasOf(outlines: readonly Outline[], problems: ProblemList): Area[] {
  const areas: Area[] = [];
  const layers = new Map<string, Outline[]>();
  for (const one of outlines) {
    if (!one.rings) continue;
    if (one.hatch) {
      const { geometry } = assembleRings(one.rings.map((positions) => ({ positions })));
      const parts = polygonsOf(geometry);
      areas.push(...parts.map((coordinates) => ({ coordinates, from: one })));
    } else layers.set(one.layer, [...(layers.get(one.layer) ?? []), one]);
  }
  for (const list of layers.values()) {
    const owners = new Map(list.flatMap((one) => (one.rings ?? []).map((ring) => [ring, one] as const)));
    const { geometry } = assembleRings([...owners.keys()].map((positions) => ({ positions })));
    const parts = polygonsOf(geometry);
    for (const coordinates of parts) {
      const from = owners.get(coordinates[0] as Position[]) as Outline;
      const holes = coordinates.length - 1;
      if (holes) problems.add(ringsInside(holes, from));
      areas.push({ coordinates, from });
    }
  }
  return areas;
}

const keyOf = (ring: readonly Position[]): string =>
  ring
    .slice(1)
    .map(([x = 0, y = 0]) => `${x.toFixed(2)},${y.toFixed(2)}`)
    .sort()
    .join(' ');

/** A hatch over a polyline of the same shape is one area, drawn twice. */
function withoutDoubles(areas: readonly Area[]): { areas: Area[]; doubled: number } {
  const outlined = new Set(
    areas.filter(({ from }) => !from.hatch).map(({ coordinates }) => keyOf(coordinates[0] ?? [])),
  );
  const kept = areas.filter(
    ({ from, coordinates }) => !from.hatch || !outlined.has(keyOf(coordinates[0] ?? [])),
  );
  return { areas: kept.sort((a, b) => a.from.at - b.from.at), doubled: areas.length - kept.length };
}

/**
 * Outlines of a drawing's model space: closed polylines, circles, ellipses, closed splines, solids and hatches as polygons,
 * curves as chords within 1 mm, open ones as lines, blocks drawn out where they are inserted; other entities are counted. A text
 * inside a ring becomes its name. Drawing x is east and y is north unless the numbers say otherwise. Read here and not by
 * the library dxf-parser, which never returns from some damaged files.
 */
async function read(input: FormatInput, { limits, town }: FormatOptions): Promise<Parsed> {
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
  const drawing = readDrawing(text, limits, problems);
  const { metres, problems: units } = metresOf(drawing, town);
  for (const one of units) problems.add(one);
  const { outlines: drawn, words, passed, unseen } = readOutlines(drawing, metres, problems);
  const joining = joinPieces(drawn);
  const outlines = boundariesOf(joining.outlines, problems);
  const { areas, doubled } = withoutDoubles(areasOf(outlines, problems));
  const sizes = areas.map(({ coordinates: [shell = []] }) => Math.abs(signedArea2(shell)));
  const inside = wordsInside(
    areas.map(({ coordinates }) => coordinates),
    sizes,
    words,
  );
  const features = areas.map(({ coordinates, from }, i): ReadFeature => {
    const { name, others } = nameFrom(inside[i] ?? []);
    const title = name ?? (from.layer && from.layer !== '0' ? from.layer : undefined);
    return {
      geometry: { type: 'Polygon', coordinates },
      properties: {
        layer: from.layer,
        ...from.cass?.properties,
        ...(others.length ? { texts: others.join(' ') } : {}),
      },
      ...(title ? { name: title } : {}),
      place: placeOf(from),
    };
  });
  const lines = outlines.flatMap((one): ReadFeature[] =>
    one.line
      ? [
          {
            geometry: { type: 'LineString', coordinates: one.line },
            properties: { layer: one.layer },
            ...(one.layer && one.layer !== '0' ? { name: one.layer } : {}),
            place: placeOf(one),
          },
        ]
      : [],
  );
  const joined = outlines.filter((one) => one.joined);
  if (unseen.size) problems.add(leftUnseen(unseen));
  report(problems, passed, { paper: drawing.paper, doubled, joined: joined.length, loose: joining.loose });
  return { features: [...features, ...lines], problems: problems.done() };
}

const placeOf = ({ at, handle }: Outline) => ({ line: at, ...(handle ? { record: handle } : {}) });

/** Entities that never are a boundary: dimensions, leaders, points, windows and the like. */
const noBoundary =
  /^(?:DIMENSION|.*LEADER|POINT|TOLERANCE|VIEWPORT|ATTDEF|IMAGE|WIPEOUT|ACAD_TABLE|XLINE|RAY|LIGHT|SUN)$/;

/** Entities that EXPLODE takes apart into what is read. */
const solid = /^(?:REGION|3DSOLID|BODY|SURFACE|MLINE|ACAD_PROXY_ENTITY)$/;

/** Shapes that are in the drawing and not shown in it: on layers that are off or frozen, or hidden by themselves. */
function leftUnseen(unseen: ReadonlyMap<string, number>): Problem {
  const layers = [...unseen].filter(([layer]) => layer).slice(0, 20);
  const alone = unseen.get('') ?? 0;
  const count = [...unseen.values()].reduce((sum, one) => sum + one, 0);
  const zh = [
    ...layers.map(([layer, n]) => `图层“${layer}” ${n} 个`),
    ...(alone ? [`单独隐藏 ${alone} 个`] : []),
  ];
  const en = [
    ...layers.map(([layer, n]) => `${n} on the layer "${layer}"`),
    ...(alone ? [`${alone} hidden by themselves`] : []),
  ];
  return {
    ...warning(
      'dxf-unseen',
      {
        zh: `图中关闭、冻结或隐藏的 ${count} 个图形未读入：${zh.join('、')}。`,
        en: `${count} shapes that are off, frozen or hidden in the drawing were left out: ${en.join(', ')}.`,
      },
      undefined,
      {
        zh: '需要时请打开、解冻这些图层后重新导出。',
        en: 'If they are wanted, turn these layers on, thaw them, and export again.',
      },
    ),
    lost: count,
  };
}

function report(
  problems: ProblemList,
  passed: ReadonlyMap<string, number>,
  { paper, doubled, joined, loose }: Record<'paper' | 'doubled' | 'joined' | 'loose', number>,
): void {
  if (passed.size) {
    const list = (xref: string) =>
      [...passed]
        .slice(0, 20)
        .map(([type, count]) => `${type.replace(/^XREF$/, xref).slice(0, 40)} ×${count}`);
    const lost = [...passed].reduce((sum, [type, count]) => sum + (noBoundary.test(type) ? 0 : count), 0);
    const solids = [...passed.keys()].some((type) => solid.test(type));
    const explode = {
      zh: '面域、三维实体、多线等请在 CAD 中用 EXPLODE 分解，或用 BOUNDARY 生成多段线后重新导出。',
      en: 'Take regions, solids and multilines apart with EXPLODE, or draw polylines with BOUNDARY, and export again.',
    };
    const passedOver = warning(
      'dxf-passed-over',
      {
        zh: `只读取多段线、直线、圆、圆弧、椭圆、样条曲线、填充、多边形、实体填充和块；未读入：${list('外部参照').join('、')}。`,
        en: `Only polylines, lines, circles, arcs, ellipses, splines, hatches, polygons, solids and blocks are read; passed over: ${list('external reference').join(', ')}.`,
      },
      undefined,
      solids ? explode : undefined,
    );
    problems.add(lost ? { ...passedOver, lost } : passedOver);
  }
  if (loose)
    problems.add({
      code: 'dxf-lines-open',
      severity: 'info',
      what: {
        zh: `${loose} 条单独的直线没有连成闭合的边界，未作地块。`,
        en: `${loose} single lines do not join to a closed boundary and are no plots.`,
      },
    });
  if (joined)
    problems.add({
      code: 'dxf-lines-joined',
      severity: 'info',
      what: {
        zh: `${joined} 条边界由首尾相接的直线、曲线连成。`,
        en: `${joined} boundaries were joined of single lines and curves that meet end to end.`,
      },
    });
  if (paper)
    problems.add({
      code: 'dxf-paper-space',
      severity: 'info',
      what: {
        zh: `图纸空间的 ${paper} 个对象（图框、标题栏等）未读入。`,
        en: `${paper} objects of paper space (frames, title blocks) were left out.`,
      },
    });
  if (doubled)
    problems.add({
      code: 'dxf-hatch-doubled',
      severity: 'info',
      what: {
        zh: `${doubled} 个填充与已有的闭合线重合，只算一次。`,
        en: `${doubled} hatches have the boundary of a closed line and count once with it.`,
      },
    });
}

/** AutoCAD DXF (ASCII). */
export const dxf: Format = {
  id: 'dxf',
  name: { zh: 'DXF', en: 'DXF' },
  extensions: ['dxf'],
  everyday: 4,
  detect: (input) =>
    /^(?:999\r?\n[^\n]*\n\s*)*0\s*\r?\nSECTION\b/.test(input.head()) ||
    input.head().startsWith('AutoCAD Binary DXF'),
  read,
};
