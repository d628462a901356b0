import { type Basemap, type Problem, warning } from '../../model/index.ts';

/** Tiles of a configured base map do not come; 418 and 403 are how services refuse a key. */
export function basemapFailed(basemap: Basemap, status: number | undefined): Problem {
  const refused = status === 418 || status === 403 || status === 401;
  const { zh, en } = basemap.name;
  return warning(
    refused ? 'basemap-key-refused' : 'basemap-unreachable',
    {
      zh: `底图“${zh}”${refused ? `的密钥被服务拒绝（${status}）` : `的图块未能取得${status ? `（${status}）` : ''}`}`,
      en: `The base map “${en}” ${refused ? `refused the key (${status})` : `sends no tiles${status ? ` (${status})` : ''}`}`,
    },
    { file: 'town.json', field: `basemaps.${basemap.id}` },
    refused
      ? {
          zh: '请核对 town.json 中的密钥、域名白名单和当日配额，或改用离线底图。',
          en: 'Check the key in town.json, its list of allowed hosts and today’s quota, or choose the offline base map.',
        }
      : {
          zh: '请检查网络、town.json 中的地址以及页面的内容安全策略是否允许该主机，或改用离线底图。',
          en: 'Check the network, the address in town.json and whether the page’s Content-Security-Policy allows the host, or choose the offline base map.',
        },
  );
}

export const tilesFailed = (source: string, detail: string): Problem =>
  warning(
    'map-data-failed',
    {
      zh: `地图数据“${source}”未能绘制：${detail}`,
      en: `Map data “${source}” could not be drawn: ${detail}`,
    },
    { file: source },
    { zh: '请检查该文件；其余内容不受影响。', en: 'Check that file; the rest is not affected.' },
  );
