import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Position } from 'geojson';

export interface GeosAnswer {
  ms: number;
  peakMB: number;
  /** Planar area by parcel, square degrees. */
  areas: Map<number, number>;
}
export interface Geos {
  run(mode: 'plain' | 'tuned', zone: number): Promise<GeosAnswer>;
  close(): void;
}

function shapeBytes(rings: readonly Position[][]): Buffer {
  const parts = [Buffer.from(Uint32Array.of(rings.length).buffer)];
  for (const ring of rings) {
    const closed =
      ring[0]![0] === ring.at(-1)![0] && ring[0]![1] === ring.at(-1)![1] ? ring : [...ring, ring[0]!];
    parts.push(
      Buffer.from(Uint32Array.of(closed.length).buffer),
      Buffer.from(Float64Array.from(closed.flat()).buffer),
    );
  }
  return Buffer.concat(parts);
}

/**
 * GEOS with these parcels and zones, compiled on the spot. Null, with the reason printed, where there is no compiler or
 * no libgeos-dev.
 */
export async function startGeos(
  parcels: Iterable<Position[][]>,
  zones: Position[][][],
): Promise<Geos | null> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-geos-'));
  const program = join(folder, 'geos');
  try {
    execFileSync('gcc', ['-O2', '-o', program, join(import.meta.dirname, 'geos.c'), '-lgeos_c'], {
      stdio: 'pipe',
    });
  } catch {
    console.log(
      'GEOS left out: needs gcc and libgeos-dev 3.11 (Debian: apt-get install -y gcc libgeos-dev).',
    );
    return null;
  }
  const input = join(folder, 'shapes');
  const output = join(folder, 'result');
  const file = openSync(input, 'w');
  writeSync(file, Uint32Array.of(0, 0));
  let count = 0;
  let chunk: Buffer[] = [];
  const flush = () => {
    if (chunk.length) writeSync(file, Buffer.concat(chunk));
    chunk = [];
  };
  for (const parcel of parcels) {
    chunk.push(shapeBytes(parcel));
    if (++count % 4096 === 0) flush();
  }
  for (const zone of zones) chunk.push(shapeBytes(zone));
  flush();
  writeSync(file, Uint32Array.of(count + zones.length, count), 0, 8, 0);
  closeSync(file);
  const child = spawn(program, [input, output], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lines.next();
  return {
    async run(mode, zone) {
      child.stdin.write(`${mode} ${zone}\n`);
      const line = (await lines.next()).value as string;
      const [ms, hits, peak] = line.split(' ').map(Number) as [number, number, number];
      const bytes = readFileSync(output);
      const areas = new Map<number, number>();
      for (let h = 0; h < hits; h++)
        areas.set(bytes.readUInt32LE(4 * h), bytes.readDoubleLE(4 * hits + 8 * h));
      return { ms, peakMB: peak / 1024, areas };
    },
    close() {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
