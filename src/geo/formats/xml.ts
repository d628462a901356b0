import type { Document } from '@xmldom/xmldom';
import { ProblemError, problem } from '../../model/index.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './problems.ts';

/** Counts open elements without building anything, so that a bottomless document is refused before it is parsed. */
function checkDepth(text: string, most: number): void {
  let depth = 0;
  for (const tag of text.matchAll(/<(\/?)[A-Za-z_][^<>]*?(\/?)>/g)) {
    if (tag[1]) depth--;
    else if (!tag[2]) depth++;
    if (depth > most) throw overLimit('depth', depth, most);
  }
}

/**
 * Parses XML. Entity declarations are refused: no format read here needs them, and they are how a small file grows.
 * @throws ProblemError with the line of the fault
 */
export async function parseXml(text: string, limits: Limits): Promise<Document> {
  if (/<!ENTITY/i.test(text))
    throw new ProblemError(
      problem('xml-entities', {
        zh: 'XML 里有实体声明，出于安全不予读取。',
        en: 'The XML declares entities; it is not read, for safety.',
      }),
    );
  checkDepth(text, limits.depth);
  const { DOMParser } = await import('@xmldom/xmldom');
  const parser = new DOMParser({
    locator: true,
    onError: (level, message, context) => {
      if (level === 'warning') return;
      const line: unknown = (context as { locator?: { lineNumber?: unknown } } | undefined)?.locator
        ?.lineNumber;
      throw new ProblemError(
        problem(
          'xml-syntax',
          { zh: `XML 语法有误：${message}`, en: `The XML does not parse: ${message}` },
          typeof line === 'number' ? { line } : undefined,
        ),
      );
    },
  });
  return parser.parseFromString(text.replace(/^[\s\ufeff]+/, ''), 'text/xml');
}

/** Text as XML character data; control characters XML cannot hold are left out. */
export const escapeXml = (value: unknown): string =>
  [...String(value ?? '')]
    .filter((c) => c >= ' ' || c === '\t' || c === '\n')
    .join('')
    .replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
