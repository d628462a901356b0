import { type ThemeName, themeNames } from '../map/tokens.ts';

/** The theme an element stands in, which only the page's custom properties know; of one off the page, light. */
export function themeOf(element: Element): ThemeName {
  const name = getComputedStyle(element).getPropertyValue('--theme').trim();
  return themeNames.find((one) => one === name) ?? 'light';
}
