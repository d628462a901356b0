import type { Camera } from '../state.ts';

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** `<zoom>/<lat>/<lon>[/<bearing>/<pitch>]`, north up and flat left out. */
export function writeCamera({ zoom, lat, lon, bearing, pitch }: Camera): string {
  const parts = [round(zoom, 2), round(lat, 5), round(lon, 5)];
  const tilt = [round(bearing, 1) + 0, round(pitch, 1)];
  return [...parts, ...(tilt.some((value) => value !== 0) ? tilt : [])].join('/');
}

/** Undefined when the text is not a camera: a missing, unreadable or impossible number. */
export function readCamera(text: string): Camera | undefined {
  const words = text.split('/');
  const numbers = words.map(Number);
  if (words.length < 3 || words.length > 5) return undefined;
  if (words.some((word) => word.trim() === '') || numbers.some((n) => !Number.isFinite(n))) return undefined;
  const [zoom, lat, lon, bearing = 0, pitch = 0] = numbers as [number, number, number, number?, number?];
  if (zoom < 0 || zoom > 24 || Math.abs(lat) > 85.06 || Math.abs(lon) > 180) return undefined;
  if (Math.abs(bearing) > 360 || pitch < 0 || pitch > 85) return undefined;
  return { zoom, lat, lon, bearing, pitch };
}
