/** What the TypeScript runner calls in functions that are sent into a page, where nobody has defined it. */
export const keepNames = 'globalThis.__name = (named) => named;';
