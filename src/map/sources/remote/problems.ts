import { type Bilingual, type Problem, problem, warning } from '../../../model/index.ts';

/** Faults of a source outside the package. `at` is the layer's id; addresses are given without their parameters. */
const remedy: Bilingual = {
  zh: '其余图层照常；请稍后重试，或请服务的维护者检查。',
  en: 'The other layers are not affected. Try later, or ask who runs the service.',
};
const fault = (code: string, at: string, what: Bilingual, help: Bilingual = remedy): Problem =>
  warning(code, what, { file: 'layers.json', field: at }, help);

export const badAddress = (at: string, url: string): Problem =>
  problem(
    'remote-address',
    {
      zh: `数据源地址“${url.slice(0, 80)}”不是 http 或 https 地址`,
      en: `The source address "${url.slice(0, 80)}" is not an http or https address`,
    },
    { file: 'layers.json', field: at },
    { zh: '请改正 layers.json。', en: 'Correct layers.json.' },
  );

export const unreachable = (at: string, host: string): Problem =>
  fault(
    'remote-unreachable',
    at,
    { zh: `无法连接 ${host}`, en: `${host} cannot be reached` },
    {
      zh: '请检查网络、该服务是否允许跨域（CORS），以及网站的内容安全策略是否列出此主机（npm run package -- csp）。其余图层照常。',
      en: "Check the network, whether the service allows other origins (CORS), and whether the site's Content-Security-Policy lists this host (npm run package -- csp). The other layers are not affected.",
    },
  );

export const timedOut = (at: string, host: string, ms: number): Problem =>
  fault('remote-timeout', at, {
    zh: `${host} 在 ${ms / 1000} 秒内没有传完，已停止等待`,
    en: `${host} did not finish within ${ms / 1000} seconds; waiting was stopped`,
  });

export const refused = (at: string, host: string, status: number, words: string): Problem =>
  fault('remote-refused', at, {
    zh: `${host} 回答 ${status}${words ? `：${words}` : ''}`,
    en: `${host} answered ${status}${words ? `: ${words}` : ''}`,
  });

export const tooLarge = (at: string, host: string, bytes: number): Problem =>
  fault('remote-too-large', at, {
    zh: `${host} 的一页超过 ${Math.round(bytes / 2 ** 20)} MB，已停止接收`,
    en: `A page from ${host} is over ${Math.round(bytes / 2 ** 20)} MB; the transfer was stopped`,
  });

export const notJson = (at: string, host: string, words: string): Problem =>
  fault('remote-not-json', at, {
    zh: `${host} 发来的不是 GeoJSON${words ? `：“${words}”` : ''}`,
    en: `${host} sent something other than GeoJSON${words ? `: "${words}"` : ''}`,
  });

export const cutShort = (at: string, host: string): Problem =>
  fault('remote-truncated', at, {
    zh: `${host} 的回答在中途断开，该页未采用`,
    en: `The answer of ${host} was cut off in the middle; that page was not used`,
  });

export const notFeatures = (at: string, host: string, found: string): Problem =>
  fault('remote-not-features', at, {
    zh: `${host} 发来的 JSON 不是要素集合（type 为“${found}”）`,
    en: `The JSON from ${host} is not a feature collection (its type is "${found}")`,
  });

export const projected = (at: string, host: string, x: number, y: number): Problem =>
  fault(
    'remote-projected',
    at,
    {
      zh: `${host} 的坐标（${x}, ${y}）不是经纬度，未绘制`,
      en: `The coordinates of ${host} (${x}, ${y}) are not longitude and latitude; nothing was drawn`,
    },
    {
      zh: '请让服务以 EPSG:4326 / CRS84 输出。',
      en: 'Let the service answer in EPSG:4326 / CRS84.',
    },
  );

export const swapped = (at: string, host: string): Problem =>
  fault(
    'remote-axes',
    at,
    {
      zh: `${host} 把纬度写在经度之前，已按经度、纬度换回`,
      en: `${host} writes latitude before longitude; the two were swapped`,
    },
    {
      zh: 'GeoJSON 要求经度在前，请服务的维护者改正。',
      en: 'GeoJSON asks for longitude first; ask who runs the service to correct it.',
    },
  );

export const elsewhere = (at: string, host: string, count: number): Problem =>
  fault('remote-elsewhere', at, {
    zh: `${host} 发来 ${count} 个不在所问范围内的要素，未采用`,
    en: `${host} sent ${count} features outside the asked extent; they were not used`,
  });

export const repeats = (at: string, host: string): Problem =>
  fault(
    'remote-repeats',
    at,
    {
      zh: `${host} 的下一页重复已有的要素，已停止翻页；视图内可能不全`,
      en: `The next page of ${host} repeats features already here; paging was stopped, the view may lack some`,
    },
    {
      zh: '在 layers.json 里把此图层的 limit 加大，使一页放下整个视图；或放大地图。',
      en: 'Raise the limit of this layer in layers.json until one page holds a view, or zoom in.',
    },
  );

export const nextElsewhere = (at: string, host: string, next: string): Problem =>
  fault('remote-next', at, {
    zh: `${host} 的下一页指向别处（${next.slice(0, 80)}），未跟随；视图内可能不全`,
    en: `The next page of ${host} is elsewhere (${next.slice(0, 80)}) and was not followed; the view may lack some`,
  });

export const fewerThanSaid = (at: string, host: string, said: number, got: number): Problem =>
  fault('remote-count', at, {
    zh: `${host} 称视图内有 ${said} 个要素，实际只发来 ${got} 个`,
    en: `${host} says the view holds ${said} features, but sent ${got}`,
  });

export const overLimit = (at: string, host: string, most: number): Problem => ({
  ...fault(
    'remote-limit',
    at,
    {
      zh: `视图内要素很多，只取了前 ${most} 个`,
      en: `The view holds a great many features; the first ${most} were taken`,
    },
    { zh: '请放大地图。', en: 'Zoom in.' },
  ),
  severity: 'info',
  where: { file: host, field: at },
});

export const badFeatures = (at: string, host: string, count: number, first: string): Problem =>
  fault('remote-features', at, {
    zh: `${host} 的 ${count} 个要素不能用，已略去（首个：${first}）`,
    en: `${count} features from ${host} cannot be used and were left out (the first: ${first})`,
  });

export const noRanges = (at: string, host: string): Problem =>
  fault(
    'remote-no-ranges',
    at,
    {
      zh: `${host} 不支持按字节段读取（HTTP Range），此文件不能在线使用`,
      en: `${host} does not serve byte ranges (HTTP Range), so this file cannot be read in place`,
    },
    {
      zh: '请换用支持 Range 的静态服务器或对象存储。',
      en: 'Use a static server or object store that does.',
    },
  );

export const broken = (at: string, host: string, format: string, detail: string): Problem =>
  fault('remote-broken', at, {
    zh: `${host} 的 ${format} 文件无法读取：${detail}`,
    en: `The ${format} file from ${host} cannot be read: ${detail}`,
  });
