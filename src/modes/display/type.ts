import { css } from 'lit';

/**
 * Sizes for a wall screen, in hundredths of its shorter side, so that every resolution and both orientations look
 * alike. On a 55-inch screen (685 mm high) seen from five metres one hundredth is 4.7 minutes of arc. Full sight
 * (visus 1.0, ISO 8596) reads letters of 5′, half of it 10′: what a card says — title, the plan's words, status,
 * figures — is written with letters of 12′ or more, notes with 10′, sources and the foot with 7′ (`--foot` in
 * English, capitals being 0.73 of the size; a Chinese character is 0.92 of it). `test/e2e/display.test.ts` measures it.
 */
export const type = css`
  :host {
    --u: 1vmin;
    --huge: calc(11.5 * var(--u));
    --title: calc(6.6 * var(--u));
    --lead: calc(4.6 * var(--u));
    --body: calc(3.9 * var(--u));
    --small: calc(3 * var(--u));
    --foot: calc(2.1 * var(--u));
    --edge: calc(5 * var(--u));
  }
`;

/** CSS pixels of a size in hundredths of the screen's shorter side. */
export const pixels = (hundredths: number): number => (Math.min(innerWidth, innerHeight) * hundredths) / 100;

/** Whether the screen stands upright: cards are then below the map instead of beside it. */
export const upright = (): boolean => innerHeight > innerWidth;

/**
 * What of the screen a card covers, CSS pixels. Beside the map it is always as wide; below it as high as it needs.
 * @param cardHeight Height of a card below the map, its own margins included.
 */
export function cardPadding(cardHeight = innerHeight * 0.5) {
  const edge = pixels(7);
  return upright()
    ? { top: edge, right: edge, bottom: cardHeight + pixels(2), left: edge }
    : { top: edge, right: edge, bottom: edge * 1.4, left: innerWidth * 0.46 };
}

/** What of the screen the view of a passer-by covers, CSS pixels. */
export function visitorPadding() {
  const edge = pixels(5);
  return upright()
    ? { top: edge, right: edge, bottom: innerHeight * 0.62 + edge, left: edge }
    : { top: edge, right: edge, bottom: edge, left: innerWidth * 0.46 + edge };
}

/** How much larger than at a desk the map is drawn. */
export const mapScale = (): number => Math.max(1, Math.min(innerWidth, innerHeight) / 460);

const pixelBudget = 2560 * 1440;
/** Share of the screen's pixels the map is drawn with: a 4K screen is not seen sharper than this from metres away. */
export function sharpness(): number {
  const all = innerWidth * innerHeight * devicePixelRatio ** 2;
  return Math.min(1, Math.sqrt(pixelBudget / all));
}
