import type { ProblemList } from '../problems.ts';

/** Objects that are not read, by kind with their number; nothing where there are none. */
export function reportPassed(problems: ProblemList, passed: ReadonlyMap<string, number>): void {
  if (!passed.size) return;
  const list = [...passed].map(([kind, count]) => `${kind.toUpperCase()} ×${count}`).join(', ');
  problems.add({
    code: 'mif-passed-over',
    severity: 'warning',
    what: {
      zh: `未读入的 MapInfo 对象：${list}。`,
      en: `MapInfo objects that are not read were passed over: ${list}.`,
    },
    lost: [...passed.values()].reduce((sum, count) => sum + count, 0),
  });
}
