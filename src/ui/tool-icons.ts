import { svg, type TemplateResult } from 'lit';
import { type IconName, icon, strokes } from './icons.ts';

/** Icons of menus and tools, which the first view does without. */
const paths = {
  undo: svg`<path d="M7 5 3.5 8.5 7 12M4 8.5h8a4 4 0 0 1 0 8H9"/>`,
  redo: svg`<path d="m13 5 3.5 3.5L13 12M16 8.5H8a4 4 0 0 0 0 8h3"/>`,
  help: svg`<circle cx="10" cy="10" r="7"/><path d="M7.8 8a2.3 2.3 0 1 1 3.2 2.1c-.7.3-1 .8-1 1.5v.2M10 14.3v.2"/>`,
  upload: svg`<path d="M10 13V4M6.5 7.5 10 4l3.5 3.5M4 13v3h12v-3"/>`,
  rectangle: svg`<path d="M4 5.5h12v9H4z"/><path d="M4 5.5h.01M16 5.5h.01M4 14.5h.01M16 14.5h.01" stroke-width="3"/>`,
  polygon: svg`<path d="M4 15.5 6.5 5l8 1.5 2 7z"/><path d="M4 15.5h.01M6.5 5h.01M14.5 6.5h.01M16.5 13.5h.01" stroke-width="3"/>`,
  pen: svg`<path d="m4 16 1-4 8-8 3 3-8 8zM11.5 5.5l3 3"/>`,
  ruler: svg`<path d="m3 13.5 10.5-10.5 3.5 3.5L6.5 17zM6 10.5l1.5 1.5M8.5 8l2 2M11 5.5l1.5 1.5"/>`,
  compare: svg`<path d="M10 3v14M7 6H3v8h4M13 6h4v8h-4"/>`,
  figures: svg`<path d="M3 17h14M5.5 14v-4M10 14V4M14.5 14V8"/>`,
  screen: svg`<path d="M3 4h14v9H3zM7 17h6M10 13v4"/>`,
  code: svg`<path d="m7 6-4 4 4 4M13 6l4 4-4 4"/>`,
  forward: svg`<path d="m8 4 6 6-6 6"/>`,
  back: svg`<path d="M12 4 6 10l6 6"/>`,
  print: svg`<path d="M6 7V3h8v4M6 14H4a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1h12a1 1 0 0 1 1 1v5a1 1 0 0 1-1 1h-2M6 12h8v5H6z"/>`,
  share: svg`<path d="M8.5 11.5 12 8M7 9 5.2 10.8a2.7 2.7 0 0 0 3.9 3.9L11 13M9.2 7 11 5.2a2.7 2.7 0 0 1 3.9 3.9L13 11"/>`,
};
export type ToolIconName = keyof typeof paths | IconName;
export const toolIconNames = Object.keys(paths) as ToolIconName[];

/** Any icon there is; `icon` gives those of the first view alone. */
export const toolIcon = (name: ToolIconName, size?: number): TemplateResult =>
  name in paths ? strokes(paths[name as keyof typeof paths], size) : icon(name as IconName, size);
