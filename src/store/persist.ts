let asked = false;

/**
 * Asks the browser, once a page, not to clear what this site keeps when the disk gets full. It may say no. Firefox asks
 * its user, so this is for the moment something is kept that nobody else has: not for whoever only reads.
 */
export function askToPersist(): void {
  if (asked) return;
  asked = true;
  // Not there on a page without https, nor in an environment without pages.
  void globalThis.navigator?.storage?.persist?.().catch(() => undefined);
}
