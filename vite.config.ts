import { cpSync, existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';
import { configDefaults, defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { planMapElement } from './src/cli/build/element.ts';
import { buildTarget } from './src/cli/build/floor.ts';
import { offline, prerender } from './src/cli/build/plugin.ts';
import { tightStyles } from './src/cli/build/styles.ts';
import { foreignOrigins, withOrigins } from './src/cli/package/csp.ts';

/** Test files that take longest though they are short: begun last, they would keep one core busy and the other idle. */
const long = ['e2e/engines/engines.test.ts', 'docs/docs.test.ts', 'check/cli.test.ts'];

/** The order test files are begun in, the same on every machine: those first, then the larger before the smaller. */
class LongestFirst {
  sort(files: TestSpecification[]): TestSpecification[] {
    const size = ({ moduleId }: TestSpecification) =>
      long.some((name) => moduleId.endsWith(name)) ? Infinity : statSync(moduleId).size;
    return [...files].sort((a, b) => size(b) - size(a) || 0);
  }
  shard(files: TestSpecification[]): TestSpecification[] {
    return files;
  }
}

/** The town package is data beside the app, not part of it: copied as it stands, replaceable after the build. */
function townPackage(): Plugin {
  let out = 'dist';
  return {
    name: 'town-package',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    // The page may read from the hosts the package names, and from no other.
    transformIndexHtml: (html) => withOrigins(html, foreignOrigins('data')),
    closeBundle() {
      for (const folder of ['data', 'seeds']) {
        if (existsSync(folder))
          cpSync(folder, resolve(out, folder), {
            recursive: true,
            // The text of the plan is read by the page; what the package was made from is not.
            filter: (from) => !(folder === 'seeds' ? /\.(ts|md|json)$/ : /\.(ts|md)$/).test(from),
          });
      }
    },
  };
}

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [tightStyles(), townPackage(), prerender(), planMapElement(), offline()],
  worker: { format: 'es' },
  optimizeDeps: { entries: ['index.html'] },
  build: {
    target: buildTarget,
    manifest: true,
    rolldownOptions: {
      checks: { pluginTimings: false },
      // Schemas are calls, which the bundler takes for effects: a page would carry those it never checks anything with.
      treeshake: { moduleSideEffects: (id) => !/\/src\/model\/[\w-]+\.ts$/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: 'maplibre', test: /node_modules[\\/](maplibre-gl|@maplibre)[\\/]/ },
            // Fetched together by every page: a few files pack better than a dozen. The towns' bars and layers from tiles are
            // not among what every page needs.
            {
              name: 'style',
              test: /\/src\/(map\/(sprites\/(?!bar)|style\/(?!tiles)|colour|view\/styles|sources\/features|sources\/edges)|geo\/plane\/label-point)/,
            },
            // Fetched together once the map stands.
            {
              name: 'pointer',
              test: /\/src\/(map\/(pick\/(pick|rendered|watch)|view\/(answering|beside-panels))|ui\/(names-beside|fonts|visits)|model\/basis-words)\.ts/,
            },
            {
              name: 'parts',
              test: /\/src\/(ui\/(icons|map-furniture|map-mode|round-length|status-bar|status-glyph)|shell|check\/start-worker|store\/(bundle|recorded|faults\/(storage|reloads)|towns\/choice))\.ts/,
            },
          ],
        },
      },
    },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/e2e/**'],
          environment: 'node',
          // One worker fewer than there are cores, the default, is one at a time on two.
          maxWorkers: availableParallelism(),
          // Tests leave nothing behind them, so that a worker need not load every module again for each file.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: ['test/e2e/setup.ts'],
          environment: 'node',
          // A file waits a third of its time: two share two cores well, more would starve each other's pages.
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 240_000,
          // Software draws a frame a second: a state is waited for, not a time.
          expect: { poll: { timeout: 40_000 } },
        },
      },
    ],
  },
});
