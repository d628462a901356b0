import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Own } from './own.ts';

/** One query in a process that has done nothing before but load the parcels, and what that took of memory. */
export function coldRun(file: string, count: number, zone: number): { coldMs: number; memory: string } {
  const script = join(import.meta.dirname, 'own.ts');
  const text = execFileSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', script, file, String(count), String(zone)],
    { encoding: 'utf8' },
  );
  const own = JSON.parse(text) as Own;
  const mb = (value: number) => value.toFixed(1);
  const { coordinatesMB: c, tablesMB: t, indexMB: i } = own;
  return {
    coldMs: own.coldMs,
    memory:
      `memory: coordinates ${mb(c)} MB, with their tables ${mb(c + t)} MB (${((c + t) / c).toFixed(2)}×), index ${mb(i)} MB; ` +
      `a process of its own holds ${mb(own.heldMB - own.baseMB)} MB more with the parcels than before, and ${mb(own.peakMB - own.baseMB)} MB at most while it reads the file`,
  };
}
