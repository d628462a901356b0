import { distanceTo, lengthText } from '../geo/area/index.ts';
import { type Problem, warning } from '../model/index.ts';
import type { Store } from '../store/index.ts';
import { bestAccuracyM } from '../store/near.ts';
import { accuracyText } from './words.ts';

/** Worth knowing, and nothing wrong. */
const news = (...args: Parameters<typeof warning>): Problem => ({ ...warning(...args), severity: 'info' });

const compass = [
  { zh: '北', en: 'north' },
  { zh: '东北', en: 'north-east' },
  { zh: '东', en: 'east' },
  { zh: '东南', en: 'south-east' },
  { zh: '南', en: 'south' },
  { zh: '西南', en: 'south-west' },
  { zh: '西', en: 'west' },
  { zh: '西北', en: 'north-west' },
] as const;

const codes = new Set(['no-position', 'outside-town', 'position-doubt']);

/** Asks the device where it is and says how far that can be trusted here. The answer stays in this page. */
export function locate(store: Store): void {
  const { state, select, commands } = store;
  // What was said of an earlier position holds no longer; left to stand it would pile up over the map.
  for (const one of state.problems.peek()) if (codes.has(one.code)) commands.dismissProblem(one);
  const refuse = (allowed: boolean) =>
    commands.report(
      warning(
        'no-position',
        allowed
          ? { zh: '此设备未能测定位置。', en: 'This device could not find its position.' }
          : { zh: '浏览器未允许定位。', en: 'The browser did not allow location.' },
        undefined,
        {
          zh: '请在浏览器设置中允许定位后再试。',
          en: 'Allow location for this page in the browser and try again.',
        },
      ),
    );
  if (!navigator.geolocation) {
    refuse(false);
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      const { longitude: lon, latitude: lat, accuracy: accuracyM } = coords;
      commands.setPosition({ lon, lat, accuracyM });
      const records = [...select.features.value.values()];
      const boundary = records.find(({ layer }) => layer.role === 'boundary')?.feature;
      const [west, south, east, north] = state.town.value?.extent ?? [-180, -90, 180, 90];
      const away = boundary ? distanceTo(lon, lat, boundary.geometry) : 0;
      const borderM = boundary?.properties.accuracyM ?? 0;
      const town = state.town.value?.name ?? { zh: '本镇', en: 'the town' };
      if (away > accuracyM + borderM) {
        const [dx, dy] = [(west + east) / 2 - lon, (south + north) / 2 - lat];
        const turn = Math.atan2(dx * Math.cos((lat * Math.PI) / 180), dy) / (Math.PI / 4);
        const towards = compass[(Math.round(turn) + 8) % 8] as (typeof compass)[number];
        const far = lengthText(Math.max(1, Math.round(away / 1000)) * 1000);
        const plain = (text: string) => text.replace(/\.0+(?= )/, '');
        commands.report(
          news(
            'outside-town',
            {
              zh: `您不在${town.zh}：${town.zh}在您的${towards.zh}方，约 ${plain(far.zh)}。`,
              en: `You are outside ${town.en}: it lies about ${plain(far.en)} to the ${towards.en} of you.`,
            },
            undefined,
            { zh: '地图仍显示本镇。', en: 'The map still shows the town.' },
          ),
        );
        commands.frameTown();
        return;
      }
      const best = bestAccuracyM(store);
      // Drawn outside, and not certainly so: both are shown, since what lies round the dot alone may be nothing.
      const unsure = away > 0;
      if (unsure)
        commands.report(
          news('position-doubt', {
            zh: `看不出您在不在${town.zh}：定位误差 ${accuracyText(accuracyM)}，图上镇界误差 ${accuracyText(borderM)}。`,
            en: `You may or may not be in ${town.en}: your position is accurate to ${accuracyText(accuracyM)}, the border drawn to ${accuracyText(borderM)}.`,
          }),
        );
      else if (best > 100 || accuracyM > 100)
        commands.report(
          news('position-doubt', {
            zh: `定位误差 ${accuracyText(accuracyM)}；图上要素的偏差最小也有 ${accuracyText(best)}，不能据此判断您是否在某个范围之内。`,
            en: `Your position is accurate to ${accuracyText(accuracyM)} and the map to ${accuracyText(best)} at best, so this cannot tell whether you are inside a shape.`,
          }),
        );
      if (unsure)
        commands.frameExtent([
          Math.min(west, lon),
          Math.min(south, lat),
          Math.max(east, lon),
          Math.max(north, lat),
        ]);
      else {
        // All of where one may be, as far as it is the town.
        const high = accuracyM / 111_195;
        const wide = high / Math.cos((lat * Math.PI) / 180);
        commands.frameExtent(
          [
            Math.max(west, lon - wide),
            Math.max(south, lat - high),
            Math.min(east, lon + wide),
            Math.min(north, lat + high),
          ],
          13,
        );
      }
      const busy = state.item.peek() || state.feature.peek();
      if (state.mode.peek() === 'browse' && !busy) commands.setAside({ panel: 'near' });
    },
    ({ code }) => refuse(code !== 1),
    { enableHighAccuracy: true, timeout: 15_000, maximumAge: 10_000 },
  );
}
