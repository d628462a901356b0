import { css } from 'lit';

/**
 * Sizes for a wall screen, in hundredths of its shorter side, so that every resolution and both orientations look
 * alike. On a 55-inch screen (685 mm high) seen from five metres one hundredth is 4.7 minutes of arc. Full sight
 * (visus 1.0, ISO 8596) reads letters of 5′, half of it 10′: what a card says — title, the plan's words, status,
 * figures — is written with letters of 12′ or more, notes with 10′, sources and the foot with 7′ (`--foot` in
 * English, capitals being 0.73 of the size; a Chinese character is 0.92 of it). `test/e2e/display.test.ts` measures it.
 * `--u`, one hundredth, is set by the display.
 */
export const type = css`
  :host {
    --huge: calc(11.5 * var(--u));
    --title: calc(6.6 * var(--u));
    --lead: calc(4.6 * var(--u));
    --body: calc(3.9 * var(--u));
    --small: calc(3 * var(--u));
    --foot: calc(2.1 * var(--u));
    --edge: calc(5 * var(--u));
  }
`;

/** What the display fills, CSS pixels: a screen, or the place it has on another page. */
export interface Screen {
  width: number;
  height: number;
}

/** CSS pixels of a size in hundredths of the screen's shorter side. */
export const pixels = ({ width, height }: Screen, hundredths: number): number =>
  (Math.min(width, height) * hundredths) / 100;

/** Whether the screen stands upright: cards are then below the map instead of beside it. */
export const upright = ({ width, height }: Screen): boolean => height > width;

/**
 * What of the screen a card covers, CSS pixels. Beside the map it is always as wide; below it as high as it needs.
 * @param cardHeight Height of a card below the map, its own margins included.
 */
export function cardPadding(screen: Screen, cardHeight = screen.height * 0.5) {
  const edge = pixels(screen, 7);
  return upright(screen)
    ? { top: edge, right: edge, bottom: cardHeight + pixels(screen, 2), left: edge }
    : { top: edge, right: edge, bottom: edge * 1.4, left: screen.width * 0.46 };
}

/** What of the screen the view of a passer-by covers, CSS pixels. */
export function visitorPadding(screen: Screen) {
  const edge = pixels(screen, 5);
  return upright(screen)
    ? { top: edge, right: edge, bottom: screen.height * 0.62 + edge, left: edge }
    : { top: edge, right: edge, bottom: edge, left: screen.width * 0.46 + edge };
}

/** How much larger than at a desk the map is drawn. */
export const mapScale = ({ width, height }: Screen): number => Math.max(1, Math.min(width, height) / 460);

const pixelBudget = 2560 * 1440;
/** Share of the screen's pixels the map is drawn with: a 4K screen is not seen sharper than this from metres away. */
export function sharpness({ width, height }: Screen): number {
  const all = width * height * devicePixelRatio ** 2;
  return Math.min(1, Math.sqrt(pixelBudget / all));
}
