import {
  asProblems,
  type Bilingual,
  type Problem,
  ProblemError,
  type Publication,
  PublicationSchema,
  packageFiles,
  parseJson,
  problem,
} from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { sha256 } from '../../model/sha256.ts';
import { bundleFile } from '../bundle.ts';

/** What the version before is kept in, and what says that a run is under way; both in the package's folder. */
const [kept, running] = ['.before', '.publishing.json'];

type Folder = FileSystemDirectoryHandle;
const missing = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

async function folderOf(root: Folder, path: string, create: boolean): Promise<[Folder, string]> {
  const steps = path.split('/');
  const name = steps.pop() as string;
  let folder = root;
  for (const step of steps) folder = await folder.getDirectoryHandle(step, { create });
  return [folder, name];
}

async function read(root: Folder, path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const [folder, name] = await folderOf(root, path, false);
    return new Uint8Array(await (await (await folder.getFileHandle(name)).getFile()).arrayBuffer());
  } catch (error) {
    if (missing(error)) return undefined;
    throw error;
  }
}

/** A file's text, without the byte order mark an editor may have put there. */
async function readText(root: Folder, path: string): Promise<string | undefined> {
  const bytes = await read(root, path);
  return bytes && new TextDecoder().decode(bytes);
}

async function remove(root: Folder, path: string): Promise<void> {
  try {
    const [folder, name] = await folderOf(root, path, false);
    await folder.removeEntry(name, { recursive: true });
  } catch (error) {
    if (!missing(error)) throw error;
  }
}

/** Writes a file whole or not at all, and reads it back. */
async function write(root: Folder, path: string, file: string | Uint8Array): Promise<void> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : new Uint8Array(file);
  const [folder, name] = await folderOf(root, path, true);
  const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
  await stream.write(bytes);
  await stream.close();
  const back = await read(root, path);
  if (back?.length !== bytes.length || back.some((byte, at) => byte !== bytes[at]))
    throw new ProblemError(
      problem(
        'folder-differs',
        { zh: '写入后读回的内容不一致', en: 'What was read back is not what was written' },
        { file: path },
        { zh: '请检查磁盘或网络盘是否可靠，再试。', en: 'Check the disk or network drive, then try again.' },
      ),
    );
}

/** The package's folder: the one chosen, or `data` in it. */
async function packageIn(chosen: Folder): Promise<Folder> {
  if ((await read(chosen, packageFiles.town)) !== undefined) return chosen;
  if ((await read(chosen, `data/${packageFiles.town}`)) !== undefined)
    return chosen.getDirectoryHandle('data');
  throw new ProblemError(
    problem(
      'folder-no-package',
      {
        zh: `所选文件夹“${chosen.name}”里没有数据包（town.json）`,
        en: `The folder “${chosen.name}” holds no data package (town.json)`,
      },
      undefined,
      {
        zh: '请选择网站的 data 文件夹，或它的上一级。',
        en: 'Choose the site’s folder data, or the one above it.',
      },
    ),
  );
}

/** Brings back what a run has changed: the files it kept, and no file that was not there before. */
async function restore(
  root: Folder,
  { files, removed }: { files: readonly { path: string }[]; removed: readonly string[] },
): Promise<void> {
  // The version stands in the town's file: it is the last to change and the first to be as it was.
  for (const path of [...files.map((file) => file.path), ...removed].reverse()) {
    const before = await read(root, `${kept}/${path}`);
    if (before === undefined) await remove(root, path);
    else await write(root, path, before);
  }
  await remove(root, running);
}

const moved = (zh: string, en: string): ProblemError =>
  new ProblemError(
    problem('version-moved', { zh, en }, undefined, {
      zh: '请重新打开“数据维护”，核对差别后再发布。',
      en: 'Open data upkeep again, look at what differs, then publish.',
    }),
  );

/** Whether the publication was made from the package that stands here. */
async function ofThisPackage(root: Folder, { town, from, files }: Publication): Promise<void> {
  const here = parseJson((await readText(root, packageFiles.town)) ?? '', packageFiles.town) as {
    code?: unknown;
    dataVersion?: unknown;
  };
  if (here.code !== town)
    throw moved(
      `改动属于 ${town}，文件夹里是 ${here.code}`,
      `The changes are of ${town}, the folder holds ${here.code}`,
    );
  if (here.dataVersion !== from)
    throw moved(
      `改动由 ${from} 版改成，文件夹里是 ${here.dataVersion} 版`,
      `The changes were made from version ${from}, the folder holds ${here.dataVersion}`,
    );
  for (const { path, was } of files) {
    if (!was) continue;
    if (sha256((await readText(root, path)) ?? '') !== was)
      throw moved(`${path} 在此期间被改过`, `${path} was changed meanwhile`);
  }
}

/** The paths of all files below a folder. */
async function pathsIn(folder: Folder, above = ''): Promise<string[]> {
  const paths: string[] = [];
  for await (const [name, entry] of folder.entries())
    if (entry.kind === 'file') paths.push(above + name);
    else paths.push(...(await pathsIn(entry as Folder, `${above}${name}/`)));
  return paths;
}

/** Files in the order they are written: the one that states the version is the last to change. */
const versionLast = <T extends { path: string }>(files: readonly T[]): T[] =>
  [...files].sort((a, b) => Number(a.path === packageFiles.town) - Number(b.path === packageFiles.town));

async function keptFiles(root: Folder): Promise<{ path: string }[]> {
  const paths = await pathsIn(await root.getDirectoryHandle(kept, { create: true }));
  return versionLast(paths.map((path) => ({ path })));
}

/** Brings a run that was cut off (the browser was closed, the machine went down) back to where it began. */
async function finish(root: Folder): Promise<void> {
  const text = await readText(root, running);
  if (text === undefined) return;
  // A file exists, empty, before its first words are in it; what is kept was whole by then.
  if (text === '') return restore(root, { files: await keptFiles(root), removed: [] });
  const { output, problems } = checkSchema(PublicationSchema, parseJson(text, running), { file: running });
  if (!output) throw new ProblemError(problems);
  await restore(root, output);
}

const folderWords: Record<string, { what: Bilingual; remedy: Bilingual }> = {
  NotAllowedError: {
    what: {
      zh: '浏览器没有写这个文件夹的许可，或许可已收回',
      en: 'The browser may not write to this folder, or may no longer',
    },
    remedy: {
      zh: '请再选一次这个文件夹，浏览器问时选“允许”。',
      en: 'Choose the folder again, and allow it when the browser asks.',
    },
  },
  NotFoundError: {
    what: {
      zh: '文件夹或其中的文件已被移走，或网络盘已断开',
      en: 'The folder or a file in it was moved away, or the network drive is gone',
    },
    remedy: { zh: '请重新选择文件夹。', en: 'Choose the folder again.' },
  },
  NoModificationAllowedError: {
    what: { zh: '有文件正被别的程序占用', en: 'A file is in use by another program' },
    remedy: { zh: '请关闭占用它的程序，再试。', en: 'Close that program and try again.' },
  },
  QuotaExceededError: {
    what: { zh: '磁盘已满', en: 'The disk is full' },
    remedy: { zh: '请腾出空间，再试。', en: 'Free some space and try again.' },
  },
};

/** What went wrong with a folder, in words. */
function folderProblems(error: unknown): readonly Problem[] {
  const words = error instanceof DOMException ? folderWords[error.name] : undefined;
  return words ? [problem('folder-failed', words.what, undefined, words.remedy)] : asProblems(error);
}

/**
 * Writes a publication into a package's folder. What it replaces is kept first, in `.before` of that folder; then every
 * file is written and read back, that with the version last.
 * @throws ProblemError when anything is wrong; the folder then holds the package as it was, or the last problem says why not
 */
export async function publishInto(
  chosen: Folder,
  publication: Publication,
  contents: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  try {
    await writeInto(chosen, publication, contents);
  } catch (error) {
    throw new ProblemError(folderProblems(error));
  }
}

async function writeInto(
  chosen: Folder,
  publication: Publication,
  contents: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  const root = await packageIn(chosen);
  await finish(root);
  await ofThisPackage(root, publication);
  const files = versionLast(publication.files);
  const ordered = { ...publication, files };
  await remove(root, kept);
  for (const path of [...files.map((file) => file.path), ...publication.removed]) {
    const before = await read(root, path);
    if (before !== undefined) await write(root, `${kept}/${path}`, before);
  }
  await write(root, running, JSON.stringify(ordered));
  // Pages then read the files themselves, until the site's pages are written again.
  if ((await read(root, bundleFile)) !== undefined) await write(root, bundleFile, '{}');
  try {
    for (const path of publication.removed) await remove(root, path);
    for (const { path } of files) await write(root, path, contents.get(path) ?? '');
    await remove(root, running);
  } catch (error) {
    throw new ProblemError([...folderProblems(error), await undone(root, ordered)]);
  }
}

async function undone(root: Folder, publication: Publication): Promise<Problem> {
  try {
    await restore(root, publication);
    return problem(
      'folder-as-before',
      {
        zh: '没有发布；文件夹里仍是原来的数据包',
        en: 'Nothing was published; the folder holds the package as it was',
      },
      undefined,
      {
        zh: '排除故障后再试，或改为导出压缩包。',
        en: 'Mend the fault and try again, or export the zip instead.',
      },
    );
  } catch (error) {
    const [why] = folderProblems(error);
    return problem(
      'folder-mixed',
      {
        zh: `没有发布，原来的文件也没能全部放回（${why?.what.zh}）；它们都在 ${kept} 里`,
        en: `Nothing was published, and not every file could be put back (${why?.what.en}); all of them are in ${kept}`,
      },
      undefined,
      {
        zh: '文件夹可写以后再发布一次，会先自动复原。',
        en: 'Publish again once the folder can be written: it is put right first.',
      },
    );
  }
}
