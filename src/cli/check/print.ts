import { formatProblem, type Language, type Problem } from '../../model/index.ts';

/** Says problems on standard error, each once however many layers of a file have it. */
export function problemPrinter(language: Language): (list: readonly Problem[]) => void {
  const said = new Set<string>();
  return (list) => {
    for (const one of list) {
      const line = `${one.severity}: ${formatProblem(one, language)}`;
      if (!said.has(line)) console.error(line);
      said.add(line);
    }
  };
}
