import { geodatabaseOf } from './gdb/members.ts';
import { decodeText } from './text.ts';
import type { FormatInput, SourceFile } from './types.ts';

const headLength = 4_000;

/** Wraps the files of one data set; text is decoded once, when first asked for. */
export function formatInput(files: readonly SourceFile[]): FormatInput {
  const main =
    files.find((file) => /\.(?:shp|tab|mif|gml|gpkg)$/i.test(file.name)) ?? (files[0] as SourceFile);
  let text: string | undefined;
  let head: string | undefined;
  return {
    name: geodatabaseOf(main.name) || main.name,
    bytes: main.bytes,
    files,
    text: () => {
      text ??= decodeText(main.bytes);
      return text;
    },
    head: () => {
      // A character cut in two at the end would make strict UTF-8 fail: cut at a line end where there is one.
      head ??= headOf(main.bytes);
      return head;
    },
  };
}

function headOf(bytes: Uint8Array): string {
  if (bytes.length <= headLength) return decodeText(bytes).trimStart();
  for (let end = headLength; end > headLength - 1_000; end--)
    if (bytes[end - 1] === 0x0a) return decodeText(bytes.subarray(0, end)).trimStart();
  for (let cut = 0; cut < 4; cut++) {
    const text = decodeText(bytes.subarray(0, headLength - cut));
    if (!text.includes('\ufffd') || cut === 3) return text.trimStart();
  }
  return '';
}
