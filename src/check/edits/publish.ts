import { fromBase64 } from '../../geo/formats/base64.ts';
import {
  type Change,
  type ChangeLog,
  ChangeLogSchema,
  checkPackage,
  isInside,
  type Layer,
  layerFile,
  type PackageInput,
  type PackageReport,
  type Problem,
  ProblemError,
  type Publication,
  packageFiles,
  problem,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { sha256 } from '../../model/sha256.ts';
import { attachmentProblems, attachmentsIn } from '../package/attachments.ts';
import { villageProblems } from '../package/village-problems.ts';
import { difference } from './difference.ts';
import { atomFeed } from './feed.ts';
import { featuresIn, layersIn, partFiles, type Raw } from './parts.ts';

/** Everything that can be said of a package's parts, apart from the files they come from: what `npm run validate` says. */
export function checkParts(parts: PackageInput): PackageReport {
  const report = checkPackage(parts);
  const { catalogue, data } = report;
  const villages = catalogue ? villageProblems(catalogue, data) : [];
  return { ...report, problems: [...report.problems, ...villages] };
}

/** JSON as the files of a package are written: one space a level. */
const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** A layer as its file is written: one feature a line. */
export function layerText(data: unknown): string {
  const { features: _, ...head } = data as Raw;
  const lines = featuresIn(data).map((feature) => JSON.stringify(feature));
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines.join(',\n')}\n]}\n`;
}

/** The version after `from` on a day (`YYYY-MM-DD`): `2026.11.26`, and `2026.11.26.2` for the second of that day. */
export function nextVersion(from: string, day: string): string {
  const today = day.replaceAll('-', '.');
  if (from === today) return `${today}.2`;
  const again = from.startsWith(`${today}.`) ? Number(from.slice(today.length + 1)) : 0;
  return again ? `${today}.${again + 1}` : today;
}

/** A publication ready to be packed: its list, and every file, as text or (attached ones) as bytes, by path from the package's folder. */
export interface Ready {
  publication: Publication;
  files: Map<string, string | Uint8Array>;
  changes: Change[];
}

const refused = (problems: readonly Problem[]) =>
  new ProblemError([
    ...problems,
    problem(
      'not-published',
      {
        zh: `有 ${problems.length} 处错误，未生成发布包`,
        en: `${problems.length} faults: nothing was published`,
      },
      undefined,
      { zh: '请逐处改正后再发布。', en: 'Correct them one by one, then publish.' },
    ),
  ]);

/**
 * Makes a publication of what differs between the published package and the one in work.
 * @param texts The published files as text, by path from the package's folder.
 * @param index Writes `search.json` of a checked package; given apart because what it needs is large.
 * @throws ProblemError listing every fault of the package in work, if there are faults.
 */
export function publish(
  base: { parts: PackageInput; texts: ReadonlyMap<string, string> },
  parts: PackageInput,
  { at, by }: { at: string; by: string },
  index: (report: PackageReport) => string,
): Ready {
  const changes = difference(base.parts, parts);
  const from = String((base.parts.town as Raw | undefined)?.['dataVersion'] ?? '');
  const version = nextVersion(from, at.slice(0, 10));
  const old = checkSchema(ChangeLogSchema, base.parts.changes ?? { schema: 1, entries: [] }, {
    file: packageFiles.changes,
  });
  const log: ChangeLog = {
    schema: 1,
    entries: [{ version, at, by, changes }, ...(old.output?.entries ?? [])],
  };
  const next: PackageInput = {
    ...parts,
    town: { ...(parts.town as Raw), dataVersion: version },
    changes: log,
  };
  const report = checkParts(next);
  const before = new Set(attachmentsIn(base.parts).map(({ attachment }) => attachment.file));
  const fresh = new Map([...(parts.files ?? [])].map(([path, text]) => [path, fromBase64(text)] as const));
  const attached = attachmentProblems(
    next,
    (path) => fresh.get(path) ?? (before.has(path) ? 'there' : undefined),
  );
  const faults = [...old.problems, ...report.problems, ...attached].filter(
    ({ severity }) => severity === 'error',
  );
  if (faults.length || !report.town || parts.text === undefined) throw refused(faults);
  const files = new Map<string, string | Uint8Array>();
  for (const [key, file] of partFiles)
    if (next[key] !== base.parts[key] && next[key] !== undefined) files.set(file, jsonText(next[key]));
  const pathOf = (layer: Raw) => layerFile(layer as unknown as Layer);
  const kept = new Set<string | undefined>();
  for (const layer of layersIn(next)) {
    const path = pathOf(layer);
    kept.add(path);
    const data = next.layers.get(String(layer['id']));
    if (path && isInside(path) && data && data !== base.parts.layers.get(String(layer['id'])))
      files.set(path, layerText(data));
  }
  const named = new Set(attachmentsIn(next).map(({ attachment }) => attachment.file));
  for (const [path, bytes] of fresh) if (named.has(path) && !before.has(path)) files.set(path, bytes);
  const removed = layersIn(base.parts).flatMap((layer) => {
    const path = pathOf(layer);
    return path && isInside(path) && !kept.has(path) ? [path] : [];
  });
  const generated = new Map([
    ['search.json', index(report)],
    ['updates.xml', atomFeed(log, report.town)],
  ]);
  for (const [path, text] of generated) files.set(path, text);
  const publication: Publication = {
    schema: 1,
    format: 'plan-map-publication',
    town: report.town.code,
    from,
    version,
    at,
    by,
    files: [...files].map(([path, text]) => {
      const was = generated.has(path) ? undefined : base.texts.get(path);
      return { path, sha256: sha256(text), ...(was === undefined ? {} : { was: sha256(was) }) };
    }),
    removed: [...removed, ...[...before].filter((path) => !named.has(path))],
  };
  return { publication, files, changes };
}
