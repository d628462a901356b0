import { toHalfWidth } from '../text.ts';
import { lengthUnit } from '../txt/unit.ts';

/** What a column is, by its title. `x` and `y` alone are open to doubt: surveyors' X is north. */
export type Role =
  | 'geometry'
  | 'east'
  | 'north'
  | 'x'
  | 'y'
  | 'plot'
  | 'ring'
  | 'point'
  | 'label'
  | 'code'
  | 'side'
  | 'height';

const words: [RegExp, Role][] = [
  [
    /^(?:wkt|wkb|ewkt|ewkb|geojson|the_?geom|geom|geometry|shape|wkt_?geom|geom_?wkt|st_?as(?:text|geojson)|几何|几何信息|图形|空间坐标)$/,
    'geometry',
  ],
  [
    /^(?:地块|地块号|地块编号|地块名称|地块名|宗地号|宗地编号|面号|图斑号|图斑编号|plot|parcel|zone|polygon|(?:plot|zone|parcel|polygon)_?(?:id|no|name))$/,
    'plot',
  ],
  [/^(?:圈号|环号|环|圈|地块圈号|ring|ring_?(?:no|id)|part)$/, 'ring'],
  [
    /^(?:点号|界址点号|界址点编号|界址点|拐点号|拐点编号|拐点|点名|点编号|桩号|序号|编号|顺序号|point|point_?(?:no|name|id)|vertex|vertex_?(?:no|id|index)|no\.?|pt|id|fid)$/,
    'point',
  ],
  [/^(?:名称|名字|name|label|title|标签)$/, 'label'],
  [/^(?:编码|代码|地物编码|属性码|code)$/, 'code'],
  [/^(?:边长|界址线边长|边长值|距离|间距|边长\/?米|length|distance|dist|side|方位角|坡度|角度)$/, 'side'],
  [/^(?:高程|高|h|z|高度|海\u62d4|大地高|正常高|elev|elevation|height|altitude|ele)$/, 'height'],
];

/** Parts of which the title of a coordinate is made; what is left when all are taken away is no such title. */
const filler =
  /界址点|拐点|测量|地块|point|coord(?:inate)?s?|坐标|轴|方向|数值|值|向|_|-|\.|:|\/|[()[\]]|2000|cgcs|国家|大地|平面|高斯|投影|decimal|degrees?|deg|度|十进制|单位|metres?|meters?|米|公里|千米|毫米|厘米|ddmmss|dms|ddd|mmss/g;
const eastWords = /经度|东经|longitude|long|lon|lng|easting|east|横|东/g;
const northWords = /纬度|北纬|latitude|lat|northing|north|纵|北/g;

/** The column's title without units, blanks and quotes, in lower case. */
const bare = (title: string): string =>
  toHalfWidth(title)
    .toLowerCase()
    .replace(/["'“”\s]+/g, '')
    .replace(/[([](?:m|km|mm|cm|米|公里|千米|°|度|″|′|单位[:=]?[^)\]]*)[)\]]$/g, '')
    .replace(/\/(?:m|米|°)$/, '');

/** A title of a coordinate: words for the direction come before the letter that stands beside them. */
function coordinateRole(text: string): Role | undefined {
  if (text.length > 24) return undefined;
  // 度分秒 and 度.分秒 say how degrees are written.
  const plain = text.replace(/度\.?分\.?秒?|分秒|°|′|″/g, '');
  const east = plain.search(eastWords) >= 0;
  const north = plain.search(northWords) >= 0;
  const rest = plain.replace(eastWords, '').replace(northWords, '').replace(filler, '');
  if (!/^(?:[xyenblkm]|km)?$/.test(rest) || (east && north)) return undefined;
  if (east || north) return east ? 'east' : 'north';
  if (text === 'point_x') return 'east';
  if (text === 'point_y') return 'north';
  if (rest === 'e') return 'east';
  if (rest === 'n') return 'north';
  return rest === 'x' || rest === 'y' ? rest : undefined;
}

/** What a column is, by its title; undefined for an attribute. */
export function roleOf(title: string): Role | undefined {
  const text = bare(title);
  if (text === '' || text.length > 40) return undefined;
  return words.find(([pattern]) => pattern.test(text))?.[1] ?? coordinateRole(text);
}

/** The titles of two coordinates that share one (坐标（经度，纬度）): by the words in it, else X and Y. */
export function directionsIn(title: string): [string, string] {
  const text = bare(title);
  const [east, north] = [text.search(eastWords), text.search(northWords)];
  if (east < 0 || north < 0) return ['X', 'Y'];
  return east < north ? ['东', '北'] : ['北', '东'];
}

/** Metres in the unit a title of a coordinate names, `X(km)`; undefined when it names none. */
export const unitOfTitle = (title: string): number | undefined =>
  lengthUnit(/[([/]([^([/)\]]+)[)\]]?$/.exec(toHalfWidth(title).trim())?.[1] ?? '');

/** Whether a name of points only counts rows: 点号 is the better one. */
export const onlyCounts = (title: string): boolean => /^(?:序号|顺序号|编号|no\.?|id|fid)$/.test(bare(title));

/** The header says that degrees are packed as ddd.mmss. */
export const packedTitle = (title: string): boolean =>
  /度\.?分秒|ddd\.?mmss|d\.ms|dd\.?mmss/i.test(toHalfWidth(title));

const axes = new Set<Role | undefined>(['east', 'north', 'x', 'y']);
export const isAxis = (role: Role | undefined): boolean => axes.has(role);

/** Whether a row titles columns of coordinates or of geometry. */
export function isHeader(cells: readonly string[]): boolean {
  const roles = new Set(cells.map(roleOf));
  return roles.has('geometry') || [...roles].filter((role) => axes.has(role)).length > 1;
}
