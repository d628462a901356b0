import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** The path of a command, or of a file under its full path. */
export const commandPath = (...names: string[]): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => (name.startsWith('/') ? name : join(folder, name))))
    .find(existsSync);

/** As root on Debian installs what is missing, as `findBrowser` does for Chromium. */
export function installMissing(packages: string[]): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env });
  spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { stdio: 'ignore', env });
}

/** Starts a process and waits for a line of its output; the first group of the pattern comes back. */
export function startUntil(
  command: string,
  args: string[],
  pattern: RegExp,
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; found: string }> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  return new Promise((resolve, reject) => {
    let said = '';
    const patience = setTimeout(
      () => reject(new Error(`${command} did not start: ${said.slice(-500)}`)),
      40_000,
    );
    const read = (data: Buffer) => {
      said += data.toString();
      const found = pattern.exec(said);
      if (!found) return;
      clearTimeout(patience);
      resolve({ child, found: found[1] ?? '' });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${command} ended with ${code}: ${said.slice(-500)}`)));
  });
}

/** A screen in memory: without one neither Firefox nor WebKit has WebGL. */
export async function virtualScreen(): Promise<{ display: string; close(): void }> {
  const { child, found } = await startUntil(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'],
    /^(\d+)\s/m,
  );
  return { display: `:${found}`, close: () => child.kill() };
}

/** A folder for a browser's profile, gone afterwards. */
export function profileFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'engine-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}
