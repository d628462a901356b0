/**
 * Loads the interface's own faces from the package, so that every screen looks the same, after the first map has been
 * drawn; until then, and where they cannot be had, the system's fonts stand in. What browsing shows is in one file of a
 * weight; the other is fetched by the browser once a character shows that the first lacks.
 * @param base Address of the package folder.
 */
export async function loadInterfaceFonts(base: string): Promise<void> {
  const facesOf = (part: string) =>
    ['400', '600'].map((weight) => {
      const url = new URL(`basemap/fonts/ui-${weight}${part}.woff2`, base).href;
      return new FontFace('Plan Sans', `url(${JSON.stringify(url)})`, { weight, display: 'swap' });
    });
  const faces = facesOf('');
  const loaded = await Promise.allSettled(faces.map((face) => face.load()));
  // One weight alone would mix two designs in a line.
  if (loaded.every(({ status }) => status === 'fulfilled'))
    // Of faces that hold a character alike the one added last is taken.
    for (const face of [...facesOf('-more'), ...faces]) document.fonts.add(face);
}
