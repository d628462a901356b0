import { ProblemError, problem } from '../../model/index.ts';
import { overLimit } from './problems.ts';

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

/**
 * The value of a JSON text.
 * @throws ProblemError `json-syntax` with the line, or `over-limit`
 */
export function parseJsonText(text: string, maxDepth: number): unknown {
  checkJsonDepth(text, maxDepth);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw notJson(error, text);
  }
}

/** What is wrong with a text that JSON.parse refused. */
export function notJson(error: unknown, text: string): ProblemError {
  const detail = error instanceof Error ? error.message : String(error);
  const at = Number(/position (\d+)/.exec(detail)?.[1] ?? Number.NaN);
  const line = Number.isFinite(at) ? text.slice(0, at).split('\n').length : undefined;
  return new ProblemError(
    problem(
      'json-syntax',
      { zh: `JSON 语法有误：${detail}`, en: `The JSON does not parse: ${detail}` },
      line ? { line } : undefined,
      { zh: '文件可能被截断。', en: 'The file may be cut short.' },
    ),
  );
}
