import { resolve } from 'node:path';
import type { Page } from 'playwright-core';

/** For `openPage({ scripts: [axeScript] })`. */
export const axeScript = resolve('node_modules/axe-core/axe.min.js');

interface Axe {
  run(options: object): Promise<{
    violations: { id: string; impact: string; nodes: { target: unknown; failureSummary: string }[] }[];
  }>;
}

/** What axe finds serious or critical on the page as it stands, a line a node. */
export async function seriousFaults(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${JSON.stringify(node.target)} ${node.failureSummary}`),
      );
  });
}
