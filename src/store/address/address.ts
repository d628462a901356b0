import { type Problem, warning } from '../../model/index.ts';
import type { Store } from '../index.ts';
import { batch } from '../signals.ts';
import type { Camera } from '../state.ts';
import { parameters } from './parameters.ts';

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** `<zoom>/<lat>/<lon>[/<bearing>/<pitch>]`, north up and flat left out. */
function writeCamera({ zoom, lat, lon, bearing, pitch }: Camera): string {
  const parts = [round(zoom, 2), round(lat, 5), round(lon, 5)];
  const tilt = [round(bearing, 1) + 0, round(pitch, 1)];
  return [...parts, ...(tilt.some((value) => value !== 0) ? tilt : [])].join('/');
}

/** Undefined when the text is not a camera: a missing, unreadable or impossible number. */
function readCamera(text: string): Camera | undefined {
  const words = text.split('/');
  const numbers = words.map(Number);
  if (words.length < 3 || words.length > 5) return undefined;
  if (words.some((word) => word.trim() === '') || numbers.some((n) => !Number.isFinite(n))) return undefined;
  const [zoom, lat, lon, bearing = 0, pitch = 0] = numbers as [number, number, number, number?, number?];
  if (zoom < 0 || zoom > 24 || Math.abs(lat) > 85.06 || Math.abs(lon) > 180) return undefined;
  if (Math.abs(bearing) > 360 || pitch < 0 || pitch > 85) return undefined;
  return { zoom, lat, lon, bearing, pitch };
}

/** Safe in a fragment and pleasant to read: only what would end or confuse a part is escaped. */
const escapeText = (text: string): string =>
  encodeURIComponent(text).replace(/%(2C|3B|3A|2B|2F)/g, (hex) => decodeURIComponent(hex));

function unescapeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What a public screen keeps in its address; through the rest the tour moves by itself. */
const onDisplay = new Set(['mode', 'lang', 'theme']);

/** The fragment, without `#`, that brings the present view back. */
export function writeAddress(store: Store): string {
  const parts: string[] = [];
  const display = store.state.mode.value === 'display';
  const camera = store.state.camera.value;
  if (camera && !display) parts.push(writeCamera(camera));
  for (const parameter of parameters) {
    if (display && !onDisplay.has(parameter.name)) continue;
    const text = parameter.write(store);
    if (text !== undefined) parts.push(`${parameter.name}=${escapeText(text)}`);
  }
  return parts.join('&');
}

/**
 * Applies a fragment (without `#`) part by part. What is unknown or broken is left out, and reported in the answer; the
 * rest of the link still works.
 */
export function readAddress(store: Store, fragment: string): Problem[] {
  const problems: Problem[] = [];
  const bad = (part: string) =>
    problems.push(
      warning(
        'address-part',
        {
          zh: `链接中的“${part.slice(0, 60)}”无法识别，已忽略`,
          en: `This part of the link was not understood and left out: "${part.slice(0, 60)}"`,
        },
        undefined,
        { zh: '其余部分照常显示。', en: 'The rest of the link works.' },
      ),
    );
  const values = new Map<string, string>();
  let camera: ReturnType<typeof readCamera>;
  for (const part of fragment.slice(0, 4000).split('&')) {
    if (!part) continue;
    const equals = part.indexOf('=');
    if (equals < 0) {
      camera = readCamera(part);
      if (!camera) bad(part);
      continue;
    }
    const name = part.slice(0, equals);
    if (parameters.some((parameter) => parameter.name === name))
      values.set(name, unescapeText(part.slice(equals + 1)));
    else bad(part);
  }
  batch(() => {
    if (camera) store.commands.setCamera(camera);
    for (const parameter of parameters) {
      const text = values.get(parameter.name);
      if (!parameter.read(store, text)) bad(`${parameter.name}=${text}`);
    }
  });
  return problems;
}
