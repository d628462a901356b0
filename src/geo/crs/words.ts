import type { Datum } from './datum.ts';

/** What a name of a reference system means, as people write it in heads and titles. */
export interface NamedSystem {
  datum?: Datum;
  /** An EPSG code among the words. */
  code?: string;
  /** A name that is not that of one national system: a city's own, an assumed one, or two at once. */
  local?: string;
}

const years: [RegExp, Datum][] = [
  [/CGCS|(?<!\d)2000(?!\d)/i, 'CGCS2000'],
  [/(?<!\d)(?:19)?80(?!\d)/, 'Xian80'],
  [/(?<!\d)(?:19)?54(?!\d)/, 'Beijing54'],
  [/WGS|(?<!\d)(?:19)?84(?!\d)/i, 'WGS84'],
];
const cities: [RegExp, Datum][] = [
  [/西安|xi'?an/i, 'Xian80'],
  [/北京|beijing/i, 'Beijing54'],
];
/** What the name of a national system may hold beside its year and city. */
const plain =
  /西安|北京|中国|我国|全国|国家|国际|\u4e16界|大地|测量|地理|地心|参心|空间|直角|平面|投影|高斯|克[吕里]格|横轴|等角|墨卡托|切?椭圆柱|坐标|参考|参照|基准|椭球|体系|系统?|框架|分带|带[号宽]|中央|经线|子午线|东经|经度|纬度|经纬|高程|\u9ec4海|采用|成果|标准|整体平差|转换值?|单位|通用|统一|[经纬]度|十进制|(?<![\u4e00-\u9fff])原|[年新旧老度分带第号不含加无有一二三六米为和与及或的秒四五七八九十零\u3007两面网格]/g;
const stranger = /local|independent|assumed|arbitrary|engineering/i;

/**
 * Understands `2000国家大地坐标系`, `CGCS2000 3度带`, `80西安`, `北京54`, `EPSG:4526`, `WGS84 UTM 49N`. A name with other
 * words in it (长沙城市坐标系, 2000独立坐标系, 北京2000) is a system of its own, whose parameters its city keeps: it is never
 * taken for the national one that it sounds like.
 */
export function systemOfWords(words: string): NamedSystem {
  const code = /EPSG\D{0,3}(\d{4,6})/i.exec(words)?.[1];
  if (code) return { code: `EPSG:${code}` };
  const utm = /UTM\D{0,8}(\d{1,2})\s*N?/i.exec(words)?.[1];
  if (utm && /WGS|84/i.test(words)) return { code: `EPSG:${32600 + Number(utm)}` };
  const byYear = years.flatMap(([pattern, datum]) => (pattern.test(words) ? [datum] : []));
  const byCity = cities.flatMap(([pattern, datum]) => (pattern.test(words) ? [datum] : []));
  const found = new Set([...byYear, ...byCity]);
  const others = /\p{Script=Han}/u.test(words.replace(plain, '')) || stranger.test(words);
  const [datum] = found;
  if (others || found.size > 1) return words.trim() ? { local: words.trim() } : {};
  return datum ? { datum } : {};
}
