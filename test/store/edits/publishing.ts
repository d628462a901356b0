import { publish } from '../../../src/check/edits/publish.ts';
import { type PackageInput, packageFiles } from '../../../src/model/index.ts';

/** What stands on the host after a publication was taken in: every file written, and read again. */
export function applied(base: { parts: PackageInput; texts: Map<string, string> }, parts: PackageInput) {
  const { files } = publish(base, parts, { at: '2027-04-01T08:00:00.000Z', by: '甲' }, () => '{}');
  // No act attaches a file: all are text.
  const texts = new Map([...base.texts, ...(files as Map<string, string>)]);
  const json = (path: string) => (texts.has(path) ? JSON.parse(texts.get(path) as string) : undefined);
  const read = Object.fromEntries(Object.entries(packageFiles).map(([key, path]) => [key, json(path)]));
  const layers = new Map([...parts.layers.keys()].map((id) => [id, json(`layers/${id}.geojson`)]));
  return { parts: { ...base.parts, ...read, layers, text: parts.text } as PackageInput, texts };
}
/** All of a package but its version and log. */
export const plain = (parts: PackageInput) =>
  JSON.parse(JSON.stringify({ ...parts, layers: [...parts.layers], town: 0, changes: 0 }));
