import type { Document } from '@xmldom/xmldom';
import { ProblemError, problem } from '../../model/index.ts';
import type { Limits } from './limits.ts';
import { soundXml } from './xml-text.ts';

/**
 * Parses XML, forgiving what `soundXml` puts right.
 * @param strip prefix of element names to leave out
 * @throws ProblemError with the line of the fault
 */
export async function parseXml(text: string, limits: Limits, strip?: string): Promise<Document> {
  const sound = soundXml(text, limits, strip);
  const { DOMParser } = await import('@xmldom/xmldom');
  const parser = new DOMParser({
    locator: true,
    onError: (level, _message, context) => {
      if (level === 'warning') return;
      const line: unknown = (context as { locator?: { lineNumber?: unknown } } | undefined)?.locator
        ?.lineNumber;
      throw new ProblemError(
        problem(
          'xml-syntax',
          {
            zh: 'XML 不完整或标签没有成对。',
            en: 'The XML is cut short, or its tags do not match.',
          },
          typeof line === 'number' ? { line } : undefined,
          { zh: '请从原软件重新导出。', en: 'Export it again from the program it came from.' },
        ),
      );
    },
  });
  return parser.parseFromString(sound, 'text/xml');
}

/** Text as XML character data; control characters XML cannot hold are left out. */
export const escapeXml = (value: unknown): string =>
  [...String(value ?? '')]
    .filter((c) => c >= ' ' || c === '\t' || c === '\n')
    .join('')
    .replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
