/** A field as the .tab names it; `type` in lower case. */
export interface TabField {
  name: string;
  type: string;
}

/** What the text of a .tab says. */
export interface TabHead {
  /** NATIVE, LINKED, DBF, RASTER and the like, in upper case. */
  type: string;
  fields: TabField[];
  charset?: string;
}

const charsets: Record<string, string> = {
  windowssimpchinese: 'gb18030',
  windowstradchinese: 'big5',
  'utf-8': 'utf-8',
};

/** The encoding of texts by the table's own word; undefined for those that programs write whatever the texts are in. */
export const encodingNamed = ({ charset }: TabHead): string | undefined =>
  charsets[charset?.toLowerCase() ?? ''];

/** Reads the text of a .tab: its type, character set and fields. */
export function readTabHead(text: string): TabHead {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trim());
  const head: TabHead = { type: '', fields: [] };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    const type = /^type\s+"?(\w+)"?/i.exec(line);
    if (type && !head.type) head.type = (type[1] as string).toUpperCase();
    const charset = /(?:^!charset\s+|\bcharset\s+)"?([\w-]+)"?/i.exec(line)?.[1];
    if (charset && (!head.charset || type)) head.charset = charset;
    const fields = /^fields\s+(\d+)$/i.exec(line);
    if (!fields || head.fields.length) continue;
    for (let left = Number(fields[1]); left > 0 && i + 1 < lines.length; left--) {
      const [, name, word] =
        /^"?(.+?)"?\s+(char|integer|smallint|largeint|float|decimal|date|time|datetime|logical)\b/i.exec(
          lines[++i] as string,
        ) ?? [];
      if (name && word) head.fields.push({ name, type: word.toLowerCase() });
    }
  }
  return head;
}
