import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Position } from 'geojson';
import { median } from './engine.ts';

export interface PostgisTimes {
  /** ms: ST_Intersection with the whole zone; with the zone cut up by ST_Subdivide. */
  plain: number;
  subdivided: number;
  rows: number;
}
export interface Postgis {
  version: string;
  run(zone: number): PostgisTimes;
  close(): void;
}

/** Where Debian and others put the server's programs. */
function binaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  return [...versions.map((version) => join(root, version, 'bin')), '/usr/local/pgsql/bin'].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
}

const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));

function wkbHex(rings: readonly Position[][]): string {
  const closed = rings.map((ring) =>
    ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1] ? ring : [...ring, ring[0]!],
  );
  const bytes = Buffer.alloc(9 + closed.reduce((sum, ring) => sum + 4 + 16 * ring.length, 0));
  bytes.writeUInt8(1, 0);
  bytes.writeUInt32LE(3, 1);
  bytes.writeUInt32LE(closed.length, 5);
  let at = 9;
  for (const ring of closed) {
    at = bytes.writeUInt32LE(ring.length, at);
    for (const [x, y] of ring) at = bytes.writeDoubleLE(y!, bytes.writeDoubleLE(x!, at));
  }
  return bytes.toString('hex');
}

// The zone comes first: PostGIS prepares the geometry that stays the same from row to row.
const inside = (zone: string) =>
  `CASE WHEN ST_Covers(${zone}, p.g) THEN p.g ELSE ST_Intersection(p.g, ${zone}) END`;
const queries = {
  plain: (z: number) =>
    `SELECT id, ST_Area(g) FROM (SELECT p.id, ${inside('z.g')} g FROM zone z JOIN parcel p ON ST_Intersects(z.g, p.g) WHERE z.id = ${z} AND ST_IsValid(z.g) OFFSET 0) q WHERE ST_Area(g) > 0`,
  subdivided: (z: number) =>
    `SELECT id, sum(ST_Area(g)) FROM (SELECT p.id, ${inside('s.g')} g FROM (SELECT ST_Subdivide(g, 64) g FROM zone WHERE id = ${z} AND ST_IsValid(g)) s JOIN parcel p ON ST_Intersects(s.g, p.g) OFFSET 0) q GROUP BY id`,
};

/**
 * PostGIS over the same parcels and zones, in a throw-away cluster without a network port; null, with the reason
 * printed, where it is not installed. Times are the server's own, from planning to the last row, which is not sent.
 */
export function startPostgis(
  parcels: readonly Position[][][],
  zones: readonly Position[][][],
): Postgis | null {
  const bin = binaries();
  if (!bin) {
    console.log('PostGIS left out: not installed (Debian: apt-get install -y postgresql-15-postgis-3).');
    return null;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-pg-'));
  const data = join(folder, 'data');
  // The server refuses to run as root: it runs as Debian's own user for it.
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (user.uid) chownSync(folder, user.uid, user.gid);
  const stop = () => rmSync(folder, { recursive: true, force: true });
  try {
    const quiet = { stdio: 'pipe', cwd: folder, ...user } as const;
    execFileSync(
      join(bin, 'initdb'),
      ['-D', data, '-A', 'trust', '-U', 'bench', '-E', 'UTF8', '--no-locale'],
      quiet,
    );
    const settings = ['listen_addresses=', 'fsync=off', 'jit=off', 'shared_buffers=512MB', 'work_mem=256MB'];
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', data, '-k', folder, ...settings.flatMap((one) => ['-c', one])],
      { stdio: 'ignore', cwd: folder, ...user },
    );
    const psql = (sql: string) =>
      execFileSync(
        join(bin, 'psql'),
        ['-h', folder, '-U', 'bench', '-d', 'postgres', '-XqAt', '-v', 'ON_ERROR_STOP=1'],
        {
          input: sql,
          encoding: 'utf8',
          maxBuffer: 1e9,
          stdio: 'pipe',
        },
      );
    const close = () => {
      server.once('exit', stop);
      server.kill('SIGINT');
    };
    try {
      waitFor(() => psql('SELECT 1'));
      const rows = (table: string, shapes: readonly Position[][][]) => {
        const file = join(folder, `${table}.txt`);
        writeFileSync(file, shapes.map((rings, i) => `${i}\t${wkbHex(rings)}`).join('\n'));
        return `CREATE TABLE ${table} (id int, g geometry); \\copy ${table} FROM '${file}'\n`;
      };
      psql(
        `CREATE EXTENSION postgis;\n${rows('parcel', parcels)}${rows('zone', zones)}CREATE INDEX ON parcel USING gist (g);\nVACUUM ANALYZE;`,
      );
      const version = psql("SELECT postgis_lib_version() || ', GEOS ' || postgis_geos_version()").trim();
      const timed = (sql: string) => {
        const explain = `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${sql};\n`;
        const text = psql(explain.repeat(4));
        const number = (key: string) =>
          [...text.matchAll(new RegExp(`"${key}": ([\\d.]+)`, 'g'))].map((m) => Number(m[1]));
        const [planning, execution] = [number('Planning Time'), number('Execution Time')];
        // The first run of a session loads the library.
        return median(execution.map((ms, i) => ms + planning[i]!).slice(1));
      };
      return {
        version,
        close,
        run: (z) => ({
          plain: timed(queries.plain(z)),
          subdivided: timed(queries.subdivided(z)),
          rows: Number(psql(`SELECT count(*) FROM (${queries.plain(z)}) q`)),
        }),
      };
    } catch (error) {
      close();
      throw error;
    }
  } catch (error) {
    stop();
    console.log(`PostGIS left out: ${(error as Error).message.trim().split('\n').at(-1)}`);
    return null;
  }
}

function waitFor(ready: () => void): void {
  const until = performance.now() + 20_000;
  for (;;) {
    try {
      ready();
      return;
    } catch (error) {
      if (performance.now() > until) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}
