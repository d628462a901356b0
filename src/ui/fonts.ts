/**
 * Loads the interface's own faces from the package, so that every screen looks the same, after the first map has been
 * drawn; until then, and where they cannot be had, the system's fonts stand in.
 * @param base Address of the package folder.
 */
export async function loadInterfaceFonts(base: string): Promise<void> {
  const faces = (['400', '600'] as const).map((weight) => {
    const url = new URL(`basemap/fonts/ui-${weight}.woff2`, base).href;
    return new FontFace('Plan Sans', `url(${JSON.stringify(url)})`, { weight, display: 'swap' });
  });
  const loaded = await Promise.allSettled(faces.map((face) => face.load()));
  // One weight alone would mix two designs in a line.
  if (loaded.every(({ status }) => status === 'fulfilled'))
    for (const face of faces) document.fonts.add(face);
}
