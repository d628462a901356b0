/** The static host of `npm run bench -- day`: serves a folder and tells its own processor time when asked. */
import { serveFolder } from '../../serve.ts';

const { url } = await serveFolder(process.argv[2] ?? '.');
process.send?.({ url });
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
