import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const { browserslist } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../package.json'), 'utf8'),
) as { browserslist: readonly string[] };

const oldest = browserslist.map((line) => {
  const [, name, version] = /^(\w+) >= ([\d.]+)$/.exec(line) ?? [];
  if (!name || !version)
    throw new Error(`browserslist of package.json: “${line}” is not like “chrome >= 103”`);
  return { name, version };
});

/** What the build's scripts may use: the browsers of `browserslist` in package.json, as `build.target` names them. */
export const buildTarget: string[] = oldest.map(
  ({ name, version }) => `${name.replace('ios_saf', 'ios')}${version}`,
);

const words: Record<string, string> = {
  chrome: 'Chrome',
  edge: 'Edge',
  firefox: 'Firefox',
  safari: 'Safari',
};

/** The same for readers, who are asked to use one of these or a newer one. */
export const oldestBrowsers: string = oldest
  .flatMap(({ name, version }) => (words[name] ? [`${words[name]} ${version}`] : []))
  .join('、');
