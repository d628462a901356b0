import type { BrowserContext } from 'playwright-core';

/** Has files of the package, by the end of their path, read by themselves instead of from its bundle. */
export const unbundle = (context: BrowserContext, files: readonly string[]) =>
  context.route('**/data/bundle.json', async (route) => {
    const texts: Record<string, string> = await (await route.fetch()).json();
    const kept = Object.entries(texts).filter(
      ([path]) => !files.some((file) => path.endsWith(decodeURI(file))),
    );
    await route.fulfill({ json: Object.fromEntries(kept) });
  });

/** Answers files of the app, by the end of their address, with another text or with an error's number. */
export async function replaceFiles(
  context: BrowserContext,
  files: Readonly<Record<string, string | number>>,
): Promise<void> {
  await unbundle(context, Object.keys(files));
  for (const [file, answer] of Object.entries(files))
    await context.route(`**/${file}`, (route) =>
      typeof answer === 'number' ? route.fulfill({ status: answer }) : route.fulfill({ body: answer }),
    );
}
