import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import type { SourceFile } from '../../geo/formats/index.ts';
import { type Bilingual, ProblemError, problem } from '../../model/index.ts';

/** Why the system could not read or write a file, by its code; whatever else it is, in its own code alone. */
const reasons: Record<string, Bilingual> = {
  ENOENT: { zh: '没有这个文件或文件夹', en: 'there is no such file or folder' },
  ENOTDIR: { zh: '路径中有一段不是文件夹', en: 'a part of the path is no folder' },
  EISDIR: { zh: '这是文件夹，不是文件', en: 'it is a folder and no file' },
  EACCES: { zh: '没有权限', en: 'permission is denied' },
  EPERM: { zh: '没有权限', en: 'permission is denied' },
  EROFS: { zh: '磁盘只读', en: 'the disk is read-only' },
  EBUSY: { zh: '文件正被其他程序使用', en: 'another program is using it' },
  ENOSPC: { zh: '磁盘已满', en: 'the disk is full' },
  ERR_FS_FILE_TOO_LARGE: { zh: '文件超过 2 GB', en: 'it is larger than 2 GB' },
};

const reasonOf = (error: unknown): Bilingual => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? { zh: `系统错误 ${code}`, en: `system error ${code}` };
};

/**
 * The bytes of a file, or of standard input for `-`.
 * @throws ProblemError naming the file when they cannot be had
 */
export function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path === '-' ? 0 : path));
  } catch (error) {
    const reason = reasonOf(error);
    throw new ProblemError(
      problem(
        'file-unreadable',
        { zh: `文件不能读取：${reason.zh}。`, en: `The file cannot be read: ${reason.en}.` },
        { file: path },
        { zh: '请检查路径和权限。', en: 'Check the path and whether you may read it.' },
      ),
    );
  }
}

/**
 * Writes a file, or to standard output for `-`.
 * @throws ProblemError naming the file when it cannot be written
 */
export function writeBytes(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path === '-' ? 1 : path, bytes);
  } catch (error) {
    const reason = reasonOf(error);
    throw new ProblemError(
      problem(
        'file-unwritable',
        { zh: `文件不能写出：${reason.zh}。`, en: `The file cannot be written: ${reason.en}.` },
        { file: path },
        {
          zh: '请检查文件夹是否存在、文件是否被其他程序打开。',
          en: 'Check that its folder exists and that no other program holds the file open.',
        },
      ),
    );
  }
}

/** Extensions of the files that belong to another of the same name, by that one's extension. */
const companions: Record<string, readonly string[]> = {
  shp: ['dbf', 'prj', 'cpg'],
  tab: ['dat', 'map', 'id'],
  mif: ['mid'],
  gpkg: ['gpkg-wal'],
};

/** The file with what lies beside it and belongs to it; of a folder all files, by their paths within it. */
export function filesOf(path: string): SourceFile[] {
  if (path !== '-' && statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    const root = basename(resolve(path));
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({
        name: [root, ...relative(path, file).split(sep)].join('/'),
        bytes: bytesOf(file),
      }));
  }
  const first = { name: path === '-' ? 'stdin' : basename(path), bytes: bytesOf(path) };
  const extension = extname(path).slice(1);
  const stem = path.slice(0, path.length - extension.length);
  const names = new Set<string>();
  const others = (companions[extension.toLowerCase()] ?? [])
    .flatMap((one) => [`${stem}${one}`, `${stem}${one.toUpperCase()}`])
    .filter((p) => existsSync(p) && !names.has(p.toLowerCase()) && names.add(p.toLowerCase()));
  return [first, ...others.map((p) => ({ name: basename(p), bytes: bytesOf(p) }))];
}
