import { css } from 'lit';

/**
 * Sizes for a wall screen, in hundredths of its shorter side, so that every resolution and both orientations look
 * alike. On a 55-inch screen `--body` is 26 mm high, readable from five metres (height of signs: distance / 200).
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

/** What of the screen the card covers. */
export function cardPadding(): { top: number; right: number; bottom: number; left: number } {
  const edge = pixels(7);
  const portrait = innerHeight > innerWidth;
  return portrait
    ? { top: edge, right: edge, bottom: innerHeight * 0.5, left: edge }
    : { top: edge, right: edge, bottom: edge * 1.4, left: innerWidth * 0.46 };
}

/** How much larger than at a desk the map is drawn. */
export const mapScale = (): number => Math.max(1, Math.min(innerWidth, innerHeight) / 460);

const pixelBudget = 2560 * 1440;
/** Share of the screen's pixels the map is drawn with: a 4K screen is not seen sharper than this from metres away. */
export function sharpness(): number {
  const all = innerWidth * innerHeight * devicePixelRatio ** 2;
  return Math.min(1, Math.sqrt(pixelBudget / all));
}
