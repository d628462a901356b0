/** What a log needs of `localStorage`. */
export type LogStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The browser's storage, or undefined where even asking for it throws. */
export function localStorageIfAny(): LogStorage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}
