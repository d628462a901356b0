import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleFile } from '../../store/bundle.ts';
import type { Ready } from './package.ts';

/** A larger file comes better by itself: the others need not wait for it. */
const largest = 256 * 1024;

/**
 * Writes the package's bundle: every page reads it at its start (see `src/store/bundle.ts`).
 */
export function writeBundle(site: string, { texts }: Ready): void {
  const small = [...texts].filter(([, text]) => text.length <= largest);
  writeFileSync(join(site, 'data', bundleFile), JSON.stringify(Object.fromEntries(small)));
}
