import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Plugin } from 'vite';

const query = '?as-text-url';

/** The bundle of a worker as one classic script. */
async function workerCode(file: string): Promise<string> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { input: file, output: { format: 'iife' } },
    },
  });
  const [output] = [result].flat() as { output: { type: string; code: string }[] }[];
  const chunk = output?.output.find((one) => one.type === 'chunk');
  if (!chunk) throw new Error(`The worker ${file} gave no script`);
  return chunk.code;
}

/**
 * Puts workers into the script itself: a page may not start one from another origin's file, and the element is meant
 * for other origins' pages. Such a page has to allow `worker-src blob:` where it has a Content-Security-Policy.
 */
function workersInside(): Plugin {
  return {
    name: 'workers-inside',
    enforce: 'pre',
    async resolveId(source, importer) {
      const wanted = source.endsWith('?worker&url') ? source.replace('?worker&url', query) : source;
      if (!wanted.endsWith(query)) return null;
      const found = await this.resolve(wanted.slice(0, -query.length), importer, { skipSelf: true });
      return found && `\0${found.id}${query}`;
    },
    async load(id) {
      if (!id.startsWith('\0') || !id.endsWith(query)) return null;
      const code = await workerCode(id.slice(1, -query.length));
      return `export default URL.createObjectURL(new Blob([${JSON.stringify(code)}], { type: 'text/javascript' }));`;
    },
    transform(code, id) {
      if (!id.endsWith('.ts') || !code.includes('new Worker(')) return null;
      const names: string[] = [];
      const changed = code.replace(
        /new URL\(\s*(['"])(\.[^'"]+\.ts)\1,\s*import\.meta\.url\s*,?\s*\)/g,
        (_all, _quote, path) => {
          names.push(`import workerAt${names.length} from '${path}${query}';`);
          return `workerAt${names.length - 1}`;
        },
      );
      return names.length ? { code: `${names.join('\n')}\n${changed}`, map: null } : null;
    },
  };
}

/**
 * After the app, builds `plan-map.js` beside it: the element `<plan-map>` as one module without any other file; and puts
 * `element.html` there, a page that shows how it is used.
 */
export function planMapElement(entry = 'src/element.ts'): Plugin {
  let out = 'dist';
  return {
    name: 'plan-map-element',
    apply: 'build',
    configResolved(config) {
      out = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'error',
          plugins: [workersInside()],
          define: { 'import.meta.env.DEV': 'false', 'import.meta.env.PROD': 'true' },
          build: {
            outDir: out,
            emptyOutDir: false,
            copyPublicDir: false,
            target: 'es2022',
            modulePreload: false,
            assetsInlineLimit: Number.MAX_SAFE_INTEGER,
            chunkSizeWarningLimit: 10_000,
            rolldownOptions: {
              checks: { pluginTimings: false },
              input: { 'plan-map': resolve(entry) },
              preserveEntrySignatures: false,
              output: { format: 'es', entryFileNames: '[name].js', codeSplitting: false },
            },
          },
        });
        copyFileSync(resolve('docs/examples/element.html'), resolve(out, 'element.html'));
      },
    },
  };
}
