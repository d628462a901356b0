/** The family the label fonts of the style begin with. */
const family = 'Plan Labels';

/**
 * Loads the package's label font. Resolves when it is there, could not be had, or `patience` milliseconds have passed,
 * after which the names are written in the system's fonts: a missing font is no reason for a map without names.
 */
export async function loadLabelFont(base: string, patience = 6000): Promise<void> {
  if ([...document.fonts].some((font) => font.family.replaceAll('"', '') === family)) return;
  const font = new FontFace(
    family,
    `url(${JSON.stringify(new URL('basemap/fonts/labels.woff2', base).href)})`,
  );
  let late = false;
  const loading = font.load().then(
    () => {
      // A font that comes too late would be used for some names and not for others.
      if (!late) document.fonts.add(font);
    },
    () => undefined,
  );
  const waiting = new Promise<void>((resolve) =>
    setTimeout(() => {
      late = true;
      resolve();
    }, patience),
  );
  await Promise.race([loading, waiting]);
}
