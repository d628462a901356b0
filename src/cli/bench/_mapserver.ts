import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join, resolve } from 'node:path';

const onPath = () =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((dir) => join(dir, 'mapserv'))
    .find(existsSync);

/** MapServer's program; as root on Debian it is installed (5 packages). */
function findMapServer(): string {
  const found = onPath();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    const packages = ['cgi-mapserver', 'mapserver-bin'];
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
    const now = onPath();
    if (now) return now;
  }
  throw new Error('No MapServer found: sudo apt-get install -y cgi-mapserver mapserver-bin');
}

const mapFile = (data: string, address: string, templates: string) => `
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
    "oga_html_template_directory" "${templates}"
  END END
  OUTPUTFORMAT
    NAME "geojson"
    DRIVER "OGR/GEOJSON"
    MIMETYPE "application/json; subtype=geojson; charset=utf-8"
    FORMATOPTION "STORAGE=stream"
    FORMATOPTION "FORM=SIMPLE"
  END
  LAYER
    NAME "fields"
    TYPE POLYGON
    CONNECTIONTYPE OGR
    CONNECTION "${data}"
    DATA "fields"
    EXTENT 113 28 114 29
    PROJECTION "init=epsg:4326" END
    TEMPLATE "none"
    METADATA
      "ows_title" "fields"
      "gml_include_items" "all"
      "gml_featureid" "id"
      "wfs_maxfeatures" "1000"
    END
  END
END
`;

/**
 * Runs MapServer as CGI behind an address of this machine, over a GeoJSON file named `fields`: OGC API – Features at
 * `<url>fields/ogcapi`, WFS 2.0 at `<url>wfs`.
 */
export async function startMapServer(geojson: string) {
  const program = findMapServer();
  const folder = resolve('.cache/mapserver');
  mkdirSync(folder, { recursive: true });
  const templates = '/usr/share/mapserver/ogcapi/templates/html-plain/';
  const config = join(folder, 'mapserver.conf');
  const map = join(folder, 'fields.map');
  writeFileSync(config, `CONFIG\n ENV\n MS_MAP_PATTERN "."\n END\n MAPS\n "fields" "${map}"\n END\nEND\n`);
  const counted = { requests: 0, bytes: 0 };
  const server = createServer((req, res) => {
    const url = new URL(req.url ?? '/', address);
    const wfs = url.pathname === '/wfs';
    if (wfs) url.searchParams.set('map', map);
    counted.requests++;
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
  writeFileSync(map, mapFile(resolve(geojson), address, templates));
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
