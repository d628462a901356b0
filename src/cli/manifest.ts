/**
 * `npx tsx src/cli/manifest.ts [FOLDER] [--start-limit SECONDS]`: lists a built site again after its data was edited
 * in place. Without it, browsers that installed the site keep the data they have.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeRelease } from './build/release.ts';
import { writeWebManifest } from './build/webmanifest.ts';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'start-limit': { type: 'string' } },
  });
  const folder = positionals[0] ?? 'dist';
  if (!existsSync(join(folder, 'index.html')))
    throw new Error(`${folder} holds no index.html: give the folder that "npm run build" wrote`);
  const limit = values['start-limit'] === undefined ? undefined : Number(values['start-limit']);
  if (limit !== undefined && !(limit > 0))
    throw new Error('--start-limit must be a number of seconds above 0');
  writeWebManifest(folder);
  const release = writeRelease(folder, limit);
  const bytes = release.files.reduce((sum, file) => sum + file.size, 0);
  console.log(
    `${folder}: version ${release.version}, ${release.files.length} files, ${(bytes / 1e6).toFixed(1)} MB`,
  );
} catch (error) {
  console.error((error as Error).message);
  process.exit(2);
}
