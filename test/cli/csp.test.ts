import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { foreignOrigins, withOrigins, writePolicy } from '../../src/cli/package/csp.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});
function site(town: object, layers: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'csp-'));
  folders.push(folder);
  mkdirSync(join(folder, 'data'));
  writeFileSync(join(folder, 'index.html'), readFileSync('index.html', 'utf8'));
  writeFileSync(join(folder, 'data/town.json'), JSON.stringify(town));
  writeFileSync(join(folder, 'data/layers.json'), JSON.stringify(layers));
  return folder;
}
const connect = (html: string) => /connect-src ([^;"]*)/.exec(html)?.[1];

describe('the policy of the page', () => {
  it('stays with the site itself for this repository as it stands', () => {
    expect(foreignOrigins('data')).toEqual([]);
    expect(connect(withOrigins(readFileSync('index.html', 'utf8'), []))).toBe("'self'");
  });
  it('names each host of the package once, without path, key or placeholder', () => {
    const folder = site(
      {
        basemaps: [
          { kind: 'xyz', tiles: ['https://a.example/{z}/{x}/{y}.png?k={key}', 'https://b.example:8443/{z}'] },
          { kind: 'offline' },
        ],
      },
      {
        layers: [
          { source: 'layers/park.geojson' },
          { source: { kind: 'wfs', url: 'https://a.example/geoserver/wfs?key=secret' } },
          { source: { kind: 'pmtiles', url: 'tiles/parcels.pmtiles' } },
          { source: { kind: 'geojson', url: 'javascript:alert(1)' } },
          { source: { kind: 'geojson', url: 'https://evil.example;script-src *' } },
        ],
      },
    );
    expect(writePolicy(folder)).toEqual([
      'https://a.example',
      'https://b.example:8443',
      'https://evil.example',
    ]);
    const html = readFileSync(join(folder, 'index.html'), 'utf8');
    expect(connect(html)).toBe("'self' https://a.example https://b.example:8443 https://evil.example");
    expect(html).toContain("script-src 'self';");
    expect(html).not.toContain('secret');
    // Again with nothing: back to the site itself.
    writeFileSync(join(folder, 'data/layers.json'), '{"layers":[]}');
    writeFileSync(join(folder, 'data/town.json'), '{"basemaps":[]}');
    expect(writePolicy(folder)).toEqual([]);
    expect(connect(readFileSync(join(folder, 'index.html'), 'utf8'))).toBe("'self'");
  });
  it('opens the hosts of the Tianditu service for its base map', () => {
    const folder = site({ basemaps: [{ kind: 'tianditu', set: 'vec', key: 'k' }] }, { layers: [] });
    expect(foreignOrigins(join(folder, 'data'))).toHaveLength(8);
  });
});
