/**
 * `npm start [-- --port N] [--host [ADDRESS]] [--no-build]`: builds the app, serves it and prints the address.
 * A taken port makes it try the next. Only this machine can reach it unless `--host` is given.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { serveFolder } from './serve.ts';

const usage = 'npm start -- [--port N] [--host [ADDRESS]] [--no-build]';

function options() {
  // `--host` alone means every address; parseArgs wants a value, so it gets one.
  const args = process.argv.slice(2).flatMap((arg, i, all) => {
    const bare = arg === '--host' && (all[i + 1] ?? '--').startsWith('--');
    return bare ? ['--host', '0.0.0.0'] : [arg];
  });
  const { values } = parseArgs({
    args,
    options: {
      port: { type: 'string', default: '4173' },
      host: { type: 'string', default: '127.0.0.1' },
      'no-build': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be a whole number from 0 to 65535, not "${values.port}"`);
  return { port, host: values.host, build: !values['no-build'] };
}

try {
  const chosen = options();
  if (chosen.build || !existsSync('dist/index.html')) await build({ logLevel: 'warn' });
  const { url } = await serveFolder('dist', chosen);
  console.log(`${url}`);
  console.log('Ctrl+C stops it.');
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`);
  process.exit(2);
}
