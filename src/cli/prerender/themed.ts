import type { SvgNode } from '../../map/svg/node.ts';
import { themeNames } from '../../map/tokens.ts';

const coloured = ['fill', 'stroke'] as const;
const queries = {
  dark: '(prefers-color-scheme:dark)',
  contrast: '(prefers-contrast:more),(forced-colors:active)',
};

/**
 * Drawings that follow the reader's theme: the colours of the light one stand in the drawing, those which differ in
 * another theme become rules of a style sheet.
 */
export function createThemes() {
  const classes = new Map<string, string>();
  const rules = { dark: [] as string[], contrast: [] as string[] };
  const classOf = (name: (typeof coloured)[number], [light, dark, contrast]: (string | undefined)[]) => {
    const key = `${name} ${light} ${dark} ${contrast}`;
    const existing = classes.get(key);
    if (existing) return existing;
    const className = `k${classes.size.toString(36)}`;
    classes.set(key, className);
    if (dark && dark !== light) rules.dark.push(`.${className}{${name}:${dark}}`);
    if (contrast && contrast !== light) rules.contrast.push(`.${className}{${name}:${contrast}}`);
    return className;
  };
  /** One drawing of the same in every theme, in the order of `themeNames`. */
  const merge = (nodes: readonly SvgNode[]): SvgNode => {
    const [light] = nodes as [SvgNode];
    const names = coloured.flatMap((name) => {
      const values = nodes.map((node) => node.attributes[name] as string | undefined);
      const plain = values.some((value) => value !== values[0] && !value?.startsWith('url('));
      return plain && values[0] ? [classOf(name, values)] : [];
    });
    const lightClass = light.attributes['class'];
    const all = [...(lightClass ? [String(lightClass)] : []), ...names].join(' ');
    const children = light.children.map((child, index) =>
      typeof child === 'string' ? child : merge(nodes.map((node) => node.children[index] as SvgNode)),
    );
    return {
      tag: light.tag,
      attributes: all ? { ...light.attributes, class: all } : light.attributes,
      children,
    };
  };
  return {
    draw: (make: (theme: (typeof themeNames)[number]) => SvgNode): SvgNode => merge(themeNames.map(make)),
    /** The rules of all drawings made. */
    css: (): string =>
      (['dark', 'contrast'] as const)
        .map((theme) => (rules[theme].length ? `@media ${queries[theme]}{${rules[theme].join('')}}` : ''))
        .join(''),
  };
}
export type Themes = ReturnType<typeof createThemes>;
