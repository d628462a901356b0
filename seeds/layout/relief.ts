/** What the sketch says of the ground, as the parameters of the modelled relief. */
import { type LonLat, round, simplify } from './frame.ts';
import * as way from './lines.ts';

/** Heights between the sourced ones (777.5, 509.4, mean about 600, range from 380, mean of 玉池乡 570) are drawn, not known. */
export function reliefModel(yingzhu: LonLat[], yingzhuSummit: LonLat): object {
  const line = (name: string, l: readonly LonLat[], heights: number[], widthM: number, outlet = false) => ({
    name,
    line: simplify(l, 60).map((p) => {
      const [x, y] = round(p);
      return [Math.round(x * 1e5) / 1e5, Math.round(y * 1e5) / 1e5];
    }),
    heights,
    widthM,
    ...(outlet ? { outlet } : {}),
  });
  return {
    schema: 1,
    note: 'Modelled relief: known are 777.5 m, 509.4 m, three parallel western ridges of about 600 m, a mean of 570 m in the western township, a valley along the main road. The rest is drawn.',
    source: {
      zh: '示意地形：依已知山峰高程与山脉走向模拟，不是实测',
      en: 'Schematic relief: modelled from known summits and the run of the ranges, not measured',
    },
    plainM: 85,
    hillsM: 150,
    reachM: 5200,
    ridges: [
      line('明月山', way.ridges.mingyue, [360, 520, 600, 560, 610, 520, 340], 620),
      line('达摩山', way.ridges.damo, [430, 600, 660, 640, 700, 760, 640, 420], 780),
      line('玉池山', way.ridges.yuchi, [420, 580, 640, 620, 660, 600, 380], 700),
      line('影珠山', yingzhu, [290, 390, 450, 500, 470, 410, 300], 640),
    ],
    valleys: [
      line('湄江', way.meijiang, [104, 96, 90, 84, 78, 70, 62], 520, true),
      line('湄江支流', way.meijiangBranches[0] as LonLat[], [230, 130, 100, 91], 190),
      line('湄江支流', way.meijiangBranches[1] as LonLat[], [170, 110, 95, 86], 230),
      line('白沙河', way.baisha, [112, 100, 92, 88, 80, 74, 66, 60], 430, true),
      line('白沙河支流', way.baishaBranches[0] as LonLat[], [470, 430, 400, 330, 190, 110, 86], 210),
      line('白沙河支流', way.baishaBranches[1] as LonLat[], [470, 440, 400, 300, 190, 130, 108], 190),
    ],
    summits: [
      { name: '达摩岭', at: way.damoSummit, heightM: 777.5 },
      { name: '影珠山', at: yingzhuSummit, heightM: 509.4 },
    ],
  };
}
