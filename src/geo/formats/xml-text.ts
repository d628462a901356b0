import { ProblemError, problem } from '../../model/index.ts';
import type { Limits } from './limits.ts';
import { overLimit } from './problems.ts';

/** Names of HTML that stand in XML all the same; the five of XML are left as they are. */
const htmlNames: Record<string, string> = {
  nbsp: '\u00a0',
  ensp: '\u2002',
  emsp: '\u2003',
  thinsp: '\u2009',
  middot: '·',
  bull: '\u2022',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  plusmn: '±',
  sup2: '²',
  sup3: '³',
  times: '×',
  copy: '©',
  reg: '®',
};
const xsi = 'http://www.w3.org/2001/XMLSchema-instance';

/** References that are none of XML: of HTML by its character, others as they are written. */
const references = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)(?:(\w+);)?/gi,
        (all, name: string | undefined) =>
          name === undefined ? '&amp;' : (htmlNames[name] ?? `&amp;${all.slice(1)}`),
      )
    : text;

/** The end of the tag that begins at `at`, past quoted values; the end of the text where it is not closed. */
function endOfTag(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3e) return i + 1;
    if (code !== 0x22 && code !== 0x27) continue;
    const close = text.indexOf(text[i] as string, i + 1);
    if (close < 0) return text.length;
    i = close;
  }
  return text.length;
}

const after = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from);
  return at < 0 ? text.length : at + mark.length;
};

/** The end of what is no element at `at` — comment, character data, instruction, declaration — or undefined. */
function endOfOther(text: string, at: number): number | undefined {
  if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
  if (text.startsWith('<![CDATA[', at)) return after(text, ']]>', at + 9);
  if (text.startsWith('<?', at)) return after(text, '?>', at + 2);
  return text.startsWith('<!', at) ? after(text, '>', at + 2) : undefined;
}

const prefixes = /[\s/<]([A-Za-z_][\w.-]*):([\w.-]+)(?=[\s=/>])/g;

/**
 * The text of an XML file with what is common in the field put right, so that a parser takes it: names of HTML and bare
 * `&` outside of CDATA, prefixes that are used and not declared. Depth is counted on elements alone, before anything is
 * built, so that a bottomless document is refused.
 * @param strip prefix of element names to leave out, for documents whose own elements carry one
 * @throws ProblemError `over-limit`, or `xml-entities` where entities are declared: no format read here needs them, and
 * they are how a small file grows
 */
export function soundXml(text: string, limits: Limits, strip?: string): string {
  const pieces: string[] = [];
  const declared = new Set(['xml', 'xmlns']);
  const used = new Set<string>();
  let rootEnd: number | undefined;
  let depth = 0;
  let from = 0;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', from)) {
    pieces.push(references(text.slice(from, at)));
    const other = endOfOther(text, at);
    from = other ?? endOfTag(text, at);
    let tag = text.slice(at, from);
    if (other !== undefined) {
      if (/^<!(?!--|\[CDATA)/.test(tag) && /<!ENTITY/i.test(tag)) throw entities();
      pieces.push(tag);
      continue;
    }
    if (tag[1] === '/') depth--;
    else if (!tag.endsWith('/>')) depth++;
    if (depth > limits.depth) throw overLimit('depth', depth, limits.depth);
    if (tag.includes(':'))
      for (const [, prefix = '', local = ''] of tag.matchAll(prefixes))
        if (prefix === 'xmlns') declared.add(local);
        else used.add(prefix);
    if (strip && (tag.startsWith(`<${strip}:`) || tag.startsWith(`</${strip}:`)))
      tag = tag.replace(`${strip}:`, '');
    if (rootEnd === undefined && tag[1] !== '/') rootEnd = pieces.length;
    pieces.push(references(tag));
  }
  pieces.push(references(text.slice(from)));
  const missing = [...used].filter((prefix) => !declared.has(prefix));
  if (missing.length && rootEnd !== undefined) {
    const names = missing.map(
      (prefix) => ` xmlns:${prefix}="${prefix === 'xsi' ? xsi : `urn:undeclared:${prefix}`}"`,
    );
    pieces[rootEnd] = (pieces[rootEnd] as string).replace(/\s*\/?>$/, (end) => names.join('') + end);
  }
  return pieces.join('').replace(/^[\s\ufeff]+/, '');
}

const entities = () =>
  new ProblemError(
    problem('xml-entities', {
      zh: 'XML 里有实体声明，出于安全不予读取。',
      en: 'The XML declares entities; it is not read, for safety.',
    }),
  );
