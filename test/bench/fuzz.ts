import { join, resolve } from 'node:path';
import { fixturesIn, fuzzOnce } from './_fuzz.ts';

const folder = resolve(import.meta.dirname, '../fixtures');

/**
 * `npm run bench -- fuzz [COUNT] [SEED]`: COUNT damaged copies (5,000 unless given) of every fixture of the readers are
 * read, placed and repaired. Prints how many were read, refused and broken, and the slowest; fails when one is broken.
 */
export default async function fuzz(args: readonly string[] = []): Promise<void> {
  const count = Number(args[0] ?? 5_000);
  const first = Number(args[1] ?? 1);
  let broken = 0;
  console.log('fixture                 read  refused  broken  slowest ms');
  for (const { name, files } of ['formats', 'formats/field', 'cases', 'txt', 'gdb'].flatMap((one) =>
    fixturesIn(join(folder, one)),
  )) {
    if (!files.length) continue;
    const tally = { read: 0, refused: 0, broken: 0 };
    let slowest = 0;
    for (let seed = first; seed < first + count; seed++) {
      const began = performance.now();
      const outcome = await fuzzOnce(files, seed);
      slowest = Math.max(slowest, performance.now() - began);
      if (typeof outcome === 'string') tally[outcome]++;
      else {
        tally.broken++;
        if (tally.broken <= 3) console.log(`  ${name} seed ${seed}: ${outcome.broken}`);
      }
    }
    broken += tally.broken;
    const cells = [tally.read, tally.refused, tally.broken, slowest.toFixed(0)].map((c) =>
      String(c).padStart(8),
    );
    console.log(`${name.padEnd(20)}${cells.join(' ')}`);
  }
  if (broken) process.exitCode = 1;
}
