import { ProblemError, problem } from '../../model/index.ts';
import { overLimit } from './problems.ts';
import { excerpt } from './text.ts';

/** Counts open brackets outside of strings, so that a bottomless text is refused before anything recurses into it. */
export function checkJsonDepth(text: string, most: number): void {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (quoted) {
      if (code === 0x5c) i++;
      else if (code === 0x22) quoted = false;
    } else if (code === 0x22) quoted = true;
    else if (code === 0x5b || code === 0x7b) {
      if (++depth > most) throw overLimit('depth', depth, most);
    } else if (code === 0x5d || code === 0x7d) depth--;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole number that is too long to be exact, as it may stand behind a sign of JSON. */
const long = /[[,:\s]-?\d{16,}\s*[,}\]]/;
const strings = /"(?:[^"\\]|\\.)*"|([[,:\s])(-?\d{16,})(?=\s*[,}\]])/g;

/**
 * What JSON.parse gives, save that whole numbers beyond 2^53 (codes of parcels) keep their digits, as texts.
 * @throws SyntaxError
 */
export function jsonValue(text: string): unknown {
  if (!long.test(text)) return JSON.parse(text);
  const kept = text.replace(strings, (all: string, before?: string, digits?: string) =>
    digits === undefined || Number.isSafeInteger(Number(digits)) ? all : `${before}"${digits}"`,
  );
  return JSON.parse(kept);
}

/**
 * The value of a JSON text.
 * @throws ProblemError `json-syntax` with the line, or `over-limit`
 */
export function parseJsonText(text: string, maxDepth: number): unknown {
  checkJsonDepth(text, maxDepth);
  try {
    return jsonValue(text.replace(/^\ufeff/, ''));
  } catch {
    throw notJson(text);
  }
}

/** The words JSON is made of; a string may not hold a line end. No character fits two ways: a broken string is passed once. */
const token =
  /[\s\ufeff]*(?:([{}[\]:,])|("[^"\\\n\r]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\n\r]*)*")|(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)(?![\w.+-]))/y;

/** What a closing sign closes. */
const opened: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

/** Where a text stops being JSON, as an index; its length when it only ends too early. Any browser gives the same. */
function faultIn(text: string): number {
  const open: string[] = [];
  let expected: 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'after' = 'value';
  for (token.lastIndex = 0; ; ) {
    const from = token.lastIndex;
    const match = token.exec(text);
    const at = from + (/^[\s\ufeff]*/.exec(text.slice(from, from + 10_000))?.[0].length ?? 0);
    if (!match) return at;
    const [, sign, string] = match;
    if (expected === 'colon') {
      if (sign !== ':') return at;
      expected = 'value';
    } else if (expected === 'after') {
      if (sign === ',' && open.length) expected = open.at(-1) === '{' ? 'key' : 'value';
      else if (sign && open.length && open.at(-1) === opened[sign]) open.pop();
      else return at;
    } else if (expected === 'key' || expected === 'firstKey') {
      if (string) expected = 'colon';
      else if (sign === '}' && expected === 'firstKey') {
        open.pop();
        expected = 'after';
      } else return at;
    } else if (sign === '{' || sign === '[') {
      open.push(sign);
      expected = sign === '{' ? 'firstKey' : 'first';
    } else if (sign === ']' && expected === 'first') {
      open.pop();
      expected = 'after';
    } else if (sign) return at;
    else expected = 'after';
  }
}

/** What is wrong with a text that JSON.parse refused. */
export function notJson(text: string): ProblemError {
  const at = faultIn(text);
  const line = text.slice(0, at).split('\n').length;
  const short = text.slice(at).trim() === '' || /^"[^"\\]*(?:\\[\s\S][^"\\]*)*\\?$/.test(text.slice(at));
  const snippet = excerpt(text.slice(at), 20);
  return new ProblemError(
    short
      ? problem(
          'json-syntax',
          { zh: 'JSON 不完整，到此中断。', en: 'The JSON is not whole: it breaks off here.' },
          { line },
          {
            zh: '文件可能被截断，请重新复制或导出。',
            en: 'The file may be cut short; copy or export it again.',
          },
        )
      : problem(
          'json-syntax',
          { zh: `JSON 语法有误，此处不应是“${snippet}”。`, en: `The JSON is wrong here: "${snippet}".` },
          { line },
          {
            zh: '请改正该处（JSON 中没有 NaN、注释和末尾的逗号），或重新导出。',
            en: 'Put it right (JSON has no NaN, no comments and no comma at an end) or export the file again.',
          },
        ),
  );
}
