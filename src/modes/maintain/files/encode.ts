import { mostBytes } from '../../../check/package/attachments.ts';
import { toBase64 } from '../../../geo/formats/base64.ts';
import { type Bilingual, ProblemError, problem } from '../../../model/index.ts';
import { sha256 } from '../../../model/sha256.ts';

/** A file ready to be kept: its path in the package, its bytes as base64. */
export interface ReadyFile {
  path: string;
  base64: string;
  bytes: number;
}

/** Bytes of a file as it is chosen: beyond this a browser may fail without a word. */
const largest = 60 * 1024 * 1024;
/** Longest sides and qualities tried one after the other, until the picture is small enough. */
const sides = [1600, 1280, 960, 640];
const qualities = [0.86, 0.76, 0.66, 0.56];

const refused = (code: string, file: File, what: Bilingual, remedy: Bilingual) =>
  new ProblemError(problem(code, what, { file: file.name }, remedy));

const asCode = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));

function ready(bytes: Uint8Array, ending: 'jpg' | 'pdf'): ReadyFile {
  return {
    path: `files/${sha256(bytes).slice(0, 20)}.${ending}`,
    base64: toBase64(bytes),
    bytes: bytes.length,
  };
}

async function picture(file: File): Promise<ReadyFile> {
  // Turned as the camera says; what is drawn on the canvas carries no metadata.
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!image)
    throw refused(
      'picture-broken',
      file,
      { zh: '图片打不开，可能已损坏或不是图片', en: 'The picture cannot be opened: damaged, or no picture' },
      { zh: '请换用 JPG、PNG 或 WebP 图片。', en: 'Use a JPG, PNG or WebP picture.' },
    );
  try {
    for (const side of sides) {
      const scale = Math.min(1, side / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(image.width * scale));
      canvas.height = Math.max(1, Math.round(image.height * scale));
      const context = canvas.getContext('2d');
      if (!context) break;
      // JPEG has no transparency.
      context.fillStyle = '#fff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(image, 0, 0, canvas.width, canvas.height);
      for (const quality of qualities) {
        const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
        if (blob && blob.size <= mostBytes.jpg) return ready(new Uint8Array(await blob.arrayBuffer()), 'jpg');
      }
    }
  } finally {
    image.close();
  }
  throw refused(
    'picture-large',
    file,
    { zh: '图片压缩后仍超过 400 KB', en: 'The picture stays above 400 KB' },
    { zh: '请先裁剪图片。', en: 'Crop the picture first.' },
  );
}

/**
 * A photograph or document as the package keeps it: a picture as JPEG of at most 400 KB without metadata, a PDF as it is.
 * @throws ProblemError `file-large`, `picture-heic`, `picture-broken`, `picture-large`
 */
export async function encodeFile(file: File): Promise<ReadyFile> {
  if (file.size > largest)
    throw refused(
      'file-large',
      file,
      {
        zh: `文件有 ${Math.round(file.size / 1048576)} MB，最多 60 MB`,
        en: `The file has ${Math.round(file.size / 1048576)} MB, at most 60 MB`,
      },
      { zh: '请先缩小。', en: 'Make it smaller first.' },
    );
  const head = new Uint8Array(await file.slice(0, 32).arrayBuffer());
  if (asCode(head, 0, 5) === '%PDF-') {
    if (file.size > mostBytes.pdf)
      throw refused(
        'file-large',
        file,
        {
          zh: `PDF 有 ${(file.size / 1048576).toFixed(1)} MB，最多 5 MB（原样保存，不压缩）`,
          en: `The PDF has ${(file.size / 1048576).toFixed(1)} MB, at most 5 MB: it is kept as it is`,
        },
        {
          zh: '请另存为较小的 PDF，或只取需要的几页。',
          en: 'Save it smaller, or only the pages that count.',
        },
      );
    return ready(new Uint8Array(await file.arrayBuffer()), 'pdf');
  }
  if (asCode(head, 4, 8) === 'ftyp' && /^(heic|heix|hevc|mif1|msf1)/.test(asCode(head, 8, 12)))
    throw refused(
      'picture-heic',
      file,
      {
        zh: '这是苹果手机的 HEIC 照片，浏览器打不开',
        en: 'A HEIC picture of an iPhone, which browsers cannot open',
      },
      {
        zh: '请在手机“设置 → 相机 → 格式”选“兼容性最佳”，或另存为 JPG。',
        en: 'Choose “Most Compatible” under Settings, Camera, Formats on the phone, or save it as JPG.',
      },
    );
  return picture(file);
}
