/** `npm run bench [-- NAME …]`: each benchmark is a file beside this one with a default function that prints a table. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = import.meta.dirname;
const all = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && !file.startsWith('_') && file !== 'main.ts')
  .map((file) => file.replace(/\.ts$/, ''));
const [name, ...args] = process.argv.slice(2);
if (name && !all.includes(name)) {
  console.error(`No benchmark "${name}"; there are ${all.join(', ')}.`);
  process.exit(2);
}
for (const one of name ? [name] : all) {
  console.log(`\n── bench ${one}`);
  const module = await import(pathToFileURL(join(folder, `${one}.ts`)).href);
  await module.default(args);
}
