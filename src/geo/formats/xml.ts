import type { Document } from '@xmldom/xmldom';
import { type Problem, ProblemError, problem } from '../../model/index.ts';
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
  let fault: ProblemError | undefined;
  const parser = new DOMParser({
    locator: true,
    onError: (level, _message, context) => {
      if (level === 'warning') return;
      const line: unknown = (context as { locator?: { lineNumber?: unknown } } | undefined)?.locator
        ?.lineNumber;
      fault ??= new ProblemError(
        cutShort(text) ??
          problem('xml-syntax', tagsDiffer, typeof line === 'number' ? { line } : undefined, again),
      );
      throw fault;
    },
  });
  try {
    return parser.parseFromString(sound, 'text/xml');
  } catch (error) {
    // The parser puts what was thrown into words of its own.
    throw fault ?? error;
  }
}

const again = { zh: '请从原软件重新导出。', en: 'Export it again from the program it came from.' };
const tagsDiffer = {
  zh: 'XML 的标签没有成对，或写法有误。',
  en: 'Tags of the XML do not match, or are not well written.',
};

/** A document without the end of its first element: where it breaks off. */
function cutShort(text: string): Problem | undefined {
  const root = /<([A-Za-z_][\w.:-]*)/.exec(text.replace(/<!--[\s\S]*?-->/g, ''))?.[1];
  if (!root || text.slice(-2_000).includes(`</${root}`)) return undefined;
  return problem(
    'xml-cut-short',
    {
      zh: `XML 到此中断，没有结尾的 </${root}>，文件不完整。`,
      en: `The XML breaks off here without its closing </${root}>: the file is cut short.`,
    },
    { line: text.split(/\r\n|\n|\r/).length },
    {
      zh: '请从原软件重新导出，或重新下载。',
      en: 'Export it again from the program it came from, or download it again.',
    },
  );
}

/** Text as XML character data; control characters XML cannot hold are left out. */
export const escapeXml = (value: unknown): string =>
  [...String(value ?? '')]
    .filter((c) => c >= ' ' || c === '\t' || c === '\n')
    .join('')
    .replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
