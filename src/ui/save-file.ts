import { inWeChat, refuse } from './in-wechat.ts';

/** Hands a text or bytes to the user as a file. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  // A click on such a link may leave the page there.
  if (inWeChat()) {
    refuse({
      zh: `微信里不能保存文件“${name}”`,
      en: `WeChat’s own browser cannot save the file “${name}”`,
    });
    return;
  }
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
