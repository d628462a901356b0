import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../..');

/** A fenced block: its language, what stands behind it on the fence, and the line its fence is on. */
export interface Block {
  page: string;
  line: number;
  language: string;
  name: string;
  text: string;
}

export interface Page {
  /** Path from the repository's root. */
  path: string;
  text: string;
  blocks: Block[];
  /** The page without its fenced blocks. */
  prose: string;
}

function pageOf(path: string): Page {
  const text = readFileSync(join(root, path), 'utf8');
  const blocks: Block[] = [];
  const prose: string[] = [];
  let open: { fence: string; block: Block; lines: string[] } | undefined;
  text.split('\n').forEach((line, i) => {
    const fence = /^\s*(`{3,}|~{3,})\s*(\S*)\s*(.*)$/.exec(line);
    if (open) {
      if (fence?.[1] === open.fence && !fence[2]) {
        blocks.push({ ...open.block, text: `${open.lines.join('\n')}\n` });
        open = undefined;
      } else open.lines.push(line);
    } else if (fence) {
      const [, mark = '', language = '', name = ''] = fence;
      open = { fence: mark, lines: [], block: { page: path, line: i + 1, language, name, text: '' } };
    } else prose.push(line);
  });
  if (open) throw new Error(`${path}:${open.block.line}: a fenced block that does not end`);
  return { path, text, blocks, prose: prose.join('\n') };
}

/** README and every page of `docs/`, in reading order. */
export const pages: readonly Page[] = [
  'README.md',
  'data/README.md',
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
].map(pageOf);

export const blocks = pages.flatMap((page) => page.blocks);
export const at = ({ page, line }: Block): string => `${page}:${line}`;

/** The anchor GitHub gives a heading: lower case, punctuation dropped, blanks to hyphens. */
export const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');

export const anchors = (page: Page): string[] =>
  [...page.prose.matchAll(/^#{1,6} (.+)$/gm)].map((m) => anchorOf(m[1] as string));

/** Targets of links and pictures, Markdown and HTML. */
export const links = (page: Page): string[] =>
  [...page.prose.matchAll(/\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"/g)].map((m) => (m[1] ?? m[2]) as string);

/** Address fragments written in code spans and fenced blocks, without `#`; `#!` begins a script. */
export function fragments(page: Page): string[] {
  const code = [...page.prose.matchAll(/`([^`\n]+)`/g)].map((m) => m[1] as string);
  return [...code, ...page.blocks.filter((b) => b.language !== 'sh').map((b) => b.text)].flatMap((text) =>
    [...text.matchAll(/(?:^|[\s/"'])#(?!!)([^\s"'<>`、]*[=/][^\s"'<>`、]*)/g)].map((m) => m[1] as string),
  );
}
