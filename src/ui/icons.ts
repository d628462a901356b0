import { html, svg, type TemplateResult } from 'lit';

/** Line icons on a 20 px grid, 1.6 px strokes, drawn for this app. */
const paths = {
  search: svg`<circle cx="9" cy="9" r="5.5"/><path d="m13.2 13.2 4 4"/>`,
  close: svg`<path d="m5 5 10 10M15 5 5 15"/>`,
  down: svg`<path d="m5 8 5 5 5-5"/>`,
  layers: svg`<path d="m10 3 7 3.8-7 3.8-7-3.8zM3.4 10.4 10 14l6.6-3.6M3.4 13.6 10 17.2l6.6-3.6"/>`,
  list: svg`<path d="M7 5h10M7 10h10M7 15h10M3.2 5h.6M3.2 10h.6M3.2 15h.6"/>`,
  text: svg`<path d="M5 3h7l3 3v11H5zM7.5 9h5M7.5 12h5M7.5 15h3"/>`,
  filter: svg`<path d="M3 5h14M6 10h8M8.5 15h3"/>`,
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  minus: svg`<path d="M4 10h12"/>`,
  home: svg`<path d="M4 9.5 10 4l6 5.5V16H4zM8.5 16v-4h3v4"/>`,
  target: svg`<circle cx="10" cy="10" r="6"/><path d="M10 2v4M10 14v4M2 10h4M14 10h4"/>`,
  up: svg`<path d="m5 12 5-5 5 5"/>`,
  warning: svg`<path d="M10 3.5 17.5 16h-15zM10 8v4M10 14.2v.3"/>`,
  info: svg`<circle cx="10" cy="10" r="7"/><path d="M10 9v4.5M10 6.3v.3"/>`,
  more: svg`<circle cx="4.5" cy="10" r=".9"/><circle cx="10" cy="10" r=".9"/><circle cx="15.5" cy="10" r=".9"/>`,
  north: svg`<path d="M10 2.5 14 16l-4-2.5L6 16z"/>`,
};
export type IconName = keyof typeof paths;
export const iconNames = Object.keys(paths) as IconName[];

/** Strokes on the grid of 20 pixels as an icon: decorative, the control around it carries the name. */
export const strokes = (path: TemplateResult<2>, size = 20): TemplateResult =>
  html`<svg width=${size} height=${size} viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`;

export const icon = (name: IconName, size?: number): TemplateResult => strokes(paths[name], size);
