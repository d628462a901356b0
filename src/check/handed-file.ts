import type { SourceFile } from '../geo/formats/types.ts';
import { ProblemError, problem } from '../model/index.ts';

/** A file as it was dropped or picked; a blob is read by the worker, so that the page's thread never holds its bytes. */
export interface HandedLayerFile {
  name: string;
  content: Uint8Array | Blob;
}

const fileChanged = (file: string) =>
  new ProblemError(
    problem(
      'file-changed',
      {
        zh: '文件在选中之后被修改、移走或删除，读不到了。',
        en: 'The file was changed, moved or deleted after it was picked and can no longer be read.',
      },
      { file },
      {
        zh: '请关闭正在使用它的程序，再重新添加该文件。',
        en: 'Close the program that uses it and add the file again.',
      },
    ),
  );

/**
 * A file as readers want it. One on the disk is held until somebody has looked into it, and in a worker can be read again
 * part by part.
 * @throws ProblemError `file-changed`
 */
export async function handedFile({ name, content }: HandedLayerFile): Promise<SourceFile> {
  if (!(content instanceof Blob)) return { name, bytes: content };
  const refuse = () => {
    throw fileChanged(name);
  };
  const bytes = new Uint8Array(await content.arrayBuffer().catch(refuse));
  if (typeof FileReaderSync === 'undefined') return { name, bytes, owned: true };
  return {
    ...{ name, bytes, owned: true },
    again(from, to) {
      try {
        return new Uint8Array(new FileReaderSync().readAsArrayBuffer(content.slice(from, to)));
      } catch {
        return refuse();
      }
    },
  };
}
