/** What was typed, as `parse` reads it; undefined, with the reason and the usage on standard error, where it cannot. */
export function typed<T>(parse: () => T, usage: string): T | undefined {
  try {
    return parse();
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return undefined;
  }
}
