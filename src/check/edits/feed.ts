import type { ChangeLog, Town } from '../../model/index.ts';

const escaped = (text: string): string =>
  text.replace(
    /[<>&"]|[^\P{Cc}\t\n\r]/gu,
    (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? '',
  );

const kinds = { added: '新增', changed: '修改', removed: '删除' } as const;
/** Entries a feed holds at most, and pieces an entry names. */
const [mostEntries, mostPieces] = [50, 40];

/** The change log as an Atom feed (RFC 4287), in the language of record. */
export function atomFeed(log: ChangeLog, town: Pick<Town, 'code' | 'title' | 'name' | 'display'>): string {
  const id = `urn:x-plan-map:${town.code}`;
  const link = town.display.publicUrl ? `\n  <link href="${escaped(town.display.publicUrl)}"/>` : '';
  const entries = log.entries.slice(0, mostEntries).map(({ version, at, by, changes }) => {
    const lines = changes.slice(0, mostPieces).map(({ kind, name }) => `${kinds[kind]}：${name.zh}`);
    if (changes.length > mostPieces) lines.push(`另有 ${changes.length - mostPieces} 处`);
    return `  <entry>
    <id>${id}:${escaped(version)}</id>
    <title>数据更新 ${escaped(version)}：${changes.length} 处</title>
    <updated>${escaped(at)}</updated>
    <author><name>${escaped(by)}</name></author>
    <content type="text">${escaped(lines.join('\n'))}</content>
  </entry>
`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <id>${id}</id>
  <title>${escaped(town.title.zh)}</title>
  <updated>${escaped(log.entries[0]?.at ?? '1970-01-01T00:00:00Z')}</updated>
  <author><name>${escaped(town.name.zh)}</name></author>${link}
${entries.join('')}</feed>
`;
}
