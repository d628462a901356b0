import * as v from 'valibot';
import { type Place, type Problem, problem } from './problem.ts';
import type { Bilingual } from './text.ts';

const typeWords: Record<string, Bilingual> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  Array: { zh: '列表 […]', en: 'a list […]' },
  Object: { zh: '对象 {…}', en: 'an object {…}' },
  null: { zh: 'null', en: 'null' },
  undefined: { zh: '缺失', en: 'missing' },
  NaN: { zh: '不是数', en: 'not a number' },
};

const word = (name: string): Bilingual =>
  typeWords[name] ?? { zh: name.length > 160 ? `${name.slice(0, 160)}…` : name, en: name.slice(0, 160) };

function describe(issue: v.BaseIssue<unknown>): Bilingual {
  // Of a field that is missing the library says its name in quotes, which is no description.
  const absent = issue.received === 'undefined' && issue.expected?.startsWith('"');
  const expected = issue.expected && !absent ? word(issue.expected) : undefined;
  const received = word(issue.received);
  if (issue.expected === 'never')
    return { zh: `多余的字段 ${issue.received}`, en: `unknown field ${issue.received}` };
  switch (issue.type) {
    case 'non_empty':
      return { zh: '不能为空', en: 'must not be empty' };
    case 'regex':
      return {
        zh: `${issue.received} 的写法不对，应符合 ${issue.expected}`,
        en: `${issue.received} is not written as ${issue.expected}`,
      };
    case 'min_value':
    case 'max_value':
      return {
        zh: `${issue.received} 超出范围，应 ${issue.expected}`,
        en: `${issue.received} is out of range, it must be ${issue.expected}`,
      };
    case 'min_length':
      return {
        zh: `条数 ${issue.received} 太少，应 ${issue.expected}`,
        en: `${issue.received} entries are too few, it must be ${issue.expected}`,
      };
    case 'integer':
      return { zh: `${issue.received} 不是整数`, en: `${issue.received} is not a whole number` };
  }
  if (issue.received === 'undefined')
    return {
      zh: `缺少这个字段${expected ? `，应为${expected.zh}` : ''}`,
      en: `this field is missing${expected ? `, it must be ${expected.en}` : ''}`,
    };
  if (!expected) return { zh: `不能是 ${received.zh}`, en: `must not be ${received.en}` };
  return {
    zh: `应为${expected.zh}，实为 ${received.zh}`,
    en: `must be ${expected.en}, but is ${received.en}`,
  };
}

const path = (issue: v.BaseIssue<unknown>): string =>
  (issue.path ?? [])
    .map((part) => (typeof part.key === 'number' ? `[${part.key}]` : `.${String(part.key)}`))
    .join('')
    .replace(/^\./, '');

/** What is wrong by a schema, each naming its field by its path, `chapters[2].sections[0].title.en`. */
export const schemaProblems = (
  issues: readonly v.BaseIssue<unknown>[],
  where: Place,
  remedy?: Bilingual,
): Problem[] =>
  issues.map((issue) => {
    const field = path(issue);
    return problem('schema', describe(issue), field ? { ...where, field } : where, remedy);
  });

/** Checks `value` against `schema`. The output has defaults filled in; it is there only when nothing is wrong. */
export function checkSchema<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  where: Place,
): { output?: v.InferOutput<S>; problems: Problem[] } {
  const result = v.safeParse(schema, value);
  if (result.success) return { output: result.output, problems: [] };
  return { problems: schemaProblems(result.issues, where) };
}
