import * as v from 'valibot';
import { ProblemError, problem } from '../../model/index.ts';

/** A file of the town package beside those the store loads. */
export async function packageFile<T extends v.GenericSchema>(
  base: string,
  file: string,
  schema: T,
): Promise<v.InferOutput<T>> {
  const response = await fetch(new URL(file, base));
  if (!response.ok)
    throw new ProblemError(
      problem(
        'file-missing',
        { zh: `服务器回答 ${response.status}`, en: `The server answered ${response.status}` },
        { file },
        { zh: '请检查数据包是否完整。', en: 'Check that the package is complete.' },
      ),
    );
  const result = v.safeParse(schema, await response.json());
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue);
  throw new ProblemError(
    problem(
      'schema',
      {
        zh: `应为 ${issue.expected ?? '其他内容'}，实为 ${issue.received}`,
        en: `expected ${issue.expected ?? 'something else'}, found ${issue.received}`,
      },
      { file, ...(field ? { field } : {}) },
      { zh: '请按数据包格式修正。', en: 'Mend it after the package format.' },
    ),
  );
}
