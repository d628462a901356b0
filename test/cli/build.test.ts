import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { iconPng, iconSvg } from '../../src/cli/build/icon.ts';
import { releaseOf, writeRelease } from '../../src/cli/build/release.ts';
import { withTightStyles } from '../../src/cli/build/styles.ts';
import { writeWebManifest } from '../../src/cli/build/webmanifest.ts';
import { parseRelease } from '../../src/model/release.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'index.html'), 'abc');
  writeFileSync(join(folder, 'data/town.json'), '{"name":{"zh":"某镇"},"title":{"zh":"某镇一张图"}}');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('style sheets in modules', () => {
  it('lose comments and indents, and nothing else does', () => {
    const code =
      "const a = '/* kept */';\nconst b = css`\n  /* gone */\n  p { margin: 0 1px; }\n  a { left: 0 }\n`;\nconst c = html`<p>\n</p>`;";
    expect(withTightStyles(code)).toBe(
      "const a = '/* kept */';\nconst b = css` p { margin: 0 1px; } a { left: 0 } `;\nconst c = html`<p>\n</p>`;",
    );
  });
});

describe('the release list', () => {
  it('has the hash a standard gives and reads back', () => {
    writeRelease(folder);
    const release = parseRelease(readFileSync(join(folder, 'precache.json'), 'utf8'));
    // FIPS 180-2, B.1: SHA-256 of "abc".
    expect(release?.files.find((file) => file.path === 'index.html')).toEqual({
      path: 'index.html',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      size: 3,
    });
    expect(release).toEqual(releaseOf(folder));
  });

  it('has another version when a byte, a name or a file changes, and only then', () => {
    const first = releaseOf(folder).version;
    expect(writeRelease(folder).version).toBe(first);
    expect(releaseOf(folder).version).toBe(first);
    writeFileSync(join(folder, 'index.html'), 'abd');
    const second = releaseOf(folder).version;
    writeFileSync(join(folder, 'data/new.json'), '');
    const third = releaseOf(folder).version;
    expect(new Set([first, second, third]).size).toBe(3);
  });

  it.each([
    ['no list', '{"schema":1,"version":"a"}'],
    ['an empty list', '{"schema":1,"version":"a","files":[]}'],
    [
      'another schema',
      `{"schema":2,"version":"a","files":[{"path":"a","sha256":"${'0'.repeat(64)}","size":1}]}`,
    ],
    [
      'a path that leads out',
      `{"schema":1,"version":"a","files":[{"path":"a/../../b","sha256":"${'0'.repeat(64)}","size":1}]}`,
    ],
    [
      'an absolute path',
      `{"schema":1,"version":"a","files":[{"path":"/b","sha256":"${'0'.repeat(64)}","size":1}]}`,
    ],
    ['a short hash', '{"schema":1,"version":"a","files":[{"path":"b","sha256":"00","size":1}]}'],
    ['half a file', '{"schema":1,"version":"a","files":[{"pa'],
  ])('is refused with %s', (_, text) => expect(parseRelease(text)).toBeUndefined());
});

describe('the web app manifest', () => {
  it('takes its names from the package and has icons of the sizes it says', () => {
    writeWebManifest(folder);
    const manifest = JSON.parse(readFileSync(join(folder, 'app.webmanifest'), 'utf8'));
    expect([manifest.name, manifest.short_name, manifest.display]).toEqual([
      '某镇一张图',
      '某镇',
      'standalone',
    ]);
    for (const icon of manifest.icons.filter((one: { type: string }) => one.type === 'image/png')) {
      const { width, height } = decode(readFileSync(join(folder, icon.src)));
      expect(`${width}x${height}`).toBe(icon.sizes);
    }
  });

  it('draws the same picture as SVG and PNG', () => {
    const { data } = decode(iconPng(100));
    const at = (x: number, y: number) => [...data.slice((y * 100 + x) * 4, (y * 100 + x) * 4 + 4)];
    const svg = iconSvg();
    const hexAt = (x: number, y: number) =>
      `#${at(x, y)
        .slice(0, 3)
        .map((part) => part.toString(16).padStart(2, '0'))
        .join('')}`;
    expect(at(0, 0)[3]).toBe(0);
    expect(svg).toContain(`rx="18" fill="${hexAt(50, 95)}"`);
    expect(svg).toContain(`<polygon fill="${hexAt(23, 60)}"`);
    expect(svg).toContain(`<polygon fill="${hexAt(76, 60)}"`);
    expect(svg).toContain(`<circle cx="50" cy="33" r="6" fill="${hexAt(50, 33)}"`);
    expect(svg).toContain(`<path fill="${hexAt(50, 22)}"`);
  });

  it('fills the square of a maskable icon', () => {
    const { data } = decode(iconPng(64, true));
    expect([0, 63, 64 * 63, 64 * 64 - 1].map((pixel) => data[pixel * 4 + 3])).toEqual([255, 255, 255, 255]);
  });
});
