import { asProblems, type Problem, problem, warning } from '../../model/index.ts';
import { isIndexFile } from './gdb/members.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './problems.ts';
import type { SourceFile } from './types.ts';
import { encrypted, isZip, unlockFirst, unpack, type ZipBudget, type ZipEntry, zipEntries } from './zip.ts';

/** Archives that are documents, read whole by a reader of their own or named for what they are. */
const documents = /^(?:xl\/workbook\.(?:xml|bin)|word\/document\.xml|ppt\/presentation\.xml)$/i;
/** What lies in a KMZ beside its KML. */
const kmzParts = /\.(?:kml|png|jpe?g|gif|bmp|svg|dae|xsl|txt)$/i;
/** Files that carry no geometry and often lie beside data: passed over, and said. */
const noData =
  /(?:^|\/)(?:thumbs\.db|desktop\.ini|\.[^/]*)$|\.(?:png|jpe?g|jgw|pgw|gif|bmp|svg|webp|ico|pdf|docx?|wps|pptx?|rtf|md|html?|css|js|xsl|xslt|qmd|qml|sld|lyrx?|mxd|aprx|qgz|qgs|lock|log|lnk|url|exe|mp4|mp3|ttf)$/i;
/** Metadata beside a data set. */
const metadata = /\.xml$/i;

/** What was handed over with archives opened; names of members are `archive.zip/folder/file`. */
export interface Expanded {
  files: SourceFile[];
  /** What could not be unpacked. */
  problems: Problem[];
  /** Files without geometry that came along. */
  passedOver: string[];
}

const isKmz = (name: string, members: readonly string[]): boolean =>
  members.some((one) => /\.kml$/i.test(one)) &&
  (/\.km[zl]$/i.test(name) ||
    (members.some((one) => /^doc\.kml$/i.test(one)) && members.every((one) => kmzParts.test(one))));

/** Whether an archive is one of files, not a KMZ, a workbook or another document. */
function isContainer(name: string, entries: readonly ZipEntry[]): boolean {
  const members = entries.map((entry) => entry.name);
  if (members.some((one) => documents.test(one)) || isKmz(name, members)) return false;
  return !(members.includes('mimetype') && members.includes('content.xml'));
}

const carriesNothing = (name: string) =>
  noData.test(name) || (metadata.test(name) && !/\.(?:gml|kml|gpx)\.xml$/i.test(name));

/**
 * Opens archives, one level within another, and sets files aside that carry no geometry. Limits hold for all members of
 * everything handed over together, and are looked at before anything is unpacked.
 * @throws ProblemError `over-limit`
 */
export async function expand(files: readonly SourceFile[], limits: Limits): Promise<Expanded> {
  const expanded: Expanded = { files: [], problems: [], passedOver: [] };
  const budget: ZipBudget = { entries: 0, bytes: 0 };
  for (const file of files) await open(file, 0, limits, budget, expanded);
  return expanded;
}

async function open(
  file: SourceFile,
  depth: number,
  limits: Limits,
  budget: ZipBudget,
  found: Expanded,
): Promise<void> {
  const { name, bytes } = file;
  // What was handed over by itself is answered for by name, whatever it is.
  if (name.includes('/') && carriesNothing(name)) {
    found.passedOver.push(name);
    return;
  }
  if (!isZip(bytes)) {
    found.files.push(file);
    return;
  }
  let entries: ZipEntry[];
  try {
    entries = zipEntries(bytes);
  } catch (error) {
    found.problems.push(...asProblems(error, { file: name }));
    return;
  }
  if (!isContainer(name, entries)) {
    found.files.push(file);
    return;
  }
  if (depth > 1) {
    found.problems.push(nestedTooDeep(name));
    return;
  }
  budget.entries += entries.length;
  if (budget.entries > limits.zipEntries)
    throw overLimit('zipEntries', budget.entries, limits.zipEntries, name);
  if (!entries.length) found.problems.push(emptyArchive(name));
  const locked: string[] = [];
  for (const entry of entries) {
    const member = `${name}/${entry.name}`;
    if (carriesNothing(member)) {
      found.passedOver.push(member);
      continue;
    }
    if (isIndexFile(member)) continue;
    if (entry.encrypted) {
      locked.push(entry.name);
      continue;
    }
    try {
      const content = await unpack(bytes, entry, limits, budget);
      await open({ name: member, bytes: content, owned: true }, depth + 1, limits, budget, found);
    } catch (error) {
      const problems = asProblems(error, { file: member });
      if (problems.some(({ code }) => code === 'over-limit')) throw error;
      found.problems.push(...problems.map((one) => ({ ...one, where: { ...one.where, file: member } })));
    }
  }
  if (locked.length) found.problems.push(encryptedMembers(name, locked));
}

/** One line for an archive, however many of its members a password protects: a geodatabase has hundreds. */
function encryptedMembers(archive: string, locked: readonly string[]): Problem {
  const most = 3;
  const [first = ''] = locked;
  if (locked.length === 1) return encrypted(`${archive}/${first}`);
  const shown = locked.slice(0, most);
  return problem(
    'zip-encrypted',
    {
      zh: `压缩包设有密码，其中 ${locked.length} 个文件未读入：${shown.join('、')}${locked.length > most ? ' 等' : ''}。`,
      en: `The archive is protected by a password; ${locked.length} of its files were not read: ${shown.join(', ')}${locked.length > most ? ', …' : ''}.`,
    },
    { file: archive },
    unlockFirst,
  );
}

const nestedTooDeep = (file: string): Problem =>
  problem(
    'zip-nested',
    {
      zh: '压缩包套了三层，这一层未打开。',
      en: 'An archive within an archive within an archive was not opened.',
    },
    { file },
    { zh: '请解压后导入。', en: 'Unpack it and import the files.' },
  );

const emptyArchive = (file: string): Problem =>
  warning('zip-empty', { zh: '压缩包是空的。', en: 'The archive is empty.' }, { file });

/** One line for the files that carry no geometry; none when there are none. */
export function passedOverNote(names: readonly string[]): Problem[] {
  if (!names.length) return [];
  const most = 6;
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  return [
    {
      ...warning('files-passed-over', {
        zh: `另有 ${names.length} 个不含图形的文件未读：${shown.join('、')}${more ? ' 等' : ''}。`,
        en: `${names.length} files without geometry were passed over: ${shown.join(', ')}${more ? ', …' : ''}.`,
      }),
      severity: 'info',
    },
  ];
}
