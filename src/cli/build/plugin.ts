import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';
import { asProblems, formatProblem } from '../../model/index.ts';
import { prerenderSite } from '../prerender/site.ts';
import { buildTarget } from './floor.ts';
import { writeRelease } from './release.ts';
import { writeWebManifest } from './webmanifest.ts';

/**
 * Makes a build installable and able to run without a network: the service worker as one classic script at the
 * site's root, the web app manifest with its icons, and the release list over everything in the folder. It has to
 * come after whatever copies files into the folder.
 */
export function offline(worker = 'src/worker/sw.ts'): Plugin {
  let out = 'dist';
  return {
    name: 'offline',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    transformIndexHtml() {
      const link = (attrs: Record<string, string>) => ({ tag: 'link', attrs, injectTo: 'head' as const });
      return [
        link({ rel: 'manifest', href: './app.webmanifest' }),
        link({ rel: 'icon', type: 'image/svg+xml', href: './icons/icon.svg' }),
        link({ rel: 'apple-touch-icon', href: './icons/icon-192.png' }),
      ];
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'error',
          build: {
            outDir: out,
            emptyOutDir: false,
            copyPublicDir: false,
            target: buildTarget,
            modulePreload: false,
            rollupOptions: {
              input: { sw: resolve(worker) },
              output: { format: 'iife', entryFileNames: '[name].js' },
            },
          },
        });
        writeWebManifest(out);
        writeRelease(out);
      },
    },
  };
}

/** After the package has been copied: writes it into the pages of the built site. Fails with file and field of a fault. */
export function prerender(): Plugin {
  let out = 'dist';
  return {
    name: 'prerender',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        try {
          await prerenderSite(out);
        } catch (error) {
          throw new Error(
            asProblems(error)
              .map((one) => formatProblem(one, 'en'))
              .join('\n'),
          );
        }
      },
    },
  };
}
