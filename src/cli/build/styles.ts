import type { Plugin } from 'vite';

/** A module whose style sheets are without the comments and indents that every page would fetch with them. */
export const withTightStyles = (code: string): string =>
  code.replace(/\bcss`[^`]*`/g, (sheet) => sheet.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, ' '));

export const tightStyles = (): Plugin => ({
  name: 'tight-styles',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) =>
    /\/src\/.*\.ts$/.test(id) && code.includes('css`')
      ? { code: withTightStyles(code), map: null }
      : undefined,
});
