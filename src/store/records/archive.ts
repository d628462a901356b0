import * as v from 'valibot';
import { type Problem, ProblemError, problem, StatusEntrySchema, warning } from '../../model/index.ts';
import { schemaProblems } from '../../model/schema-problems.ts';
import { canonicalJson, sha256 } from '../../model/sha256.ts';
import { mergeEntries } from './merge.ts';
import { versionsFrom2, type ZoneV1, type ZoneV2, zoneFrom1 } from './migrate.ts';
import { ArchiveSchema, VersionSchema, ZoneRecordSchema } from './schema.ts';
import type { Book, EntryKey, EntryState, Version } from './types.ts';
import { keyOf } from './types.ts';
import { emptyState, isGenuine, makeVersion, normalState } from './version.ts';

/** Everything in the book as one text file; equal books give equal text. */
export function writeArchive(book: Book): string {
  const keys = [...book.keys()].sort();
  const versions = keys
    .flatMap((key) => book.get(key)?.heads ?? [])
    .map((version) => JSON.parse(canonicalJson(version)) as unknown);
  const superseded = Object.fromEntries(
    keys.flatMap((key) => {
      const ids = [...(book.get(key)?.superseded ?? [])].sort();
      return ids.length ? [[key, ids]] : [];
    }),
  );
  const content = { format: 'plan-map-records', schema: 3, versions, superseded };
  return JSON.stringify({ ...content, checksum: sha256(canonicalJson(content)) }, null, 1);
}

function bookOf(versions: Iterable<Version>, superseded: Record<string, readonly string[]> = {}): Book {
  const book = new Map<EntryKey, EntryState>();
  const join = (key: EntryKey, state: EntryState) => {
    book.set(key, mergeEntries(book.get(key) ?? emptyState, state));
  };
  for (const [key, ids] of Object.entries(superseded)) join(key as EntryKey, normalState([], new Set(ids)));
  for (const version of versions)
    join(keyOf({ kind: version.kind, id: version.entry }), normalState([version], new Set(version.replaces)));
  return book;
}

const remedy = {
  zh: '请让对方重新导出后再合并；本机记录未受影响。',
  en: 'Ask for a fresh export and merge that; your own records are untouched.',
};

function faults(issues: readonly v.BaseIssue<unknown>[], record: string | number): Problem[] {
  return schemaProblems(issues.slice(0, 1), { record }).map(({ what, where }) =>
    warning(
      'archive-record',
      {
        zh: `该条记录不合格式，未读入：${what.zh}`,
        en: `This entry does not fit the format and was left out: ${what.en}`,
      },
      where,
      remedy,
    ),
  );
}

/**
 * Reads an archive of any schema. Entries that cannot be read are left out and reported one by one. A version whose id
 * does not follow from its content was altered outside the program: it gets its own id and so stands beside the
 * original instead of replacing it.
 * @throws ProblemError when the file is no archive at all or from a newer program.
 */
export function readArchive(text: string): { book: Book; problems: Problem[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    // What is taken for the file of changes most easily is the publication, which lies beside it.
    if (text.startsWith('PK'))
      throw new ProblemError(
        problem(
          'archive-zip',
          { zh: '这是压缩包，不是导出的改动或记录', en: 'This is a zip, not exported changes or records' },
          undefined,
          {
            zh: '发布包交给网站管理员换上；要合并，请让对方导出改动（.json 文件）。',
            en: 'A publication goes to whoever keeps the site; to merge, ask for the exported changes (a .json file).',
          },
        ),
      );
    throw new ProblemError(
      problem(
        'archive-broken',
        {
          zh: '文件不完整，或不是记录文件',
          en: 'The file is incomplete or no records file',
        },
        undefined,
        remedy,
      ),
    );
  }
  const head = raw as { format?: unknown; schema?: unknown } | null;
  if (head?.format !== 'plan-map-records')
    throw new ProblemError(
      problem(
        'archive-foreign',
        {
          zh: '这不是本程序导出的记录文件',
          en: 'This is not a records file of this program',
        },
        undefined,
        {
          zh: '地块文件请用“导入地块”打开。',
          en: 'Open files of shapes with “Import zones”.',
        },
      ),
    );
  if (head.schema === 1 || head.schema === 2) return readOld(raw as OldArchive);
  const parsed = v.safeParse(ArchiveSchema, raw);
  if (!parsed.success)
    throw new ProblemError(
      problem(
        'archive-schema',
        {
          zh: `不认识的记录文件版本：${String(head.schema)}`,
          en: `Unknown version of the records file: ${String(head.schema)}`,
        },
        { field: v.getDotPath(parsed.issues[0]) ?? 'schema' },
        { zh: '请先更新本程序（重新加载页面）。', en: 'Update this program first (reload the page).' },
      ),
    );
  const problems: Problem[] = [];
  const { checksum, ...content } = parsed.output;
  if (checksum !== undefined && checksum !== sha256(canonicalJson(content)))
    problems.push(
      warning(
        'archive-altered',
        {
          zh: '文件在导出后被改动过（校验和不符）；被改动的内容将与原内容并列。',
          en: 'The file was altered after it was exported (checksum differs); what was altered will stand beside the original.',
        },
        { field: 'checksum' },
      ),
    );
  const versions: Version[] = [];
  parsed.output.versions.forEach((one, index) => {
    const result = v.safeParse(VersionSchema, one);
    if (!result.success) {
      problems.push(...faults(result.issues, index + 1));
      return;
    }
    const version = result.output as unknown as Version;
    const { id: _, ...rest } = version;
    versions.push(isGenuine(version) ? version : makeVersion(rest));
  });
  return { book: bookOf(versions, parsed.output.superseded), problems };
}

interface OldArchive {
  schema: 1 | 2;
  zones?: unknown[];
  status?: unknown[];
}

function readOld(raw: OldArchive): { book: Book; problems: Problem[] } {
  const problems: Problem[] = [];
  const zones = (raw.zones ?? []).flatMap((one, index) => {
    const zone = raw.schema === 1 ? zoneFrom1(one as ZoneV1) : (one as ZoneV2);
    const version = versionsFrom2([zone], [])[0] as Version;
    const result = v.safeParse(ZoneRecordSchema, version.value);
    if (result.success) return [version];
    problems.push(...faults(result.issues, `zones ${index + 1}`));
    return [];
  });
  const status = (raw.status ?? []).flatMap((one, index) => {
    const result = v.safeParse(StatusEntrySchema, one);
    if (result.success) return versionsFrom2([], [result.output]);
    problems.push(...faults(result.issues, `status ${index + 1}`));
    return [];
  });
  return { book: bookOf([...zones, ...status]), problems };
}
