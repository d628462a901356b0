/**
 * `npm test`: every check there is, in the order in which they are cheap. `npm test -- unit` runs the named steps
 * only, `--keep-going` does not stop at the first that fails.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { findBrowser } from './browser.ts';

interface Step {
  name: string;
  command: string[];
  report?: string;
}

const vitest = (project: string): Step => ({
  name: project,
  command: [
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=.cache/${project}.json`,
  ],
  report: `.cache/${project}.json`,
});

const steps: Step[] = [
  { name: 'types', command: ['tsc'] },
  { name: 'lint', command: ['biome', 'check', '.'] },
  { name: 'unused', command: ['knip'] },
  { name: 'data', command: ['tsx', 'src/cli/validate.ts'] },
  vitest('unit'),
  { name: 'build', command: ['vite', 'build', '--logLevel', 'warn'] },
  { name: 'size', command: ['tsx', 'src/cli/size.ts'] },
  vitest('browser'),
];

const keepGoing = process.argv.includes('--keep-going');
const wanted = process.argv.slice(2).filter((word) => word !== '--keep-going');
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length) {
  console.error(`Unknown step ${unknown.join(', ')}; there are ${steps.map((s) => s.name).join(', ')}.`);
  process.exit(2);
}
mkdirSync('.cache', { recursive: true });
let passed = 0;
let failed = 0;
const chosen = steps.filter((step) => !wanted.length || wanted.includes(step.name));
if (chosen.some((step) => step.name === 'browser')) {
  try {
    console.log(`browser: ${findBrowser()}`);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}
for (const step of chosen) {
  const began = Date.now();
  console.log(`\n── ${step.name}`);
  const [command, ...args] = step.command as [string, ...string[]];
  const result = spawnSync(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH']}` },
  });
  const ok = result.status === 0;
  if (step.report) {
    try {
      const counts = JSON.parse(readFileSync(step.report, 'utf8'));
      passed += counts.numPassedTests;
      failed += counts.numFailedTests + (ok || counts.numFailedTests ? 0 : 1);
    } catch {
      failed += 1;
    }
  } else if (ok) passed += 1;
  else failed += 1;
  console.log(`── ${step.name}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  if (!ok && !keepGoing) break;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
