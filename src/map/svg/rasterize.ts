import { type SvgNode, toMarkup } from './node.ts';

/** Draws a picture of `width` × `height` CSS pixels as a PNG; its letters are the system's, no page's font reaches it. */
export async function rasterized(
  picture: SvgNode,
  { width, height }: { width: number; height: number },
  pixelRatio: number,
): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([toMarkup(picture)], { type: 'image/svg+xml' }));
  try {
    const image = new Image(width, height);
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * pixelRatio);
    canvas.height = Math.round(height * pixelRatio);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('no picture')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}
