import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * Builds `plan-map.js`, the element `<plan-map>`, beside the app and of the same parts, and puts `element.html` there, a
 * page that shows how it is used.
 */
export function planMapElement(entry = 'src/element.ts'): Plugin {
  let out = 'dist';
  return {
    name: 'plan-map-element',
    apply: 'build',
    config: (_config, { command }) =>
      command === 'build'
        ? {
            build: {
              rolldownOptions: {
                input: { index: resolve('index.html'), 'plan-map': resolve(entry) },
                output: {
                  // Pages of others name it: its name stays.
                  entryFileNames: ({ name }) =>
                    name === 'plan-map' ? '[name].js' : 'assets/[name]-[hash].js',
                },
              },
            },
          }
        : {},
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle: () => copyFileSync(resolve('docs/examples/element.html'), resolve(out, 'element.html')),
  };
}
