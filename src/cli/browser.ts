import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'msedge'];
const fixed = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
];

function installed(): string | undefined {
  const chosen = process.env['CHROME_PATH'];
  if (chosen && existsSync(chosen)) return chosen;
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...path.flatMap((dir) => names.map((name) => join(dir, name))), ...fixed].find(existsSync);
}

/**
 * The path of an installed Chromium, Chrome or Edge. As root on Debian it installs one together with Chinese fonts.
 * @throws Error saying in one line how to get a browser.
 */
export function findBrowser(): string {
  const browser = installed();
  if (browser) return browser;
  const root = process.getuid?.() === 0;
  if (root && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env });
    // Whether it went well shows below.
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env,
    });
    const now = installed();
    if (now) return now;
  }
  throw new Error(
    'No Chrome, Chromium or Edge found: install one (Debian: sudo apt-get install -y chromium fonts-noto-cjk) or set CHROME_PATH to it.',
  );
}

/** Flags for a headless browser that draws WebGL2 without a GPU and asks nothing of the network. */
export const browserFlags = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // The page around the map is cheaper painted by the processor than composed by a GPU that is software, too.
  '--disable-gpu-compositing',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // The last list of features counts: Playwright's own, as far as it matters here, and the pages of its own that Chromium
  // keeps beside every page for the popup of its address bar, 0.7 s of a core each.
  `--disable-features=${[
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
  ]}`,
];
