import { AttachmentSchema } from '../../model/attachment.ts';
import type { Attachment, PackageInput, Problem } from '../../model/index.ts';
import { packageFiles, problem } from '../../model/index.ts';
import { checkSchema } from '../../model/schema-problems.ts';
import { entriesIn, featureId, featuresIn, layersIn, type Raw } from '../edits/parts.ts';

/** Bytes a picture of a package may have, and a document. */
export const mostBytes = { jpg: 400 * 1024, pdf: 5 * 1024 * 1024 } as const;

/** The attachments of a status entry, or of a feature's properties, as the file holds them. */
export const filesIn = (piece: unknown): Attachment[] => {
  const { files } = (piece ?? {}) as Raw;
  return Array.isArray(files) ? (files as Attachment[]) : [];
};

/** Every attachment of a package, with where it is named. */
export function attachmentsIn(
  parts: Pick<PackageInput, 'status' | 'layers' | 'catalogue'>,
): { attachment: Attachment; where: { file: string; record?: string; feature?: string } }[] {
  const entries = entriesIn(parts as PackageInput).flatMap((entry) =>
    filesIn(entry).map((attachment) => ({
      attachment,
      where: { file: packageFiles.status, record: String(entry['id']) },
    })),
  );
  const features = layersIn(parts as PackageInput).flatMap(({ id, source }) =>
    featuresIn(parts.layers.get(String(id))).flatMap((feature) =>
      filesIn(feature['properties']).map((attachment) => ({
        attachment,
        where: { file: String(source), feature: featureId(feature) },
      })),
    ),
  );
  return [...entries, ...features];
}

/** Whether a JPEG carries Exif, XMP or IPTC (marker segments APP1 and APP13), which may say where and by whom. */
function hasMetadata(bytes: Uint8Array): boolean {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] as number;
    if (marker === 0xda) return false;
    if (marker === 0xe1 || marker === 0xed) return true;
    at += 2 + (((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number));
  }
  return false;
}

const starts = { jpg: [0xff, 0xd8, 0xff], pdf: [0x25, 0x50, 0x44, 0x46, 0x2d] };

/** What is wrong with the bytes of an attached file. */
export function fileProblems(path: string, bytes: Uint8Array, where: Problem['where']): Problem[] {
  const kind = path.endsWith('.pdf') ? 'pdf' : 'jpg';
  if (!starts[kind].every((byte, index) => bytes[index] === byte))
    return [
      problem(
        'file-kind',
        { zh: `${path} 不是 ${kind.toUpperCase()} 文件`, en: `${path} is no ${kind.toUpperCase()} file` },
        where,
      ),
    ];
  const out: Problem[] = [];
  if (bytes.length > mostBytes[kind])
    out.push(
      problem(
        'file-large',
        {
          zh: `${path} 有 ${Math.ceil(bytes.length / 1024)} KB，最多 ${mostBytes[kind] / 1024} KB`,
          en: `${path} has ${Math.ceil(bytes.length / 1024)} KB, at most ${mostBytes[kind] / 1024} KB`,
        },
        where,
      ),
    );
  if (kind === 'jpg' && hasMetadata(bytes))
    out.push(
      problem(
        'file-metadata',
        { zh: `${path} 带有拍摄信息（Exif 等）`, en: `${path} carries metadata (Exif or the like)` },
        where,
        {
          zh: '请在数据维护中重新加入这张照片，拍摄信息会去掉。',
          en: 'Add the picture again in data upkeep, which takes it off.',
        },
      ),
    );
  return out;
}

/**
 * Attachments whose file is missing or cannot be used.
 * @param read The bytes of a file; `there` where it is known to stand in the published package; undefined where it is not.
 */
export function attachmentProblems(
  parts: Pick<PackageInput, 'status' | 'layers' | 'catalogue'>,
  read: (path: string) => Uint8Array | 'there' | undefined,
): Problem[] {
  return attachmentsIn(parts).flatMap(({ attachment, where }) => {
    const { output, problems } = checkSchema(AttachmentSchema, attachment, where);
    if (!output) return problems;
    const { file } = output;
    const bytes = read(file);
    if (bytes === 'there') return [];
    if (bytes) return fileProblems(file, bytes, where);
    return [
      problem(
        'file-missing',
        { zh: `附件 ${file} 不在数据包里`, en: `the attached file ${file} is not in the package` },
        where,
        { zh: '请重新加入该文件，或移除这一附件。', en: 'Add the file again, or take the attachment out.' },
      ),
    ];
  });
}
