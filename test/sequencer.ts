import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest though they are short: begun last, they would keep one core busy and the other idle. */
const long = ['e2e/engines/engines.test.ts', 'docs/docs.test.ts', 'check/cli.test.ts'];

/** The order test files are begun in where none was measured yet, as on a fresh machine. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (long.some((name) => moduleId.endsWith(name)) ? 0 : 1);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
