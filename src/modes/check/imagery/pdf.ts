import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import jbig2Url from 'pdfjs-dist/wasm/jbig2.wasm?url';
import jpxUrl from 'pdfjs-dist/wasm/openjpeg.wasm?url';
import { type Bilingual, ProblemError, problem } from '../../../model/index.ts';

export const isPdf = (name: string): boolean => /\.pdf$/i.test(name);
/** Under which name the picture of a PDF's first page goes on. */
export const pictureNameOf = (name: string): string => `${name}.png`;

/** Resolution a page is drawn at, pixels to the inch: that of an office scanner; and the most pixels it may have. */
const pixelsPerInch = 300;
const mostPixels = 40e6;

const fault = (code: string, file: string, what: Bilingual, remedy: Bilingual) =>
  new ProblemError(problem(code, what, { file }, remedy));

const encrypted = (file: string) =>
  fault(
    'pdf-encrypted',
    file,
    { zh: 'PDF 设有打开密码', en: 'The PDF can only be opened with a password' },
    {
      zh: '请去除密码后另存，或把首页另存为 JPG、PNG 再添加。',
      en: 'Save it without the password, or save its first page as JPG or PNG and add that.',
    },
  );
const broken = (file: string) =>
  fault(
    'pdf-broken',
    file,
    { zh: '不是完整的 PDF 文件', en: 'This is no complete PDF' },
    {
      zh: '请重新导出，或把首页另存为 JPG、PNG 再添加。',
      en: 'Export it again, or save its first page as JPG or PNG and add that.',
    },
  );

/** The decoders for JBIG2 and JPEG 2000, which scanners write, from this site's own files. */
class Decoders {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const url = { 'jbig2.wasm': jbig2Url, 'openjpeg.wasm': jpxUrl }[filename];
    if (!url) throw new Error(`no ${filename}`);
    return new Uint8Array(await (await fetch(url)).arrayBuffer());
  }
}

/**
 * The first page of a PDF as a PNG, as it would be printed at 300 pixels to the inch.
 * @throws ProblemError `pdf-encrypted`, `pdf-broken`
 */
export async function asPicture(content: Blob, file: string): Promise<Blob> {
  const { getDocument, GlobalWorkerOptions } = await import('pdfjs-dist');
  GlobalWorkerOptions.workerSrc = workerUrl;
  const loading = getDocument({
    data: new Uint8Array(await content.arrayBuffer()),
    // The page allows no code made from text.
    isEvalSupported: false,
    verbosity: 0,
    wasmUrl: './',
    WasmFactory: Decoders,
    useWorkerFetch: false,
  });
  try {
    const pdf = await loading.promise;
    const page = await pdf.getPage(1);
    const { width, height } = page.getViewport({ scale: 1 });
    const scale = Math.min(pixelsPerInch / 72, Math.sqrt(mostPixels / (width * height)));
    const viewport = page.getViewport({ scale });
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(viewport.width);
    canvas.height = Math.round(viewport.height);
    await page.render({ canvas, viewport, background: '#ffffff' }).promise;
    return await new Promise<Blob>((done, failed) => {
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('canvas'))), 'image/png');
    });
  } catch (error) {
    throw error instanceof Error && error.name === 'PasswordException' ? encrypted(file) : broken(file);
  } finally {
    void loading.destroy();
  }
}
