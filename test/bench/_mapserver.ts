import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join, resolve } from 'node:path';

const onPath = (program: string) =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, program))
    .find(existsSync);

const both = () => {
  const [server, converter] = [onPath('mapserv'), onPath('ogr2ogr')];
  return server && converter ? { server, converter } : undefined;
};

/** MapServer's program, and GDAL's that writes its GeoPackage; as root on Debian they are installed. */
export function findMapServer(): { server: string; converter: string } {
  const found = both();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const wait = ['-qq', '-o', 'DPkg::Lock::Timeout=120'];
    spawnSync('apt-get', ['update', ...wait], { stdio: 'inherit', env });
    const packages = ['cgi-mapserver', 'mapserver-bin', 'gdal-bin'];
    const install = ['install', '-y', ...wait, '--no-install-recommends', ...packages];
    spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'], env });
    const now = both();
    if (now) return now;
  }
  throw new Error('No MapServer found: sudo apt-get install -y cgi-mapserver mapserver-bin gdal-bin');
}

const layer = (name: string, data: string) => `
  LAYER
    NAME "${name}"
    TYPE POLYGON
    CONNECTIONTYPE OGR
    CONNECTION "${data}"
    DATA "fields"
    EXTENT 113 28 114 29
    PROJECTION "init=epsg:4326" END
    TEMPLATE "none"
    METADATA
      "ows_title" "${name}"
      "gml_include_items" "all"
      "gml_featureid" "id"
      "wfs_maxfeatures" "5000"
    END
  END
`;

const mapFile = (geopackage: string, geojson: string, address: string, templates: string) => `
MAP
  NAME "fields"
  EXTENT 113 28 114 29
  PROJECTION "init=epsg:4326" END
  WEB METADATA
    "ows_title" "fields"
    "ows_enable_request" "*"
    "ows_onlineresource" "${address}wfs?"
    "ows_srs" "EPSG:4326"
    "wfs_getfeature_formatlist" "geojson"
    "oga_onlineresource" "${address}fields/ogcapi"
    "oga_max_limit" "5000"
    "oga_html_template_directory" "${templates}"
  END END
  OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json; subtype=geojson; charset=utf-8"
    FORMATOPTION "STORAGE=stream"
    FORMATOPTION "FORM=SIMPLE"
  END
${layer('fields', geopackage)}${layer('paged', geojson)}END
`;

/**
 * Runs MapServer as CGI behind an address of this machine: OGC API – Features at `<url>fields/ogcapi`, WFS 2.0 at
 * `<url>wfs`, with the layers `fields` over a GeoPackage and `paged` over a GeoJSON, whose tables both are `fields`.
 */
export async function startMapServer(geopackage: string, geojson: string) {
  const { server: program } = findMapServer();
  const folder = resolve('.cache/mapserver');
  mkdirSync(folder, { recursive: true });
  const templates = '/usr/share/mapserver/ogcapi/templates/html-plain/';
  const config = join(folder, 'mapserver.conf');
  const map = join(folder, 'fields.map');
  writeFileSync(config, `CONFIG\n ENV\n MS_MAP_PATTERN "."\n END\n MAPS\n "fields" "${map}"\n END\nEND\n`);
  const counted = { requests: 0, bytes: 0, boxes: [] as { wfs: boolean; box: string }[] };
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', address);
    const wfs = url.pathname === '/wfs';
    if (wfs) url.searchParams.set('map', map);
    counted.requests++;
    counted.boxes.push({ wfs, box: url.searchParams.get('bbox') ?? '' });
    const child = spawn(program, [], {
      env: {
        PATH: process.env['PATH'],
        REQUEST_METHOD: 'GET',
        QUERY_STRING: url.search.slice(1),
        PATH_INFO: wfs ? '' : url.pathname,
        HTTP_ACCEPT: req.headers.accept,
        SERVER_NAME: '127.0.0.1',
        MAPSERVER_CONFIG_FILE: config,
      },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.on('close', () => {
      const all = Buffer.concat(parts);
      const end = all.indexOf('\r\n\r\n');
      const head = all.subarray(0, Math.max(0, end)).toString();
      const header = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'im').exec(head)?.[1]?.trim();
      const body = all.subarray(end + 4);
      counted.bytes += body.length;
      res.writeHead(Number.parseInt(header('Status') ?? '200', 10), {
        'Content-Type': header('Content-Type') ?? 'text/plain',
        'Access-Control-Allow-Origin': '*',
      });
      res.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  writeFileSync(map, mapFile(resolve(geopackage), resolve(geojson), address, templates));
  return {
    url: address,
    counted,
    version: execFileSync(program, ['-v']).toString().split(' OUTPUT')[0] as string,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
