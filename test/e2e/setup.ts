import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../src/cli/serve.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the built app, ending in a slash. */
    app: string;
  }
}

/** Serves the built app (`npm test` builds it first) to every browser test. */
export default async function setup(project: TestProject) {
  if (!existsSync('dist/index.html')) {
    const built = spawnSync('node_modules/.bin/vite', ['build', '--logLevel', 'warn'], { stdio: 'inherit' });
    if (built.status !== 0) throw new Error('vite build failed');
  }
  const serving = await serveFolder('dist');
  project.provide('app', serving.url);
  return () => serving.close();
}
