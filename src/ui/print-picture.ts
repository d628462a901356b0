import type { MapView } from '../map/view/view.ts';
import type { Padding } from './map-host.ts';
import { roundLength } from './round-length.ts';

/** A map that can be printed: the live one or the SVG map. */
export type Printable = Pick<MapView, 'camera' | 'snapshot'>;

/** Device pixels to the CSS pixel that still look sharp on paper. */
const paperRatio = 2;
/** Padding that is more than a margin is a panel with a margin, CSS pixels; what is left of the map is at least so wide. */
const [panel, margin, least] = [100, 28, 240];

/** What panels cover of a length, from its start and to its end. */
function covered(length: number, start: number, end: number): [number, number] {
  const [from, to] = [start, end].map((side) => (side > panel ? side - margin : 0)) as [number, number];
  return length - from - to < least ? [0, 0] : [from, to];
}

/**
 * The map as a picture for paper, with a scale bar and a north arrow in its lower left corner: the part of it that no
 * panel covers, for that is where what is looked at was put.
 */
export async function printPicture(view: Printable, padding: Padding): Promise<Blob> {
  const ratio = Math.max(paperRatio, devicePixelRatio);
  const bitmap = await createImageBitmap(await view.snapshot({ pixelRatio: ratio }));
  const [left, right] = covered(bitmap.width / ratio, padding.left, padding.right);
  const [top, below] = covered(bitmap.height / ratio, padding.top, padding.bottom);
  const canvas = new OffscreenCanvas(
    bitmap.width - Math.round((left + right) * ratio),
    bitmap.height - Math.round((top + below) * ratio),
  );
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, -Math.round(left * ratio), -Math.round(top * ratio));
  bitmap.close();
  context.scale(ratio, ratio);
  const { metersPerPixel, bearing } = view.camera;
  const length = roundLength(metersPerPixel.peek() * 150);
  const width = length / metersPerPixel.peek();
  const bottom = canvas.height / ratio - 18;

  context.fillStyle = 'rgb(255 255 255 / 0.9)';
  context.fillRect(10, bottom - 34, width + 78, 44);
  context.strokeStyle = '#000';
  context.fillStyle = '#000';
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(20, bottom - 7);
  context.lineTo(20, bottom);
  context.lineTo(20 + width, bottom);
  context.lineTo(20 + width, bottom - 7);
  context.stroke();
  context.font = '14px sans-serif';
  context.textAlign = 'center';
  context.fillText(length >= 1000 ? `${length / 1000} km` : `${length} m`, 20 + width / 2, bottom - 7);

  // Half black, half white, pointing to where north is on the picture.
  context.translate(20 + width + 42, bottom - 12);
  context.rotate((-bearing.peek() * Math.PI) / 180);
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(0, -17);
    context.lineTo(8 * side, 14);
    context.lineTo(0, 8);
    context.closePath();
    if (side < 0) context.fill();
    context.stroke();
  }
  return canvas.convertToBlob({ type: 'image/png' });
}
