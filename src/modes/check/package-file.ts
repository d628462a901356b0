import type * as v from 'valibot';
import { ProblemError, problem } from '../../model/index.ts';
import { parse } from '../../model/parse.ts';

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
  return parse(schema, await response.json(), { file });
}
