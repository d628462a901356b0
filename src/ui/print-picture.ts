import type { MapView } from '../map/view/view.ts';
import { roundLength } from './round-length.ts';

/** Device pixels to the CSS pixel that still look sharp on paper. */
const paperRatio = 2;

/** The map as a picture for paper, with a scale bar and a north arrow in its lower left corner. */
export async function printPicture(view: MapView): Promise<Blob> {
  const ratio = Math.max(paperRatio, devicePixelRatio);
  const bitmap = await createImageBitmap(await view.snapshot({ pixelRatio: ratio }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
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
