import { ProblemError, problem } from './problem.ts';

const space = /[ \t\r\n]/;
const number = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const escaped = /\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const word = /true|false|null/y;

/** Index after the string that starts at `at`, or undefined; a loop, since a pattern would need stack for long strings. */
function stringEnd(text: string, at: number): number | undefined {
  if (text[at] !== '"') return undefined;
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 34) return i + 1;
    if (code < 32) return undefined;
    if (code !== 92) continue;
    escaped.lastIndex = i;
    const match = escaped.exec(text);
    if (!match) return undefined;
    i += match[0].length - 1;
  }
  return undefined;
}

/**
 * Offset of the first character that is not JSON (RFC 8259), or the length of the text when it ends too early.
 * Engines word this differently or not at all, so it is found here; without recursion, so that depth does no harm.
 */
export function jsonErrorAt(text: string): number {
  const open: string[] = [];
  let at = 0;
  let expect: 'value' | 'first' | 'key' | 'firstKey' | 'colon' | 'after' = 'value';
  const skip = () => {
    while (space.test(text[at] ?? '')) at++;
  };
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return Boolean(match);
  };
  const takeString = (): boolean => {
    const end = stringEnd(text, at);
    if (end !== undefined) at = end;
    return end !== undefined;
  };
  for (;;) {
    skip();
    const c = text[at];
    if (c === undefined) return at;
    if (expect === 'key' || expect === 'firstKey') {
      if (expect === 'firstKey' && c === '}') {
        open.pop();
        at++;
        expect = 'after';
      } else if (takeString()) expect = 'colon';
      else return at;
    } else if (expect === 'colon') {
      if (c !== ':') return at;
      at++;
      expect = 'value';
    } else if (expect === 'after') {
      const top = open.at(-1);
      if (c === ',' && top) expect = top === '{' ? 'key' : 'value';
      else if ((c === '}' && top === '{') || (c === ']' && top === '[')) open.pop();
      else return at;
      at++;
    } else if (expect === 'first' && c === ']') {
      open.pop();
      at++;
      expect = 'after';
    } else if (c === '{' || c === '[') {
      open.push(c);
      at++;
      expect = c === '{' ? 'firstKey' : 'first';
    } else if (takeString() || take(number) || take(word)) expect = 'after';
    else return at;
  }
}

/**
 * JSON text to a value; a byte-order mark is allowed.
 * @throws ProblemError `not-json` naming the file, the line and what stands there.
 */
export function parseJson(text: string, file: string): unknown {
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  try {
    return JSON.parse(clean);
  } catch {
    const at = jsonErrorAt(clean);
    const before = clean.slice(0, at);
    const line = before.split('\n').length;
    const column = at - before.lastIndexOf('\n');
    const excerpt = clean.slice(at, at + 20).split('\n')[0] ?? '';
    const atEnd = at >= clean.trimEnd().length;
    throw new ProblemError(
      problem(
        'not-json',
        atEnd
          ? { zh: '不是完整的 JSON：文件到此中断', en: 'not complete JSON: the file ends here' }
          : {
              zh: `不是有效的 JSON：第 ${column} 列“${excerpt}”`,
              en: `not valid JSON: column ${column}, “${excerpt}”`,
            },
        { file, line },
        {
          zh: '请用文本编辑器改正该处，例如缺少或多余的逗号、引号、括号。',
          en: 'Correct that place in a text editor: a missing or extra comma, quotation mark or bracket, for example.',
        },
      ),
    );
  }
}
