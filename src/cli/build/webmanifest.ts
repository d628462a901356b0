import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { iconPng, iconSvg } from './icon.ts';

interface Named {
  name?: { zh?: string };
  title?: { zh?: string };
}

/**
 * Writes `app.webmanifest` (W3C Web Application Manifest) and the icons into a built site. The names are the town
 * package's own (`data/town.json`), so that replacing the package renames the installed app.
 */
export function writeWebManifest(folder: string): void {
  const townFile = join(folder, 'data/town.json');
  const town: Named = existsSync(townFile) ? JSON.parse(readFileSync(townFile, 'utf8')) : {};
  const title = town.title?.zh ?? '一张图';
  const icons = join(folder, 'icons');
  mkdirSync(icons, { recursive: true });
  writeFileSync(join(icons, 'icon.svg'), iconSvg());
  for (const size of [192, 512]) writeFileSync(join(icons, `icon-${size}.png`), iconPng(size));
  writeFileSync(join(icons, 'maskable-512.png'), iconPng(512, true));
  const png = (file: string, size: number, purpose: string) => ({
    src: `icons/${file}`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  });
  const manifest = {
    id: './',
    name: title,
    short_name: town.name?.zh ?? title,
    lang: 'zh-CN',
    dir: 'ltr',
    start_url: './',
    scope: './',
    display: 'standalone',
    orientation: 'any',
    background_color: '#12262c',
    theme_color: '#12262c',
    icons: [
      { src: 'icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      png('icon-192.png', 192, 'any'),
      png('icon-512.png', 512, 'any'),
      png('maskable-512.png', 512, 'maskable'),
    ],
    shortcuts: [
      { name: '大厅展示', url: './#mode=display' },
      { name: '征地核查', url: './#mode=check' },
    ],
  };
  writeFileSync(join(folder, 'app.webmanifest'), `${JSON.stringify(manifest, null, 2)}\n`);
}
